"""A breach is reported by anybody, judged by those who watch over the house, and told in time."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.clocks import queries as clocks
from network.jobs import every_job
from network.jobs.registry import JOBS
from network.oversight import breaches, desk, registers
from network.oversight.kinds import Risk
from network.oversight.models import Breach
from network.trail import queries as trail
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.elsewhere.people import told

WHAT = "Pismo je šlo na napačen naslov."


def reported(actor: Actor, **more: object) -> UUID:
    said: dict[str, object] = {"what": WHAT, "noticed_at": clock.now(), "persons": 2}
    with actor.acting() as scope, transaction():
        return breaches.report(scope, **(said | more)).id  # type: ignore[arg-type]


def seen(actor: Actor, breach_id: UUID) -> Breach:
    with actor.acting() as scope:
        return registers.breach(scope, breach_id)


@pytest.fixture
def officer(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "officer", Role.DPO)


@pytest.fixture
def worker(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "worker", Role.CASE_WORKER)


def due(actor: Actor) -> list[str]:
    with actor.acting() as scope:
        return [one.clock.kind for one in clocks.running(scope)]


def test_from_the_report_to_the_end(
    app: Flask, owner: Engine, officer: Actor, worker: Actor
) -> None:
    breach_id = reported(worker)
    assert every_job.known()
    with app.app_context():
        JOBS[breaches.REPORTED](str(worker.tenant_id), str(breach_id))

    assert told(owner, officer) == ["breach"]
    assert due(officer) == ["breach"]
    with officer.acting() as scope, transaction():
        breaches.judge(scope, breach_id, risk=Risk.HIGH, note="Zdravje.")
        breaches.tell_commissioner(scope, breach_id, done_at=clock.now())
        breaches.tell_persons(scope, breach_id, done_at=clock.now(), note="Po telefonu.")
        breaches.close(scope, breach_id, reasons="Vsi vedo, pismo je uničeno.")
        found = registers.breach(scope, breach_id)
        steps = [
            (step.kind, breaches.note_of(scope, step)) for step in registers.steps(scope, found)
        ]
        assert breaches.words_of(scope, found)["what"] == WHAT
    with officer.acting() as scope:
        written = [row.entry.detail for row in trail.trail(scope).rows]

    assert due(officer) == []
    assert steps == [
        ("reported", ""),
        ("judged_high", "Zdravje."),
        ("commissioner_told", ""),
        ("persons_told", "Po telefonu."),
        ("closed", "Vsi vedo, pismo je uničeno."),
    ]
    assert {f"breach_{kind}" for kind, _ in steps} <= set(written)


def test_seventy_two_hours_run_from_when_it_was_noticed(officer: Actor, worker: Actor) -> None:
    noticed = clock.now() - timedelta(hours=10)

    reported(worker, noticed_at=noticed)

    with officer.acting() as scope:
        [one] = clocks.running(scope)
    assert one.clock.due_at == noticed + timedelta(hours=72)


def test_without_a_risk_nobody_has_to_be_told(officer: Actor, worker: Actor) -> None:
    breach_id = reported(worker)

    with officer.acting() as scope, transaction():
        breaches.judge(scope, breach_id, risk=Risk.NONE)
    assert due(officer) == []
    with officer.acting() as scope, transaction():
        breaches.judge(scope, breach_id, risk=Risk.RISK)
    assert due(officer) == ["breach"]


def test_whoever_reported_reads_it_and_nobody_else_of_the_house(
    cast: Cast, owner: Engine, officer: Actor, worker: Actor
) -> None:
    breach_id = reported(worker)
    other = colleague(owner, cast.centre, "other", Role.CASE_WORKER)

    for who in (worker, officer, cast.centre):
        assert seen(who, breach_id).risk == ""
    for who in (other, cast.institution, cast.stranger):
        with pytest.raises(NotFound):
            seen(who, breach_id)
    with pytest.raises(NotAllowed), worker.acting() as scope, transaction():
        breaches.judge(scope, breach_id, risk=Risk.NONE)


def test_what_does_not_fit_is_refused_in_words(officer: Actor, worker: Actor) -> None:
    with pytest.raises(Invalid):
        reported(worker, what=" ")
    with pytest.raises(Invalid):
        reported(worker, noticed_at=clock.now() + timedelta(hours=1))
    breach_id = reported(worker)

    with pytest.raises(Conflict), officer.acting() as scope, transaction():
        breaches.close(scope, breach_id, reasons="Ni.")
    early = clock.now() - timedelta(days=1)
    with pytest.raises(Invalid), officer.acting() as scope, transaction():
        breaches.tell_commissioner(scope, breach_id, done_at=early)
    with officer.acting() as scope, transaction():
        breaches.judge(scope, breach_id, risk=Risk.NONE)
        breaches.close(scope, breach_id, reasons="Pismo se je vrnilo neodprto.")
    with pytest.raises(Conflict), officer.acting() as scope, transaction():
        breaches.judge(scope, breach_id, risk=Risk.HIGH)


def test_the_words_lie_sealed(owner: Engine, worker: Actor) -> None:
    reported(worker)

    with owner.connect() as connection:
        rows = connection.execute(text("SELECT sealed FROM breaches")).scalars().all()

    assert all(WHAT.encode() not in row for row in rows)


def test_the_desk_counts_what_waits(cast: Cast, officer: Actor, worker: Actor) -> None:
    breach_id = reported(worker)

    with officer.acting() as scope:
        assert desk.waiting(scope) == {"emergencies": 0, "breaches": 1}
        found = desk.look(scope)
    assert [one.id for one in found.breaches.rows] == [breach_id]
    with pytest.raises(NotAllowed), worker.acting() as scope:
        desk.look(scope)
