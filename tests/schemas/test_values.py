"""The kinds of values, at their edges."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st
from marshmallow import ValidationError

from network.availability.profile import Need, Sex
from network.schemas import values
from network.schemas.tokens import IssueToken
from network.schemas.values import Given
from tests.client import NOBODY


class Everything(Given):
    """One field of each kind."""

    name = values.line(10)
    story = values.text(20)
    age = values.age()
    day = values.day()
    sex = values.one_of(Sex)
    needs = values.some_of(Need)
    phone = values.telephone()


def loaded(**given_values: object) -> object:
    return next(iter(Everything().load(given_values).values()))


def refused(**given_values: object) -> list[str]:
    with pytest.raises(ValidationError) as refusal:
        Everything().load(given_values)
    said = refusal.value.normalized_messages()
    return list(said)


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        ("  Jadro ", "Jadro"),
        ("c\u030crna", "črna"),
        ("", ""),
        ("žžžžžžžžžž", "žžžžžžžžžž"),
    ],
)
def test_a_line_is_trimmed_and_in_one_spelling(sent: str, kept: str) -> None:
    assert loaded(name=sent) == kept


@pytest.mark.parametrize("sent", ["a\0", "a\x1b[1m", "a\x7f", "a\u0085", "\ud800", "a\u202eb"])
def test_what_nobody_can_see_is_refused(sent: str) -> None:
    assert refused(name=f"x{sent}x") == ["name"]
    assert refused(story=f"x{sent}x") == ["story"]


def test_only_a_story_has_several_lines() -> None:
    assert loaded(story="One\r\ntwo\n\tthree") == "One\ntwo\n\tthree"
    assert refused(name="One\ntwo") == ["name"]


def test_length_is_counted_as_people_see_it() -> None:
    assert loaded(story="x" * 18 + "\r\ny") == "x" * 18 + "\ny"
    assert refused(story="x" * 21) == ["story"]


@pytest.mark.parametrize("sent", [3, "3", " 26 ", 15.0])
def test_an_age_is_a_whole_number(sent: object) -> None:
    assert loaded(age=sent) == int(float(str(sent)))


@pytest.mark.parametrize(
    "sent", [2, 27, -1, 15.5, "15.5", "1_5", "١٥", "", "fifteen", True, None, [15], 1e300]
)
def test_anything_else_is_no_age(sent: object) -> None:
    assert refused(age=sent) == ["age"]


@pytest.mark.parametrize("sent", ["1999-12-31", "2101-01-01", "2026-02-30", "24. 11. 2026", 5, ""])
def test_a_day_is_one_that_somebody_may_mean(sent: object) -> None:
    assert refused(day=sent) == ["day"]


@pytest.mark.parametrize("sent", ["01 234 56 78", "+386 (0)1/234-56-78", "112 112", "041234567"])
def test_telephone_numbers_are_written_in_many_ways(sent: str) -> None:
    assert loaded(phone=sent) == sent


@pytest.mark.parametrize("sent", ["", "112", "call us", "01 234 56 78; DROP", "٠١٢٣٤٥٦", "1" * 21])
def test_what_cannot_be_dialled_is_refused(sent: str) -> None:
    assert refused(phone=sent) == ["phone"]


def test_codes_are_taken_once_and_only_known_ones() -> None:
    assert loaded(needs=["runaway", "runaway"]) == [Need.RUNAWAY]
    assert refused(needs=["runaway", "dragons"]) == ["needs"]
    assert refused(sex="FEMALE") == ["sex"]
    assert refused(sex=["female"]) == ["sex"]


def test_unknown_fields_are_refused() -> None:
    assert refused(colour="blue") == ["colour"]


anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner),
    max_leaves=8,
)


@given(sent=anything | st.fixed_dictionaries({}, optional={n: anything for n in ["name", "age"]}))
def test_whatever_is_sent_is_taken_or_refused_and_never_breaks(sent: object) -> None:
    with suppress(ValidationError):
        Everything().load(sent)  # type: ignore[arg-type] # anything can come over the wire


@pytest.mark.parametrize("until", ["9999-12-31", "1876-01-01"])
def test_a_token_ends_on_a_day_that_somebody_living_may_mean(until: str) -> None:
    sent = {"member_id": NOBODY, "name": "Bridge", "scopes": ["places:read"], "until": until}

    with pytest.raises(ValidationError) as refusal:
        IssueToken().load(sent)

    assert refusal.value.messages == {"until": ["Check the year of this date."]}
