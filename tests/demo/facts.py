"""What a demo says, without what differs from run to run: ids, hashes and secrets. What is sealed
is as long as what it seals, and otherwise never the same."""

import hashlib
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from sqlalchemy import Connection, Engine, text

FACTS = (
    "SELECT t.slug, m.name, m.roles FROM members m JOIN tenants t ON t.id = m.tenant_id",
    "SELECT g.name, g.form, g.confirmed_at, g.confirmed_by, p.number FROM groups g"
    " JOIN places p ON p.group_id = g.id",
    "SELECT g.name, p.number, o.kind, o.starts, o.ends, o.left_on, o.released_at, o.reason"
    " FROM occupancies o JOIN groups g ON g.id = o.group_id JOIN places p ON p.id = o.place_id",
    "SELECT number, file_reference, age, sex, needs, urgency, octet_length(risks), closed_at,"
    " closing FROM requests",
    "SELECT number, group_name, state, level, sent_at, opened_at, ended_at, end_reason FROM asks",
    "SELECT octet_length(body), by_name, created_at FROM messages",
    "SELECT number, reference, state, arrived_on, left_on, destination FROM placements",
)


def digest(owner: Engine) -> str:
    """The same for two databases that say the same."""
    said = hashlib.sha256()
    with owner.connect() as connection:
        for query in FACTS:
            for line in sorted(map(str, connection.execute(text(query)))):
                said.update(line.encode())
    return said.hexdigest()


@dataclass(frozen=True)
class Case:
    """A finished search, and everything that was written down of it, in the order of time."""

    stayed: bool
    told: tuple[str, ...]


FINISHED = """
SELECT r.tenant_id, r.id FROM requests r
LEFT JOIN asks k ON k.tenant_id = r.tenant_id AND k.id = r.accepted_ask_id
WHERE r.created_at < :until AND (r.closing IS NOT NULL OR k.state = 'departed')
"""
# What was written down of a request, without ids, numbers and references, and without what people
# said in words, which opens in no copy.
OF_CASE = (
    "SELECT r.age, r.sex, r.region, r.needs, r.urgency, r.wanted_from, r.created_at,"
    " r.closed_at, r.closing, r.unmet FROM requests r WHERE r.id = :request",
    "SELECT move, at, reason, by_name FROM request_steps WHERE request_id = :request",
    "SELECT group_name, state, level, sent_at, opened_at, ended_at, end_reason FROM asks k"
    " WHERE request_id = :request",
    "SELECT k.group_name, s.at, s.move, s.before, s.after, s.reason, s.by_name"
    " FROM ask_steps s JOIN asks k ON k.id = s.ask_id WHERE k.request_id = :request",
    "SELECT k.group_name, d.level, d.content, d.created_at FROM disclosures d"
    " JOIN asks k ON k.id = d.ask_id WHERE k.request_id = :request",
    "SELECT v.at, v.state, v.wish FROM visits v JOIN asks k ON k.id = v.ask_id"
    " WHERE k.request_id = :request",
    "SELECT p.state, p.expected_on, p.arrived_on, p.left_on, p.destination FROM placements p"
    " JOIN asks k ON k.id = p.ask_id WHERE k.request_id = :request",
    "SELECT s.at, s.move, s.on_day, s.reason, s.by_name FROM placement_steps s"
    " JOIN placements p ON p.id = s.placement_id JOIN asks k ON k.id = p.ask_id"
    " WHERE k.request_id = :request",
    "SELECT s.after_days, s.going, s.lacking, s.by_name, s.created_at FROM placement_outcomes s"
    " JOIN placements p ON p.id = s.placement_id JOIN asks k ON k.id = p.ask_id"
    " WHERE k.request_id = :request",
    "SELECT o.kind, o.starts, o.ends, o.released_at, o.left_on FROM occupancies o"
    " JOIN asks k ON k.id = o.ask_id WHERE k.request_id = :request",
    "SELECT c.kind, c.started_at, c.due_at, c.met_at, c.stopped_at, c.excused_at FROM clocks c"
    " WHERE num_nonnulls(c.met_at, c.stopped_at, c.excused_at) > 0 AND c.subject_id IN"
    " (SELECT id FROM asks WHERE request_id = :request UNION SELECT CAST(:request AS uuid)"
    "  UNION SELECT p.id FROM placements p JOIN asks k ON k.id = p.ask_id"
    "  WHERE k.request_id = :request)",
)


def cases(connection: Connection, until: datetime) -> list[Case]:
    """The finished searches that began before `until`."""
    found = connection.execute(text(FINISHED), {"until": until}).all()
    return [_case(connection, request_id) for _, request_id in found]


def _case(connection: Connection, request_id: UUID) -> Case:
    told = [
        [str(row) for row in connection.execute(text(query), {"request": request_id})]
        for query in OF_CASE
    ]
    stayed = any("resident" in line or "departed" in line for line in told[6])
    return Case(stayed, tuple(line for lines in told for line in sorted(lines)))
