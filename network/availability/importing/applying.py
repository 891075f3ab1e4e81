"""Takes a planned list in, in the one transaction that the surface has opened."""

from collections.abc import Iterator
from contextlib import contextmanager, nullcontext
from dataclasses import replace
from uuid import UUID

from network.availability import actions
from network.availability.importing.faults import Fault, NotImportable
from network.availability.importing.plan import House, Move, Plan, Step
from network.availability.importing.planning import caretaker
from tenants import admission
from tenants.errors import DomainError
from tenants.isolation import on_behalf_of
from tenants.scope import Scope


def carry_out(scope: Scope, plan: Plan, network_id: UUID, source: str) -> None:
    """Admit, open and change what the plan says. Raises NotImportable for the first row that
    cannot be done after all, and then the surface must undo everything."""
    for house in plan.houses:
        acting = house.scope or _admitted(scope, house, network_id, source)
        with nullcontext() if acting is scope else on_behalf_of(acting):
            for step in house.steps:
                with _blaming(step):
                    _take(acting, step, network_id)


def _admitted(scope: Scope, house: House, network_id: UUID, source: str) -> Scope:
    here = replace(scope, network_ids=(network_id,))
    with _blaming(house.steps[0]):
        tenant = admission.admit(here, name=house.name, kind=house.kind, town=house.town)
    return caretaker(scope, network_id, source, tenant.id, house.kind, house.name)


def _take(scope: Scope, step: Step, network_id: UUID) -> None:
    group_id = step.group_id
    if group_id is None:
        group_id = actions.open_group(scope, network_id=network_id, **step.entry.profile()).id
    elif step.move is Move.CHANGE and step.changes:
        changes = {name: after for name, (_, after) in step.changes.items()}
        actions.change_group(scope, group_id, **changes)
    _close_places(scope, group_id, step)


def _close_places(scope: Scope, group_id: UUID, step: Step) -> None:
    closing = step.entry.closing
    if closing is None:
        return
    for _ in range(step.closures):
        actions.close_place(
            scope, group_id, starts=closing.starts, ends=closing.ends, reason=closing.reason
        )


@contextmanager
def _blaming(step: Step) -> Iterator[None]:
    """A refusal names the row it comes from."""
    try:
        yield
    except DomainError as refusal:
        fault = Fault(step.entry.line, "", refusal.sentence, refusal.facts)
        raise NotImportable([fault]) from refusal
