"""How many stories take which arc, and where in time they stand."""

from dataclasses import dataclass, field
from typing import Final

from cases.demo.arcs import LAST
from cases.demo.scenes.judgment import PERFORMANCE
from cases.demo.scenes.review import REVIEW

REPLY: Final = "recommendation_reply"
INQUIRY: Final = "recommendation_inquiry"


@dataclass(frozen=True, slots=True)
class Beat:
    """An arc told once for each of ``days``: where the last day of the period ``mark`` lies.

    Days from today, negative for the past; with :data:`LAST` the day of the last step. ``stars``
    fix district and matter (by its code) of the first tellings, for the log-ins the demo shows.
    """

    arc: str
    mark: str
    days: tuple[int, ...]
    stars: tuple[tuple[str, str], ...] = field(default=())


BEATS: Final = (
    Beat("clue_waits", "clue_assessment", (0, 0, 1, 3, 5, 8, 12, 16, 19, 22)),
    Beat("clue_waits", "clue_assessment", (25, 27, 28, 24, -2, -6, -15, 2, 4, 10)),
    Beat("clue_assessed", LAST, (-3, -8, -15, -2, -24, -5)),
    Beat("filing_to_review", LAST, (-1, -2, -1, -4), (("cy", "loose_billboards"),)),
    Beat("filing_to_decide", LAST, (-1, -1, -3), (("cy", "prepaid_gyms"),)),
    Beat("filing_sent_back", LAST, (-1, -5, -2), (("cy", "open_wifi"),)),
    Beat("clue_declined", LAST, (-10, -25, -47, -80, -120, -33, -160, -64, -14)),
    Beat("declining_to_review", LAST, (-1, -2)),
    Beat("clue_merged", LAST, (-6, -20, -35, -58, -90, -130, -11)),
    Beat("clue_transferred", LAST, (-5, -14, -28, -45, -70, -100)),
    Beat("transfer_to_decide", LAST, (-1, -2)),
    # Inquiry
    Beat("case_filed", "filing_decision_service", (0, 1, 3, 5, -2), (("cy", "tactile_paving"),)),
    Beat("inquiry_runs", INQUIRY, (5, 0, 2, 9, 14, 21, 30), (("cy", "river_sheds"),)),
    Beat("inquiry_runs", INQUIRY, (38, 44, 50, -3, -9)),
    Beat("inquiry_appraised", INQUIRY, (10, 25)),
    Beat("team_reassigned", INQUIRY, (26, 33)),
    Beat("recommendation_to_review", INQUIRY, (6, 15, 22), (("cy", "cooking_fumes"),)),
    Beat("recommendation_to_decide", INQUIRY, (3, 11, 20), (("cy", "rubble_dump"),)),
    Beat("recommendation_sent_back", INQUIRY, (8, 18), (("cy", "face_gates"),)),
    Beat("closing_to_decide", INQUIRY, (12,)),
    # Recommendation
    Beat(
        "recommendation_decided",
        "recommendation_service",
        (0, 1, 2, 3, -1, -4),
        (("cy", "water_tanks"),),
    ),
    Beat(
        "reply_awaited",
        REPLY,
        (3, 0, 1, 0, 2, 4, 6, 7, 10),
        (("cy", "illegal_wells"), ("cy", "sewage_fees"), ("hd", "rain_outfall")),
    ),
    Beat("reply_awaited", REPLY, (13, 17, 22, 28, 35, 41, 48, 55)),
    Beat("reply_awaited_unrecorded", "recommendation_record", (0, 2, -3)),
    Beat("urgent_reply_awaited", "recommendation_reply_urgent", (0, 2, 6, 11, -5)),
    Beat("reply_overdue", REPLY, (-3, -1, -6, -12, -20), (("cy", "rain_outfall"),)),
    Beat("objection_open", REPLY, (20, 44)),
    Beat("objection_answer_to_decide", REPLY, (30,)),
    Beat("objection_rejected", REPLY, (15,)),
    Beat("objection_upheld", LAST, (-6,)),
    Beat("recommendation_amended", REPLY, (26,)),
    # Review
    Beat("plan_followed", REVIEW, (5, 0, 1, 3, 9), (("cy", "river_sheds"),)),
    Beat("plan_followed", REVIEW, (14, 20, 27, -2, -8)),
    Beat("rectified_checked", REVIEW, (8, 2, 16), (("cy", "lift_inspection"),)),
    Beat("replied_late", REVIEW, (6, 18)),
    Beat("replied_by_post", REVIEW, (4, 22)),
    Beat("nothing_wrong", REVIEW, (13,)),
    Beat("extended_once", REVIEW, (5, 24)),
    Beat("extended_twice", REVIEW, (15, 33)),
    Beat("extension_at_superior", REVIEW, (2,), (("cy", "idle_plot"),)),
    Beat("review_appraised", LAST, (-12, -26)),
    Beat("suit_to_review", REVIEW, (7,)),
    Beat("suit_to_decide", REVIEW, (3,), (("cy", "goip_flats"),)),
    Beat("suit_sent_back", REVIEW, (6,)),
    Beat("docketing_refused", LAST, (-9, -21)),
    Beat("reopened", LAST, (-7, -30)),
    Beat("suspended", LAST, (-15, -40, -66)),
    Beat("resumption_to_decide", LAST, (-1, -2)),
    Beat("resumed", LAST, (-4,)),
    # Court
    Beat("suit_filed", "docketing", (2, 0, 4, -3), (("cy", "sand_heaps"),)),
    Beat("complaint_unrecorded", "complaint_record", (1,)),
    Beat("docketed", "complaint_service", (0, 3, -2), (("cy", "fake_reviews"),)),
    Beat("defence_awaited", "defence", (4, 0, 10, -1), (("cy", "rain_outfall"),)),
    Beat("defence_received", "defence_forwarding", (1, 3)),
    Beat("summoned", "appearance_reply", (0, 2), (("cy", "bottled_gas"),)),
    Beat("hearing_ahead", "hearing", (5, 12), (("cy", "garage_waste_oil"),)),
    Beat("heard", "first_instance", (35, 60, 20), (("cy", "historic_building"),)),
    Beat("stayed", LAST, (-20,)),
    Beat("trial_extended", LAST, (-10,)),
    Beat("claims_altered", "withdrawal_submission", (1,)),
    Beat("withdrawal_awaited", LAST, (-4,)),
    Beat("judged", "appeal_judgment", (4, 0, 9, 13), (("cy", "pesticide_greens"),)),
    Beat("judgment_unrecorded", "judgment_record", (0,)),
    Beat("organ_appealed", "second_instance", (20, 55)),
    Beat("appeal_summoned", "appearance_reply", (2,)),
    Beat("procuratorate_appealed", "second_instance", (70,)),
    Beat("protested", LAST, (-18,), (("cy", "factory_to_shops"),)),
    Beat("in_force", PERFORMANCE, (12, 0, 40, -9), (("cy", "illegal_wells"),)),
    Beat("partly_performed", PERFORMANCE, (6,)),
    Beat("upheld_on_appeal", PERFORMANCE, (25,)),
    Beat("enforced", LAST, (-5, -25), (("cy", "kitchen_waste_fees"),)),
    Beat("court_urged", LAST, (-6,)),
    # Closed
    Beat("settled_in_consultation", LAST, (-20, -70, -140, -200)),
    Beat("no_failure_found", LAST, (-50, -110)),
    Beat("performed_after_reply", "first_look_back", (5, 0, 20, 50, 75, -4)),
    Beat("looked_back_once", "second_look_back", (30, 120, 220, -6)),
    Beat("looked_back_twice", LAST, (-16,)),
    Beat("suit_withdrawn", LAST, (-30, -95)),
    Beat("judgment_performed", LAST, (-14, -60, -130), (("cy", "manhole_covers"),)),
    Beat("enforced_to_the_end", LAST, (-22,)),
    Beat("appealed_to_the_end", LAST, (-40,)),
)
