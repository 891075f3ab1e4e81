"""Which programmes are offered instead of a place, and in which order."""

from dataclasses import replace
from datetime import UTC, date, datetime
from uuid import UUID

import pytest

from network.programmes.instead import Because, Seeker, fitting, offered
from network.programmes.published import OpenCohort, PublishedProgramme
from tests.actors import Cast
from tests.programmes import programmes

LUCIJA = Seeker(15, "gorenjska", frozenset({"school_problems", "runaway"}))
OPEN = OpenCohort(UUID(int=9), "jesen", date(2020, 1, 1), None, None, 4, 2)
DULL = PublishedProgramme(
    network_id=UUID(int=1),
    tenant_id=UUID(int=2),
    tenant_name="Mladinski dom",
    tenant_kind="institution",
    id=UUID(int=3),
    name="Varna pot",
    kind="group_treatment",
    state="published",
    summary="",
    description="",
    audience=["young_person"],
    age_from=12,
    age_to=18,
    regions=[],
    town="",
    venues=["on_site"],
    languages=["sl"],
    needs=[],
    referrers=["csd"],
    partners=[],
    collaborators=[],
    schedule="",
    weeks=None,
    price_cents=None,
    price_note="",
    waiting_list=True,
    open_from=None,
    paused_until=None,
    changed_at=datetime(2026, 1, 1, tzinfo=UTC),
    cohorts=[OPEN],
)


@pytest.mark.parametrize(
    "other",
    [
        {"kind": "aftercare"},
        {"kind": "youth_flat"},
        {"kind": "beside_placement"},
        {"kind": "preparing_return"},
        {"audience": ["school"]},
        {"age_from": 16},
        {"age_to": 14},
        {"regions": ["pomurska"]},
        {"needs": ["self_harm"]},
        {"state": "paused"},
        {"cohorts": [], "waiting_list": False},
    ],
)
def test_what_does_not_fit_is_not_offered(other: dict[str, object]):
    assert fitting([DULL], LUCIJA) != []
    assert fitting([replace(DULL, **other)], LUCIJA) == []  # type: ignore[arg-type]


def test_it_says_why(cast: Cast):
    near = replace(DULL, regions=["gorenjska"], needs=["runaway", "self_harm"])

    [found] = fitting([near], LUCIJA)

    assert found.because == (Because.AGE, Because.NEEDS, Because.REGION, Because.FREE)
    assert found.needs == ("runaway",)


def test_the_mildest_that_answers_a_need_stands_first():
    def named(name: str, **other: object) -> PublishedProgramme:
        return replace(DULL, name=name, **other)  # type: ignore[arg-type]

    day = named("Dan", kind="day_treatment", needs=["runaway"])
    advice = named("Svet", kind="advice", needs=["school_problems"])
    full = named("Polno", kind="advice", needs=["runaway"], cohorts=[])
    open_to_all = named("Vsi", kind="advice")
    near = named("Blizu", kind="advice", regions=["gorenjska"])

    found = fitting([open_to_all, day, full, near, advice], LUCIJA)

    assert [one.programme.name for one in found] == ["Svet", "Dan", "Polno", "Blizu", "Vsi"]
    assert len(fitting([DULL] * 9, LUCIJA)) == 5


def test_what_is_not_known_excludes_nothing():
    assert len(fitting([replace(DULL, needs=["self_harm"], regions=["pomurska"])], Seeker())) == 1


def test_the_own_programmes_and_those_asked_for_are_left_out(cast: Cast):
    programme_id, _ = programmes.published(cast.institution)
    seeker = Seeker(15)

    with cast.centre.acting() as scope:
        seen = [one.programme.id for one in offered(scope, seeker)]
        but = offered(scope, seeker, but=[programme_id])
    with cast.institution.acting() as scope:
        own = offered(scope, seeker)

    assert (seen, but, own) == ([programme_id], [], [])
