"""The archive: the file of a closed case, with the reasons for what is not in it."""

from typing import Final

from cases.demo.script import Script
from cases.demo.steps import Lacking

_REASONS: Final = {
    "look_back": "回头看期限未届满，完成后补充归档。",
    "service": "送达回证原件尚未退回，收到后补充归档。",
    "witness": "送达时未邀请见证人，送达人已作书面说明。",
    "consent": "受送达人曾口头同意电子送达，已补正书面确认。",
    "report": "未形成单独的终结报告，意见见终结案件审批材料。",
}
_OTHER: Final = "该内容按办案实际不涉及，承办检察官已作书面说明。"


def archive(s: Script) -> None:
    """The registrar takes the file some days after the case was closed."""
    s.later(6, 12)
    data = {
        "on": s.iso,
        "volumes": s.one_of(1, 1, 2),
        "pages": s.one_of(86, 104, 137, 152, 178),
        "missing_reason": Lacking(_REASONS, _OTHER),
    }
    s.do(s.cast.registrar, "archive_case", data)
