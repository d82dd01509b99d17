"""What a person arranges for themselves: filters kept under a name, the columns of a list."""

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _


class SavedFilter(models.Model):
    """A filter of the list of cases under a name of the person's own; it gives no right."""

    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="saved_filters"
    )
    name = models.CharField(_("Name"), max_length=40)
    query = models.CharField(max_length=400, blank=True)

    class Meta:
        ordering = ("name", "id")
        constraints = (
            models.UniqueConstraint(fields=("person", "name"), name="saved_filter_named_once"),
        )

    def __str__(self) -> str:
        return self.name


class ListColumns(models.Model):
    """The columns a person has chosen for the list of cases."""

    person = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="list_columns"
    )
    columns = ArrayField(models.CharField(max_length=16))

    def __str__(self) -> str:
        return ", ".join(self.columns)
