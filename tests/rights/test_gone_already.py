"""Files that were erased before words of programmes went along take them with the migration."""

from importlib import import_module

from sqlalchemy import Engine, text

from network.words.door import ERASED
from tenants.preparation import as_owner
from tests.actors import Cast
from tests.rights.asking import at_the_home, erased
from tests.rights.lived import CANARY, began, filed, finished, words_of

BACK = text("UPDATE word_keys SET wrapped = :w, destroyed_at = NULL WHERE subject_id = :s")
MIGRATION = import_module("migrations.versions.0049_rights_of_programmes")


def test_what_an_earlier_erasure_left_behind_goes(cast: Cast, owner: Engine) -> None:
    house = at_the_home(cast, owner)
    lived, stays = began(cast, house), began(cast, house, "P2")
    finished(cast, lived)
    with owner.connect() as connection:
        keys = connection.execute(text("SELECT subject_id, wrapped FROM word_keys")).all()
    filed(house, lived)
    erased(house)
    with owner.begin() as connection, as_owner(connection, "word_keys"):
        connection.execute(text("ALTER TABLE word_keys DISABLE TRIGGER USER"))
        for each in keys:
            connection.execute(BACK, {"s": each.subject_id, "w": each.wrapped})
        connection.execute(text("ALTER TABLE word_keys ENABLE TRIGGER USER"))
    before = words_of(cast, lived)["goal"]

    with owner.begin() as connection, as_owner(connection, *MIGRATION.LOOKED_AT):
        connection.execute(text(MIGRATION.GONE_ALREADY))

    assert before == CANARY
    assert words_of(cast, lived)["goal"] == words_of(cast, lived)["plan"] == ERASED
    assert words_of(cast, stays)["goal"] == CANARY
    assert words_of(cast, lived)["session"] == CANARY
