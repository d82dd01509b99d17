"""Clocks that are asked for together, by the codes of their rules."""

from typing import Final

REPLY_CLOCKS: Final = ("recommendation_reply", "recommendation_reply_urgent")

REVIEW: Final = "review_for_suit_administrative"
REVIEW_CIVIL: Final = "review_for_suit_civil"
REVIEW_TRANSFERRED: Final = "review_for_suit_transferred_administrative"
REVIEW_TRANSFERRED_CIVIL: Final = "review_for_suit_transferred_civil"
#: The review for suit, also after a transfer; the later ones take the place of the earlier (Rules
#: 47).
REVIEW_CLOCKS: Final = (REVIEW, REVIEW_CIVIL, REVIEW_TRANSFERRED, REVIEW_TRANSFERRED_CIVIL)

NOTICE: Final = "public_notice"
MEDIATION_NOTICE: Final = "mediation_notice"
INSTANCE_CLOCKS: Final = ("first_instance", "second_instance", "second_instance_ruling")
APPEAL_CLOCKS: Final = ("appeal_judgment", "appeal_ruling")
LOOK_BACK_CLOCKS: Final = ("first_look_back", "second_look_back")
