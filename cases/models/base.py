"""What several models share: ancestor columns and the path of visibility."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _


class OwnedByProcuratorate(models.Model):
    """A row that belongs to a procuratorate and carries its ancestors as plain columns.

    The three ancestor columns are written by a database trigger whenever the procuratorate is set,
    so "my subtree, most urgent first" is one index range scan and no code can let them drift.
    """

    procuratorate = models.ForeignKey(
        "agencies.Organisation",
        on_delete=models.PROTECT,
        related_name="+",
        verbose_name=_("Procuratorate"),
    )
    national = models.ForeignKey(
        "agencies.Organisation",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    provincial = models.ForeignKey(
        "agencies.Organisation",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    municipal = models.ForeignKey(
        "agencies.Organisation",
        null=True,
        editable=False,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )

    class Meta:
        abstract = True


class CaseChild(models.Model):
    """A row of a case file: seen by whoever sees the case from inside, and by nobody else.

    ``case_path`` names the way to the case. A child that an organ or a court may see too says so in
    ``facet_q`` (see ``cases.querysets``); the default is nothing.
    """

    case_path: ClassVar[str] = "case"

    class Meta:
        abstract = True

    @classmethod
    def facet_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The rows that outsiders acting for ``organisation_ids`` may see; ``None`` for none."""
        del organisation_ids
        return None

    @classmethod
    def entrusted_q(cls, organisation_ids: frozenset[int]) -> models.Q | None:
        """The rows that procuratorates entrusted with an inquiry may see; ``None`` for none."""
        del organisation_ids
        return None
