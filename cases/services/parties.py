"""Who, outside the procuratorates, has a facet of a case."""

import datetime as dt

from agencies.models import Organisation
from cases.models import Case, CaseParty, PartyRole


def add_party(case: Case, organisation: Organisation, role: PartyRole, since: dt.date) -> None:
    """Let an organisation see its facet of the case from a Beijing date on; once per role."""
    CaseParty.objects.get_or_create(
        case=case, organisation=organisation, role=role, defaults={"since": since}
    )
