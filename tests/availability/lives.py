"""What fills the places of a group, as it stands in the database, and a plain model of the room."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from sqlalchemy import text

from network.availability.deal import Span, deal
from network.availability.profile import OccupancyKind
from tenants import clock

STAY, CLOSURE = OccupancyKind.STAY, OccupancyKind.CLOSURE
ROWS = text(
    "SELECT o.id, o.kind, p.number, o.starts, o.ends, o.expires_at, o.left_on, o.ask_id"
    " FROM occupancies o JOIN places p ON p.id = o.place_id"
    " WHERE o.group_id = :group AND o.released_at IS NULL ORDER BY o.id"
)
PLACES = text(
    "SELECT number, id, extra_from, retired_on FROM places WHERE group_id = :group ORDER BY number"
)
NOBODY = UUID(int=0)


@dataclass(frozen=True)
class Numbered:
    """One place: a usual one, or an extra one with its days."""

    number: int
    id: UUID
    extra_from: date | None
    retired_on: date | None

    def stands(self, on: date) -> bool:
        return all(not covers(span, on) for span in self.missing())

    def missing(self) -> list[Span[UUID]]:
        """The days on which it is not there."""
        if self.extra_from is None or self.retired_on is None:
            return []
        return [Span(NOBODY, date.min, self.extra_from), Span(NOBODY, self.retired_on, None)]


@dataclass(frozen=True)
class Life:
    """One occupancy as it stands in the database."""

    id: UUID
    kind: str
    number: int
    starts: date
    ends: date | None
    expires_at: datetime | None
    left_on: date | None
    ask_id: UUID | None

    @property
    def outstays(self) -> bool:
        return (
            self.kind == STAY
            and self.left_on is None
            and self.ends is not None
            and self.ends <= clock.today()
        )

    @property
    def live(self) -> bool:
        if self.expires_at is not None and self.expires_at <= clock.now():
            return False
        return self.outstays or self.ends is None or self.ends > max(self.starts, clock.today())

    @property
    def stays_put(self) -> bool:
        return self.kind == CLOSURE or self.starts <= clock.today()

    def span(self) -> Span[UUID]:
        return Span(self.id, self.starts, None if self.outstays else self.ends)


def covers(span: Span[UUID], on: date) -> bool:
    return span.starts <= on and (span.ends is None or on < span.ends)


def behind(live: Sequence[Life], on: date) -> int:
    """Closures on a place on which somebody outstays: they close nothing more."""
    outstayed = {each.number for each in live if each.outstays}
    return sum(
        each.kind == CLOSURE and each.number in outstayed and covers(each.span(), on)
        for each in live
    )


def apart(each: Life, wanted: Span[UUID]) -> bool:
    return not each.span().meets(wanted)


def from_on(day: date) -> Span[UUID]:
    return Span(NOBODY, day, None)


def has_room(place: Numbered, live: Sequence[Life], wanted: Span[UUID]) -> bool:
    """Whether nothing is on the place on those days, and it is there."""
    return all(e.number != place.number or apart(e, wanted) for e in live) and not any(
        span.meets(wanted) for span in place.missing()
    )


def room(live: Sequence[Life], wanted: Span[UUID], places: Sequence[Numbered]) -> bool:
    """Whether some place is free throughout, or would be after dealing what has not begun."""
    outstayed = any(each.outstays for each in live)
    if not outstayed and any(has_room(place, live, wanted) for place in places):
        return True
    fixed = {
        place.number: [
            *place.missing(),
            *(e.span() for e in live if e.stays_put and e.number == place.number),
        ]
        for place in places
    }
    return deal(fixed, [e.span() for e in live if not e.stays_put], wanted) is not None
