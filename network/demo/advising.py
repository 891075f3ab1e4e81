"""Two for whom advisers of the demo work: with one they are at it, for the other they propose a
place."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from network.demo.diary import at_local, played_by
from network.demo.houses import House, World
from network.programmes import asking, enrolling
from network.programmes.cases import closing, working
from network.programmes.cases import queries as cases
from network.programmes.cases.kinds import (
    GoalReached,
    MetWhere,
    MetWhom,
    MobileKind,
    NextStep,
    Profession,
)
from network.programmes.kinds import ProgrammeKind
from network.programmes.published import PublishedProgramme, published_programmes
from network.programmes.referring import refer
from tenants import clock
from tenants.roles import Permission, may
from tenants.scope import Scope

BEFORE = timedelta(days=20)
A_DAY = timedelta(days=1)
WHO: tuple[dict[str, Any], ...] = (
    {
        "file_reference": "S-201/2026",
        "requested_by": "school",
        "age": 13,
        "sex": "female",
        "school_level": "primary",
        "help_given": "Dve leti pogovorov s svetovalno službo, prilagoditve pri pouku.",
    },
    {
        "file_reference": "S-202/2026",
        "requested_by": "csd",
        "age": 15,
        "sex": "male",
        "school_level": "vocational",
        "help_given": "Pomoč družini na domu, preusmeritev v drug program.",
    },
)
GOAL = "Vsak dan pride v šolo in ostane do konca pouka."
NOTES = ("Prvi pogovor s starši in razredničarko.", "Obisk doma, dogovor o jutrih.")
REPORT: dict[str, Any] = {
    "situation": "Več kot sto ur izostankov, doma pogosti prepiri.",
    "work": "Šest obiskov v šoli in doma, pogovori z očetom posebej.",
    "changes": "Z učitelji se razume bolje, doma je ostalo, kot je bilo.",
    "proposal": "Potrebuje mir izven doma, zato predlagamo mesto v stanovanjski skupini.",
}


@dataclass(frozen=True)
class Work:
    """Who works on which enrolment, and who may be put on the team."""

    runs: Scope
    house: House
    enrolment_id: UUID


GoesOn = Callable[[Work, datetime], None]


@dataclass(frozen=True)
class Asked:
    """Who asked which house for its advisers, and what becomes of it after two weeks."""

    worker: Scope
    house: House
    ask_id: UUID
    goes_on: GoesOn
    reference: str = "S-01"
    kind: MobileKind = MobileKind.ADVICE


def plan(world: World, houses: Sequence[House]) -> None:
    """Twenty days ago they are asked; the last visits were this week."""
    asks = max(at_local(world.until - BEFORE, 11), world.starts + timedelta(hours=5))
    world.diary.at(asks, partial(_ask, world, {house.name: house for house in houses}))


def _ask(world: World, houses: dict[str, House], moment: datetime) -> None:
    """The first centre asks for both; the houses begin on the next day."""
    worker = world.centres[0].writers()[0]
    known: dict[str, Any] = {
        "region": "osrednjeslovenska",
        "legal_group": "not_guided",
        "urgency": "planned",
    }
    with played_by(worker, moment) as scope:
        chosen = _chosen(scope, houses)
        asked = [
            (house, refer(scope, each.id, wanted_from=clock.today(), **known, **who).id)
            for (each, house), who in zip(chosen, WHO, strict=False)
        ]
    for (house, ask_id), goes_on in zip(asked, (at_work, proposes), strict=False):
        begins = partial(begin, world, Asked(worker, house, ask_id, goes_on))
        world.diary.at(moment + A_DAY, begins)


def _chosen(scope: Scope, houses: dict[str, House]) -> list[tuple[PublishedProgramme, House]]:
    """The mobile teams and the advisers that take somebody in, the teams first."""
    wanted = (ProgrammeKind.MOBILE_TEAM, ProgrammeKind.ADVICE)
    found = [
        (each, houses[each.tenant_name])
        for each in published_programmes(scope)
        if each.kind in wanted
        and each.open
        and each.free
        and each.tenant_id != scope.tenant_id
        and each.tenant_name in houses
        and _runners(houses[each.tenant_name])
    ]
    return sorted(found, key=lambda one: wanted.index(ProgrammeKind(one[0].kind)))


def _runners(house: House) -> list[Scope]:
    return [one for one in house.people if may(one, Permission.RUN_PROGRAMMES)]


def begin(world: World, asked: Asked, moment: datetime) -> None:
    """The house takes somebody in, forms its team, agrees on a goal, and comes twice."""
    runs = _runners(asked.house)[0]
    with played_by(runs, moment) as scope:
        asking.offer(scope, asked.ask_id)
    with played_by(asked.worker, moment + timedelta(hours=2)) as scope:
        enrolment_id = enrolling.accept(scope, asked.ask_id).id
    with played_by(runs, moment + timedelta(hours=4)) as scope:
        reference = asked.reference
        enrolling.begin(scope, enrolment_id, began_on=clock.today(), reference=reference)
        working.open_case(scope, enrolment_id, kind=asked.kind)
        working.set_goal(
            scope,
            enrolment_id,
            words=GOAL,
            school_on=clock.today(),
            parents_on=clock.today(),
        )
    work = Work(runs, asked.house, enrolment_id)
    _form(work, asked.kind, moment + timedelta(hours=5))
    later = (moment + timedelta(days=days) for days in (3, 9))
    for at, notes, place in zip(later, NOTES, (MetWhere.SCHOOL, MetWhere.HOME), strict=True):
        world.diary.at(min(at, world.until), partial(_visit, work, notes, place))
    world.diary.at(min(moment + timedelta(days=14), world.until), partial(asked.goes_on, work))


def _form(work: Work, kind: MobileKind, moment: datetime) -> None:
    """The head puts the first of the house on it, for a team somebody else as well, if the house
    has a head here."""
    head = next((one for one in work.house.people if may(one, Permission.FORM_TEAMS)), None)
    if head is None:
        return
    team = [(work.runs, Profession.SOCIAL_PEDAGOGUE)]
    if kind is MobileKind.TEAM:
        other = next(one for one in work.house.people if one.member_id != work.runs.member_id)
        team.append((other, Profession.PSYCHOLOGIST))
    with played_by(head, moment) as scope:
        for who, profession in team:
            working.join(scope, work.enrolment_id, member_id=who.member_id, profession=profession)


def _visit(work: Work, notes: str, place: MetWhere, moment: datetime) -> None:
    with played_by(work.runs, moment) as scope:
        working.record_visit(
            scope,
            work.enrolment_id,
            day=clock.today(),
            place=place,
            minutes=90,
            present=[MetWhom.YOUNG_PERSON, MetWhom.PARENTS],
            notes=notes,
        )


def at_work(_work: Work, _moment: datetime) -> None:
    """Nothing is proposed yet."""


def proposes(work: Work, moment: datetime) -> None:
    """The report is written, and proposes to look for a place."""
    with played_by(work.runs, moment) as scope:
        [goal] = cases.goals_of(scope, cases.get(scope, work.enrolment_id))
        working.agree_goal(
            scope,
            work.enrolment_id,
            goal_id=goal.id,
            school_on=goal.school_on,
            parents_on=goal.parents_on,
            reached=GoalReached.PARTLY,
        )
        closing.close_case(scope, work.enrolment_id, next_step=NextStep.PLACEMENT_REQUEST, **REPORT)
