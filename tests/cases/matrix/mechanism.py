"""The joint mechanism of the matrix: a document, a meeting with minutes, a task reported on."""

from tests.cases.conftest import Story
from tests.referrals.conftest import uploaded
from tests.referrals.mechanism_story import HANDLER, Joint


def mechanism(story: Story) -> dict[str, str]:
    """Chaoyang's with the respondent organ of the case."""
    organ = f"{story.organ}.officer"
    joint = Joint(story.today, (story.organ,))
    joint.cosigned(files=[uploaded(HANDLER, joint.clock).pk]).met()
    document = joint.row.cosigned.get()
    file = uploaded(organ, joint.clock).pk
    report = {"task": 1, "on": joint.today, "progress": "under_way", "text": "正在整理"}
    joint.at_meeting(organ, "report_task", **report, files=[file])
    joint.at_meeting("cy.head", "draw_up_minutes", host="副检察长", taken_by="检察官助理")
    assert joint.meeting is not None
    return {
        "mechanism": joint.row.number,
        "mechanism_file": str(document.files.get().pk),
        "joint_meeting": joint.meeting.number,
        "joint_meeting_file": str(file),
    }
