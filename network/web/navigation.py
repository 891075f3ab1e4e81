"""What stands in the side navigation, for whom, and with which count."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from uuid import UUID

from flask import Flask, current_app, g, request, url_for

from network.web.entries import ENTRIES, Entry
from network.web.words import gettext
from tenants.login import acting, lacks_factor, signed_in
from tenants.scope import Scope

COUNTS = "pristan_navigation_counts"
MEMBERSHIPS = "pristan_memberships"
TABS = 4


@dataclass(frozen=True, slots=True)
class Link:
    """An entry as one reader sees it on one page."""

    url: str
    label: str
    short: str
    icon: str
    section: str
    count: int
    current: bool
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Membership:
    """One of the organisations a person may work for."""

    member_id: UUID
    tenant_name: str
    current: bool


def init_app(app: Flask) -> None:
    app.context_processor(shell)
    app.jinja_env.globals["has_page"] = has_page


def counted_by(app: Flask, counts: Callable[[Scope], Mapping[str, int]]) -> None:
    """Let `counts` tell the numbers beside the entries, by the entries' `count` names: how much
    waits, and after "unread" how much was written that the reader has not read; and how many
    "notices" are unread."""
    app.extensions[COUNTS] = counts


def memberships_by(app: Flask, memberships: Callable[[Scope], Sequence[Membership]]) -> None:
    """Let `memberships` tell the organisations the header can switch to."""
    app.extensions[MEMBERSHIPS] = memberships


def shell() -> dict[str, object]:
    """What the layout draws around a page; a plain frame where nobody is signed in, or has to
    set up a second factor first."""
    if "on_its_own" in g or not signed_in() or lacks_factor():
        return {"me": None, "shell": {"links": ()}}
    return {"me": acting(), "shell": Shell(acting())}


class Shell:
    """The frame of a page. Nothing is asked before it is drawn: a part of a page has no frame."""

    def __init__(self, scope: Scope) -> None:
        self._scope = scope

    @cached_property
    def links(self) -> tuple[Link, ...]:
        return links_for(self._scope)

    @property
    def tabs(self) -> tuple[Link, ...]:
        return self.links[:TABS]

    @cached_property
    def memberships(self) -> tuple[Membership, ...]:
        return tuple(_memberships(self._scope))


def has_page(endpoint: str) -> bool:
    """Whether this application has that page: the frame offers no link that leads nowhere."""
    return endpoint in current_app.view_functions


def links_for(scope: Scope) -> tuple[Link, ...]:
    """The entries this member sees, of the rooms that this application has."""
    told = counts()
    return tuple(
        _link(entry, told)
        for entry in ENTRIES
        if has_page(entry.endpoint)
        and entry.seen_by(scope)
        and (not entry.having or told.get(entry.having))
    )


def counts() -> Mapping[str, int]:
    """The numbers of the frame, by the entries' `count` names; asked for once a page."""
    if "counts" not in g:
        ask: Callable[[Scope], Mapping[str, int]] | None = current_app.extensions.get(COUNTS)
        g.counts = ask(acting()) if ask else {}
    found: Mapping[str, int] = g.counts
    return found


def _memberships(scope: Scope) -> Sequence[Membership]:
    told: Callable[[Scope], Sequence[Membership]] | None = current_app.extensions.get(MEMBERSHIPS)
    return told(scope) if told else []


def _link(entry: Entry, counts: Mapping[str, int]) -> Link:
    return Link(
        url=url_for(entry.endpoint),
        label=gettext(entry.label),
        short=gettext(entry.short or entry.label),
        icon=entry.icon,
        section=gettext(entry.section) if entry.section else "",
        count=counts.get(entry.count, 0),
        unread=counts.get(f"unread {entry.count}", 0),
        current=request.blueprint in (entry.endpoint.partition(".")[0], *entry.also),
    )
