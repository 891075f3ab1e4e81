"""In a copied network a home writes into a search whose centre has not written a word yet."""

import pytest
from flask import Flask
from sqlalchemy import Engine, text

from network.demo import lending
from network.requests import thread
from network.requests.actions import answering, messages
from network.requests.queries import get_ask
from network.words.door import WordsErased
from tenants.database import db, transaction
from tests import factories
from tests.actors import Cast


def test_every_open_search_without_a_key_gets_one_and_once(
    app: Flask, cast: Cast, owner: Engine
) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    with owner.begin() as connection:
        connection.execute(text("UPDATE requests SET risks = NULL, own_words = NULL"))
        connection.execute(text("DELETE FROM word_keys"))
    with cast.institution.acting() as scope, transaction():
        answering.open_ask(scope, ask_id)
    with cast.institution.acting() as scope, pytest.raises(WordsErased):
        messages.say(scope, ask_id, "Ali je prost termin?")
    with cast.institution.acting():
        db.session.rollback()

    with app.app_context():
        given = [lending.lend(), lending.lend()]
    with cast.institution.acting() as scope, transaction():
        messages.say(scope, ask_id, "Ali je prost termin?")

    assert given == [1, 0]
    with cast.centre.acting() as scope:
        assert [one.body for one in thread.messages(scope, get_ask(scope, ask_id))] == [
            "Ali je prost termin?"
        ]
