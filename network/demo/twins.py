"""More networks of the same size: twins of the first one, copied inside the database.

Loaded as the owner, whom the policies do not bind for as long as it lasts; every constraint
holds. A twin's ids follow from the first one's, so that references need no look-up, and keep its
moment, so that newest first stays newest first.
"""

from sqlalchemy import Connection, text

from tenants.preparation import as_owner
from tenants.scope import NOBODY

# In the order in which one needs the other.
TABLES = (
    "networks",
    "tenants",
    "network_tenants",
    "accounts",
    "members",
    "groups",
    "places",
    "programmes",
    "cohorts",
    "seats",
    "number_series",
    "requests",
    "request_steps",
    "least_answers",
    "asks",
    "ask_steps",
    "disclosures",
    "occupancies",
    "confirmations",
    "placements",
    "placement_steps",
    "seat_claims",
    "enrolments",
    "enrolment_steps",
    "enrolment_outcomes",
    "rooms",
    "session_series",
    "programme_sessions",
    "room_bookings",
    "attendances",
    "attendance_changes",
    "mobile_cases",
    "case_members",
    "case_goals",
    "case_visits",
    "case_reports",
    "passed_proposals",
    "aftercares",
    "aftercare_steps",
    "aftercare_agreements",
    "aftercare_contacts",
    "aftercare_evaluations",
    "aftercare_wishes",
)

EMAIL = "replace(s.email, '.pristan.test', '-' || n || '.pristan.test')"
OF_ITS_OWN = {
    ("networks", "slug"): "s.slug || '-' || n",
    ("networks", "name"): "s.name || ' ' || n",
    ("tenants", "slug"): "s.slug || '-' || n",
    ("accounts", "email"): EMAIL,
    ("accounts", "login_key"): f"encode(sha256(convert_to('login:' || {EMAIL}, 'UTF8')), 'hex')",
    ("members", "email"): EMAIL,
    # A file is sealed for its own row, and opens in no copy of it.
    ("requests", "person_id"): "NULL::uuid",
    ("asks", "level"): "least(s.level, 1)",
}

# Likewise what people wrote, which the copies go without.
SEALED = frozenset(
    {
        "risks",
        "own_words",
        "help_given",
        "words",
        "answer",
        "note",
        "wish_words",
        "called_for",
        "conclusion",
        "notes",
    }
)

COLUMNS = text(
    "SELECT column_name, data_type FROM information_schema.columns"
    " WHERE table_schema = 'public' AND table_name = :table"
    " AND is_generated = 'NEVER' AND is_identity = 'NO' ORDER BY ordinal_position"
)


def multiply(connection: Connection, networks: int) -> None:
    """Bring one network to `networks` of them, in the administrator's transaction."""
    lists = {table: columns(connection, table) for table in TABLES}
    with as_owner(connection, *TABLES):
        for table, named in lists.items():
            connection.execute(text(_copy(table, named)), {"networks": networks})
    connection.execute(text("ANALYZE"))


def columns(connection: Connection, table: str) -> list[tuple[str, str]]:
    """Name and type of every column that a copy has to give."""
    return [(name, kind) for name, kind in connection.execute(COLUMNS, {"table": table})]


def _copy(table: str, named: list[tuple[str, str]]) -> str:
    names = ", ".join(name for name, _ in named)
    values = ", ".join(_value(table, name, kind) for name, kind in named)
    return (
        f"INSERT INTO {table} ({names}) SELECT {values}"
        f" FROM (SELECT * FROM {table}) s, generate_series(2, :networks) n ORDER BY n"
    )


def _value(table: str, column: str, kind: str) -> str:
    if own := OF_ITS_OWN.get((table, column)):
        return own
    if kind == "bytea" and column in SEALED:
        return "NULL::bytea"
    return _twin(f"s.{column}") if kind == "uuid" else f"s.{column}"


def _twin(column: str) -> str:
    """The moment of the id stays, what was random about it follows from the twin's number."""
    dice = f"md5({column}::text || n)"
    rest = f"'8' || substr({dice}, 1, 3) || '-' || substr({dice}, 4, 12)"
    return (
        f"CASE WHEN {column} = '{NOBODY}' THEN {column}"
        f" ELSE (left({column}::text, 19) || {rest})::uuid END"
    )
