"""A legal basis ends, and every home that sees something by it alone is told."""

from uuid import UUID

from network.consent.giving import Giver
from network.legal_bases import actions as bases
from network.legal_bases import queries as known
from network.legal_bases.models import LegalBasis
from network.requests import who_sees
from network.requests.moves import current_state, write_step
from tenants.scope import Scope


def withdraw_basis(scope: Scope, basis_id: UUID, by: Giver | None = None) -> LegalBasis:
    """End a basis; what rests on it alone closes with the next click of whoever looks. Other
    bases stay: a consent that is taken back never stops what a court or a statute demands.

    Raises NotFound, NotAllowed, Conflict where it has ended before.
    """
    return withdraw_oneself(scope, known.basis(scope, basis_id)[0], by)


def withdraw_oneself(scope: Scope, basis: LegalBasis, by: Giver | None) -> LegalBasis:
    """The same, said by whoever it is about on their own page: no role of the house is needed.

    Raises NotFound, Conflict.
    """
    closings = who_sees.closings(scope, basis)
    ended = bases.withdraw_oneself(scope, basis.id, by)
    for one in closings:
        if one.closes:
            state = current_state(one.ask).value
            write_step(scope, one.ask, "basis_ended", (state, state))
    return ended
