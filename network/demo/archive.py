"""Closed requests from before the history: copies of those that ended without a stay.

They make the tables as long as after years of use; nothing on the board depends on them.
"""

from sqlalchemy import Connection, text

from network.demo.twins import columns
from tenants.preparation import as_owner

APART = 37  # days between one copy of a request and the next
OF_REQUEST = ("requests", "request_steps", "asks")
OF_ASK = ("ask_steps", "disclosures", "messages")
TABLES = (*OF_REQUEST, *OF_ASK)

# Which requests are copied, how often, and under which numbers: above all that are in use.
CHOSEN = text("""
SELECT id, copy, extract(year FROM created_at - copy * make_interval(days => :apart)) || '-'
       || 9000 + row_number() OVER (PARTITION BY tenant_id ORDER BY copy DESC, id) AS number
FROM (SELECT r.tenant_id, r.id, r.created_at, copy
      FROM requests r, generate_series(1, :wanted) AS copy
      WHERE r.closing IS NOT NULL AND r.accepted_ask_id IS NULL
      ORDER BY copy, r.id
      LIMIT greatest(0, :wanted - (SELECT count(*) FROM requests WHERE closing IS NOT NULL))
     ) AS chosen
""")
ARCHIVED = (
    "unnest(cast(:ids AS uuid[]), cast(:copies AS integer[]), cast(:numbers AS text[]))"
    " AS a (request_id, copy, number)"
)
COPIED = frozenset({"id", "request_id", "ask_id"})


def lengthen(connection: Connection, wanted: int) -> None:
    """Bring the closed requests up to `wanted`, in the administrator's transaction."""
    lists = {table: columns(connection, table) for table in TABLES}
    with as_owner(connection, *TABLES):
        chosen = connection.execute(CHOSEN, {"wanted": wanted, "apart": APART}).all()
        ids, copies, numbers = ([row[at] for row in chosen] for at in range(3))
        told = {"ids": ids, "copies": copies, "numbers": numbers}
        for table, named in lists.items():
            connection.execute(text(_copy(table, named)), told)


def _copy(table: str, named: list[tuple[str, str]]) -> str:
    names = ", ".join(name for name, _ in named)
    values = ", ".join(_value(name, kind) for name, kind in named)
    source = f"{table} s JOIN {ARCHIVED} ON a.request_id = {_request(table)}"
    if table in OF_ASK:
        source = (
            f"{table} s JOIN asks k ON k.tenant_id = s.tenant_id AND k.id = s.ask_id"
            f" JOIN {ARCHIVED} ON a.request_id = k.request_id"
        )
    return f"INSERT INTO {table} ({names}) SELECT {values} FROM {source} ORDER BY a.copy DESC"


def _request(table: str) -> str:
    return "s.id" if table == "requests" else "s.request_id"


def _value(column: str, kind: str) -> str:
    if column == "number":
        return "a.number"
    if kind == "uuid" and column in COPIED:
        return _aged(f"s.{column}")
    if kind == "date":
        return f"s.{column} - a.copy * {APART}"
    if kind.startswith("timestamp"):
        return f"s.{column} - a.copy * interval '{APART} days'"
    return f"s.{column}"


def _aged(column: str) -> str:
    """An id as old as its copy: the first 48 bits of a UUIDv7 are its moment, in milliseconds."""
    moment = f"('x' || left(replace({column}::text, '-', ''), 12))::bit(48)::bigint"
    older = f"lpad(to_hex({moment} - a.copy * {APART * 86_400_000}::bigint), 12, '0')"
    dice = f"md5({column}::text || a.copy)"
    return (
        f"(left({older}, 8) || '-' || right({older}, 4) || '-7' || substr({dice}, 1, 3)"
        f" || '-8' || substr({dice}, 4, 3) || '-' || substr({dice}, 7, 12))::uuid"
    )
