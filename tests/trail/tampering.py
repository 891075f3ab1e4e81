"""What somebody may do to a trail who owns its tables, in SQL; each tells where it begins.

Keys, triggers and policies do not bind them. They do not have the key with which entries are
sealed, and no hand on the anchors, which lie elsewhere.
"""

from collections.abc import Callable
from random import Random

from sqlalchemy import Connection, text

from network.trail.chain import START, sealed
from network.trail.writing import SAYS

OURS = "tenant_id = current_setting('tampering.tenant')::uuid"
CHANGED = {
    **{name: f"{name} || 'x'" for name in ("member_name", "subject", "number", "detail")},
    **{name: f"array_append({name}, 'x')" for name in ("roles", "categories")},
    **{name: "gen_random_uuid()" for name in ("id", "member_id", "subject_id")},
    "at": "at + interval '1 microsecond'",
    "request_id": "request_id || 'x'",
    "seal": "sha256(seal)",
    "key_number": "key_number + 1",
}
OTHER_KEY = b"o" * 32
FAR = 10**6  # a place where no entry is


class Owner:
    """Says it to the connection of whoever owns the tables; entries are told by their place."""

    def __init__(self, connection: Connection, tenant_id: object) -> None:
        self.connection = connection
        self.say("SELECT set_config('tampering.tenant', :tenant, false)", tenant=str(tenant_id))
        self.say("SET session_replication_role = replica")
        for kept, of in (("kept_entries", "trail_entries"), ("kept_heads", "trail_heads")):
            self.say(f"CREATE TEMP TABLE {kept} AS SELECT * FROM {of} WHERE {OURS}")
        self.connection.commit()

    def say(self, statement: str, **values: object) -> None:
        self.connection.execute(text(statement), values)

    def restore(self) -> None:
        """As it was before, to the last byte."""
        for kept, of in (("kept_entries", "trail_entries"), ("kept_heads", "trail_heads")):
            self.say(f"DELETE FROM {of} WHERE {OURS}")
            self.say(f"INSERT INTO {of} SELECT * FROM {kept}")

    def length(self) -> int:
        found = self.connection.scalar(text(f"SELECT max(seq) FROM trail_entries WHERE {OURS}"))
        return int(found or 0)

    def move(self, seq: int, to: int) -> None:
        self.say(f"UPDATE trail_entries SET seq = :to WHERE {OURS} AND seq = :seq", seq=seq, to=to)

    def shift(self, since: int, by: int) -> None:
        """Everything from that place on, by way of places where nothing is."""
        for away in (FAR, by - FAR):
            self.say(
                f"UPDATE trail_entries SET seq = seq + :away WHERE {OURS} AND seq >= :since",
                away=away,
                since=since if away == FAR else since + FAR,
            )

    def move_head(self, to: int) -> None:
        """The head says what an honest one would say there."""
        self.say(
            f"UPDATE trail_heads SET seq = :to, seal = coalesce((SELECT seal FROM trail_entries"
            f" WHERE {OURS} AND seq = :to), :start) WHERE {OURS}",
            to=to,
            start=START,
        )


def edit(owner: Owner, at: int, rng: Random) -> int:
    name = rng.choice(sorted(CHANGED))
    change = f"UPDATE trail_entries SET {name} = {CHANGED[name]} WHERE {OURS} AND seq = :seq"
    owner.say(change, seq=at)
    return at


def delete(owner: Owner, at: int, rng: Random) -> int:
    owner.say(f"DELETE FROM trail_entries WHERE {OURS} AND seq = :seq", seq=at)
    return at


def delete_and_close_up(owner: Owner, at: int, rng: Random) -> int:
    """So that no place is missing; the last one with its head."""
    delete(owner, at, rng)
    owner.shift(at + 1, -1)
    owner.move_head(owner.length())
    return at


def swap(owner: Owner, at: int, rng: Random) -> int:
    other = rng.choice([seq for seq in range(1, owner.length() + 1) if seq != at])
    for seq, to in ((at, FAR), (other, at), (FAR, other)):
        owner.move(seq, to)
    return min(at, other)


def add(owner: Owner, at: int, rng: Random) -> int:
    """One entry twice, everything after it one place further."""
    owner.shift(at + 1, 1)
    columns = ", ".join((*SAYS[2:], "key_number", "seal"))
    owner.say(
        f"INSERT INTO trail_entries (tenant_id, id, seq, {columns})"
        f" SELECT tenant_id, gen_random_uuid(), seq + 1, {columns} FROM trail_entries"
        f" WHERE {OURS} AND seq = :seq",
        seq=at,
    )
    owner.move_head(owner.length())
    return at + 1


def cut(owner: Owner, at: int, rng: Random) -> int:
    """From there on, and the head says that it was never longer."""
    owner.say(f"DELETE FROM trail_entries WHERE {OURS} AND seq >= :seq", seq=at)
    owner.move_head(at - 1)
    return at


def hash_anew(owner: Owner, at: int, rng: Random) -> int:
    """An entry says something else; from it on all are sealed again, with a key of the forger's."""
    owner.say(f"UPDATE trail_entries SET detail = 'x' WHERE {OURS} AND seq = :seq", seq=at)
    rows = owner.connection.execute(
        text(f"SELECT * FROM trail_entries WHERE {OURS} AND seq >= :seq - 1 ORDER BY seq"),
        {"seq": at},
    ).all()
    before = rows.pop(0).seal if at > 1 else START
    seals = []
    for row in rows:
        before = sealed(OTHER_KEY, before, row.seq, {name: getattr(row, name) for name in SAYS})
        seals.append({"seal": before, "at": row.seq})
    change = f"UPDATE trail_entries SET seal = :seal WHERE {OURS} AND seq = :at"
    owner.connection.execute(text(change), seals)
    owner.move_head(owner.length())
    return at


def behead(owner: Owner, at: int, rng: Random) -> int:
    """The head goes, or says another place or another seal."""
    owner.say(
        rng.choice(
            (
                f"DELETE FROM trail_heads WHERE {OURS}",
                f"UPDATE trail_heads SET seq = seq + 1 WHERE {OURS}",
                f"UPDATE trail_heads SET seal = sha256(seal) WHERE {OURS}",
            )
        )
    )
    return owner.length() + 1


WAYS: tuple[Callable[[Owner, int, Random], int], ...] = (
    edit,
    delete,
    delete_and_close_up,
    swap,
    add,
    cut,
    hash_anew,
    behead,
)
