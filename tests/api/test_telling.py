"""The quick way to tell something tells the same as the schema itself."""

from datetime import UTC, date
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from marshmallow import Schema, fields

from network.api.telling import teller
from network.schemas.answers import asks, people, placements, places, requests
from tests.effort import tried

SCHEMAS: list[type[Schema]] = [
    asks.Ask,
    asks.Disclosure,
    asks.Event,
    asks.SentPaper,
    people.Member,
    placements.Placement,
    placements.PlacementStep,
    placements.Resident,
    places.BoardGroup,
    places.BoardProfile,
    places.Closure,
    places.Group,
    requests.NetworkRequest,
    requests.Request,
    requests.RequestRow,
    requests.Step,
]


def values(field: fields.Field[Any]) -> st.SearchStrategy[Any]:
    """Anything that may stand in a row for this field."""
    known: dict[type, st.SearchStrategy[Any]] = {
        fields.UUID: st.uuids(),
        fields.DateTime: st.datetimes(timezones=st.just(UTC)),
        fields.Date: st.dates(date(2000, 1, 1)),
        fields.Integer: st.integers(),
        fields.Float: st.floats(allow_nan=False, allow_infinity=False),
        fields.Boolean: st.booleans(),
        fields.String: st.text(max_size=20),
    }
    match field:
        case fields.List():
            found: st.SearchStrategy[Any] = st.lists(values(field.inner), max_size=3)
        case fields.Dict():
            found = st.dictionaries(st.text(max_size=5), st.text(max_size=5), max_size=3)
        case fields.Nested():
            found = st.builds(dict, **{n: values(f) for n, f in field.schema.dump_fields.items()})
        case _:
            found = known[type(field)]
    return st.none() | found if field.allow_none else found


@pytest.mark.parametrize("schema", SCHEMAS)
@settings(max_examples=tried(20, 400), deadline=None)
@given(data=st.data())
def test_a_teller_tells_what_its_schema_dumps(schema: type[Schema], data: st.DataObject) -> None:
    names = schema().dump_fields
    thing = data.draw(st.builds(dict, **{name: values(names[name]) for name in names}))

    assert teller(schema)(SimpleNamespace(**thing)) == schema().dump(thing)


def test_what_a_thing_does_not_know_is_told_beside_it() -> None:
    tell = teller(places.Closure)

    told = tell(
        SimpleNamespace(id=None, group_id=None, starts=None, ends=None, reason="works"), number=7
    )

    assert (told["number"], told["reason"]) == (7, "works")
