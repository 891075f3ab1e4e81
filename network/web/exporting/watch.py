"""The trail as a file, for those who watch over it."""

from typing import Any

from network.requests.lists import Page
from network.trail import queries
from network.trail.kinds import EntryKind
from network.web.exporting.shape import Columns, Export, Filters, pages
from network.web.labels import label, label_all
from tenants import clock
from tenants.errors import N_
from tenants.roles import Permission
from tenants.scope import Scope


def _trail(scope: Scope, filters: Filters) -> Any:
    of_others = filters.get("by") == "others"
    kind = next((each for each in EntryKind if each == filters.get("kind")), None)

    def look(before: Any) -> Page[Any]:
        found = queries.trail(scope, of_others=of_others, kind=kind, before=before)
        return Page(found.rows, found.after)

    return pages(look)


TRAIL: Columns = {
    N_("When"): lambda one: one.entry.at.astimezone(clock.LOCAL),
    N_("Who"): lambda one: one.entry.member_name,
    N_("Roles"): lambda one: label_all(one.entry.roles, "Role"),
    N_("What"): lambda one: label(one.entry.kind, "EntryKind"),
    N_("Categories"): lambda one: label_all(one.entry.categories, "Category"),
    N_("About"): lambda one: one.entry.number,
    N_("Other organisation"): lambda one: one.other,
    N_("On which basis"): lambda one: label(one.entry.basis, "Basis"),
}
EXPORTS = {
    "trail": Export(Permission.READ_TRAIL, ("by", "kind"), _trail, TRAIL),
}
