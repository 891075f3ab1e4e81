"""A list that can leave as a file, and how its rows are gathered a page at a time."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar
from uuid import UUID

from werkzeug.datastructures import MultiDict

from network.interop.spreadsheets import Cell
from network.requests.figures import Part
from network.requests.lists import Page
from tenants.roles import Permission
from tenants.scope import Scope

Code = TypeVar("Code", bound=StrEnum)
Filters = MultiDict[str, str]
Columns = Mapping[str, Callable[[Any], Cell]]
TOO_FAR = 10_000  # pages: nothing is that long


@dataclass(frozen=True, slots=True)
class Export:
    """One list. `needs` is who may have it (none: everybody, of their own), `filters` what the
    page is filtered by, of which the trail keeps all codes but those of `untold`."""

    needs: Permission | None
    filters: Sequence[str]
    rows: Callable[[Scope, Filters], Iterable[Any]]
    columns: Columns
    untold: Collection[str] = ()


def pages(look: Callable[[UUID | None], Page[Any]]) -> Iterator[Any]:
    """All rows of a paged list, a page at a time."""
    before: UUID | None = None
    for _ in range(TOO_FAR):
        found = look(before)
        yield from found.rows
        before = found.after
        if before is None:
            return


def parts(look: Callable[[int], Part[Any]]) -> Iterator[Any]:
    """The same for a list whose pages are numbered by their rows."""
    after: int | None = 0
    while after is not None:
        found = look(after)
        yield from found.rows
        after = found.after


def coded(kind: type[Code], value: str | None) -> Code | None:
    """The value a filter names; anything else filters nothing."""
    return kind(value) if value in set(kind) else None
