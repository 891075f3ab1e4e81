"""What others may be told of a file is kept beside it, and follows whatever is written into it.

Erased and sealed files are forgotten by the database itself, by whichever way that happens.
"""

from uuid import UUID

from sqlalchemy import delete, tuple_
from sqlalchemy.dialects.postgresql import insert

from network.consent.kinds import Category
from network.elsewhere import digests
from network.elsewhere.models import EmergencySummary, MatchKey
from network.elsewhere.normal import Facts
from network.keys import sealing
from network.records import door, following
from network.records.fields import Sensitivity
from network.records.models import YoungPerson
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

# What somebody must know who has the young person before them; nothing else is ever handed over.
SUMMARY: dict[Category, tuple[str, ...]] = {
    Category.HEALTH: ("allergies", "medication"),
    Category.RISK: ("self_harm",),
    Category.CONTACT: ("contact_safety",),
}


def begin() -> None:
    """From now on no file is written without this."""
    following.follow(keep)


def keep(scope: Scope, file: YoungPerson, written: Category | None = None) -> None:
    """Have what others may learn of the file be what it says now; nothing of a sealed one."""
    watched = (Category.IDENTITY, *SUMMARY)
    if file.sensitivity == Sensitivity.SEALED or written not in (None, *watched):
        return
    parts = door.kept(scope, file, watched)
    said = {category: part.values for category, part in parts.items()}
    _keep_digests(scope, file.id, facts_of(said.get(Category.IDENTITY, {})))
    summary = {
        name: said[category][name]
        for category, names in SUMMARY.items()
        for name in names
        if said.get(category, {}).get(name)
    }
    _keep_summary(scope, file.id, summary)


def facts_of(identity: door.Values) -> Facts:
    """What an identity says, so far as it is compared."""
    born = identity.get("birth_date")
    return Facts(
        str(identity.get("first_name") or ""),
        str(identity.get("last_name") or ""),
        None if born is None else door.as_day(born),
        str(identity.get("emso") or ""),
    )


def summary_place(tenant_id: UUID, person_id: UUID) -> bytes:
    """Where a summary belongs."""
    return sealing.place("emergency_summaries", "sealed", tenant_id, person_id)


def _keep_digests(scope: Scope, person_id: UUID, facts: Facts) -> None:
    """A digest that stays the same keeps the moment since which it is known."""
    rows = [
        {
            "tenant_id": scope.tenant_id,
            "person_id": person_id,
            "network_id": network_id,
            "kind": kind.value,
            "digest": digest,
            "created_at": clock.now(),
        }
        for network_id, kind, digest in digests.of(scope, facts)
    ]
    stays = [(row["network_id"], row["kind"]) for row in rows]
    db.session.execute(
        delete(MatchKey).where(
            MatchKey.tenant_id == scope.tenant_id,
            MatchKey.person_id == person_id,
            tuple_(MatchKey.network_id, MatchKey.kind).not_in(stays),
        )
    )
    if rows:
        added = insert(MatchKey).values(rows)
        db.session.execute(
            added.on_conflict_do_update(
                index_elements=["tenant_id", "person_id", "network_id", "kind"],
                set_={"digest": added.excluded.digest, "created_at": added.excluded.created_at},
                where=MatchKey.digest != added.excluded.digest,
            )
        )


def _keep_summary(scope: Scope, person_id: UUID, said: door.Values) -> None:
    place = summary_place(scope.tenant_id, person_id)
    row = {"sealed": door.sealed(scope, person_id, said, place), "changed_at": clock.now()}
    db.session.execute(
        insert(EmergencySummary)
        .values(tenant_id=scope.tenant_id, person_id=person_id, **row)
        .on_conflict_do_update(index_elements=["tenant_id", "person_id"], set_=row)
    )
