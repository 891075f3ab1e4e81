"""Acting for another tenant inside one transaction ends with it, whatever happens meanwhile."""

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import DBAPIError

from tenants.database import db, transaction
from tenants.isolation import on_behalf_of
from tenants.models import Member, Tenant
from tests.actors import Cast


def seen() -> list[str]:
    """Whose members the database shows."""
    return list(db.session.scalars(select(Member.name)))


def test_the_other_tenant_is_acted_for_inside_the_block_only(cast: Cast) -> None:
    with cast.institution.acting(), transaction():
        before = seen()
        with on_behalf_of(cast.stranger.scope):
            inside = seen()
        after = seen()

    assert (before, inside) == (["institution worker"], ["stranger worker"])
    assert after == before


def test_what_was_changed_for_the_other_tenant_is_kept(cast: Cast) -> None:
    with cast.institution.acting(), transaction():
        with on_behalf_of(cast.stranger.scope):
            tenant = db.session.get(Tenant, cast.stranger.tenant_id)
            assert tenant is not None
            tenant.town = "Kranj"
        town = db.session.scalar(select(Tenant.town).where(Tenant.id == cast.stranger.tenant_id))

    assert town == "Kranj"


def test_whoever_handles_a_refusal_acts_for_oneself_again(cast: Cast) -> None:
    with cast.institution.acting(), transaction():
        with pytest.raises(ValueError, match="refused"), on_behalf_of(cast.stranger.scope):
            raise ValueError("refused")
        after = seen()

    assert after == ["institution worker"]


@pytest.mark.parametrize("failing", ["statement", "flush"])
def test_after_a_failure_of_the_database_nobody_acts_for_the_other(
    cast: Cast, failing: str
) -> None:
    with cast.institution.acting():
        with (
            pytest.raises(DBAPIError, match=r"division|duplicate"),
            transaction(),
            on_behalf_of(cast.stranger.scope),
        ):
            fail(cast, failing)
        after = seen()

    assert after == ["institution worker"]


def fail(cast: Cast, how: str) -> None:
    if how == "statement":
        db.session.execute(text("SELECT 1 / 0"))
    scope = cast.stranger.scope
    db.session.add(
        Member(
            tenant_id=scope.tenant_id,
            id=scope.member_id,
            account_id=scope.account_id,
            email="",
            name="",
            roles=["head"],
        )
    )
    db.session.flush()
