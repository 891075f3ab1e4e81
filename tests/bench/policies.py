"""What row-level security costs: the same queries as a role for which every policy is open."""

import time
from statistics import median

import psycopg

from tests.bench.bare import BOARD, FOR_THEM, FOR_US, REQUEST
from tests.bench.ground import Ground

OPEN_ROLE = "pristan_bench"
TABLES = ("requests", "asks", "groups", "places", "occupancies", "tenants", "deployment")
LIST = "SELECT * FROM requests WHERE tenant_id = %s ORDER BY id DESC LIMIT 26"
QUERIES, WARM_UP = 1500, 50


def costs(ground: Ground, superuser_url: str) -> dict[str, float]:
    """For each query, its time under our policies over its time under open ones."""
    networks = _open_role(superuser_url, ground)
    told = {"me": ground.tenant_id}
    queries: dict[str, tuple[str, object]] = {
        "requests, 25 of a list": (LIST, (ground.tenant_id,)),
        "one request": (REQUEST, (ground.tenant_id, ground.request_id)),
        "my day, for us": (FOR_US, told),
        "my day, for them": (FOR_THEM, told),
        "board": (BOARD, (networks,)),
    }
    with psycopg.connect(superuser_url) as bound, psycopg.connect(superuser_url) as opened:
        for connection, role in ((bound, "pristan_app"), (opened, OPEN_ROLE)):
            connection.execute(f"SET ROLE {role}")
            connection.execute("SELECT set_config('app.tenant_id', %s, false)", (ground.tenant_id,))
            joined = "{" + ",".join(map(str, networks)) + "}"
            connection.execute("SELECT set_config('app.network_ids', %s, false)", (joined,))
        return {name: _ratio(bound, opened, query, v) for name, (query, v) in queries.items()}


def _open_role(superuser_url: str, ground: Ground) -> list[object]:
    with psycopg.connect(superuser_url) as connection:
        known = connection.execute(
            "SELECT to_regrole(%s) IS NOT NULL", (OPEN_ROLE,)
        ).fetchone() == (True,)
        if not known:
            connection.execute(f"CREATE ROLE {OPEN_ROLE}")
        connection.execute(f"GRANT SELECT ON ALL TABLES IN SCHEMA public TO {OPEN_ROLE}")
        for table in TABLES:
            connection.execute(f"DROP POLICY IF EXISTS bench ON {table}")
            connection.execute(
                f"CREATE POLICY bench ON {table} FOR SELECT TO {OPEN_ROLE} USING (true)"
            )
        found = connection.execute(
            "SELECT network_id FROM network_tenants WHERE tenant_id = %s", (ground.tenant_id,)
        )
        return [network_id for (network_id,) in found]


def close(superuser_url: str) -> None:
    """Leave no open policy behind."""
    with psycopg.connect(superuser_url) as connection:
        for table in TABLES:
            connection.execute(f"DROP POLICY IF EXISTS bench ON {table}")
        connection.execute(f"DROP OWNED BY {OPEN_ROLE}")
        connection.execute(f"DROP ROLE {OPEN_ROLE}")


def _ratio(
    bound: psycopg.Connection, opened: psycopg.Connection, query: str, values: object
) -> float:
    """The medians of many single queries that take turns, so that both meet the same machine."""
    times = [[_time(each, query, values) for each in (bound, opened)] for _ in range(QUERIES)]
    ours, free = (median(each) for each in zip(*times[WARM_UP:], strict=True))
    return ours / free


def _time(connection: psycopg.Connection, query: str, values: object) -> float:
    begun = time.perf_counter()
    connection.execute(query, values, prepare=True).fetchall()  # type: ignore[arg-type]
    return time.perf_counter() - begun
