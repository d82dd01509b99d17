"""The lifecycle of a referral as a table, in the manner of ``cases.domain.lifecycle``.

Opinions = 关于深入推进检察公益诉讼工作的意见, Rules = 人民检察院公益诉讼办案规则.
"""

from cases.domain.lifecycle.table import NEW, Table, Who, row
from referrals.domain.vocabulary import ReferralState as S

_R = Who.RECEIVER
_HERE = frozenset(S)

REFERRAL_TABLE: Table = (
    row({NEW}, "send_referral", S.SENT, Who.SENDER, "Opinions 3(1), 5(2), 6; Rules 26"),
    row({S.SENT}, "receive_referral", S.RECEIVED, _R, "Opinions 6"),
    row({S.RECEIVED}, "accept_referral", S.ACCEPTED, _R, "Opinions 6"),
    row({S.RECEIVED}, "return_referral", S.RETURNED, _R, "Rules 26"),
    row({S.ACCEPTED, S.IN_PROGRESS}, "report_progress", S.IN_PROGRESS, _R, "Opinions 6"),
    row({S.ACCEPTED, S.IN_PROGRESS}, "report_result", S.REPORTED, _R, "Opinions 3(1), 6"),
    # What is sealed: asked for by one of those named, approved by another, every opening told.
    row(_HERE - {S.SENT}, "ask_to_open", None, _R, "house rule"),
    row(_HERE - {S.SENT}, "approve_opening", None, _R, "house rule"),
    row(_HERE - {S.SENT}, "open_sealed", None, _R, "house rule"),
)
