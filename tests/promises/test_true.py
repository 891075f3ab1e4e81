"""Each table's policies replaced by true, in a copy: the audit must bite for every one of them."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, text

from tenants.database import Base
from tenants.inspection import BEHIND_NO_POLICY
from tests.promises.audit import leaks
from tests.promises.borders import DIRECTORY, FOR_ALL
from tests.promises.retelling import Told

TABLES = sorted(set(Base.metadata.tables) - FOR_ALL - DIRECTORY - set(BEHIND_NO_POLICY))
EACH_NTH = 12  # of the tables in every run, all of them in a proof
SOME = [
    pytest.param(table, marks=() if at % EACH_NTH == 0 else pytest.mark.proof)
    for at, table in enumerate(TABLES)
]
# Made when a trail is pruned, years later; writes that are forged notice it.
PRUNED = {"trail_checkpoints"}
POLICIES = """
SELECT polname, polcmd <> 'a', polcmd IN ('a', 'w', '*') FROM pg_policy
WHERE polrelid = CAST(:table AS regclass)
"""


@pytest.mark.parametrize("table", SOME)
def test_policies_that_say_true_are_noticed(
    copy: tuple[Engine, Engine], told: Told, table: str
) -> None:
    eyes, owner = copy
    with owner.begin() as connection:
        for change in replaced_by_true(connection, table):
            connection.exec_driver_sql(change)

    assert next(leaks(eyes, told.story), None)


def test_there_is_something_to_leak_in_every_table(copy: tuple[Engine, Engine]) -> None:
    """Where nothing is, a wall that fell is not noticed."""
    _, owner = copy
    with owner.connect() as connection:
        sizes = ((each, f"SELECT count(*) FROM {each}") for each in TABLES)
        found = {each for each, size in sizes if not connection.scalar(text(size))}

    assert found <= PRUNED


def replaced_by_true(connection: Connection, table: str) -> Iterator[str]:
    for name, reads, writes in connection.execute(text(POLICIES), {"table": table}).all():
        using, check = "USING (true)" if reads else "", "WITH CHECK (true)" if writes else ""
        yield f"ALTER POLICY {name} ON {table} {using} {check}"
