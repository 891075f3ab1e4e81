"""The database lets through what the table of moves allows, and nothing else, whoever writes."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from network.requests.lifecycle import ENDED, MOVES, AskState, Party
from tests import factories
from tests.actors import Cast
from tests.programmes import programmes

STORED = [state for state in AskState if state is not AskState.LAPSED]
ENDS = {state.value for state in ENDED}
SETTLE = text(
    "UPDATE asks SET state = :state, hold_until = app_now() + CAST(:hold AS interval),"
    " waitlisted_at = app_now(), review_on = app_today() + 9,"
    " ended_at = CASE WHEN :ended THEN app_now() END WHERE id = :ask"
)
MOVE = text(
    "UPDATE asks SET state = :state, ended_at = CASE WHEN :ended THEN app_now() END,"
    " hold_until = CASE WHEN :state = 'offered' THEN app_now() + interval '2 days'"
    " ELSE hold_until END WHERE id = :ask"
)


@pytest.fixture
def ask_id(cast: Cast) -> UUID:
    return factories.ask(cast.centre, factories.group(cast.institution))


@pytest.fixture
def connection(owner: Engine) -> Iterator[Connection]:
    with owner.connect() as connection:
        yield connection
        connection.rollback()


@contextmanager
def tried(connection: Connection) -> Iterator[None]:
    """What is done in here is undone, so that the next try starts from the same ask."""
    savepoint = connection.begin_nested()
    try:
        yield
    finally:
        savepoint.rollback()


def settle(connection: Connection, ask_id: UUID, state: AskState) -> None:
    """Put the ask into a state behind the trigger's back."""
    stored = AskState.OFFERED if state is AskState.LAPSED else state
    hold = "-1 hour" if state is AskState.LAPSED else "1 hour"
    connection.execute(text("SET LOCAL session_replication_role = replica"))
    connection.execute(
        SETTLE, {"state": stored, "hold": hold, "ended": stored.value in ENDS, "ask": ask_id}
    )
    connection.execute(text("SET LOCAL session_replication_role = origin"))


def act_as(connection: Connection, tenant_id: UUID) -> None:
    connection.execute(text("SET LOCAL ROLE pristan_app"))
    connection.execute(
        text("SELECT set_config('app.tenant_id', :tenant, true)"), {"tenant": str(tenant_id)}
    )


def passes(connection: Connection, statement: str, **values: object) -> bool:
    """Whether the database lets the statement change anything."""
    try:
        with connection.begin_nested():
            return connection.execute(text(statement), values).rowcount > 0
    except DBAPIError:
        return False


def test_exactly_the_moves_of_the_table_pass_the_trigger(cast: Cast, connection: Connection):
    """Of an ask for a programme, which knows every move that a group has, and two more."""
    programme_id, _ = programmes.published(cast.institution)
    ask_id = programmes.asked(cast.centre, programme_id)
    tenants = {Party.SENDER: cast.centre.tenant_id, Party.RECIPIENT: cast.institution.tenant_id}
    allowed = {
        (before, party, after)
        for (before, _), (party, after) in MOVES.items()
        if before is not after  # a longer hold, another visit: their own test below
    }

    passed = set()
    for before in AskState:
        for party in Party:
            for after in STORED:
                if before is after:
                    continue
                with tried(connection):
                    settle(connection, ask_id, before)
                    act_as(connection, tenants[party])
                    moved = {"state": after.value, "ended": after.value in ENDS, "ask": ask_id}
                    if passes(connection, str(MOVE.text), **moved):
                        passed.add((before, party, after))

    assert passed == allowed


def test_the_tables_of_code_and_database_are_the_same(connection: Connection):
    kept = connection.execute(text("SELECT before, move, party, after FROM ask_moves")).all()

    assert {tuple(row) for row in kept} == {
        (before.value, move.value, party.value, after.value)
        for (before, move), (party, after) in MOVES.items()
    }


@pytest.mark.parametrize("party", list(Party))
@pytest.mark.parametrize(
    "change",
    [
        "tenant_id = recipient_id, recipient_id = tenant_id",
        "recipient_id = '019a0000-0000-7000-8000-000000000000'",
        "id = '019a0000-0000-7000-8000-000000000000'",
        "request_id = '019a0000-0000-7000-8000-000000000000'",
        "group_id = '019a0000-0000-7000-8000-000000000000'",
        "number = '2026-9999'",
        "sender_name = 'somebody else'",
        "sent_at = sent_at - interval '1 day'",
        "wanted_from = wanted_from + 1",
        "hold_until = app_now() + interval '9 days'",
        "ended_at = app_now()",
    ],
)
def test_what_an_ask_is_between_whom_never_changes(
    cast: Cast, connection: Connection, ask_id: UUID, party: Party, change: str
):
    side = cast.centre if party is Party.SENDER else cast.institution
    act_as(connection, side.tenant_id)

    assert not passes(connection, f"UPDATE asks SET {change} WHERE id = :ask", ask=ask_id)


def test_the_disclosure_rises_and_falls_by_the_centre_alone(
    cast: Cast, connection: Connection, ask_id: UUID
):
    def sets(tenant_id: UUID, level: int) -> bool:
        connection.execute(text("RESET ROLE"))
        act_as(connection, tenant_id)
        return passes(
            connection, "UPDATE asks SET level = :level WHERE id = :ask", level=level, ask=ask_id
        )

    assert not sets(cast.institution.tenant_id, 1)
    assert sets(cast.centre.tenant_id, 1)
    assert not sets(cast.institution.tenant_id, 0)
    assert sets(cast.centre.tenant_id, 0)


def test_an_ended_ask_is_never_raised(cast: Cast, connection: Connection, ask_id: UUID):
    settle(connection, ask_id, AskState.WITHDRAWN)
    act_as(connection, cast.centre.tenant_id)

    assert not passes(connection, "UPDATE asks SET level = 1 WHERE id = :ask", ask=ask_id)


def test_who_answers_in_the_home_is_the_homes_to_say(
    cast: Cast, connection: Connection, ask_id: UUID
):
    who = cast.institution.scope.member_id
    statement = "UPDATE asks SET recipient_responsible_id = :who WHERE id = :ask"

    act_as(connection, cast.centre.tenant_id)
    assert not passes(connection, statement, who=who, ask=ask_id)
    connection.execute(text("RESET ROLE"))
    act_as(connection, cast.institution.tenant_id)
    assert passes(connection, statement, who=who, ask=ask_id)


@pytest.mark.parametrize("table", ["asks", "ask_steps", "messages", "disclosures", "request_steps"])
def test_nothing_of_an_ask_is_ever_deleted(
    cast: Cast, connection: Connection, ask_id: UUID, table: str
):
    act_as(connection, cast.centre.tenant_id)

    assert not passes(connection, f"DELETE FROM {table}")


@pytest.mark.parametrize("table", ["ask_steps", "messages", "request_steps"])
def test_what_was_said_and_done_is_never_rewritten(
    cast: Cast, connection: Connection, ask_id: UUID, table: str
):
    act_as(connection, cast.centre.tenant_id)

    assert not passes(connection, f"UPDATE {table} SET by_name = 'somebody else'")


def test_nobody_asks_or_writes_in_the_name_of_another(
    cast: Cast, connection: Connection, ask_id: UUID
):
    act_as(connection, cast.institution.tenant_id)
    columns = "network_id, request_id, number, sender_name, recipient_id, recipient_name, group_id"
    rest = "group_name, state, level, wanted_from, sent_at, opened_by, end_reason, version"
    copy = (
        f"INSERT INTO asks (tenant_id, id, created_at, {columns}, {rest})"
        f" SELECT tenant_id, gen_random_uuid(), created_at, {columns}, {rest} FROM asks"
    )
    step = (
        "INSERT INTO ask_steps (tenant_id, ask_id, recipient_id, at, move, before, after, reason,"
        " note, by_tenant_id, by_member_id, by_name) SELECT tenant_id, ask_id, recipient_id, at,"
        " move, before, after, reason, note, by_tenant_id, by_member_id, by_name FROM ask_steps"
    )

    assert not passes(connection, copy)
    assert not passes(connection, step)
