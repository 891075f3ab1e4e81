"""Why a group is not for a young person: every reason, and none that was not asked about."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from network.availability.fit import Wanted, fits, reasons
from network.availability.profile import (
    OLDEST,
    TAKES,
    YOUNGEST,
    Form,
    GroupSex,
    LegalGroup,
    Need,
    SchoolLevel,
    Sex,
)
from network.availability.published import PublishedGroup
from tests.availability.groups import published

GIRL = Wanted(
    age=15,
    sex=Sex.FEMALE,
    school_level=SchoolLevel.VOCATIONAL,
    legal_group=LegalGroup.FAMILY_LAW,
    needs=frozenset({Need.SELF_HARM}),
    forms=frozenset({Form.HOUSING_GROUP}),
)


def codes(group: PublishedGroup, wanted: Wanted = GIRL) -> list[str]:
    return [reason.code for reason in reasons(group, wanted)]


def test_a_group_that_says_nothing_against_it_fits() -> None:
    assert codes(published()) == []
    assert fits(published(), GIRL)


@pytest.mark.parametrize(
    ("profile", "code"),
    [
        ({"form": "youth_flat"}, "form"),
        ({"age_from": 16}, "age"),
        ({"age_to": 14}, "age"),
        ({"sex": "boys"}, "sex"),
        ({"school_levels": ["primary"]}, "school"),
        ({"legal_groups": ["not_guided"]}, "legal_group"),
        ({"needs_not_taken": ["self_harm"]}, "need_not_taken"),
    ],
)
def test_each_thing_that_does_not_fit_is_a_reason_that_excludes(
    profile: dict[str, Any], code: str
) -> None:
    assert codes(published(**profile)) == [code]
    assert not fits(published(**profile), GIRL)


@pytest.mark.parametrize(
    "profile",
    [
        {"age_from": 15, "age_to": 15},
        {"sex": "girls"},
        {"school_levels": ["primary", "vocational"]},
        {"legal_groups": ["family_law"]},
        {"needs_taken": ["self_harm"], "needs_not_taken": ["runaway"]},
    ],
)
def test_what_is_asked_for_and_taken_is_no_reason(profile: dict[str, Any]) -> None:
    assert codes(published(**profile)) == []


def test_a_need_to_be_asked_about_is_told_and_does_not_exclude() -> None:
    group = published(needs_asked=["self_harm"])

    (reason,) = reasons(group, GIRL)

    assert (reason.code, reason.hard, reason.facts) == ("need_asked", False, {"need": "self_harm"})
    assert fits(group, GIRL)


def test_all_reasons_are_told_at_once_the_excluding_ones_first() -> None:
    group = published(
        age_from=16,
        sex="boys",
        needs_asked=["runaway"],
        needs_not_taken=["self_harm", "substance_use"],
    )
    wanted = Wanted(
        age=15, sex=Sex.FEMALE, needs=frozenset({Need.RUNAWAY, Need.SELF_HARM, Need.SUBSTANCE_USE})
    )

    assert codes(group, wanted) == [
        "age",
        "sex",
        "need_not_taken",
        "need_not_taken",
        "need_asked",
    ]


some = st.lists
profiles = st.fixed_dictionaries(
    {
        "form": st.sampled_from(Form),
        "age_from": st.integers(YOUNGEST, 15),
        "age_to": st.integers(15, OLDEST),
        "sex": st.sampled_from(GroupSex),
        "school_levels": some(st.sampled_from(SchoolLevel), unique=True),
        "legal_groups": some(st.sampled_from(LegalGroup), unique=True),
        "needs_asked": some(st.sampled_from(list(Need)[:4]), unique=True),
        "needs_not_taken": some(st.sampled_from(list(Need)[4:8]), unique=True),
    }
)
wishes = st.builds(
    Wanted,
    age=st.none() | st.integers(YOUNGEST, OLDEST),
    sex=st.none() | st.sampled_from(Sex),
    school_level=st.none() | st.sampled_from(SchoolLevel),
    legal_group=st.none() | st.sampled_from(LegalGroup),
    needs=st.frozensets(st.sampled_from(list(Need)[:8])),
    forms=st.frozensets(st.sampled_from(Form)),
)


@given(profiles, wishes)
def test_fitting_is_what_a_person_would_say(profile: dict[str, Any], wanted: Wanted) -> None:
    group = published(**profile)

    says = (
        (not wanted.forms or group.form in wanted.forms)
        and (wanted.age is None or wanted.age in range(group.age_from, group.age_to + 1))
        and (wanted.sex is None or wanted.sex in TAKES[GroupSex(group.sex)])
        and (not wanted.school_level or wanted.school_level in (group.school_levels or SchoolLevel))
        and (not wanted.legal_group or wanted.legal_group in (group.legal_groups or LegalGroup))
        and wanted.needs.isdisjoint(group.needs_not_taken)
    )

    assert fits(group, wanted) == says
    assert fits(group, Wanted())


@given(profiles, wishes, st.data())
def test_asking_for_less_never_loses_a_group(
    profile: dict[str, Any], wanted: Wanted, data: st.DataObject
) -> None:
    group = published(**profile)
    kept = data.draw(st.sets(st.sampled_from(["age", "sex", "school_level", "legal_group"])))
    less = Wanted(**{name: getattr(wanted, name) for name in kept})

    assert {r.code for r in reasons(group, less)} <= {r.code for r in reasons(group, wanted)}
