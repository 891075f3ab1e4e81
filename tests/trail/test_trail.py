"""What goes into the trail, who reads it, and that nobody changes it unseen."""

from uuid import UUID

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import DBAPIError

from network.requests import queries, thread
from network.requests.actions import answering, asking, declining
from network.requests.reasons import Decline
from network.trail import queries as trail
from network.trail import verifying
from network.trail.chain import Break
from network.trail.kinds import EntryKind
from tenants import credentials, invitations, staffing
from tenants.credentials import ApiScope
from tenants.database import db, transaction
from tenants.errors import NotAllowed
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague


@pytest.fixture
def ask_id(cast: Cast) -> UUID:
    return factories.ask(cast.centre, factories.group(cast.institution))


def written(
    actor: Actor, of_others: bool = False, kind: EntryKind | None = None
) -> list[tuple[str, str, str]]:
    """The newest last: kind, detail, and the other house."""
    with actor.acting() as scope:
        rows = trail.trail(scope, of_others=of_others, kind=kind).rows
        return [(row.entry.kind, row.entry.detail, row.other) for row in reversed(rows)]


def read(actor: Actor, ask_id: UUID) -> None:
    with actor.acting() as scope, transaction():
        thread.disclosed(scope, queries.get_ask(scope, ask_id))


def test_what_is_shown_read_and_decided_stands_in_the_trail(cast: Cast, ask_id: UUID) -> None:
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
    read(cast.institution, ask_id)
    with cast.institution.acting() as scope, transaction():
        declining.decline(scope, ask_id, Decline.NO_PLACE)

    centre, home = cast.centre.scope.tenant_name, cast.institution.scope.tenant_name
    shown = [
        ("disclose", "level_0", home),
        ("decide", "send", home),
        ("disclose", "level_1", home),
        ("decide", "raise", home),
    ]
    assert written(cast.centre)[: len(shown)] == shown
    assert written(cast.institution) == [
        ("read", "level_1", centre),
        ("decide", "decline", centre),
    ]
    assert written(cast.centre, of_others=True) == [
        ("read", "level_1", home),
        ("decide", "decline", home),
    ]
    assert written(cast.stranger) == written(cast.stranger, of_others=True) == []


def test_several_looks_in_one_page_are_one_read(cast: Cast, ask_id: UUID) -> None:
    with cast.institution.acting() as scope, transaction():
        ask = queries.get_ask(scope, ask_id)
        thread.disclosed(scope, ask)
        thread.disclosed(scope, ask)
    read(cast.institution, ask_id)
    read(cast.centre, ask_id)

    assert len(written(cast.institution, kind=EntryKind.READ)) == 2
    assert written(cast.centre, kind=EntryKind.READ) == []


def test_what_did_not_happen_leaves_no_entry(cast: Cast, ask_id: UUID) -> None:
    before = written(cast.institution)
    with cast.institution.acting() as scope:
        answering.show_interest(scope, ask_id)
        db.session.rollback()
        with transaction():
            nested = db.session.begin_nested()
            answering.show_interest(scope, ask_id)
            nested.rollback()

    assert written(cast.institution) == before


def test_what_a_part_of_an_act_did_is_written_with_the_whole(cast: Cast, ask_id: UUID) -> None:
    with cast.institution.acting() as scope, transaction():
        with db.session.begin_nested():
            answering.show_interest(scope, ask_id)
        assert verifying.anchor(scope) is None

    assert [row[1] for row in written(cast.institution)] == ["interest"]


def test_only_who_watches_over_it_reads_it(cast: Cast, owner: Engine) -> None:
    worker = colleague(owner, cast.institution, "worker", Role.COUNSELLOR)
    officer = colleague(owner, cast.institution, "officer", Role.DPO)

    with pytest.raises(NotAllowed):
        written(worker)
    assert written(officer) == []


@pytest.mark.parametrize(
    "forged",
    [
        "UPDATE trail_entries SET detail = 'x'",
        "DELETE FROM trail_entries",
        "DELETE FROM trail_heads",
        "UPDATE trail_heads SET tenant_id = tenant_id",
    ],
)
def test_the_application_itself_can_change_nothing(cast: Cast, ask_id: UUID, forged: str) -> None:
    with cast.centre.acting(), pytest.raises(DBAPIError):
        db.session.execute(text(forged))


CHANGES = {
    "UPDATE trail_entries SET member_name = 'x' WHERE seq = 1 AND tenant_id = :t": Break.CHANGED,
    "DELETE FROM trail_entries WHERE seq = 1 AND tenant_id = :t": Break.MISSING,
    "UPDATE trail_heads SET seq = 1 WHERE tenant_id = :t": Break.HEAD,
    "DELETE FROM trail_heads WHERE tenant_id = :t": Break.HEAD,
}


@pytest.mark.parametrize("change", CHANGES)
def test_what_the_owner_of_the_tables_does_is_found(
    cast: Cast, owner: Engine, ask_id: UUID, change: str
) -> None:
    with cast.centre.acting() as scope:
        assert verifying.verify(scope) is None
        anchor = verifying.anchor(scope)
    assert anchor is not None

    with owner.begin() as connection:
        connection.execute(text(change), {"t": cast.centre.tenant_id})
    with cast.centre.acting() as scope:
        found = verifying.verify(scope, [anchor])

    assert found is not None
    assert found.how is CHANGES[change]
    assert found.seq == (1 if "entries" in change else anchor.seq + 1)


def test_a_cut_tail_is_found_by_its_anchor(cast: Cast, owner: Engine, ask_id: UUID) -> None:
    with cast.centre.acting() as scope:
        anchor = verifying.anchor(scope)
    assert anchor is not None
    cut = (
        "DELETE FROM trail_entries WHERE seq > 1 AND tenant_id = :t",
        "UPDATE trail_heads h SET seq = 1, seal = e.seal FROM trail_entries e"
        " WHERE e.tenant_id = h.tenant_id AND e.seq = 1 AND h.tenant_id = :t",
    )

    with owner.begin() as connection:
        for statement in cut:
            connection.execute(text(statement), {"t": cast.centre.tenant_id})

    with cast.centre.acting() as scope:
        assert verifying.verify(scope) is None
        found = verifying.verify(scope, [anchor])
    assert found is not None
    assert (found.seq, found.how) == (2, Break.CUT)


def test_who_may_do_what_is_never_changed_without_an_entry(cast: Cast, owner: Engine) -> None:
    worker = colleague(owner, cast.institution, "worker", Role.COUNSELLOR)
    with cast.institution.acting() as scope, transaction():
        invitations.invite(scope, email="nova@primer.test", name="Nova", roles=[Role.HEAD])
        staffing.deactivate(scope, worker.scope.member_id)
        credentials.issue(
            scope, member_id=scope.member_id, name="test", scopes=[ApiScope.PLACES_READ]
        )

    changed = [row[1] for row in written(cast.institution, kind=EntryKind.RIGHTS)]

    assert changed == ["invited", "active_or_not", "token_issued"]
    assert written(cast.stranger) == []
