"""By night words go that nobody asks about: names that were typed, words of emergencies, topics."""

from datetime import timedelta
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.elsewhere import glass, judging, queries
from network.elsewhere.kinds import Verdict
from network.jobs.sweeping import sweep
from network.programmes.sessions import queries as sessions
from network.programmes.sessions import rooms
from network.programmes.sessions.models import ProgrammeSession
from network.rights import keeping, letting_go
from network.rights.retention import RecordClass
from tenants import clock
from tenants.database import db, transaction
from tests.actors import Actor, Cast
from tests.elsewhere.people import ask, broken, known_to, switched_on, to_judge, work
from tests.programmes import held, programmes

A_YEAR = timedelta(days=365)
SIX_YEARS = 6 * A_YEAR + timedelta(days=9)


@pytest.fixture
def question_id(cast: Cast) -> UUID:
    """The institution asks by a name; the centre may know them."""
    switched_on(cast)
    known_to(cast.centre)
    return ask(cast.institution)


def swept(app: Flask, actor: Actor, after: timedelta) -> None:
    with clock.frozen(clock.now() + after), app.app_context():
        sweep(str(actor.tenant_id))


def name_of(actor: Actor, question_id: UUID) -> str:
    with actor.acting() as scope:
        return queries.put(scope, question_id).name


def test_names_and_words_are_kept_as_long_as_the_house_says_and_not_longer(
    app: Flask, cast: Cast, owner: Engine, question_id: UUID
) -> None:
    emergency_id = broken(cast.institution, question_id)
    with cast.institution.acting() as scope, transaction():
        keeping.set_years(scope, record_class=RecordClass.ELSEWHERE, years=7)

    swept(app, cast.institution, SIX_YEARS)
    kept = name_of(cast.institution, question_id)
    swept(app, cast.institution, SIX_YEARS + A_YEAR)

    assert kept == "ziva cuk doric"
    assert name_of(cast.institution, question_id) == ""
    with cast.institution.acting() as scope:
        made = glass.emergency(scope, emergency_id)
        assert (glass.words_of(scope, made), made.reason) == ("", "acute_medical")
        assert queries.question(scope, question_id).number
    with owner.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM asked_digests")) == 0


def test_without_a_word_of_the_house_it_is_five_years(
    app: Flask, cast: Cast, question_id: UUID
) -> None:
    swept(app, cast.institution, 5 * A_YEAR)
    before = name_of(cast.institution, question_id)
    swept(app, cast.institution, 5 * A_YEAR + timedelta(days=3))

    assert (before, name_of(cast.institution, question_id)) == ("ziva cuk doric", "")


def test_what_nobody_has_judged_keeps_its_words(
    app: Flask, cast: Cast, owner: Engine, question_id: UUID
) -> None:
    broken(cast.institution, question_id)
    work(app, owner)
    [waiting] = to_judge(cast.centre)
    review_id = waiting.review.id

    swept(app, cast.centre, SIX_YEARS)
    with cast.centre.acting() as scope, transaction():
        unjudged = judging.words_of(scope, judging.review(scope, review_id))
        judging.judge(scope, review_id, verdict=Verdict.JUSTIFIED, remark="Prav je bilo.")
    swept(app, cast.centre, SIX_YEARS)

    assert unjudged == "Najdena na postaji, ne odziva se."
    with cast.centre.acting() as scope:
        found = judging.review(scope, review_id)
        said = (judging.words_of(scope, found), judging.remark_of(scope, found), found.verdict)
    assert said == ("", "", "justified")


def test_the_database_lets_none_of_it_go_earlier_nor_by_anybody_s_hand(
    cast: Cast, question_id: UUID
) -> None:
    broken(cast.institution, question_id)
    statements = (
        "UPDATE elsewhere_questions SET sealed = NULL",
        "UPDATE emergencies SET sealed = NULL",
        "UPDATE emergency_reviews SET sealed = NULL, remark = NULL",
        "DELETE FROM asked_digests",
    )
    as_job = cast.institution.scope.caretaker(cast.institution.tenant_id)
    for statement in statements:
        assert done(Actor(cast.institution.app, as_job, ""), statement) == 0, statement
        with clock.frozen(clock.now() + SIX_YEARS):
            assert done(cast.institution, statement) == 0, statement


def done(actor: Actor, statement: str) -> int:
    with actor.acting():
        try:
            return db.session.execute(text(statement)).rowcount
        except DBAPIError:
            return 0
        finally:
            db.session.rollback()


def test_topics_places_and_purposes_go_and_days_and_marks_stay(app: Flask, cast: Cast) -> None:
    home = cast.institution
    _, cohort_id = programmes.published(home)
    said = {"topic": "Jeza in strah", "place": "Na travniku"}
    old = held.begun(home, cohort_id, **said)
    room_id = held.room(home)
    with home.acting() as scope, transaction():
        later = {"on": held.tomorrow(), "begins": held.FIVE, "minutes": 60}
        booking_id = rooms.book(scope, room_id, purpose="Sestanek tima č", **later).id  # type: ignore[arg-type]
    with clock.frozen(clock.now() + 2 * A_YEAR):
        new = held.begun(home, cohort_id, **said)
    with clock.frozen(clock.now() + 3 * A_YEAR + timedelta(days=9)), home.acting() as scope:
        tonight = letting_go.due(scope, RecordClass.SESSIONS)

    swept(app, home, 3 * A_YEAR + timedelta(days=9))

    with home.acting() as scope:
        gone, kept = sessions.get(scope, old), sessions.get(scope, new)
        booking = rooms.own_booking(scope, booking_id)
    assert tonight == 2
    assert says(gone) == ("", "")
    assert says(kept) == ("Jeza in strah", "Na travniku")
    assert (booking.purpose, booking.released_at) == (None, None)
    assert gone.starts_at < clock.now()


def says(session: ProgrammeSession) -> tuple[str, str]:
    return session.topic, session.place
