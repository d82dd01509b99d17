"""The small drawing of a place."""

from decimal import Decimal

from cases.models import Case
from cases.services.regions import seats
from cases.views.place import map_of


def at(region: str, lng: str, lat: str) -> Case:
    """A case there."""
    return Case(region=region, lng=Decimal(lng), lat=Decimal(lat))


def test_the_point_stands_among_the_seats_of_its_province() -> None:
    found = map_of(at("110105", "116.5", "39.95"))
    assert found is not None
    assert len(found.marks) == len(seats())
    assert [mark.title for mark in found.marks if mark.is_own] == ["朝阳"]
    assert found.geo == "geo:39.950000,116.500000"
    own = found.marks[0]
    assert own.name == "朝阳"
    assert float(found.x) > float(own.x)
    assert float(found.y) < float(own.y)


def test_labels_do_not_cover_each_other() -> None:
    found = map_of(at("110101", "116.41", "39.92"))
    assert found is not None
    named = [mark for mark in found.marks if mark.name]
    assert 0 < len(named) < len(found.marks)
    for one in named:
        for other in named:
            near = abs(float(one.y) - float(other.y)) < 11
            assert one is other or not near or abs(float(one.x) - float(other.x)) >= 22


def test_where_no_seat_is_known_there_are_the_coordinates() -> None:
    found = map_of(at("310101", "121.48", "31.23"))
    assert found is not None
    assert not found.marks
    assert found.geo == "geo:31.230000,121.480000"


def test_without_coordinates_there_is_no_drawing() -> None:
    assert map_of(Case(region="110105")) is None
