"""Whoever is shown less of a file, because a basis ended or somebody said no, is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from network.consent.giving import Giver
from network.legal_bases import actions as bases
from network.legal_bases import queries as known
from network.legal_bases.actions import Told
from network.legal_bases.models import LegalBasis
from network.records import door
from network.requests import who_sees
from network.requests.moves import current_state, write_step
from tenants.scope import Scope


def record_basis(scope: Scope, person_id: UUID, told: Told) -> LegalBasis:
    """Record a basis; see `legal_bases.actions.record`. A no closes at once what rests on consent.

    Raises NotFound, NotAllowed, Invalid.
    """
    door.person(scope, person_id)
    with _homes_told(scope, person_id):
        return bases.record(scope, person_id, told)


def withdraw_basis(scope: Scope, basis_id: UUID, by: Giver | None = None) -> LegalBasis:
    """End a basis; what rests on it alone closes with the next click of whoever looks. Other
    bases stay: a consent that is taken back never stops what a court or a statute demands.

    Raises NotFound, NotAllowed, Conflict where it has ended before.
    """
    basis, file = known.basis(scope, basis_id)
    with _homes_told(scope, file.id):
        return bases.withdraw(scope, basis.id, by)


@contextmanager
def _homes_told(scope: Scope, person_id: UUID) -> Iterator[None]:
    """Each home that is shown less afterwards than before hears that something has closed."""
    before = who_sees.shown_of(scope, person_id)
    yield
    after = who_sees.shown_of(scope, person_id)
    for ask, shown in before.items():
        if not shown <= after.get(ask, frozenset()):
            state = current_state(ask).value
            write_step(scope, ask, "basis_ended", (state, state))
