"""Whoever is shown less of a file, because a basis ended or somebody said no, is told."""

from collections.abc import Iterator
from contextlib import contextmanager
from uuid import UUID

from network.consent.giving import Giver
from network.legal_bases import actions as bases
from network.legal_bases import queries as known
from network.legal_bases.actions import Told
from network.legal_bases.models import LegalBasis
from network.queue import defer
from network.records import door
from network.requests import who_sees
from network.requests.models import Ask
from network.requests.moves import current_state, write_step
from network.requests.received import STOP_USE
from tenants.scope import Scope

# The ask stays where it is; nothing of the file is shown, or what is covered is shown again.
RESTRICTED, LIFTED = "restricted", "restriction_lifted"
RESTRICTING = frozenset({RESTRICTED, LIFTED})


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


def withdraw_oneself(scope: Scope, basis: LegalBasis, by: Giver) -> LegalBasis:
    """The same, said by whoever it is about on their own page: no role of the house is needed.

    Raises NotFound, Conflict.
    """
    with _homes_told(scope, basis.person_id):
        return bases.withdraw_oneself(scope, basis.id, by)


def record_oneself(scope: Scope, person_id: UUID, told: Told) -> LegalBasis:
    """A consent or a no, said by its giver on their own page. Raises NotFound, Invalid."""
    with _homes_told(scope, person_id):
        return bases.record_oneself(scope, person_id, told)


def restricted(scope: Scope, person_id: UUID) -> None:
    """The homes to which something of a file was shown hear that it is restricted: they see none of
    it now, and say that they do not use what they saw (GDPR articles 18 and 19)."""
    for ask in who_sees.shown_asks(scope, person_id):
        _write(scope, ask, RESTRICTED)
        defer(STOP_USE, tenant_id=ask.recipient_id)


def restriction_lifted(scope: Scope, person_id: UUID) -> None:
    """They hear that it is so no more; what a basis still covers is shown again."""
    for ask in who_sees.shown_asks(scope, person_id):
        _write(scope, ask, LIFTED)


def _write(scope: Scope, ask: Ask, made: str) -> None:
    state = current_state(ask).value
    write_step(scope, ask, made, (state, state))


@contextmanager
def _homes_told(scope: Scope, person_id: UUID) -> Iterator[None]:
    """Each home that is shown less afterwards than before hears that something has closed."""
    before = who_sees.shown_of(scope, person_id)
    yield
    after = who_sees.shown_of(scope, person_id)
    for ask, shown in before.items():
        if not shown <= after.get(ask, frozenset()):
            _write(scope, ask, "basis_ended")
