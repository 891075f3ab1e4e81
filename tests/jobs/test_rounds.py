"""What is done by itself: the question of the morning, and the sweeping at night."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.availability import actions as availability
from network.jobs.mailing import mail
from network.jobs.reminding import morning, remind
from network.jobs.sweeping import night, sweep
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.rights import keeping
from network.rights.retention import RecordClass
from tenants import challenges, halfway, idempotency, throttling
from tenants.clock import frozen
from tenants.database import transaction
from tenants.scope import Scope
from tenants.throttling import Door
from tests import factories
from tests.actors import Actor, Cast
from tests.client import Browser
from tests.own_pages.pages import enter, file_of, opened
from tests.postbox import URL, Postbox, text_of

MONDAY = datetime(2026, 11, 23, 9, tzinfo=UTC)
WEDNESDAY_AT_SEVEN = datetime(2026, 11, 25, 6, tzinfo=UTC)
DAY = timedelta(days=1)


def reminded(app: Flask, actor: Actor, at: datetime) -> None:
    with frozen(at), app.app_context():
        remind(str(actor.tenant_id))


def questions(owner: Engine) -> list[str]:
    with owner.connect() as connection:
        found = connection.scalars(
            text("SELECT number FROM notices WHERE kind = 'still_true' ORDER BY id")
        )
        return list(found)


def deferred(owner: Engine, name: str) -> set[str]:
    with owner.connect() as connection:
        found = connection.scalars(
            text("SELECT args->>'tenant_id' FROM procrastinate_jobs WHERE task_name = :name"),
            {"name": name},
        )
        return set(found)


def test_who_answers_for_a_group_is_asked_once_a_day_if_it_was_not_confirmed(
    app: Flask, owner: Engine, cast: Cast
):
    with frozen(MONDAY):
        for name in ("Jadro", "Klas"):
            group_id = factories.group(cast.institution, name=name)
    evening = WEDNESDAY_AT_SEVEN - timedelta(hours=14)
    with frozen(evening), cast.institution.acting() as scope, transaction():
        availability.confirm(scope, group_id)

    for _ in range(2):
        reminded(app, cast.institution, WEDNESDAY_AT_SEVEN)
    assert questions(owner) == ["Jadro"]

    reminded(app, cast.institution, WEDNESDAY_AT_SEVEN + DAY)
    assert questions(owner) == ["Jadro", "Jadro", "Klas"]


@pytest.mark.parametrize(
    "day_off", [datetime(2026, 11, 28, 6, tzinfo=UTC), datetime(2026, 12, 25, 6, tzinfo=UTC)]
)
def test_on_days_off_nobody_is_asked(app: Flask, owner: Engine, cast: Cast, day_off: datetime):
    with frozen(MONDAY):
        factories.group(cast.institution)

    reminded(app, cast.institution, day_off)

    assert questions(owner) == []


@pytest.mark.parametrize(
    ("at", "asks"),
    [
        (datetime(2026, 11, 25, 6, tzinfo=UTC), True),
        (datetime(2026, 11, 25, 5, tzinfo=UTC), False),
        (datetime(2026, 7, 1, 5, tzinfo=UTC), True),
        (datetime(2026, 7, 1, 6, tzinfo=UTC), False),
    ],
    ids=["winter at seven", "winter at six", "summer at seven", "summer at eight"],
)
def test_the_morning_is_at_seven_in_summer_and_in_winter(
    app: Flask, owner: Engine, cast: Cast, at: datetime, asks: bool
):
    with frozen(at), app.app_context():
        morning()

    assert (str(cast.institution.tenant_id) in deferred(owner, "remind")) is asks


def test_the_question_comes_by_mail_with_links_that_answer_it(
    app: Flask, owner: Engine, cast: Cast, postbox: Postbox
):
    with frozen(MONDAY):
        factories.group(cast.institution, name="Jadro")
    reminded(app, cast.institution, WEDNESDAY_AT_SEVEN)
    with frozen(WEDNESDAY_AT_SEVEN + timedelta(minutes=30)), app.app_context():
        mail(str(cast.institution.tenant_id), str(cast.institution.scope.member_id))

    [letter] = postbox.mails
    paths = re.findall(rf"{URL}(/one-tap/\S+)", text_of(letter))
    with frozen(WEDNESDAY_AT_SEVEN + timedelta(hours=3)):
        answer = Browser(app).post(paths[0])

    assert len(paths) == 2
    assert "Jadro" not in letter["Subject"]
    assert answer.status_code == 200


SWEPT = ("challenges", "half_sign_ins")  # good for minutes
KEPT = ("sessions", "page_sessions", "idempotency_keys", "notices")


def test_at_night_old_things_go_and_young_ones_stay(app: Flask, owner: Engine, cast: Cast):
    long_ago = MONDAY - 400 * DAY
    for at in (long_ago, MONDAY):
        with frozen(at):
            _leave_traces(app, cast, at)

    with frozen(MONDAY + timedelta(hours=1)), app.app_context():
        night()
        sweep(str(cast.centre.tenant_id))

    with owner.connect() as connection:
        left = {
            table: connection.scalar(text(f"SELECT count(*) FROM {table}"))
            for table in (*SWEPT, "throttles", *KEPT)
        }
    # Of attempts: today's at the link and at the page, and the address of who signed in both times.
    kept = {"throttles": 3} | dict.fromkeys(KEPT, 1)
    assert left == kept | dict.fromkeys(SWEPT, 0)
    assert str(cast.institution.tenant_id) in deferred(owner, "sweep")


def _leave_traces(app: Flask, cast: Cast, at: datetime) -> None:
    with app.app_context():
        throttling.attempt(throttling.by_address(Door.LINK, f"192.0.2.{at.day}"))
    with app.app_context():
        halfway.begin(cast.centre.scope)
        challenges.issue(challenges.Purpose.SIGN_IN, f"{at}")
    cast.centre.signs_in()
    enter(opened(cast.centre, file_of(cast.centre)))
    with cast.centre.acting() as scope, transaction():
        idempotency.begin(scope, f"{at}", "x")
        house = Scope.caretaker(scope.tenant_id)
        said = {"number": "1", "path": "/day", "once": f"{at}"}
        tell(house, [scope.member_id], NoticeKind.DUE_NOW, **said)


def test_a_house_that_keeps_notices_longer_has_them_longer(
    app: Flask, owner: Engine, cast: Cast
) -> None:
    with cast.centre.acting() as scope, transaction():
        keeping.set_years(scope, record_class=RecordClass.NOTICES, years=2)
    for actor in (cast.centre, cast.institution):
        for days in (400, 800):
            with frozen(MONDAY - days * DAY), actor.acting() as scope, transaction():
                house = Scope.caretaker(scope.tenant_id)
                told = {"number": f"{days}", "path": "/day", "once": f"{days}"}
                tell(house, [scope.member_id], NoticeKind.DUE_NOW, **told)

    with frozen(MONDAY), app.app_context():
        for actor in (cast.centre, cast.institution):
            sweep(str(actor.tenant_id))

    with owner.connect() as connection:
        left = connection.execute(text("SELECT tenant_id, number FROM notices")).all()
    assert [tuple(row) for row in left] == [(cast.centre.tenant_id, "400")]


def test_jobs_that_failed_are_kept_for_a_month(app: Flask, owner: Engine, cast: Cast):
    with owner.begin() as connection:
        for age in ("29 days", "31 days"):
            failed = connection.scalar(
                text(
                    "INSERT INTO procrastinate_jobs (queue_name, task_name, status)"
                    " VALUES ('default', 'nudge', 'failed') RETURNING id"
                )
            )
            connection.execute(
                text(
                    "INSERT INTO procrastinate_events (job_id, type, at)"
                    " VALUES (:id, 'failed', now() - CAST(:age AS interval))"
                ),
                {"id": failed, "age": age},
            )
        # The library's own trigger notes that the row came in just now.
        connection.execute(
            text("DELETE FROM procrastinate_events WHERE at > now() - interval '1d'")
        )

    with app.app_context():
        night()

    with owner.connect() as connection:
        kept = connection.scalar(
            text("SELECT count(*) FROM procrastinate_jobs WHERE status = 'failed'")
        )
    assert kept == 1
