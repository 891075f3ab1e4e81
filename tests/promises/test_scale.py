"""The promises hold on bulk-loaded data as on what the acts made: many networks, none of which
sees anything of another."""

from collections.abc import Iterator

import pytest
from sqlalchemy import Connection, Engine, create_engine, text

from network.demo import archive, twins
from tests.database import Database
from tests.promises.borders import FOR_ALL, FOR_EVERYBODY, VIEWS
from tests.promises.eyes import NOBODY, count, tables

pytestmark = pytest.mark.xdist_group("demo")  # where the demos are that are made once
NETWORKS, HISTORY = 3, 8


@pytest.fixture(scope="module")
def scaled(demo_copy: Database) -> Iterator[tuple[Engine, Engine]]:
    """The demo with closed requests, three times: as the application's role, as a superuser."""
    eyes, owner = create_engine(demo_copy.app_url), create_engine(demo_copy.owner_url)
    with owner.begin() as connection:
        archive.lengthen(connection, HISTORY)
    with owner.begin() as connection:
        twins.multiply(connection, NETWORKS)
    yield eyes, owner
    eyes.dispose()
    owner.dispose()


def test_nobody_sees_anything_of_all_of_it(scaled: tuple[Engine, Engine]):
    eyes, _ = scaled
    with eyes.connect() as connection:
        shown = {
            relation: count(connection, relation)
            for relation in [*tables(connection), *VIEWS]
            if relation not in FOR_ALL | FOR_EVERYBODY
        }

    assert set(shown.values()) == {0}


def test_a_tenant_of_one_network_sees_nothing_of_the_others(scaled: tuple[Engine, Engine]):
    eyes, owner = scaled
    with owner.connect() as connection:
        everybody = connection.execute(text(TENANTS)).all()
        assert len({row.network_id for row in everybody}) == NETWORKS
    seen = []
    for row in everybody:
        with eyes.connect() as connection:
            act_for(connection, str(row.tenant_id), str(row.network_id))
            seen += [(row.slug, leak) for leak in foreign(connection, owner, str(row.network_id))]

    assert seen == []


# One tenant of each kind in each network.
TENANTS = """
SELECT DISTINCT ON (n.network_id, t.kind) n.network_id, t.id AS tenant_id, t.slug
FROM network_tenants n JOIN tenants t ON t.id = n.tenant_id
ORDER BY n.network_id, t.kind, t.slug
"""


def act_for(connection: Connection, tenant_id: str, network_id: str) -> None:
    told = NOBODY | {"app.tenant_id": tenant_id, "app.network_ids": f"{{{network_id}}}"}
    for name, value in told.items():
        connection.execute(
            text("SELECT set_config(:name, :value, true)"), {"name": name, "value": value}
        )


def foreign(connection: Connection, owner: Engine, network_id: str) -> Iterator[str]:
    """Relations in which a row of a tenant of another network is seen."""
    with owner.connect() as all_seeing:
        others = list(all_seeing.scalars(text(OTHERS), {"network": network_id}))
        relations = list(all_seeing.scalars(text(WITH_TENANT)))
    for relation in relations:
        if relation not in FOR_EVERYBODY and count(
            connection, relation, "tenant_id = ANY (:others)", others=others
        ):
            yield relation


OTHERS = """
SELECT tenant_id FROM network_tenants
WHERE tenant_id NOT IN (SELECT tenant_id FROM network_tenants WHERE network_id = :network)
"""
WITH_TENANT = """
SELECT c.relname FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid
WHERE c.relnamespace = 'public'::regnamespace AND c.relkind IN ('r', 'v')
  AND a.attname = 'tenant_id' ORDER BY c.relname
"""
