"""Cases from before the history: copies of finished ones, shifted back by whole weeks.

Whole months are loaded in bulk that way (`older`), and tables are made as long as after years of
use (`lengthen`). What acts wrote is copied as it is, with all that hangs on a request; only the
moments, the ids, the numbers and the references are others. What people said in words is sealed
for its own row and opens in no copy: the copies go without. A test makes one month both ways.
"""

from collections.abc import Mapping
from datetime import datetime

from sqlalchemy import Connection, TextClause, text

from network.demo.twins import SEALED, columns
from tenants.preparation import as_owner

APART = 91  # days between one copy of a month and the next: whole weeks, so that Monday is Monday
ZONE = "'Europe/Ljubljana'"

ASKS = "JOIN asks k ON k.tenant_id = s.{sender} AND k.id = s.{ask}"
STAYS = (
    "JOIN placements p ON p.tenant_id = s.tenant_id AND p.id = s.placement_id"
    " JOIN asks k ON k.tenant_id = p.asker_id AND k.id = p.ask_id"
)
SUBJECTS = (
    "JOIN (SELECT id AS subject_id, id AS request_id FROM requests"
    " UNION ALL SELECT id, request_id FROM asks"
    " UNION ALL SELECT p.id, k.request_id FROM placements p JOIN asks k ON k.id = p.ask_id) k"
    " ON k.subject_id = s.subject_id"
)
OF_SENDER = ASKS.format(sender="tenant_id", ask="ask_id")
OF_ASKER = ASKS.format(sender="asker_id", ask="ask_id")
# What hangs on a request, in the order in which one needs the other: how its rows lead to the
# request, and which of them are over.
TABLES: dict[str, tuple[str, str, str]] = {
    "requests": ("", "s.id", ""),
    "request_steps": ("", "s.request_id", ""),
    "least_answers": ("", "s.request_id", ""),
    "asks": ("", "s.request_id", ""),
    "appeals": ("", "s.request_id", ""),
    "ask_steps": (OF_SENDER, "k.request_id", ""),
    "disclosures": (OF_SENDER, "k.request_id", ""),
    "visits": (OF_SENDER, "k.request_id", ""),
    "decline_reviews": (OF_ASKER, "k.request_id", "s.decision IS NOT NULL"),
    "occupancies": (OF_ASKER, "k.request_id", ""),
    "placements": (OF_ASKER, "k.request_id", ""),
    "placement_steps": (STAYS, "k.request_id", ""),
    "legal_states": (STAYS, "k.request_id", ""),
    "placement_outcomes": (STAYS, "k.request_id", ""),
    "absences": (STAYS, "k.request_id", ""),
    "read_marks": (SUBJECTS, "k.request_id", ""),
    "clocks": (
        SUBJECTS,
        "k.request_id",
        "num_nonnulls(s.met_at, s.stopped_at, s.excused_at) > 0",
    ),
}
AGED = frozenset(
    {"id", "request_id", "ask_id", "placement_id", "occupancy_id", "subject_id", "family_id"}
    | {"accepted_ask_id"}
)

# Above all numbers that are in use, in the year in which the copy was written.
NUMBERED = """
SELECT id, copy, extract(year FROM created_at - copy * make_interval(days => :apart)) || '-'
       || 9000 + row_number() OVER (PARTITION BY tenant_id ORDER BY copy DESC, id) AS number
FROM ({cases}) AS chosen
"""
WITHOUT_STAY = "r.closing IS NOT NULL"
# Somebody who has left, from a place on which nobody else was at that time.
LEFT = """
EXISTS (SELECT FROM asks k WHERE k.tenant_id = r.tenant_id AND k.id = r.accepted_ask_id
        AND k.state = 'departed')
AND NOT EXISTS (
  SELECT FROM asks k
  JOIN occupancies o ON o.asker_id = k.tenant_id AND o.ask_id = k.id AND o.released_at IS NULL
  JOIN occupancies x ON x.place_id = o.place_id AND x.released_at IS NULL
  WHERE k.tenant_id = r.tenant_id AND k.request_id = r.id
  AND daterange(x.starts, x.ends) && daterange(o.starts - copy * :apart, o.ends - copy * :apart))
"""
SOME = text(
    NUMBERED.format(
        cases=f"""
SELECT r.tenant_id, r.id, r.created_at, copy
FROM requests r, generate_series(1, :wanted) AS copy
WHERE {WITHOUT_STAY}
ORDER BY copy, r.id
LIMIT greatest(0, :wanted - (SELECT count(*) FROM requests WHERE closing IS NOT NULL))"""
    )
)
MONTHS = text(
    NUMBERED.format(
        cases=f"""
SELECT r.tenant_id, r.id, r.created_at, copy
FROM requests r, generate_series(1, :copies) AS copy
WHERE ({WITHOUT_STAY} OR ({LEFT}))
AND r.created_at - copy * make_interval(days => :apart) >= :since"""
    )
)
ARCHIVED = (
    "unnest(cast(:ids AS uuid[]), cast(:copies AS integer[]), cast(:numbers AS text[]))"
    " AS a (request_id, copy, number)"
)


def lengthen(connection: Connection, wanted: int) -> None:
    """Bring the closed requests up to `wanted`, in the administrator's transaction."""
    _load(connection, SOME, {"wanted": wanted, "apart": APART})


def older(connection: Connection, since: datetime, copies: int, apart: int = APART) -> None:
    """Put `copies` of the months that were lived through before them, each `apart` days (whole
    weeks) from the next, back to `since`; in the administrator's transaction."""
    _load(connection, MONTHS, {"copies": copies, "apart": apart, "since": since})


def _load(connection: Connection, which: TextClause, bound: Mapping[str, object]) -> None:
    lists = {table: columns(connection, table) for table in TABLES}
    with as_owner(connection, *TABLES):
        chosen = connection.execute(which, bound).all()
        ids, copies, numbers = ([row[at] for row in chosen] for at in range(3))
        told = {"ids": ids, "copies": copies, "numbers": numbers, "apart": bound["apart"]}
        for table, named in lists.items():
            connection.execute(text(_copy(table, named)), told)


def _copy(table: str, named: list[tuple[str, str]]) -> str:
    joined, request, over = TABLES[table]
    names = ", ".join(name for name, _ in named)
    values = ", ".join(_value(name, kind) for name, kind in named)
    order = "a.copy DESC, s.member_id" if table == "read_marks" else "a.copy DESC, s.id"
    return (
        f"INSERT INTO {table} ({names}) SELECT {values}"
        f" FROM {table} s {joined} JOIN {ARCHIVED} ON a.request_id = {request}"
        f" WHERE {over or 'true'} ORDER BY {order}"
    )


def _value(column: str, kind: str) -> str:
    of_its_own = {
        "number": "a.number",
        "draft_id": "NULL",
        "person_id": "NULL",  # a file is sealed for its own row, and opens in no copy of it
        "file_reference": _file_reference(),
        "reference": "s.reference || '/' || a.copy",
    }
    if column in of_its_own:
        return of_its_own[column]
    if kind == "bytea" and column in SEALED:
        return "NULL::bytea"
    if kind == "uuid" and column in AGED:
        return _aged(f"s.{column}")
    if kind == "date":
        return f"s.{column} - a.copy * :apart"
    return _shifted(f"s.{column}") if kind.startswith("timestamp") else f"s.{column}"


def _file_reference() -> str:
    """Another file of the centre, of the year in which the copy was written."""
    drawn = "100 + (hashtext(s.id::text || a.copy) & 65535) % 900"
    return f"'6120-' || {drawn} || '/' || extract(year FROM {_shifted('s.created_at')})"


def _shifted(column: str) -> str:
    """By the wall clock: what was done at nine was done at nine, also beyond a change of clocks."""
    days = "make_interval(days => a.copy * :apart)"
    return f"(({column} AT TIME ZONE {ZONE}) - {days}) AT TIME ZONE {ZONE}"


def _aged(column: str) -> str:
    """An id as old as its copy: the first 48 bits of a UUIDv7 are its moment, in milliseconds."""
    moment = f"('x' || left(replace({column}::text, '-', ''), 12))::bit(48)::bigint"
    older_by = "a.copy * :apart * 86400000::bigint"
    hexed = f"lpad(to_hex({moment} - {older_by}), 12, '0')"
    dice = f"md5({column}::text || a.copy)"
    return (
        f"(left({hexed}, 8) || '-' || right({hexed}, 4) || '-7' || substr({dice}, 1, 3)"
        f" || '-8' || substr({dice}, 4, 3) || '-' || substr({dice}, 7, 12))::uuid"
    )
