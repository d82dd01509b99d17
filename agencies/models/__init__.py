"""The facts of the directory, one file per concept."""

from agencies.models.api_token import ApiToken
from agencies.models.appointment import POSTS_BY_KIND, Appointment, Post
from agencies.models.feed_token import FeedToken
from agencies.models.notification import Notification
from agencies.models.organisation import (
    JUSTICE_KINDS,
    Level,
    Organisation,
    OrganisationKind,
    corresponds_to,
)
from agencies.models.person import Language, User

__all__ = [
    "JUSTICE_KINDS",
    "POSTS_BY_KIND",
    "ApiToken",
    "Appointment",
    "FeedToken",
    "Language",
    "Level",
    "Notification",
    "Organisation",
    "OrganisationKind",
    "Post",
    "User",
    "corresponds_to",
]
