"""What is wrong with a field, said to the person who filled it in."""

from collections.abc import Mapping

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from pydantic_core import ErrorDetails

MESSAGES: Mapping[str, str | Promise] = {
    "missing": _("This field is required."),
    "string_too_short": _("This field is required."),
    "too_short": _("At least one entry is needed."),
    "string_too_long": _("Too long: at most %(max_length)s characters."),
    "too_long": _("Too many: at most %(max_length)s."),
    "extra_forbidden": _("There is no such field."),
    "enum": _("Choose one of the options."),
    "literal_error": _("Choose one of the options."),
    "bool_parsing": _("Choose yes or no."),
    "bool_type": _("Choose yes or no."),
    "string_type": _("Enter text."),
    "control_character": _("The text holds a character that is no text."),
    "string_pattern_mismatch": _("Not in the form this field needs."),
    "int_parsing": _("Enter a whole number."),
    "int_type": _("Enter a whole number."),
    "int_from_float": _("Enter a whole number."),
    "decimal_parsing": _("Enter an amount such as 20000.00."),
    "decimal_type": _("Enter an amount such as 20000.00."),
    "finite_number": _("Enter an amount such as 20000.00."),
    "decimal_max_digits": _("At most %(max_digits)s digits."),
    "decimal_max_places": _("At most %(decimal_places)s decimal places."),
    "greater_than": _("Must be more than %(gt)s."),
    "greater_than_equal": _("Must be at least %(ge)s."),
    "less_than_equal": _("Must be at most %(le)s."),
    "uuid_parsing": _("This file is not known. Upload it again."),
    "uuid_type": _("This file is not known. Upload it again."),
    "dict_type": _("Enter the fields of this entry."),
    "model_type": _("Enter the fields of this entry."),
    "tuple_type": _("Give a list."),
    "list_type": _("Give a list."),
}


def field_message(error: ErrorDetails) -> str:
    """What is wrong with a field, in the reader's language."""
    kind = error["type"]
    if kind.startswith("datetime"):
        return gettext("Enter a date and time such as 2026-08-03T09:30.")
    if kind.startswith("date"):
        return gettext("Enter a date such as 2026-08-03.")
    text = MESSAGES.get(kind)
    if text is None:
        return str(error["msg"])
    return str(text) % error.get("ctx", {})
