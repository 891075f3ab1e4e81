"""Work in programmes is handed over, too: who takes part, sessions to come, and places on teams."""

from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine

from network.duties import actions, listing
from network.duties.queries import Duties, mine_among, of_member
from network.programmes import catalogue, enrolments
from network.programmes import queries as programmes_of
from network.programmes.cases import queries as cases
from network.programmes.cases.kinds import MobileKind, Profession
from network.programmes.cases.working import TeamTooSmall
from network.programmes.models import Enrolment
from network.programmes.sessions import attending
from network.programmes.sessions import queries as sessions
from network.programmes.sessions.kinds import AttendanceMark
from tenants.database import transaction
from tenants.errors import Invalid
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.programmes import held, programmes
from tests.programmes.working import joined, opened
from tests.statements import asked

PSYCHOLOGIST, TEACHER = Profession.PSYCHOLOGIST, Profession.TEACHER


@pytest.fixture
def vida(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.institution, "Vida", Role.COUNSELLOR)


def hers(cast: Cast, vida: Actor) -> tuple[UUID, UUID, UUID]:
    """Her programme, somebody who takes part in it, and a session that is to come."""
    home, me = cast.institution, vida.scope.member_id
    programme_id, cohort_id = programmes.published(home, responsible_id=me)
    enrolment_id = held.takes_part(home, cohort_id, "A")
    session_id = held.planned(home, cohort_id, responsible_id=me)
    return programme_id, enrolment_id, session_id


def handed_over(cast: Cast, vida: Actor, to: Actor, profession: Profession | None = None) -> None:
    with cast.institution.acting() as scope, transaction():
        actions.hand_over(scope, vida.scope.member_id, to.scope.member_id, profession)


def counted(cast: Cast, of: Actor) -> Duties:
    with cast.institution.acting() as scope:
        return of_member(scope, of.scope.member_id)


def test_who_leads_something_is_not_deactivated_and_hands_all_of_it_over(
    cast: Cast, vida: Actor
) -> None:
    programme_id, enrolment_id, session_id = hers(cast, vida)
    marked = held.begun(cast.institution, mine(cast, enrolment_id).cohort_id, days_ago=2)
    with cast.institution.acting() as scope, transaction():
        attending.mark(scope, marked, marks={enrolment_id: AttendanceMark.CAME})
    before = counted(cast, vida)

    with cast.institution.acting() as scope, pytest.raises(actions.StillAnswers), transaction():
        actions.deactivate(scope, vida.scope.member_id)
    handed_over(cast, vida, cast.institution)

    assert (before.programmes, before.enrolments, before.sessions) == (1, 1, 1)
    assert counted(cast, vida) == Duties()
    with cast.institution.acting() as scope:
        me = scope.member_id
        assert programmes_of.own_programme(scope, programme_id).responsible_id == me
        assert enrolments.get(scope, enrolment_id).responsible_id == me
        assert sessions.get(scope, session_id).responsible_id == me
        assert mine_among(scope, [enrolment_id, programme_id]) == {enrolment_id, programme_id}
        assert sessions.get(scope, marked).responsible_id == vida.scope.member_id  # it was hers
    with cast.institution.acting() as scope, transaction():
        actions.deactivate(scope, vida.scope.member_id)


def mine(cast: Cast, enrolment_id: UUID) -> Enrolment:
    with cast.institution.acting() as scope:
        return enrolments.get(scope, enrolment_id)


def test_what_is_closed_is_nobody_s_to_hand_over(cast: Cast, vida: Actor) -> None:
    programme_id, _ = programmes.published(cast.institution, responsible_id=vida.scope.member_id)
    with cast.institution.acting() as scope, transaction():
        catalogue.close(scope, programme_id)

    assert counted(cast, vida) == Duties()


@pytest.fixture
def team(cast: Cast, vida: Actor, owner: Engine) -> UUID:
    """A mobile team: Vida is its psychologist, Cene its teacher."""
    enrolment_id = opened(cast.centre, cast.institution, MobileKind.TEAM)
    cene = colleague(owner, cast.institution, "Cene", Role.EDUCATOR)
    joined(cast.institution, enrolment_id, vida, PSYCHOLOGIST)
    joined(cast.institution, enrolment_id, cene, TEACHER)
    return enrolment_id


def on_team(cast: Cast, enrolment_id: UUID) -> dict[UUID, str]:
    with cast.institution.acting() as scope:
        found = cases.members_of(scope, cases.get(scope, enrolment_id))
        return {one.member_id: one.profession for one in found}


def test_a_place_on_a_team_is_taken_over_in_a_profession(
    cast: Cast, vida: Actor, team: UUID
) -> None:
    before = counted(cast, vida).cases

    with pytest.raises(Invalid, match="in which profession"):
        handed_over(cast, vida, cast.institution)
    handed_over(cast, vida, cast.institution, Profession.SOCIAL_WORKER)

    now = on_team(cast, team)
    assert before == 1
    assert vida.scope.member_id not in now
    assert now[cast.institution.scope.member_id] == "social_worker"
    assert counted(cast, vida).cases == 0


def test_a_team_is_not_left_with_one_profession(
    cast: Cast, vida: Actor, team: UUID, owner: Engine
) -> None:
    ema = colleague(owner, cast.institution, "Ema", Role.EDUCATOR)
    _, enrolment_id, _ = hers(cast, vida)
    before = on_team(cast, team)

    with pytest.raises(TeamTooSmall, match=r"mobile team of 2026-\d+ would be left"):
        handed_over(cast, vida, ema, TEACHER)

    assert on_team(cast, team) == before
    assert mine(cast, enrolment_id).responsible_id == vida.scope.member_id


def test_who_is_on_the_team_already_stays_what_they_are(
    cast: Cast, vida: Actor, team: UUID, owner: Engine
) -> None:
    ema = colleague(owner, cast.institution, "Ema", Role.EDUCATOR)
    joined(cast.institution, team, ema, Profession.DOCTOR)

    handed_over(cast, vida, ema)

    assert sorted(on_team(cast, team).values()) == ["doctor", "teacher"]


def test_each_kind_is_listed_by_page_to_whoever_may_look_at_it(
    app: Flask, cast: Cast, vida: Actor, owner: Engine
) -> None:
    office = colleague(owner, cast.institution, "Pisarna", Role.ADMINISTRATOR)
    hers(cast, vida)
    me = vida.scope.member_id

    def statements(more: int) -> int:
        _, cohort_id = programmes.published(cast.institution, name=f"Pot {more}", seats=more + 1)
        for each in range(more):
            held.planned(cast.institution, cohort_id, responsible_id=me, topic=f"{more}.{each}")
        with cast.institution.acting() as scope:
            with asked(app) as said:
                listing.listed(scope, me, "sessions")
            return len(said)

    assert statements(1) == statements(3)
    with cast.institution.acting() as scope:
        found = listing.listed(scope, me, "sessions")
        assert len(found.rows) == counted(cast, vida).sessions == 5
        assert {one.path.split("/")[1] for one in found.rows} == {"sessions"}
        assert "enrolments" in listing.kinds(scope)
    with office.acting() as scope:
        assert listing.listed(scope, me, "sessions").rows == ()
        assert set(listing.kinds(scope)) == {"groups", "placements"}
