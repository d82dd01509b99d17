"""From an action's fields to a form, and from what a browser sends back to data."""

from django.http import QueryDict

import cases.actions  # noqa: F401 (enters all actions into the registry)
from cases.actions.registry import CASE_ACTIONS, CLUE_ACTIONS
from cases.views.forms.form import describe
from cases.views.forms.reading import add_row, read, remove_row
from cases.views.forms.shapes import Widget, shapes_of

REGISTER_CLUE = CLUE_ACTIONS["register_clue"].Data
FILE_CASE = CLUE_ACTIONS["file_case"].Data
SUBMIT_REPLY = CASE_ACTIONS["submit_reply"].Data
SUSPEND_REVIEW = CASE_ACTIONS["suspend_review"].Data
REPORT_PERFORMANCE = CASE_ACTIONS["report_performance"].Data


def typed(text: str) -> QueryDict:
    """What a browser sends."""
    return QueryDict(text)


def test_every_field_of_every_action_has_a_control() -> None:
    for name, kind in {**CLUE_ACTIONS, **CASE_ACTIONS}.items():
        form = describe(kind.Data, {}, {})
        assert len(form.controls) == len(kind.Data.model_fields), name
        for control in form.controls:
            for each in control.inside():
                hidden = each.shape.widget in (Widget.HIDDEN, Widget.HEADING)
                assert each.label or hidden, f"{name}.{each.path} has no label"


def test_the_controls_follow_from_the_types() -> None:
    shapes = {shape.name: shape for shape in shapes_of(REGISTER_CLUE)}
    assert shapes["title"].widget is Widget.TEXT
    assert shapes["title"].max_length == 200
    assert shapes["narrative"].widget is Widget.TEXTAREA
    assert shapes["domain"].widget is Widget.CHOICE
    assert shapes["place"].widget is Widget.FIELDSET
    assert shapes["reported_on"].widget is Widget.DATE
    assert shapes["organ"].widget is Widget.ORGANISATION
    assert shapes["title"].required
    assert not shapes["reporter"].required
    assert {shape.name: shape.widget for shape in shapes_of(SUBMIT_REPLY)}["kind"] == "radio"


def test_a_field_goes_by_its_alias() -> None:
    assert [shape.name for shape in shapes_of(SUSPEND_REVIEW)] == ["reason", "from"]
    assert read(SUSPEND_REVIEW, typed("reason=x&from=2026-08-03&from_=no")) == {
        "reason": "x",
        "from": "2026-08-03",
    }


def test_nested_fields_are_read_and_empty_ones_dropped() -> None:
    post = typed(
        "title=+河道违建+&narrative=&place-address=某河&place-region=110105&place-lng="
        "&reporter-name=&unknown=1"
    )
    assert read(REGISTER_CLUE, post) == {
        "title": "河道违建",
        "place": {"address": "某河", "region": "110105"},
    }


def test_rows_keep_their_order_and_empty_rows_are_dropped() -> None:
    post = typed(
        "offenders-10-name=乙&offenders-2-name=甲&offenders-2-kind=person&offenders-5-name="
    )
    assert read(FILE_CASE, post)["offenders"] == [
        {"name": "甲", "kind": "person"},
        {"name": "乙"},
    ]
    kept = read(FILE_CASE, post, keep_empty=True)["offenders"]
    assert kept == [{"name": "甲", "kind": "person"}, {}, {"name": "乙"}]


def test_files_inside_a_row_are_a_list() -> None:
    post = typed("items-0-order=1&items-0-done=true&items-0-files=a&items-0-files=b")
    assert read(REPORT_PERFORMANCE, post) == {
        "items": [{"order": "1", "done": "true", "files": ["a", "b"]}]
    }


def test_a_row_is_added_and_removed() -> None:
    values = {"offenders": [{"name": "甲"}, {"name": "乙"}]}
    assert add_row(values, "offenders")["offenders"] == [{"name": "甲"}, {"name": "乙"}, {}]
    assert remove_row(values, "offenders", 0)["offenders"] == [{"name": "乙"}]
    assert add_row({}, "offenders") == {"offenders": [{}]}


def test_errors_stand_beside_their_field_and_in_the_summary() -> None:
    values = {"offenders": [{"name": "甲"}, {"name": ""}]}
    errors = {"offenders.1.name": ["Required."], "kind": ["Choose."], "nowhere": ["Odd."]}
    form = describe(FILE_CASE, values, {}, errors)
    name = form.controls[[c.path for c in form.controls].index("offenders")].rows[1][0]
    assert name.errors == ["Required."]
    assert name.id == "f-offenders-1-name"
    summary = {(fault.anchor, fault.message) for fault in form.faults}
    assert summary == {
        ("f-offenders-1-name", "Required."),
        ("f-kind", "Choose."),
        ("", "Odd."),
    }


def test_rows_about_something_given_are_fixed() -> None:
    values = {"items": [{"no": 1, "status": ""}]}
    form = describe(SUBMIT_REPLY, values, {"items.no": [("1", "1. 依法处罚")]})
    items = next(control for control in form.controls if control.path == "items")
    assert items.is_fixed
    assert items.rows[0][0].heading == "1. 依法处罚"
    offenders = describe(FILE_CASE, {}, {}).controls[2]
    assert not offenders.is_fixed
