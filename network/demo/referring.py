"""For whom somebody of the demo asked for a programme, each answered in its own way."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from network.demo.diary import at_local, played_by
from network.demo.houses import House, World
from network.programmes import asking, enrolling
from network.programmes.published import PublishedProgramme, published_programmes
from network.programmes.referring import refer
from network.requests.actions import answering
from tenants import clock
from tenants.roles import Permission, may
from tenants.scope import Scope

BEFORE = timedelta(days=9)
A_DAY = timedelta(days=1)
WHO = (
    ("P-101/2026", "school", 13, "male", "primary", "Pogovori v šoli, razredna pogodba."),
    ("P-102/2026", "parent", 15, "female", "vocational", "Družinski center, štiri srečanja."),
    ("P-103/2026", "csd", 14, "male", "primary", "Obiski na domu od pomladi."),
    ("P-104/2026", "young_person", 16, "female", "secondary", "Nič posebnega doslej."),
    ("P-105/2026", "school", 12, "male", "primary", "Dodatna strokovna pomoč."),
)


def plan(world: World, houses: Sequence[House]) -> None:
    """Nine days ago the first centre asks; on the days after the houses answer."""
    asks = max(at_local(world.until - BEFORE, 10), world.starts + timedelta(hours=4))
    world.diary.at(asks, partial(_ask, world, {house.name: house for house in houses}))


def _ask(world: World, houses: dict[str, House], moment: datetime) -> None:
    worker = world.centres[0].writers()[0]
    with played_by(worker, moment) as scope:
        answered = {name for name, house in houses.items() if _runners(house)}
        fitting = [
            each
            for each in published_programmes(scope)
            if each.tenant_name in answered and _takes(scope, each)
        ]
        asked = [
            (each.tenant_name, refer(scope, each.id, **said_of(*who)).id)
            for each, who in zip(fitting, WHO, strict=False)
        ]
    for (house, ask_id), answer in zip(asked, ANSWERS, strict=False):
        runs = _runners(houses[house])[0]
        world.diary.at(moment + A_DAY, partial(answer, worker, runs, ask_id))


def _takes(scope: Scope, each: PublishedProgramme) -> bool:
    today = clock.today()
    begun = any(one.free and one.starts <= today and one.joinable(today) for one in each.cohorts)
    return each.open and begun and each.tenant_id != scope.tenant_id


def said_of(
    reference: str, by: str, age: int, sex: str, school: str, helped: str
) -> dict[str, Any]:
    """What is said of somebody who is referred, in the words of `referring.refer`."""
    return {
        "file_reference": reference,
        "requested_by": by,
        "age": age,
        "sex": sex,
        "region": "osrednjeslovenska",
        "school_level": school,
        "legal_group": "not_guided",
        "urgency": "planned",
        "wanted_from": clock.today(),
        "help_given": helped,
        "why": "Blizu doma in šole.",
    }


def _runners(house: House) -> list[Scope]:
    return [one for one in house.people if may(one, Permission.RUN_PROGRAMMES)]


def _waits(_worker: Scope, _runs: Scope, _ask_id: UUID, _moment: datetime) -> None:
    """Nobody has looked yet."""


def _needs_something(_worker: Scope, runs: Scope, ask_id: UUID, moment: datetime) -> None:
    with played_by(runs, moment) as scope:
        asking.not_ready(scope, ask_id, note="Najprej končajte krog srečanj, ki že teče.")


def _rests(_worker: Scope, runs: Scope, ask_id: UUID, moment: datetime) -> None:
    with played_by(runs, moment) as scope:
        asking.put_on_hold(scope, ask_id, review_on=clock.today() + 30 * A_DAY)


def _listed(_worker: Scope, runs: Scope, ask_id: UUID, moment: datetime) -> None:
    with played_by(runs, moment) as scope:
        answering.waitlist(scope, ask_id)


def _takes_part(worker: Scope, runs: Scope, ask_id: UUID, moment: datetime) -> None:
    with played_by(runs, moment) as scope:
        asking.offer(scope, ask_id)
    with played_by(worker, moment + timedelta(hours=3)) as scope:
        enrolment_id = enrolling.accept(scope, ask_id).id
    with played_by(runs, moment + timedelta(hours=5)) as scope:
        enrolling.begin(scope, enrolment_id, began_on=clock.today(), reference="P-01")


ANSWERS = (_waits, _needs_something, _rests, _listed, _takes_part)
