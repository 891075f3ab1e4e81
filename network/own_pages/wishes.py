"""Programmes that somebody may wish for on their own page: what the catalogue of their house says,
and nothing of what is meant for the house."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from uuid import UUID

from sqlalchemy import select

from network.own_pages import house as houses
from network.own_pages import looking
from network.own_pages.kinds import is_parent
from network.programmes.kinds import Audience
from network.programmes.published import (
    PublishedProgramme,
    published_programme,
    published_programmes,
)
from tenants.database import db
from tenants.isolation import on_behalf_of
from tenants.models import NetworkTenant
from tenants.scope import Scope

# Whom a programme is for, of those who read a page.
OF_PARENTS = frozenset({Audience.PARENTS, Audience.FAMILY})
OF_YOUNG = frozenset({Audience.YOUNG_PERSON, Audience.FAMILY})


def offered(scope: Scope) -> Sequence[PublishedProgramme]:
    """Those that take somebody in now and are for this reader, by name."""
    wanted = OF_PARENTS if is_parent(looking.page(scope).reader) else OF_YOUNG
    with _catalogue(scope) as house:
        found = published_programmes(house)
    return [each for each in found if each.open and wanted & {Audience(a) for a in each.audience}]


def one(scope: Scope, programme_id: UUID) -> PublishedProgramme:
    """One of the catalogue. Raises NotFound."""
    looking.page(scope)
    with _catalogue(scope) as house:
        return published_programme(house, programme_id)


@contextmanager
def _catalogue(scope: Scope) -> Iterator[Scope]:
    """The house, in its networks: a page belongs to none."""
    with houses.acting(scope) as house:
        networks = db.session.scalars(
            select(NetworkTenant.network_id).where(NetworkTenant.tenant_id == house.tenant_id)
        ).all()
        with on_behalf_of(replace(house, network_ids=tuple(networks))) as known:
            yield known
