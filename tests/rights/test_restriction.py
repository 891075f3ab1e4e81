"""A restricted file is read by whoever works with it, and shown to nobody else."""

from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text
from sqlalchemy.exc import DBAPIError

from network.consent.kinds import Category
from network.legal_bases import queries as bases
from network.records import door
from network.records.restricting import Ground, Lifted, Restricted
from network.requests import queries as requests
from network.requests import received, who_sees
from network.requests.actions import asking, sharing, withdrawing
from network.requests.models import AskStep
from network.rights import queries, restriction, steps
from network.rights.kinds import Right
from tenants.database import db, transaction
from tenants.errors import Conflict, NotAllowed
from tests import factories, shares
from tests.actors import Cast
from tests.rights.asking import House, at_the_centre, granted


def test_nothing_of_it_is_shown_until_it_is_lifted(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner, birth_date=shares.born())
    ask_id = may_be_shown(cast, house)
    rights_request_id = granted(house, Right.RESTRICTION)

    with house.dpo.acting() as scope, transaction():
        restriction.restrict(scope, rights_request_id, ground=Ground.ACCURACY)
        with pytest.raises(Conflict):
            restriction.restrict(scope, rights_request_id, ground=Ground.ACCURACY)
    with house.worker.acting() as scope, transaction():
        assert door.read(scope, house.person_id)
        with pytest.raises(Restricted):
            sharing.show_parts(scope, ask_id, [Category.IDENTITY])
        with pytest.raises(NotAllowed):
            restriction.lift(scope, rights_request_id, lifted=Lifted.ACCURATE)
    with house.head.acting() as scope, transaction():
        restriction.lift(scope, rights_request_id, lifted=Lifted.ACCURATE)
        found = queries.request(scope, rights_request_id)
        assert [one.step for one in steps.of(scope, found)][-2:] == ["restricted", "lifted"]
    with house.worker.acting() as scope, transaction():
        sharing.show_parts(scope, ask_id, [Category.IDENTITY])


def test_the_database_refuses_it_too(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner, birth_date=shares.born())
    ask_id = may_be_shown(cast, house)
    with house.worker.acting() as scope, transaction():
        sharing.show_parts(scope, ask_id, [Category.IDENTITY])
        sharing.close_parts(scope, ask_id)
    rights_request_id = granted(house, Right.RESTRICTION)
    with house.dpo.acting() as scope, transaction():
        restriction.restrict(scope, rights_request_id, ground=Ground.UNLAWFUL)

    with house.worker.acting():
        with pytest.raises(DBAPIError, match="the file is restricted"):
            db.session.execute(text(SHOWN_AGAIN))
        db.session.rollback()


def test_what_was_shown_is_hidden_until_it_is_lifted_and_the_home_is_told(
    cast: Cast, owner: Engine
) -> None:
    house = at_the_centre(cast, owner, birth_date=shares.born())
    ask_id = may_be_shown(cast, house)
    with house.worker.acting() as scope, transaction():
        sharing.show_parts(scope, ask_id, [Category.IDENTITY])
    seen = shares.read(cast.institution, ask_id)
    rights_request_id = granted(house, Right.RESTRICTION)

    with house.dpo.acting() as scope, transaction():
        restriction.restrict(scope, rights_request_id, ground=Ground.ACCURACY)
    hidden = shares.read(cast.institution, ask_id)
    with cast.institution.acting() as scope, transaction():
        stopped = received.to_stop(scope, requests.get_ask(scope, ask_id))
        received.confirm_stop(scope, ask_id)
    with house.worker.acting() as scope:
        ask = requests.get_ask(scope, ask_id)
        request = requests.get_request(scope, ask.request_id)
        [home] = who_sees.homes(scope, request, [ask])
        told = db.session.scalars(select(AskStep.move).order_by(AskStep.id)).all()
    with house.head.acting() as scope, transaction():
        restriction.lift(scope, rights_request_id, lifted=Lifted.ACCURATE)

    assert set(seen) == {Category.IDENTITY}
    assert hidden == {}
    assert stopped == [Category.IDENTITY]
    assert (set(home.may), set(home.shown)) == ({Category.IDENTITY}, set())
    assert told[-1] == "restricted"
    assert set(shares.read(cast.institution, ask_id)) == {Category.IDENTITY}


def test_what_the_restriction_kept_closed_stays_closed_where_the_basis_has_gone(
    cast: Cast, owner: Engine
) -> None:
    house = at_the_centre(cast, owner, birth_date=shares.born())
    ask_id = may_be_shown(cast, house)
    with house.worker.acting() as scope, transaction():
        sharing.show_parts(scope, ask_id, [Category.IDENTITY])
    rights_request_id = granted(house, Right.RESTRICTION)
    with house.dpo.acting() as scope, transaction():
        restriction.restrict(scope, rights_request_id, ground=Ground.ACCURACY)
    with house.worker.acting() as scope, transaction():
        [basis] = bases.of_file(scope, house.person_id)
        withdrawing.withdraw_basis(scope, basis.id)

    with house.head.acting() as scope, transaction():
        restriction.lift(scope, rights_request_id, lifted=Lifted.ACCURATE)

    assert shares.read(cast.institution, ask_id) == {}


SHOWN_AGAIN = """
INSERT INTO shared_parts (tenant_id, id, person_id, ask_id, recipient_id, level, category, purpose,
  basis_id, sealed, by_name, closed_by, created_at)
SELECT tenant_id, gen_random_uuid(), person_id, ask_id, recipient_id, level, category, purpose,
  basis_id, sealed, by_name, '', app_now() FROM shared_parts
"""


def may_be_shown(cast: Cast, house: House) -> UUID:
    """An ask under which the mother lets the home see who it is about."""
    request_id = factories.request(house.worker)
    with house.worker.acting() as scope, transaction():
        sharing.link_file(scope, request_id, door.person(scope, house.person_id).number)
    shares.grant(cast, request_id, Category.IDENTITY)
    ask_id = factories.ask(house.worker, factories.group(cast.institution), request_id)
    with house.worker.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
    return ask_id
