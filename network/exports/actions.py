"""A member takes a list along."""

from collections.abc import Sequence

from network.exports.models import Export
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About, enter
from tenants.database import db
from tenants.scope import Scope

MOST = 5000  # rows of one file


def write_down(scope: Scope, name: str, kind: str, filters: Sequence[str], rows: int) -> Export:
    """Who took which list, in which format, by which filters (codes only), and how many rows."""
    taken = Export(
        tenant_id=scope.tenant_id,
        member_id=scope.member_id,
        list=name,
        format=kind,
        filters=list(filters),
        rows=rows,
    )
    db.session.add(taken)
    db.session.flush()
    about = About("export", taken.id)
    enter(scope, EntryKind.EXPORT, Purpose.CARE, about, categories=(name,), detail=kind)
    return taken
