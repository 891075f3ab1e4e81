"""Before the first ask for a place somebody says why no programme without one will do."""

from uuid import uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError, ProgrammingError

from network.requests import least
from network.requests.actions import asking
from network.requests.least import WhyNot, WhyNotMissing
from tenants.database import db, transaction
from tenants.errors import Invalid
from tests import factories
from tests.actors import Cast
from tests.programmes import programmes


def test_a_place_is_asked_for_once_somebody_has_said_why(cast: Cast):
    group_id = factories.group(cast.institution)
    request_id = factories.request(cast.centre, why_not=None)
    shown = [uuid4()]

    with cast.centre.acting() as scope:
        with pytest.raises(WhyNotMissing) as missing, transaction():
            asking.ask(scope, request_id, [group_id])
        with transaction():
            asking.ask(
                scope,
                request_id,
                [group_id],
                why_not=WhyNot.TRIED_BEFORE,
                why_not_words="The day programme ended in spring.",
                why_not_shown=shown,
            )
        [answer] = least.answers_of(scope, request_id)

    assert (missing.value.code, missing.value.field) == ("why_not_missing", "why_not")
    assert (answer.why_not, answer.shown) == (WhyNot.TRIED_BEFORE, shown)
    assert answer.words == "The day programme ended in spring."


def test_what_a_request_said_holds_for_every_ask_of_it(cast: Cast):
    first, second = (factories.group(cast.institution, name=name) for name in ("Ena", "Dva"))
    request_id = factories.request(cast.centre, why_not="safety")

    factories.ask(cast.centre, first, request_id)
    factories.ask(cast.centre, second, request_id)

    with cast.centre.acting() as scope:
        assert [one.why_not for one in least.answers_of(scope, request_id)] == [WhyNot.SAFETY]


def test_answers_are_only_ever_added(cast: Cast):
    request_id = factories.request(cast.centre)
    group_id = factories.group(cast.institution)

    with cast.centre.acting() as scope, transaction():
        asking.ask(scope, request_id, [group_id], why_not=WhyNot.COURT_ORDER)
    with cast.centre.acting() as scope:
        said = [one.why_not for one in least.answers_of(scope, request_id)]
        for change in ("UPDATE least_answers SET code = 'safety'", "DELETE FROM least_answers"):
            with pytest.raises(ProgrammingError):
                db.session.execute(text(change))
            db.session.rollback()

    assert said == [WhyNot.COURT_ORDER, WhyNot.NO_FIT]


def test_a_programme_is_asked_for_without_an_answer(cast: Cast):
    programme_id, _ = programmes.published(cast.institution)

    ask_id = programmes.asked(cast.centre, programme_id)

    assert ask_id is not None


def test_more_programmes_than_anybody_was_shown_are_refused(cast: Cast):
    with pytest.raises(Invalid):
        factories.request(cast.centre, why_not_shown=[uuid4() for _ in range(6)])


def test_nobody_else_reads_why(cast: Cast):
    request_id = factories.request(cast.centre, why_not_words="Only for us.")

    for actor in (cast.institution, cast.stranger):
        with actor.acting() as scope:
            assert least.answers_of(scope, request_id) == []
            assert db.session.scalar(text("SELECT count(*) FROM least_answers")) == 0


def test_the_database_holds_it_too(cast: Cast, owner: Engine):
    group_id = factories.group(cast.institution)
    ask_id = factories.ask(cast.centre, group_id)
    bare = factories.request(cast.centre, why_not=None)
    copied = (
        "INSERT INTO asks SELECT (jsonb_populate_record(a, jsonb_build_object("
        "'id', gen_random_uuid(), 'request_id', CAST(:request AS uuid)))).* FROM asks a"
        " WHERE id = :ask"
    )

    with cast.centre.acting(), pytest.raises(DBAPIError) as refused:
        db.session.execute(text(copied), {"request": bare, "ask": ask_id})

    assert "why no programme" in str(refused.value)
