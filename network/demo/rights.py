"""Persons ask the demo's largest centre about their files: one request of each kind, each in
another state; one file that a second person has yet to let go; and how long words are kept."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from network.demo.diary import at_local, played_by
from network.demo.houses import House, World
from network.records import actions as files
from network.records import queries as records
from network.rights import actions, erasing, keeping
from network.rights.kinds import AskedBy, Decision, Proof, Right
from network.rights.retention import RecordClass
from tenants import clock

HOUSE, OFFICER = "CSD Ljubljana", "Pavel Mlakar"
WORDS_KEPT = 5  # years, of what was written without a file
DAYS = 6  # before the end, on which the first of them comes


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody asks, what is said to it, and with which reason."""

    kind: Right
    by: AskedBy
    words: str
    decision: Decision | None = None
    answer: str = ""


ASKED = (
    Asked(
        Right.ACCESS,
        AskedBy.YOUNG_PERSON,
        "Rada bi videla vse, kar piše o meni.",
        Decision.GRANTED,
    ),
    Asked(
        Right.RECTIFICATION,
        AskedBy.PARENT,
        "Naslov šole ni pravi.",
        Decision.GRANTED,
    ),
    Asked(
        Right.RESTRICTION,
        AskedBy.GUARDIAN,
        "Dokler se ne ugotovi, kaj drži, naj se poročilo ne deli.",
        Decision.REFUSED,
        "Podatek je preverjen pri šoli in drži.",
    ),
    Asked(
        Right.OBJECTION,
        AskedBy.PARENT,
        "Ne strinjam se z obdelavo.",
        Decision.WITHDRAWN,
    ),
    Asked(Right.ERASURE, AskedBy.PARENT, "Prosim za izbris spisa."),
)


def plan(world: World) -> None:
    """In the last days, so that some of it still waits."""
    moment = at_local(world.until - timedelta(days=DAYS), 9, 15)
    world.diary.at(max(moment, world.starts), partial(_ask, world))


def _ask(world: World, moment: datetime) -> None:
    house = world.centre(HOUSE)
    with played_by(house.writers()[0], moment) as scope:
        found = [file.id for file in records.files(scope).rows]
    if not found:
        return
    for number, asked in enumerate(ASKED):
        at = moment + timedelta(minutes=20 * number)
        request_id = _received(house, found[number % len(found)], asked, at)
        if asked.decision is not None:
            with played_by(house.called(OFFICER), at + timedelta(minutes=10)) as scope:
                actions.decide(scope, request_id, decision=asked.decision, answer=asked.answer)
    _to_let_go(house, moment + timedelta(hours=3))


def _received(house: House, person_id: UUID, asked: Asked, at: datetime) -> UUID:
    with played_by(house.writers()[0], at) as scope:
        return actions.receive(
            scope,
            person_id,
            kind=asked.kind,
            asked_by=asked.by,
            proof=Proof.IDENTITY_DOCUMENT,
            received_on=clock.today(),
            asked=asked.words,
        ).id


def _to_let_go(house: House, at: datetime) -> None:
    """A file that was begun by mistake, so that nothing stands against erasing it."""
    with played_by(house.writers()[0], at) as scope:
        person_id = files.begin(scope, first_name="Pomotoma", last_name="Odprt").id
    words = "Spis je odprt pomotoma."
    asked = Asked(Right.ERASURE, AskedBy.PARENT, words, Decision.GRANTED)
    request_id = _received(house, person_id, asked, at + timedelta(minutes=5))
    with played_by(house.called(OFFICER), at + timedelta(minutes=30)) as scope:
        actions.decide(scope, request_id, decision=Decision.GRANTED)
        erasing.ask(scope, request_id)
        keeping.set_years(scope, record_class=RecordClass.WORDS, years=WORDS_KEPT)
