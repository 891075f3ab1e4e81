"""Data protection in the demo: a breach that is closed, one that runs, and an inspector who reads
the trail and one file."""

from datetime import datetime, timedelta
from functools import partial

from network.demo.diary import at_local, played_by
from network.demo.houses import World
from network.oversight import breaches, inspecting
from network.oversight.inspecting import Opening
from network.oversight.kinds import Risk
from network.oversight.models import Breach
from network.records import queries as records
from tenants import clock
from tenants.scope import Role, Scope

WHERE, NOTICED, INSPECTOR = "CSD Ljubljana", "Luka Zupan", "Ana Sever"
INSPECTORS_ADDRESS = "ana@csd-ljubljana.pristan.test"
CLOSED = {
    "what": "Vabilo na timski sestanek je šlo na napačen e-naslov znotraj centra.",
    "data": "Številka zadeve in ura sestanka, brez imen.",
    "persons": 1,
    "measures": "Prejemnica je sporočilo izbrisala in to potrdila.",
}
OPEN = {
    "what": "Na hodniku je ostala natisnjena beležka o obisku na domu.",
    "data": "Naslov in opis družinskih razmer.",
    "persons": 4,
    "measures": "Beležka je umaknjena; ugotavljamo, kdo jo je videl.",
}


def plan(world: World) -> None:
    """The closed one some weeks ago, the open one yesterday, the inspection two days ago."""
    for days, act in ((40, _closed), (2, _inspected), (1, _reported)):
        moment = at_local(world.until - timedelta(days=days), 9, 30)
        world.diary.at(max(moment, world.starts), partial(act, world))


def _officer(world: World) -> Scope:
    return next(one for one in world.centre(WHERE).people if one.has(Role.DPO))


def _report(world: World, moment: datetime, said: dict[str, object]) -> Breach:
    with played_by(world.centre(WHERE).called(NOTICED), moment) as scope:
        noticed = moment - timedelta(minutes=40)
        return breaches.report(scope, noticed_at=noticed, **said)  # type: ignore[arg-type]


def _reported(world: World, moment: datetime) -> None:
    _report(world, moment, dict(OPEN))


def _closed(world: World, moment: datetime) -> None:
    found = _report(world, moment, dict(CLOSED))
    breach_id = found.id
    with played_by(_officer(world), moment + timedelta(hours=3)) as scope:
        note = "Podatki niso zapustili centra."
        breaches.judge(scope, breach_id, risk=Risk.NONE, note=note)
        breaches.close(scope, breach_id, reasons="Izbrisano, tveganja ni.")


def _inspected(world: World, moment: datetime) -> None:
    with played_by(world.centre(WHERE).writers()[0], moment) as scope:
        numbers = [file.number for file in records.files(scope).rows[:1]]
    with played_by(_officer(world), moment) as scope:
        wanted = Opening(
            authority="Informacijski pooblaščenec",
            ground="ZVOP-2, inšpekcijski nadzor 0612-1/2026",
            name=INSPECTOR,
            email=INSPECTORS_ADDRESS,
            starts=clock.today(),
            ends=clock.today() + timedelta(days=20),
            trail=True,
            registers=True,
            rights=True,
            bases=True,
            numbers=numbers,
        )
        inspecting.open_for(scope, wanted)
