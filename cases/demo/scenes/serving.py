"""How a document is served: what the proof of service tells for each method."""

from typing import Any, Final

from cases.demo.script import Script

_DETAILS: Final[dict[str, dict[str, Any]]] = {
    "direct": {
        "signed_by": "办公室工作人员 白某",
        "proxy": {"name": "白某", "relation": "该单位负责收件的人"},
    },
    "post": {"signed_by": "该单位收发室"},
    "left": {"refusal_reason": "经办人称负责人外出，本人无权签收"},
    "announced": {
        "signed_by": "副局长 邢某（分管负责人）",
        "present": [
            {"name": "高某", "role": "deputy"},
            {"name": "罗某", "role": "member"},
            {"name": "陈某", "role": "supervisor"},
        ],
    },
}


def served(s: Script, method: str) -> dict[str, Any]:
    """What is recorded of a service today by a method."""
    details = _DETAILS.get(method, {})
    if method == "electronic":
        details = {"consent": {"on": s.iso, "by": "该单位办公室主任 程某"}}
    return {"served_on": s.iso, "method": method, **details}
