"""A list of groups from file to board: rehearsed first, then taken in as a whole or not at all."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

from network.availability import towns
from network.availability.importing import checking, planning, reading
from network.availability.importing.applying import carry_out
from network.availability.importing.columns import Column
from network.availability.importing.faults import Fault, NotImportable, Unreadable
from network.availability.importing.plan import Plan
from network.availability.importing.planning import Planned
from network.availability.importing.reading import Sheet
from tenants.errors import N_, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Aim:
    """Into which network, and whether for one home or for all of them."""

    network_id: UUID
    whole_network: bool
    source: str
    """What the list is called; stands as the confirmation's author where no member imports it."""


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What a list says, what would happen, and every fault that stands against it."""

    sheet: Sheet
    plan: Plan
    faults: Sequence[Fault]

    @property
    def ignored(self) -> Sequence[str]:
        """The columns that are left out, as the file calls them."""
        return self.sheet.ignored

    def with_faults(self, faults: Sequence[Fault]) -> "Rehearsal":
        """The same list, refused for these faults."""
        return replace(self, faults=faults)


def aim_for(
    scope: Scope, *, whole_network: bool, network_id: UUID | None = None, source: str = ""
) -> Aim:
    """Where a list goes. Raises NotAllowed, and Invalid while the network has to be chosen."""
    permission = Permission.IMPORT_ALL_PLACES if whole_network else Permission.IMPORT_PLACES
    require(scope, permission)
    if network_id is None and len(scope.network_ids) == 1:
        network_id = scope.network_ids[0]
    if network_id not in scope.network_ids:
        raise Invalid(N_("Choose the network on whose board the group stands."), "network_id")
    return Aim(network_id, whole_network, source)


def rehearse(scope: Scope, content: bytes, aim: Aim) -> Rehearsal:
    """Everything a list would do, and everything that is wrong with it; nothing is changed.

    Some of it is done and undone again, so the surface opens a transaction here too. Raises
    Unreadable for a file that is no list at all.
    """
    sheet = reading.read(content)
    if aim.whole_network and Column.INSTITUTION not in sheet.headers:
        raise Unreadable(
            N_("For several institutions the list needs a column that names them: %(column)s."),
            column="zavod",
        )
    own = "" if aim.whole_network else scope.tenant_name
    checked = checking.check(sheet, towns.everything(), own)
    planned = _planned(scope, aim, sheet, checked)
    faults = sorted([*checked.faults, *planned.faults], key=lambda fault: fault.line)
    return Rehearsal(sheet, planned.plan, faults)


def take_in(scope: Scope, content: bytes, aim: Aim) -> Rehearsal:
    """Do it, all of it or nothing; a second time it changes nothing.

    Raises NotImportable with every fault, and Unreadable.
    """
    rehearsal = rehearse(scope, content, aim)
    refuse_faults(rehearsal)
    carry_out(scope, rehearsal.plan, aim.network_id, aim.source)
    return rehearsal


def refuse_faults(rehearsal: Rehearsal) -> None:
    """Pass, or raise NotImportable with every fault."""
    if rehearsal.faults:
        raise NotImportable(rehearsal.faults)


def _planned(scope: Scope, aim: Aim, sheet: Sheet, checked: checking.Checked) -> Planned:
    if aim.whole_network:
        return planning.plan_network(
            scope, aim.network_id, aim.source, checked.entries, sheet.headers
        )
    return planning.plan_own(scope, checked.entries, sheet.headers)
