"""A file of a referral or record, sent to who may have it; of what is sealed once that is told."""

import datetime as dt
import uuid

from django.http import FileResponse

from agencies.actor import Actor
from cases.actions import perform
from cases.models import Matter
from cases.views.file import attachment
from pilit.law.errors import NotFound
from referrals.models import Referral
from referrals.services.sealed_files import sealed_attachment


def fetched(row: Referral, pk: uuid.UUID, actor: Actor, at: dt.datetime) -> FileResponse:
    """A file that came along with a referral. Raises :class:`NotFound`."""
    if row.is_secret:
        return unsealed(row, pk, "open_sealed", actor, at)
    found = row.files.filter(pk=pk).first()
    if found is None:
        raise NotFound
    return attachment(found)


def unsealed(
    row: Matter, pk: uuid.UUID, action: str, actor: Actor, at: dt.datetime
) -> FileResponse:
    """A sealed file, under the action that tells the log of its opening first."""
    found = row.sealed_files.filter(pk=pk).first()
    if found is None:
        raise NotFound
    perform(action, row, actor, {"file": str(pk)}, at)
    return sealed_attachment(found)
