"""The centre knows a young person; the institution has them before its door, and asks."""

from datetime import date
from uuid import UUID

from flask import Flask
from sqlalchemy import Engine, text

from network.consent.kinds import Category
from network.elsewhere import asking, glass, judging, switching
from network.elsewhere.kinds import Danger
from network.jobs import every_job
from network.jobs.registry import JOBS
from network.records import actions as files
from tenants.database import transaction
from tests.actors import Actor, Cast

BORN = date(2011, 2, 28)
IDENTITY = {"first_name": "Živa", "last_name": "Čuk-Đorić", "birth_date": BORN}
TYPED = {"first_name": "ziva", "last_name": "cuk doric", "birth_date": BORN}
SAID = {
    Category.HEALTH: {"allergies": "oreščki", "medication": "zvečer", "doctor": "dr. Izmišljen"},
    Category.RISK: {"self_harm": "Ob stiski.", "running_away": "Pogosto."},
    Category.CONTACT: {"address": "Nikjer 1", "contact_safety": "Ne kličite očeta."},
}
JOBS_OF_OURS = (
    "asked_elsewhere",
    "answered_elsewhere",
    "emergency_opened",
    "emergency_judged",
)


def switched_on(cast: Cast, on: bool = True) -> None:
    with cast.coordination.acting() as scope, transaction():
        switching.switch(scope, scope.network_ids[0], on)


def known_to(actor: Actor, **more: object) -> UUID:
    """A file of Živa's, with what one must know in an emergency, and more."""
    with actor.acting() as scope, transaction():
        file = files.begin(scope, **(IDENTITY | more))  # type: ignore[arg-type]
        for category, said in SAID.items():
            files.write(scope, file.id, category, said)
        return file.id


def ask(actor: Actor, **more: object) -> UUID:
    """By the name, as somebody types it at night."""
    with actor.acting() as scope, transaction():
        return asking.by_name(scope, **(TYPED | more)).id  # type: ignore[arg-type]


def broken(
    actor: Actor, question_id: UUID, words: str = "Najdena na postaji, ne odziva se."
) -> UUID:
    with actor.acting() as scope, transaction():
        made = glass.break_glass(scope, question_id, reason=Danger.ACUTE_MEDICAL, words=words)
        return made.id


def seen(actor: Actor, emergency_id: UUID) -> list[glass.Summary]:
    with actor.acting() as scope, transaction():
        return glass.summaries(scope, glass.emergency(scope, emergency_id))


def to_judge(actor: Actor) -> list[judging.Opened]:
    """What waits for the judgement of the actor's house."""
    with actor.acting() as scope:
        return list(judging.reviews(scope, open_only=True).rows)


def work(app: Flask, owner: Engine) -> None:
    """Do what was deferred, twice over."""
    assert every_job.known()
    waiting = text(
        "SELECT task_name, args FROM procrastinate_jobs WHERE task_name = ANY (:ours) ORDER BY id"
    )
    with owner.connect() as connection:
        deferred = connection.execute(waiting, {"ours": list(JOBS_OF_OURS)}).all()
    for name, args in deferred:
        for _ in range(2):
            with app.app_context():
                JOBS[name](**args)


def told(owner: Engine, actor: Actor) -> list[str]:
    """The kinds of what the actor was told, in order."""
    found = text("SELECT kind FROM notices WHERE tenant_id = :tenant ORDER BY created_at, id")
    with owner.connect() as connection:
        return list(connection.scalars(found, {"tenant": actor.tenant_id}))
