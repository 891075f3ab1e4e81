"""A content for one reader: unsealed, whole, and with their name over it."""

from dataclasses import dataclass
from uuid import UUID

from network.documents import at_hand, handing_over, sealed
from network.documents.flaws import Unfit
from network.documents.kinds import Media
from network.documents.sealed import Kept
from network.documents.store import Lost, StoreFailure
from tenants import clock
from tenants.errors import N_, DomainError
from tenants.scope import Scope


class OutOfReach(DomainError):
    """The content is kept, but cannot be had at the moment."""

    code = "unavailable"


@dataclass(frozen=True, slots=True)
class Shown:
    """A content for one reader: with their name and the time over it, where that can be."""

    content: bytes
    media: Media
    name: str


@dataclass(frozen=True, slots=True)
class Lies:
    """Where the store keeps a content."""

    in_tenant: UUID
    content_id: UUID


@dataclass(frozen=True, slots=True)
class Over:
    """What a content is, and what is written over it."""

    media: Media
    says: str


def opened(document: Kept, lies: Lies, key: bytes, digest: bytes, over: Over) -> bytes:
    """What a document says. Whole before anything of it goes out: that nothing was cut off shows
    at its end only. Raises OutOfReach."""
    try:
        stored = at_hand.keeping().store.get(lies.in_tenant, lies.content_id)
        content = sealed.content(document, key, stored, digest)
        if not over.media.is_stamped:
            return content
        return handing_over.stamped(content, over.media, over.says)
    except (StoreFailure, Lost, Unfit) as failure:
        raise OutOfReach(
            N_("This document cannot be had at the moment. Try again later.")
        ) from failure


def says(scope: Scope, owner: str = "") -> str:
    """Who looks and when, as clocks here show it; and whose it is where that is another house."""
    here = clock.now().astimezone(clock.LOCAL)
    when = f"{here.day}. {here.month}. {here.year} {here:%H.%M}"
    return " · ".join(filter(None, (scope.member_name, scope.tenant_name, when, owner)))
