"""What a demo says, without what differs from run to run: ids, hashes and secrets."""

import hashlib

from sqlalchemy import Engine, text

FACTS = (
    "SELECT t.slug, m.name, m.roles FROM members m JOIN tenants t ON t.id = m.tenant_id",
    "SELECT g.name, g.form, g.confirmed_at, g.confirmed_by, p.number FROM groups g"
    " JOIN places p ON p.group_id = g.id",
    "SELECT g.name, p.number, o.kind, o.starts, o.ends, o.left_on, o.released_at, o.reason"
    " FROM occupancies o JOIN groups g ON g.id = o.group_id JOIN places p ON p.id = o.place_id",
    "SELECT number, file_reference, age, sex, needs, urgency, risks, closed_at, closing"
    " FROM requests",
    "SELECT number, group_name, state, level, sent_at, opened_at, ended_at, end_reason FROM asks",
    "SELECT body, by_name, created_at FROM messages",
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
