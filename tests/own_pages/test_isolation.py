"""A page sees one file and of it some parts; the database itself keeps everything else away."""

from dataclasses import replace
from uuid import uuid4

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from network.consent.giving import Giver
from network.consent.kinds import Category
from network.own_pages import entering, looking, opening, speaking
from network.own_pages.kinds import Topic
from network.records import door
from tenants.database import db, transaction
from tenants.errors import NotFound
from tenants.isolation import acting_as
from tenants.scope import Scope
from tests.actors import Actor, Cast
from tests.own_pages.pages import Opened, file_of, opened, settled, visiting
from tests.promises.borders import FOR_ALL
from tests.promises.eyes import tables

ITS_OWN = {
    "young_persons",
    "person_keys",
    "tenant_keys",
    "file_parts",
    "page_voices",
    "visited_page",
}


@pytest.fixture
def page(cast: Cast) -> Opened:
    """Of one file, beside which there is another of the same house with a page of its own."""
    opened(cast.centre, file_of(cast.centre, first_name="Druga"))
    return opened(cast.centre, file_of(cast.centre))


def test_every_other_table_is_empty_for_a_page(cast: Cast, page: Opened) -> None:
    secret = settled(page)

    with visiting(cast.centre, secret):
        connection = db.session.connection()
        shown = {
            table
            for table in tables(connection)
            if connection.scalar(text(f"SELECT count(*) FROM {table}"))
        }

    assert shown - FOR_ALL <= ITS_OWN


def test_only_rows_of_its_own_file_are_there(cast: Cast, page: Opened) -> None:
    secret = settled(page)
    with visiting(cast.centre, secret) as scope, transaction():
        speaking.speak_up(scope, topic=Topic.TALK, words="Pogovorimo se.")

    with visiting(cast.centre, secret):
        for table, person in (
            ("young_persons", "id"),
            ("person_keys", "person_id"),
            ("file_parts", "person_id"),
            ("page_voices", "person_id"),
        ):
            rows = db.session.execute(text(f"SELECT DISTINCT {person} FROM {table}")).scalars()
            assert list(rows) == [page.person_id], table


def test_what_no_page_may_show_is_not_even_there_sealed(cast: Cast, page: Opened) -> None:
    with visiting(cast.centre, settled(page)):
        found = set(db.session.scalars(text("SELECT category FROM file_parts")))

    assert found == {"identity", "family", "health", "own_words"}


def test_the_door_hands_out_the_fields_of_the_reader_alone(cast: Cast, page: Opened) -> None:
    with visiting(cast.centre, settled(page)) as scope:
        told = looking.about_me(scope, looking.page(scope))

    said = {field.name: value for fields in told.values() for field, value in fields}
    assert said["allergies"] == "oreščki"
    assert said["wants"] == "Rada bi domov."
    assert not {"conditions", "family_situation", "weekends", "school"} & set(said)


def test_a_page_writes_nothing_but_own_words_and_voices(cast: Cast, page: Opened) -> None:
    secret = settled(page)

    for statement in (
        "UPDATE file_parts SET changed_by = 'x' WHERE category <> 'own_words'",
        "UPDATE young_persons SET sensitivity = 'standard'",
        "UPDATE person_keys SET wrapped = NULL, destroyed_at = app_now()",
        "UPDATE own_pages SET names_homes = true",
        "DELETE FROM file_parts",
    ):
        with visiting(cast.centre, secret):
            assert _changed(statement) == 0, statement


def _changed(statement: str) -> int:
    try:
        return int(db.session.execute(text(statement)).rowcount)  # type: ignore[attr-defined]
    except DBAPIError:
        return 0
    finally:
        db.session.rollback()


def test_a_parents_page_has_no_own_words_and_writes_none(cast: Cast) -> None:
    page = opened(cast.centre, file_of(cast.centre), Giver.MOTHER)

    with visiting(cast.centre, settled(page)) as scope:
        told = looking.about_me(scope, looking.page(scope))
        assert {field.name for fields in told.values() for field, _ in fields} == {
            "weekends",
            "school",
        }
        assert not db.session.scalars(
            text("SELECT category FROM file_parts WHERE category IN ('own_words', 'risk')")
        ).all()
        with pytest.raises(NotFound):
            speaking.write_words(scope, {"wants": "x"})
        db.session.rollback()
        with pytest.raises(DBAPIError):
            door.write(scope, page.person_id, Category.OWN_WORDS, {"wants": "x"})


def test_a_page_that_is_closed_shows_nothing_with_the_next_query(cast: Cast, page: Opened) -> None:
    secret = settled(page)

    with cast.centre.app.app_context():
        scope = _recognised(secret)
        db.session.rollback()
        seen_before = db.session.scalar(text("SELECT count(*) FROM file_parts"))
        db.session.rollback()
        _close(cast.centre, page)
        from_now_on = _rebound(scope)

    assert (seen_before, from_now_on) == (4, 0)


def _recognised(secret: str) -> Scope:
    visit = entering.recognise(secret)
    assert visit is not None
    return visit.scope


def _close(actor: Actor, page: Opened) -> None:
    with actor.acting() as scope, transaction():
        opening.close(scope, page.page_id)


def _rebound(scope: Scope) -> int:
    with acting_as(scope):
        return int(db.session.scalar(text("SELECT count(*) FROM file_parts")) or 0)


def test_a_made_up_page_opens_nothing(cast: Cast, page: Opened) -> None:
    with cast.centre.app.app_context():
        scope = replace(_recognised(settled(page)), page_id=uuid4())
        assert _rebound(scope) == 0
