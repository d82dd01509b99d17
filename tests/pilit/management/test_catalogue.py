"""The catalogue of translations: found, kept, checked and compiled."""

import gettext
import json
from io import BytesIO, StringIO
from pathlib import Path

import pytest
from babel.messages.catalog import Catalog
from django.conf import settings
from django.core.management import CommandError, call_command
from django.test import override_settings

from cases.domain.rulebook import book
from pilit.management import catalogue

PYTHON = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy
from django.utils.translation import ngettext_lazy as counted
plain = _("A clue")
lazy = pgettext_lazy("state", "Open")
many = ngettext("%(n)s case", "%(n)s cases", n)
split = _("One "
          "sentence")
unknown = _(variable)
other = translate("not marked")
named = counted("%(n)s suit", "%(n)s suits", n)
"""
RULES = """
[[rule]]
code = "reply"
label = "Reply"
start = "letter served"
who = "The organ replies."
basis = ["Rules 1"]
"""
# What surrounds the messages would not be Python: quotes and brackets stay open, indentation jumps.
TEMPLATE = """{% load i18n %}
      <p title="{% translate "Don't go" %}">it's {{ x|default:_("none yet") }} ''' ( [
  {% translate "Open" context "state" %}
 {% blocktranslate trimmed count n=items|length %}
    {{ n }} deadline
 {% plural %}
    {{ n }} deadlines of {{ name }}
 {% endblocktranslate %}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A small checkout."""
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "texts.py").write_text(PYTHON, "utf-8")
    (tmp_path / "templates").mkdir()
    (tmp_path / "templates" / "page.html").write_text(TEMPLATE, "utf-8")
    return tmp_path


TRANSLATIONS = {
    "A clue": "线索",
    "state\x04Open": "在办",
    "%(n)s case": "%(n)s件案件",
    "%(n)s suit": "%(n)s件诉讼",
    "One sentence": "一句话",
    "Don't go": "别走",
    "none yet": "暂无",
    "%(n)s deadline": "%(name)s的%(n)s个期限",
}


def test_messages_are_found_in_code_and_templates(root: Path) -> None:
    found = catalogue.extract(root)
    assert {(one.context, one.id) for one in found.values()} == {
        (None, "A clue"),
        ("state", "Open"),
        (None, ("%(n)s case", "%(n)s cases")),
        (None, ("%(n)s suit", "%(n)s suits")),
        (None, "One sentence"),
        (None, "Don't go"),
        (None, "none yet"),
        (None, ("%(n)s deadline", "%(n)s deadlines of %(name)s")),
    }
    assert found["state", "Open"].files == {"cases/texts.py", "templates/page.html"}


def test_the_texts_of_rules_are_messages(tmp_path: Path) -> None:
    (tmp_path / "cases").mkdir()
    (tmp_path / "cases" / "rules.toml").write_text(RULES, "utf-8")
    (tmp_path / "cases" / "other.toml").write_text('label = "no rule"', "utf-8")
    found = catalogue.extract(tmp_path)
    assert {one.id for one in found.values()} == {"Reply", "letter served", "The organ replies."}


def test_every_text_of_the_rule_book_reaches_the_translators() -> None:
    found = {one.singular for one in catalogue.extract(settings.BASE_DIR).values()}
    assert book().msgids() - found == set()


def test_a_new_catalogue_lacks_everything(root: Path) -> None:
    messages = catalogue.extract(root)
    new = catalogue.merge(catalogue.read(root / "none.po"), messages)
    assert len(list(catalogue.faults(new, messages))) == len(messages)


def filled(root: Path) -> Catalog:
    new = catalogue.merge(catalogue.read(root / "none.po"), catalogue.extract(root))
    assert catalogue.translate(new, {**TRANSLATIONS, "gone": "没有了"}) == ["gone"]
    return new


def test_a_full_catalogue_survives_the_file_and_has_no_faults(root: Path) -> None:
    (root / "django.po").write_bytes(catalogue.as_po(filled(root)))
    again = catalogue.read(root / "django.po")
    messages = catalogue.extract(root)
    assert list(catalogue.faults(again, messages)) == []
    assert catalogue.as_po(catalogue.merge(again, messages)) == (root / "django.po").read_bytes()


def test_what_is_compiled_speaks_chinese(root: Path) -> None:
    compiled = gettext.GNUTranslations(BytesIO(catalogue.as_mo(filled(root))))
    assert compiled.gettext("A clue") == "线索"
    assert compiled.pgettext("state", "Open") == "在办"
    assert compiled.ngettext("%(n)s case", "%(n)s cases", 2) == "%(n)s件案件"


def test_what_is_not_translated_is_not_compiled_to_nothing(root: Path) -> None:
    empty = catalogue.merge(catalogue.read(root / "none.po"), catalogue.extract(root))
    compiled = gettext.GNUTranslations(BytesIO(catalogue.as_mo(empty)))
    assert compiled.gettext("A clue") == "A clue"
    assert compiled.ngettext("%(n)s case", "%(n)s cases", 2) == "%(n)s cases"


def test_a_translation_stays_while_its_message_does(root: Path) -> None:
    old = filled(root)
    (root / "cases" / "texts.py").write_text('_("A clue")\n_("News")\n', "utf-8")
    messages = catalogue.extract(root)
    assert list(catalogue.faults(old, messages)) == [
        "missing: 'News' (cases/texts.py)",
        "used nowhere: '%(n)s case'",
        "used nowhere: 'One sentence'",
        "used nowhere: '%(n)s suit'",
    ]
    new = catalogue.merge(old, messages)
    assert list(catalogue.faults(new, messages)) == ["untranslated: 'News' (cases/texts.py)"]
    kept = new.get("A clue")
    assert kept is not None
    assert kept.string == "线索"


@pytest.mark.parametrize(
    ("source", "chinese", "whole"),
    [
        ("%(day)s is a rest day", "%(day)s是休息日", True),
        ("%(day)s is a rest day", "是休息日", False),
        ("%(day)s is a rest day", "%(date)s是休息日", False),
        ("a rest day", "%(day)s是休息日", False),
        ("%s days, %d hours", "%s日%d小时", True),
        ("%s days, %d hours", "%s日", False),
        ("{name} of {place}", "{place}的{name}", True),
        ("{name} of {place}", "{place}的", False),
        ("100%% of %(n)s", "%(n)s的100%%", True),
    ],
)
def test_placeholders_are_the_same_on_both_sides(
    root: Path, source: str, chinese: str, whole: bool
) -> None:
    (root / "templates" / "page.html").unlink()
    (root / "cases" / "texts.py").write_text(f"_({source!r})\n", "utf-8")
    messages = catalogue.extract(root)
    new = catalogue.merge(catalogue.read(root / "none.po"), messages)
    catalogue.translate(new, {source: chinese})
    assert (list(catalogue.faults(new, messages)) == []) is whole


def test_the_command_merges_imports_and_checks(root: Path) -> None:
    (root / "zh.json").write_text(json.dumps(TRANSLATIONS), "utf-8")
    with override_settings(BASE_DIR=root, LOCALE_PATHS=[root / "locale"]):
        with pytest.raises(CommandError, match="8 faults"):
            call_command("messages", "--check", stderr=StringIO())
        call_command("messages", "--import", str(root / "zh.json"), stdout=StringIO())
        said = StringIO()
        call_command("messages", "--check", stdout=said)
    assert said.getvalue() == "8 messages, all translated\n"


def test_what_is_imported_must_be_texts(root: Path) -> None:
    (root / "zh.json").write_text('{"A clue": 1}', "utf-8")
    with (
        override_settings(BASE_DIR=root, LOCALE_PATHS=[root / "locale"]),
        pytest.raises(CommandError, match="no JSON object of message ids"),
    ):
        call_command("messages", "--import", str(root / "zh.json"))
