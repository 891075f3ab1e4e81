"""People of the own organisation, what they answer for and were told, and what was taken along."""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import Any
from uuid import UUID

from network.clocks import queries as clocks
from network.duties import queries as duties
from network.exports import queries as exports
from network.notices import queries as notices
from network.requests.lists import Page
from network.web.deadlines import Deadline, shown
from network.web.exporting.shape import TOO_FAR, Columns, Export, Filters, pages
from network.web.labels import label, label_all
from network.web.words import gettext
from tenants import clock, invitations, staffing
from tenants.errors import N_
from tenants.roles import Permission
from tenants.scope import Scope


def _numbered(look: Callable[[int], tuple[Iterable[Any], bool]]) -> Iterator[Any]:
    """All rows of a list whose pages are numbered."""
    for number in range(1, TOO_FAR):
        rows, more = look(number)
        yield from rows
        if not more:
            return


def _members(scope: Scope, _: Filters) -> Iterator[Any]:
    def look(number: int) -> tuple[Iterable[Any], bool]:
        found = staffing.members(scope, number)
        return found.members, found.more

    return _numbered(look)


def _duties(scope: Scope, _: Filters) -> Iterator[Any]:
    def look(number: int) -> tuple[Iterable[Any], bool]:
        found = duties.answering(scope, number)
        return found.rows, found.more

    return _numbered(look)


def _invitations(scope: Scope, _: Filters) -> Iterable[Any]:
    return invitations.waiting(scope)


def _notices(scope: Scope, _: Filters) -> Iterator[Any]:
    def look(before: Any) -> Page[Any]:
        found = notices.of_me(scope, before=before)
        rows = found[: notices.PAGE]
        return Page(rows, rows[-1].id if len(found) > notices.PAGE else None)

    return pages(look)


def _deadlines(scope: Scope, _: Filters) -> Iterator[Deadline]:
    """What is due for the organisation, so far as its member may see it."""
    after: tuple[datetime, UUID] | None = None
    while found := clocks.running(scope, after=after):
        yield from shown(scope, found)
        after = found[-1].clock.due_at, found[-1].clock.id


def _exports(scope: Scope, _: Filters) -> Iterator[Any]:
    def look(before: Any) -> Page[Any]:
        found = exports.taken(scope, before=before)
        return Page(found.rows, found.after)

    return pages(look)


def _state(member: Any) -> str:
    if member.deactivated_at:
        return gettext("deactivated")
    return gettext("paused: to be confirmed") if member.paused_at else gettext("active")


MEMBERS: Columns = {
    N_("Name"): lambda member: member.name,
    N_("E-mail address"): lambda member: member.email,
    N_("Roles"): lambda member: label_all(member.roles, "Role"),
    N_("State"): _state,
    N_("Last day"): lambda member: member.until and staffing.last_day(member.until),
}
DUTIES: Columns = {
    N_("Name"): lambda row: row[0].name,
    N_("Roles"): lambda row: label_all(row[0].roles, "Role"),
    N_("Groups"): lambda row: row[1].groups,
    N_("Requests"): lambda row: row[1].requests,
    N_("Asks"): lambda row: row[1].asks,
    N_("Placements"): lambda row: row[1].placements,
    N_("Programmes"): lambda row: row[1].programmes,
    N_("Enrolments"): lambda row: row[1].enrolments,
    N_("Sessions"): lambda row: row[1].sessions,
    N_("Teams of advisers"): lambda row: row[1].cases,
    N_("Files"): lambda row: row[1].files,
    N_("Aftercare"): lambda row: row[1].aftercare,
}
INVITATIONS: Columns = {
    N_("Name"): lambda one: one.name,
    N_("E-mail address"): lambda one: one.email,
    N_("Roles"): lambda one: label_all(one.roles, "Role"),
    N_("Valid until"): lambda one: one.expires_at.astimezone(clock.LOCAL),
}
NOTICES: Columns = {
    N_("Number"): lambda one: one.number,
    N_("Notice"): lambda one: label(one.kind, "NoticeKind"),
    N_("Told"): lambda one: one.created_at.astimezone(clock.LOCAL),
    N_("Read"): lambda one: one.read_at and one.read_at.astimezone(clock.LOCAL),
}
DEADLINES: Columns = {
    N_("Number"): lambda one: one.number,
    N_("What is due"): lambda one: label(one.kind, "ClockKind"),
    N_("Due"): lambda one: one.due_at.astimezone(clock.LOCAL),
}
TAKEN: Columns = {
    N_("When"): lambda one: one.at.astimezone(clock.LOCAL),
    N_("Who"): lambda one: one.by_name,
    N_("List"): lambda one: label(one.list, "ExportedList"),
    N_("Format"): lambda one: one.format,
    N_("Filter"): lambda one: ", ".join(one.filters),
    N_("Rows"): lambda one: one.rows,
}
EXPORTS = {
    "members": Export(Permission.MANAGE_MEMBERS, (), _members, MEMBERS),
    "invitations": Export(Permission.MANAGE_MEMBERS, (), _invitations, INVITATIONS),
    "exports": Export(Permission.MANAGE_MEMBERS, (), _exports, TAKEN),
    "duties": Export(Permission.HAND_OVER, (), _duties, DUTIES),
    "deadlines": Export(None, (), _deadlines, DEADLINES),
    "notices": Export(None, (), _notices, NOTICES),
}
