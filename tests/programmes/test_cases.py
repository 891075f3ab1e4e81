"""A mobile team or an adviser works for somebody who is enrolled, and ends with a proposal."""

from datetime import timedelta
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.programmes import enrolments
from network.programmes.cases import closing, queries, working
from network.programmes.cases.kinds import (
    GoalReached,
    MetWhere,
    MetWhom,
    MobileKind,
    MobileState,
    NextStep,
    Profession,
    is_team,
)
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.programmes import programmes
from tests.programmes.working import REPORT, closed, enrolled, joined, opened, visited


def worked(cast: Cast, enrolment_id: UUID) -> None:
    """A goal, a visit, and how far the goal was reached."""
    with cast.institution.acting() as scope, transaction():
        goal = working.set_goal(
            scope, enrolment_id, words="Hodi v šolo.", school_on=clock.today()
        ).id
    visited(cast.institution, enrolment_id, present=[MetWhom.TEACHER], notes="Mirno.")
    with cast.institution.acting() as scope, transaction():
        working.agree_goal(
            scope,
            enrolment_id,
            goal_id=goal,
            school_on=clock.today(),
            parents_on=clock.today(),
            reached=GoalReached.PARTLY,
        )


def test_from_request_to_report(cast: Cast, owner: Engine):
    enrolment_id = opened(cast.centre, cast.institution, MobileKind.TEAM)
    teacher = colleague(owner, cast.institution, "Ana", Role.EDUCATOR)
    joined(cast.institution, enrolment_id, cast.institution, Profession.PSYCHOLOGIST)
    joined(cast.institution, enrolment_id, teacher, Profession.TEACHER)
    worked(cast, enrolment_id)
    closed(cast.institution, enrolment_id, NextStep.GUIDANCE_PROCEDURE)

    with cast.institution.acting() as scope:
        case = queries.get(scope, enrolment_id)
        [agreed] = queries.goals_of(scope, case)
        [met] = queries.visits_of(scope, case).rows
        report = queries.report_of(scope, case)
        members = queries.professions_of(queries.members_of(scope, case))
        moves = [one.move for one in enrolments.steps_of(scope, enrolment_id)]
    assert (case.state, case.next_step) == (MobileState.CLOSED, NextStep.GUIDANCE_PROCEDURE)
    assert (agreed.words, agreed.reached) == ("Hodi v šolo.", GoalReached.PARTLY)
    assert (met.notes, met.visit.minutes) == ("Mirno.", 60)
    assert report is not None
    assert report.sections["proposal"] == REPORT["proposal"]
    assert members == [Profession.PSYCHOLOGIST, Profession.TEACHER]
    assert moves[-2:] == ["open_case", "close_case"]


def test_whoever_asked_sees_how_it_stands_and_nothing_in_words(cast: Cast):
    enrolment_id = opened(cast.centre, cast.institution)
    with cast.institution.acting() as scope, transaction():
        working.set_goal(scope, enrolment_id, words="Hodi v šolo.")
    visited(cast.institution, enrolment_id, notes="Mirno.")
    closed(cast.institution, enrolment_id, NextStep.PLACEMENT_REQUEST)

    with cast.centre.acting() as scope:
        case = queries.get(scope, enrolment_id)
        seen = (
            queries.goals_of(scope, case),
            list(queries.visits_of(scope, case).rows),
            queries.report_of(scope, case),
            list(queries.members_of(scope, case)),
        )
        with pytest.raises(NotFound):
            working.set_goal(scope, enrolment_id, words="Naš cilj.")
    with cast.stranger.acting() as scope, pytest.raises(NotFound):
        queries.get(scope, enrolment_id)

    assert (case.next_step, seen) == (NextStep.PLACEMENT_REQUEST, ([], [], None, []))


@pytest.mark.parametrize(
    ("professions", "enough"),
    [
        ([], False),
        ([Profession.TEACHER, Profession.TEACHER], False),
        ([Profession.TEACHER, Profession.DOCTOR], True),
    ],
)
def test_a_team_is_of_several_professions(professions: list[Profession], enough: bool):
    assert is_team(MobileKind.TEAM, professions) is enough
    assert is_team(MobileKind.ADVICE, professions)


def test_a_team_works_once_the_head_has_formed_it(cast: Cast, owner: Engine):
    enrolment_id = opened(cast.centre, cast.institution, MobileKind.TEAM)
    ana = colleague(owner, cast.institution, "Ana", Role.COUNSELLOR)

    with ana.acting() as scope, pytest.raises(NotAllowed):
        working.join(
            scope,
            enrolment_id,
            member_id=scope.member_id,
            profession=Profession.TEACHER,
        )
    joined(cast.institution, enrolment_id, ana, Profession.TEACHER)
    with pytest.raises(working.TeamTooSmall):
        visited(cast.institution, enrolment_id)
    with pytest.raises(working.TeamTooSmall):
        closed(cast.institution, enrolment_id)
    with pytest.raises(Conflict):
        joined(cast.institution, enrolment_id, ana, Profession.DOCTOR)
    joined(cast.institution, enrolment_id, cast.institution, Profession.SOCIAL_WORKER)
    visited(ana, enrolment_id)
    with cast.institution.acting() as scope, transaction():
        working.leave(scope, enrolment_id, member_id=ana.scope.member_id)
    with cast.institution.acting() as scope, pytest.raises(NotFound):
        working.leave(scope, enrolment_id, member_id=ana.scope.member_id)
    with pytest.raises(working.TeamTooSmall):
        visited(cast.institution, enrolment_id)


def test_it_is_opened_once_on_who_takes_part(cast: Cast):
    group_id, _ = programmes.published(cast.institution, kind="group_treatment")
    elsewhere = programmes.enrolled(cast.centre, cast.institution, group_id)
    advice = enrolled(cast.centre, cast.institution, "advice", "P2")
    late = clock.today() + timedelta(days=1)

    with cast.institution.acting() as scope:
        for enrolment_id, kind in ((elsewhere, MobileKind.ADVICE), (advice, MobileKind.TEAM)):
            with pytest.raises(Conflict):
                working.open_case(scope, enrolment_id, kind=kind)
        with pytest.raises(Invalid):
            working.open_case(scope, advice, kind=MobileKind.ADVICE, opened_on=late)
        with transaction():
            working.open_case(scope, advice, kind=MobileKind.EXPERT_OPINION)
        with pytest.raises(Conflict):
            working.open_case(scope, advice, kind=MobileKind.ADVICE)
        with pytest.raises(NotFound):
            working.open_case(scope, uuid4(), kind=MobileKind.ADVICE)
    with cast.centre.acting() as scope, pytest.raises(NotFound):
        working.open_case(scope, advice, kind=MobileKind.ADVICE)


@pytest.mark.parametrize(
    "said",
    [
        {"minutes": 0},
        {"minutes": 721},
        {"day": clock.today() + timedelta(days=2)},
        {"day": clock.today() - timedelta(days=900)},
    ],
)
def test_a_visit_that_cannot_have_been_is_refused(cast: Cast, said: dict[str, object]):
    enrolment_id = opened(cast.centre, cast.institution)

    with pytest.raises(Invalid):
        visited(cast.institution, enrolment_id, **said)


def test_goals_are_few_and_of_the_own_case(cast: Cast):
    enrolment_id = opened(cast.centre, cast.institution)
    tomorrow = clock.today() + timedelta(days=1)

    with cast.institution.acting() as scope:
        with pytest.raises(Invalid):
            working.set_goal(scope, enrolment_id, words="  ")
        with pytest.raises(Invalid):
            working.set_goal(scope, enrolment_id, words="Cilj", parents_on=tomorrow)
        with pytest.raises(NotFound):
            working.agree_goal(scope, enrolment_id, goal_id=uuid4())
        for number in range(working.MOST_GOALS):
            with transaction():
                working.set_goal(scope, enrolment_id, words=f"Cilj {number}")
        with pytest.raises(Conflict):
            working.set_goal(scope, enrolment_id, words="Še en")


def test_what_is_closed_stays_closed(cast: Cast):
    enrolment_id = opened(cast.centre, cast.institution)
    with cast.institution.acting() as scope:
        for missing in ("situation", "work", "proposal"):
            with pytest.raises(Invalid) as refused:
                closing.close_case(
                    scope, enrolment_id, next_step=NextStep.CLOSE, **(REPORT | {missing: " "})
                )
            assert refused.value.field == missing
    closed(cast.institution, enrolment_id)

    with pytest.raises(working.CaseClosed):
        visited(cast.institution, enrolment_id)
    with pytest.raises(working.CaseClosed):
        closed(cast.institution, enrolment_id)
    for change in (
        "UPDATE mobile_cases SET next_step = 'close'",
        "INSERT INTO case_goals (tenant_id, id, case_id, created_at)"
        " SELECT tenant_id, gen_random_uuid(), id, app_now() FROM mobile_cases",
    ):
        with cast.institution.acting(), pytest.raises(DBAPIError):
            db.session.execute(text(change))


def test_nobody_opens_a_case_on_the_enrolment_of_another(cast: Cast):
    enrolment_id = enrolled(cast.centre, cast.institution)
    forged = (
        "INSERT INTO mobile_cases (tenant_id, id, enrolment_id, asker_id, kind, state, opened_on,"
        " created_at, version) SELECT tenant_id, gen_random_uuid(), id, {asker}, 'advice', 'open',"
        " app_today(), app_now(), 1 FROM enrolments WHERE id = :id"
    )

    for actor, asker in ((cast.centre, "asker_id"), (cast.institution, "tenant_id")):
        with actor.acting(), pytest.raises(DBAPIError):
            db.session.execute(text(forged.format(asker=asker)), {"id": enrolment_id})


def test_of_visits_a_page_at_a_time(cast: Cast, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(queries, "PAGE", 2)
    enrolment_id = opened(cast.centre, cast.institution)
    for minutes in (10, 20, 30):
        visited(cast.institution, enrolment_id, minutes=minutes, place=MetWhere.HOME)

    with cast.institution.acting() as scope:
        case = queries.get(scope, enrolment_id)
        first = queries.visits_of(scope, case)
        rest = queries.visits_of(scope, case, _id(first.after))

    assert [one.visit.minutes for one in (*first.rows, *rest.rows)] == [30, 20, 10]
    assert rest.after is None


def _id(found: UUID | None) -> UUID:
    assert found is not None
    return found
