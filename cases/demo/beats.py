"""How many stories take which arc, and where in time they stand."""

from dataclasses import dataclass, field
from typing import Final

from cases.demo.arcs import LAST
from cases.demo.scenes.compensation import CONFIRMATION
from cases.demo.scenes.judgment import MEDIATION_NOTICE, PERFORMANCE
from cases.demo.scenes.notice import NOTICE
from cases.demo.scenes.review import REVIEW, REVIEW_CIVIL
from cases.demo.scenes.support import SUBMISSION
from cases.domain.vocabulary import CaseKind

REPLY: Final = "recommendation_reply"
INQUIRY: Final = "recommendation_inquiry"

CIVIL: Final = CaseKind.CIVIL
INCIDENTAL: Final = CaseKind.INCIDENTAL
SUPPORT: Final = CaseKind.SUPPORT
COMPENSATION: Final = CaseKind.COMPENSATION


@dataclass(frozen=True, slots=True)
class Beat:
    """An arc told once for each of ``days``: where the last day of the period ``mark`` lies.

    Days from today, negative for the past; with :data:`LAST` the day of the last step. ``stars``
    fix procuratorate and matter (by its code) of the first tellings, for the log-ins the demo
    shows. ``kind`` is that of the case.
    """

    arc: str
    mark: str
    days: tuple[int, ...]
    stars: tuple[tuple[str, str], ...] = field(default=())
    kind: CaseKind = CaseKind.ADMINISTRATIVE


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
    Beat("clue_transferred", LAST, (-5, -14, -28, -45, -70)),
    Beat("designated", LAST, (-4,)),
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
    Beat("docketing_refused", LAST, (-3, -21)),
    Beat("refusal_upheld", LAST, (-8,)),
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
    Beat("defendant_appealed", "second_instance", (20, 55)),
    Beat("refusal_appealed", LAST, (-5,)),
    Beat("docketing_ordered", LAST, (-2,)),
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
    Beat("looked_back_incomplete", LAST, (-6,)),
    Beat("looked_back_false", LAST, (-3,)),
    Beat("looked_back_not_lasting", LAST, (-12,)),
    # Against wrongdoers: before the notice
    Beat("filing_to_decide", LAST, (-1,), (("cy", "false_exhaust_tests"),), kind=CIVIL),
    Beat("inquiry_runs", LAST, (-2,), (("bj3", "printing_fumes"),), kind=CIVIL),
    Beat("inquiry_runs", LAST, (-5,), kind=INCIDENTAL),
    Beat("notice_to_decide", LAST, (-1,), (("cy", "pumped_beef"),), kind=CIVIL),
    Beat("against_matter", LAST, (-9,), kind=CIVIL),
    # Notice and review
    Beat("noticed", NOTICE, (0, 15), (("cy", "parcels_sold"),), kind=CIVIL),
    Beat("noticed", NOTICE, (9,), (("cy", "wild_birds"),), kind=INCIDENTAL),
    Beat("relatives_asked", LAST, (-6,), kind=CIVIL),
    Beat("notice_over", REVIEW_CIVIL, (2, -4), (("bj3", "slimming_sweets"),), kind=CIVIL),
    Beat("notice_over", REVIEW_CIVIL, (12,), kind=INCIDENTAL),
    Beat("relatives_answered", REVIEW_CIVIL, (45,), kind=CIVIL),
    Beat("suit_to_review", REVIEW_CIVIL, (6,), kind=CIVIL),
    Beat("passing_on_to_decide", REVIEW_CIVIL, (40,), (("cy", "sand_digging"),), kind=CIVIL),
    Beat("passed_on_unassigned", LAST, (-1,), (("cy", "plating_waste"),), kind=CIVIL),
    Beat("passed_on", "review_for_suit_transferred_civil", (60,), kind=CIVIL),
    # At the court
    Beat("suit_filed", "docketing", (2,), (("bj3", "farmland_rubble"),), kind=CIVIL),
    Beat("suit_filed", "docketing", (4,), kind=INCIDENTAL),
    Beat("docketed", "department_informing", (5,), (("bj3", "manure_lagoon"),), kind=CIVIL),
    Beat("defence_awaited", "defence", (6,), kind=CIVIL),
    Beat("summoned", "appearance_reply", (1,), (("bj3", "waste_in_pit"),), kind=CIVIL),
    Beat("heard", "first_instance", (70,), kind=INCIDENTAL),
    Beat("agreement_on_notice", MEDIATION_NOTICE, (8,), kind=CIVIL),
    Beat("judged", "appeal_judgment", (5,), (("bj3", "parcels_sold"),), kind=CIVIL),
    Beat("judged", "appeal_judgment", (8,), kind=INCIDENTAL),
    Beat("refusal_appealed", LAST, (-7,), kind=CIVIL),
    Beat("defendant_appealed", "second_instance", (35,), kind=CIVIL),
    Beat("defendant_appealed", "second_instance", (50,), kind=INCIDENTAL),
    Beat("protested", LAST, (-12,), kind=CIVIL),
    Beat("in_force", PERFORMANCE, (30,), kind=INCIDENTAL),
    Beat("partly_performed", PERFORMANCE, (9,), (("bj3", "electric_fishing"),), kind=CIVIL),
    Beat("mediated", PERFORMANCE, (25,), kind=CIVIL),
    Beat("enforced", LAST, (-6,), kind=CIVIL),
    Beat("enforced", LAST, (-9,), kind=INCIDENTAL),
    # Their ends
    Beat("no_wrong_found", LAST, (-18,), kind=CIVIL),
    Beat("wrongdoer_gone", LAST, (-60,), kind=CIVIL),
    Beat("relatives_objected", LAST, (-14,), kind=CIVIL),
    Beat("others_sued", LAST, (-33,), kind=CIVIL),
    Beat("wrong_mended", LAST, (-40,), kind=CIVIL),
    Beat("compensation_settled", LAST, (-25,), kind=CIVIL),
    Beat("suit_withdrawn", LAST, (-28,), kind=CIVIL),
    Beat("mediation_performed", LAST, (-15,), kind=CIVIL),
    Beat("judgment_performed", LAST, (-20,), kind=CIVIL),
    Beat("judgment_performed", LAST, (-35,), kind=INCIDENTAL),
    # Compensation
    Beat("inquiry_runs", LAST, (-4,), (("cy", "waste_oil"),), kind=COMPENSATION),
    Beat(
        "negotiating",
        LAST,
        (-3, -12),
        (("cy", "waste_in_pit"), ("cy", "electric_fishing")),
        kind=COMPENSATION,
    ),
    Beat("negotiating", LAST, (-8,), kind=CIVIL),
    Beat("negotiating", LAST, (-6,), kind=INCIDENTAL),
    Beat("agreement_waits", LAST, (-2,), (("cy", "manure_lagoon"),), kind=COMPENSATION),
    Beat("agreement_waits", LAST, (-4,), kind=CIVIL),
    Beat("agreement_waits", LAST, (-5,), kind=INCIDENTAL),
    Beat("agreed_without_court", LAST, (-3,), kind=COMPENSATION),
    Beat("agreement_published", CONFIRMATION, (0,), kind=COMPENSATION),
    Beat("negotiation_failed", LAST, (-4,), kind=COMPENSATION),
    Beat("right_holder_sued", LAST, (-3,), kind=COMPENSATION),
    Beat("agreement_confirmed", PERFORMANCE, (22, -6), kind=COMPENSATION),
    Beat("agreement_enforced", LAST, (-5,), kind=COMPENSATION),
    Beat("agreement_performed", LAST, (-22,), kind=COMPENSATION),
    # Support
    Beat("inquiry_runs", LAST, (-3,), kind=SUPPORT),
    Beat("support_to_decide", LAST, (-1,), kind=SUPPORT),
    Beat("supported", LAST, (-5,), (("cy", "printing_fumes"),), kind=SUPPORT),
    Beat("supported", LAST, (-7,), kind=CIVIL),
    Beat("supported", LAST, (-9,), kind=INCIDENTAL),
    Beat("supported", LAST, (-11,), kind=COMPENSATION),
    Beat("support_withdrawn", SUBMISSION, (1,), kind=SUPPORT),
    Beat("withdrawal_submitted", LAST, (-12,), kind=SUPPORT),
    Beat("supported_to_the_end", LAST, (-20,), kind=SUPPORT),
    # Superiors, other procuratorates, sister cases
    Beat("received_clue_accepted", LAST, (-4,)),
    Beat("received_clue_reported_up", LAST, (-2,)),
    Beat("clue_to_neighbour", LAST, (-9,)),
    Beat("supervised", "supervision_report", (3, -2), (("cy", "health_lectures"),)),
    Beat("entrusted", "entrusted_inquiry", (6,), (("cy", "garage_waste_oil"),)),
    Beat("entrusted_answered", LAST, (-3,)),
    Beat("handed_down", LAST, (-2,)),
    Beat("taken_up", LAST, (-5,)),
    Beat("passed_across_regions", "review_for_suit_transferred_administrative", (15,)),
    Beat("against_matter", LAST, (-6,)),
    Beat("respondent_named", "filing_decision_service", (3,)),
    Beat("sister_cases", LAST, (-5,), (("cy", "river_sheds"),)),
    Beat("later_clue_merged", LAST, (-4,)),
    # Who handles the case
    Beat("recusal_undecided", "recusal_decision", (1,), (("cy", "water_tanks"),)),
    Beat("reconsideration_undecided", "recusal_reconsideration", (2,)),
    Beat("handler_recused", LAST, (-1,)),
    Beat("handler_replaced", LAST, (-7,)),
    Beat("substitute_stands_in", LAST, (-2,), (("cy", "lift_inspection"),)),
)
