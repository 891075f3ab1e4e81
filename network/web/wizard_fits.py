"""What fits now, beside a request that is being written: it narrows as more is known."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from network.availability import queries
from network.availability.board import Board, Row
from network.schemas.board import search_from
from network.web.board import last_change
from network.web.drawing import said
from tenants import clock
from tenants.errors import Invalid
from tenants.scope import Scope

FIRST = 5
MOST_REASONS = 5
ASKED_FOR = ("age", "sex", "forms", "school_level", "legal_group", "needs")


@dataclass(frozen=True, slots=True)
class Panel:
    """The groups that fit what is known so far, as of `on`; `together` counts those that have a
    place for the brother or sister too, None where nobody looks together."""

    on: date
    rows: Sequence[Row]
    fitting: int
    free_now: int
    next_free: date | None
    excluded: int
    reasons: Sequence[tuple[str, int]]
    as_of: datetime | None
    together: int | None = None


def panel(
    scope: Scope, values: Mapping[str, Any], siblings: Sequence[Mapping[str, Any]] = ()
) -> Panel:
    """What fits `values`, some fields of a request; `siblings` are those of the others who look
    for a place in the same group. Constant in queries for each of them."""
    board = _board(scope, values)
    coming = [row.next_free for row in board.fitting if row.next_free and not row.counts.free]
    reasons = Counter(said(r) for row in board.excluded for r in row.against if r.hard)
    return Panel(
        on=_day(values),
        rows=board.fitting[:FIRST],
        fitting=len(board.fitting),
        free_now=sum(row.counts.free > 0 for row in board.fitting),
        next_free=min(coming, default=None),
        excluded=len(board.excluded),
        reasons=reasons.most_common(MOST_REASONS),
        as_of=last_change(board),
        together=len(for_all(scope, board, siblings)) if siblings else None,
    )


def for_all(scope: Scope, board: Board, siblings: Sequence[Mapping[str, Any]]) -> frozenset[UUID]:
    """The groups that fit everybody who looks together and have a free place for each."""
    boards = [board, *(_board(scope, values) for values in siblings)]
    return frozenset.intersection(
        *(
            frozenset(row.id for row in each.fitting if row.counts.free >= len(boards))
            for each in boards
        )
    )


def _board(scope: Scope, values: Mapping[str, Any]) -> Board:
    wanted = {name: values[name] for name in ASKED_FOR if values.get(name)}
    wanted["on"] = _day(values)
    try:
        search = search_from({**wanted, "town": values.get("home_town") or ""})
    except Invalid:  # a town that is still being typed gives no distances
        search = search_from(wanted)
    return queries.search_board(scope, search)


def _day(values: Mapping[str, Any]) -> date:
    return max(values.get("wanted_from") or clock.today(), clock.today())
