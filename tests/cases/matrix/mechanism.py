"""The joint mechanism of the matrix: a document, a meeting with minutes, a task reported on."""

from tests.cases.conftest import Story
from tests.referrals.conftest import uploaded
from tests.referrals.mechanism_story import HANDLER, Joint

NOWHERE = {
    "mechanism": "京朝检公协作〔2026〕9999号",
    "mechanism_file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a41",
    "joint_meeting": "京朝检公联席〔2026〕9999号",
    "joint_meeting_file": "7d3b5b0e-0f55-4d7e-9f0c-1a1a1a1a1a42",
}
"""What is not there, by the thing asked for."""


def joint(story: Story) -> dict[str, str]:
    """Chaoyang's with the respondent organ of the case."""
    organ = f"{story.organ}.officer"
    lived = Joint(story.today, (story.organ,))
    lived.cosigned(files=[uploaded(HANDLER, lived.clock).pk]).met()
    document = lived.row.cosigned.get()
    file = uploaded(organ, lived.clock).pk
    report = {"task": 1, "on": lived.today, "progress": "under_way", "text": "正在整理"}
    lived.at_meeting(organ, "report_task", **report, files=[file])
    lived.at_meeting("cy.head", "draw_up_minutes", host="副检察长", taken_by="检察官助理")
    assert lived.meeting is not None
    return {
        "mechanism": lived.row.number,
        "mechanism_file": str(document.files.get().pk),
        "joint_meeting": lived.meeting.number,
        "joint_meeting_file": str(file),
    }
