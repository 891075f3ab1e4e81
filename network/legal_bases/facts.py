"""What a printed consent or withdrawal says, gathered from the file and, if there is one, from the
basis that was recorded."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from network.consent.giving import OWN_CONSENT, Giver, age_on
from network.consent.kinds import Basis, Category, SharingPurpose
from network.legal_bases import actions, queries
from network.legal_bases.models import LegalBasis
from network.records import door
from network.records.models import YoungPerson
from network.records.queries import called
from tenants import clock
from tenants.errors import N_, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class ConsentFacts:
    """Who agrees to what. Without `categories` nothing was chosen yet: whoever signs ticks them.

    Of each set in `needed` one has to sign; empty as long as the file does not say enough.
    `recipients` empty: every organisation that is asked for this young person.
    """

    house: str
    number: str
    name: str
    born: date | None
    own_word: bool
    needed: Sequence[frozenset[Giver]]
    categories: Sequence[Category] = ()
    recipients: Sequence[str] = ()
    purpose: SharingPurpose = SharingPurpose.PLACEMENT
    starts: date | None = None
    ends: date | None = None
    dissent: bool = False

    @property
    def chosen(self) -> bool:
        """Whether it says what was recorded, and not only what could be."""
        return bool(self.categories)


def of_file(scope: Scope, person_id: UUID) -> ConsentFacts:
    """For a form that is filled in by hand. Raises NotFound, NotAllowed, Erased."""
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    return _facts(scope, file, None)


def of_basis(scope: Scope, basis_id: UUID) -> ConsentFacts:
    """For a form of a consent that was recorded. Raises NotFound, also for a basis that is none,
    NotAllowed, Erased."""
    basis, file = queries.basis(scope, basis_id)
    if basis.kind != Basis.CONSENT:
        raise NotFound(N_("There is no such legal basis."))
    return _facts(scope, file, basis)


def _facts(scope: Scope, file: YoungPerson, basis: LegalBasis | None) -> ConsentFacts:
    identity = door.read(scope, file.id, Category.IDENTITY)[Category.IDENTITY]
    born = identity.values.get("birth_date")
    known = born if isinstance(born, date) else None
    who = ConsentFacts(
        house=scope.tenant_name,
        number=file.number,
        name=called(identity),
        born=known,
        own_word=known is not None and age_on(known, clock.today()) >= OWN_CONSENT,
        needed=_needed(scope, file.id),
    )
    return who if basis is None else _with(scope, who, basis)


def _needed(scope: Scope, person_id: UUID) -> Sequence[frozenset[Giver]]:
    try:
        return actions.who_agrees(scope, person_id)
    except Invalid:
        return ()


def _with(scope: Scope, who: ConsentFacts, basis: LegalBasis) -> ConsentFacts:
    names = {one.id: one.name for one in queries.possible_recipients(scope)}
    return ConsentFacts(
        who.house,
        who.number,
        who.name,
        who.born,
        who.own_word,
        who.needed,
        categories=[each for each in Category if each in basis.categories],
        recipients=[names[one] for one in basis.recipients if one in names],
        purpose=SharingPurpose(basis.purpose),
        starts=basis.starts,
        ends=basis.ends,
        dissent=basis.dissent,
    )
