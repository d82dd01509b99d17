"""A campaign is opened by the chief, closed with a report, or its plan is dropped."""

from typing import Annotated

from django.utils.translation import gettext_lazy as _

from agencies.models import Organisation, OrganisationKind
from cases.actions.fields import ActionData, Ask, Prose
from pilit.law.errors import WrongState
from pilit.law.texts import N_
from referrals.actions.campaign import CampaignAction
from referrals.domain.campaign import END
from referrals.sort import CAMPAIGN


@CAMPAIGN.register
class OpenCampaign(CampaignAction):
    """The chief opens it: its period runs, and those below are told."""

    name = "open_campaign"
    label = N_("Open the campaign")
    consequence = N_(
        "Who leads the procuratorates in which it runs is told at once; their people put cases and "
        "clues in. Its last day stands among the deadlines."
    )

    def precheck(self) -> None:
        if self.campaign.until_on < self.today:
            raise WrongState(N_("Its last day has passed: change the plan first."))

    def effect(self) -> None:
        row = self.campaign
        row.opened_by, row.opened_on = self.person(), self.today
        self.ledger.start(END, self.today, stated_end=row.until_on, responsible=row.procuratorate)
        places = Organisation.objects.active().of_kind(OrganisationKind.PROCURATORATE)
        self.tell_leaders(
            places.under(row.place).values_list("pk", flat=True),
            N_("A campaign was opened: %(title)s"),
        )


@CAMPAIGN.register
class CloseCampaign(CampaignAction):
    """It is closed with a report: what was set, what was reached, what was found."""

    name = "close_campaign"
    label = N_("Close with a report")
    consequence = N_(
        "The report is made from what the campaign has reached by now and from your findings; "
        "nothing is put in or taken out any more."
    )

    class Data(ActionData):
        findings: Annotated[
            Prose,
            Ask(
                _("Main findings"),
                _("What kept coming back, what is typical, what should follow. Name nobody."),
                "textarea",
            ),
        ]

    def effect(self) -> None:
        row = self.campaign
        row.closed_on, row.findings = self.today, self.data.findings
        self.ledger.meet(END, self.today)
        places = Organisation.objects.active().of_kind(OrganisationKind.PROCURATORATE)
        self.tell_leaders(
            places.under(row.place).values_list("pk", flat=True),
            N_("The campaign was closed with a report: %(title)s"),
        )


@CAMPAIGN.register
class DropCampaign(CampaignAction):
    """The plan is dropped before it was opened."""

    name = "drop_campaign"
    label = N_("Drop the plan")
    consequence = N_("The plan is kept, with the reason; nobody below learns of it.")

    class Data(ActionData):
        reason: Annotated[Prose, Ask(_("Reason"), widget="textarea")]

    def effect(self) -> None:
        self.campaign.dropped_on, self.campaign.dropped_reason = self.today, self.data.reason
