"""A house is told by jobs; nobody looks at anything by that."""

from flask import Flask
from sqlalchemy import Engine, text

from tests import factories
from tests.actors import Cast
from tests.jobs.test_asks import told, work


def test_telling_the_home_is_no_look_at_what_it_is_shown(app: Flask, owner: Engine, cast: Cast):
    factories.ask(cast.centre, factories.group(cast.institution))

    work(app, owner)

    assert told(owner, cast.institution) == ["ask_received"]
    with owner.connect() as connection:
        looks = connection.scalars(
            text("SELECT member_name FROM trail_entries WHERE tenant_id = :home AND kind = 'read'"),
            {"home": cast.institution.tenant_id},
        )
        assert list(looks) == []
