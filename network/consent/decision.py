"""Which categories of a file may be shown, on which basis, and what a withdrawal closes.

Pure: facts in, verdict out. Without a basis that covers it, nothing is shown (product, promise 2).
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, Protocol, TypeVar
from uuid import UUID

from network.consent.kinds import Basis, Category

G = TypeVar("G", bound="Grant")


class Standing(StrEnum):
    """Why a basis holds on a day, or does not."""

    HOLDS = "holds"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    WITHDRAWN = "withdrawn"


# Where several cover a category, the one that nobody can take back is told: a withdrawn consent
# never stops what a court or a statute demands (domain 5.2).
FIRMNESS = (
    Basis.COURT_ORDER,
    Basis.STATUTORY_TASK,
    Basis.DUTY_TO_REPORT,
    Basis.VITAL_INTEREST,
    Basis.CONSENT,
)


class Grant(Protocol):
    """A legal basis for showing categories to recipients; its row is one.

    `recipients` empty: every organisation with an open ask for this young person. `dissent`: the
    giver said no to these categories, explicitly.
    """

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> str: ...
    @property
    def categories(self) -> Sequence[str]: ...
    @property
    def recipients(self) -> Sequence[UUID]: ...
    @property
    def purpose(self) -> str: ...
    @property
    def starts(self) -> date: ...
    @property
    def ends(self) -> date | None: ...
    @property
    def withdrawn_on(self) -> date | None: ...
    @property
    def dissent(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Wish:
    """Somebody wants to show categories to one recipient, for a purpose, on a day."""

    categories: frozenset[Category]
    recipient_id: UUID
    purpose: str
    on: date


def standing(grant: Grant, on: date) -> Standing:
    """How a basis stands on a day. It holds through its last day; a withdrawal works at once."""
    if grant.withdrawn_on is not None and grant.withdrawn_on <= on:
        return Standing.WITHDRAWN
    if on < grant.starts:
        return Standing.NOT_YET
    if grant.ends is not None and grant.ends < on:
        return Standing.EXPIRED
    return Standing.HOLDS


def covered(wish: Wish, grants: Iterable[G]) -> Mapping[Category, G]:
    """For each category that may be shown, the firmest basis for it. What is missing may not be.

    A dissent takes a category out of every consent, whoever gave it, and out of nothing else.
    """
    holding = [one for one in grants if _reaches(one, wish)]
    refused = {name for one in holding if one.dissent for name in one.categories}
    found: dict[Category, G] = {}
    for one in sorted(holding, key=lambda each: FIRMNESS.index(Basis(each.kind))):
        if one.dissent:
            continue
        said_no = refused if one.kind == Basis.CONSENT else set()
        for category in wish.categories:
            if category in one.categories and category not in said_no:
                found.setdefault(category, one)
    return found


def _reaches(grant: Grant, wish: Wish) -> bool:
    return (
        Basis(grant.kind) in FIRMNESS
        and standing(grant, wish.on) is Standing.HOLDS
        and grant.purpose == wish.purpose
        and (not grant.recipients or wish.recipient_id in grant.recipients)
    )


@dataclass(frozen=True, slots=True)
class Effect(Generic[G]):
    """What a withdrawal does to one share: categories that close, and those that stay and why."""

    closes: frozenset[Category]
    stays: Mapping[Category, G]


def without(gone_id: UUID, wish: Wish, grants: Sequence[G]) -> Effect[G]:
    """What of a share closes once the basis `gone_id` is withdrawn, and what another one keeps."""
    before = covered(wish, grants)
    after = covered(wish, [one for one in grants if one.id != gone_id])
    return Effect(frozenset(before.keys() - after.keys()), after)
