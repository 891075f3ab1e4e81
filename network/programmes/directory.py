"""The catalogue without signing in: which networks show theirs."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import text

from tenants.database import db
from tenants.errors import N_, NotFound

NETWORKS = text("SELECT id, slug, name FROM public_networks WHERE filled ORDER BY name")
ONE = text("SELECT id, slug, name FROM public_networks WHERE slug = :slug")


@dataclass(frozen=True, slots=True)
class PublicNetwork:
    """A network whose programmes everybody may read."""

    id: UUID
    slug: str
    name: str


def networks() -> Sequence[PublicNetwork]:
    """Those that have something to show, by name; for everybody."""
    return [PublicNetwork(*row) for row in db.session.connection().execute(NETWORKS)]


def network(slug: str) -> PublicNetwork:
    """One of them, also without programmes; for everybody. Raises NotFound."""
    row = db.session.connection().execute(ONE, {"slug": slug}).first()
    if row is None:
        raise NotFound(N_("There is no such directory."))
    return PublicNetwork(*row)
