"""A legal basis is recorded, agreed to by whoever still has to, withdrawn or ended."""

from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import date
from uuid import UUID

from network.consent import giving, needs
from network.consent.giving import Care, Giver
from network.consent.kinds import Basis, Category, How, SharingPurpose
from network.documents import actions as keeping
from network.documents import queries as documents
from network.documents.kinds import DocumentKind
from network.legal_bases import ending, queries
from network.legal_bases.models import LegalBasis
from network.legal_bases.queries import place, possible_recipients
from network.records import door
from network.records.door import Values
from network.records.models import YoungPerson
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

ASKED_FOR: dict[str, str] = {
    "categories": N_("Choose what may be shown."),
    "givers": N_("Say who agrees."),
    "how": N_("Say how the consent was given."),
    "ends": N_("Say until when this holds."),
    "article": N_("Name the statute and the article."),
    "court": N_("Name the court."),
    "decision_number": N_("Enter the number of the decision."),
    "final_on": N_("Say when the decision became final."),
    "reason": N_("Say what the danger is."),
}


@dataclass(frozen=True, slots=True)
class Told:
    """What somebody says of a legal basis; see `consent.needs` for what each kind asks for."""

    kind: Basis
    categories: Collection[Category]
    purpose: SharingPurpose = SharingPurpose.PLACEMENT
    recipients: Collection[UUID] = ()
    starts: date = field(default_factory=clock.today)
    ends: date | None = None
    givers: Collection[Giver] = ()
    how: How | None = None
    dissent: bool = False
    article: str = ""
    court: str = ""
    decision_number: str = ""
    final_on: date | None = None
    reason: str = ""

    @property
    def words(self) -> Values:
        """What is sealed of it."""
        return {
            "article": self.article,
            "court": self.court,
            "decision_number": self.decision_number,
            "final_on": self.final_on,
            "reason": self.reason,
        }


def record(scope: Scope, person_id: UUID, told: Told) -> LegalBasis:
    """A basis for showing categories of a file to others, from now on or from a later day.

    A consent holds only once everybody has agreed whose word is needed (`consent.giving`).
    Raises NotFound, NotAllowed, Invalid.
    """
    file = _opened(scope, person_id)
    check(scope, told)
    return _recorded(scope, file, told)


def record_oneself(scope: Scope, person_id: UUID, told: Told) -> LegalBasis:
    """The same, said by the giver on their own page: no role of the house is needed for it, and to
    whom it may be shown was chosen beforehand. Raises NotFound, Invalid."""
    file = door.person(scope, person_id)
    _check_said(told)
    return _recorded(scope, file, told)


def _recorded(scope: Scope, file: YoungPerson, told: Told) -> LegalBasis:
    said = _said(told)
    made = LegalBasis(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=file.id,
        kind=told.kind.value,
        purpose=told.purpose.value,
        categories=sorted(told.categories),
        recipients=sorted(told.recipients),
        starts=told.starts,
        ends=told.ends if "ends" in said else None,
        givers=sorted(told.givers) if told.kind is Basis.CONSENT else [],
        how=told.how.value if told.how and told.kind is Basis.CONSENT else "",
        dissent=bool(said.get("dissent")),
        by_name=scope.member_name,
    )
    made.effective = _everybody_agrees(scope, made)
    words = {name: value for name, value in told.words.items() if name in said}
    made.sealed = door.sealed(scope, file.id, words, place(made))
    db.session.add(made)
    db.session.flush()
    ending.watch(scope, file, made)
    ending.settle(scope, file, made)
    _enter(scope, file, made, "recorded")
    return made


def agree(scope: Scope, basis_id: UUID, giver: Giver) -> LegalBasis:
    """Somebody else whose word is needed agrees, too. Raises NotFound, NotAllowed, Conflict."""
    queries.basis(scope, basis_id)
    return agree_oneself(scope, basis_id, giver)


def agree_oneself(scope: Scope, basis_id: UUID, giver: Giver) -> LegalBasis:
    """The same, said by the giver on their own page: no role of the house is needed for it.

    Raises NotFound, Conflict.
    """
    found, file = _locked(scope, basis_id)
    if found.kind != Basis.CONSENT or found.dissent:
        raise Conflict(N_("Nobody has to agree to this."))
    found.givers = sorted({*found.givers, giver.value})
    found.effective = _everybody_agrees(scope, found)
    db.session.flush()
    ending.settle(scope, file, found)
    _enter(scope, file, found, "agreed")
    return found


def withdraw(scope: Scope, basis_id: UUID, by: Giver | None = None) -> LegalBasis:
    """It holds no more, from this moment: a consent or a no that was taken back (GDPR article
    7(3)), a decision that was lifted, a danger that is over. Needs nobody else, and always works.

    Raises NotFound, NotAllowed, Conflict where it was withdrawn before.
    """
    queries.basis(scope, basis_id)
    return withdraw_oneself(scope, basis_id, by)


def withdraw_oneself(scope: Scope, basis_id: UUID, by: Giver | None) -> LegalBasis:
    """The same, said by whoever it is about on their own page: no role of the house is needed.

    Raises NotFound, Conflict.
    """
    found, file = _locked(scope, basis_id)
    found.withdrawn_at, found.withdrawn_by = clock.now(), by.value if by else ""
    db.session.flush()
    ending.forget(scope, found)
    _enter(scope, file, found, "withdrawn")
    return found


def prove(scope: Scope, basis_id: UUID, document_id: UUID) -> LegalBasis:
    """Name the document of the file on which a consent, or a no, was given.

    Raises NotFound, NotAllowed, Conflict for another kind of basis or one that holds no more,
    Invalid for what is no document of this file.
    """
    found, file = _locked(scope, basis_id)
    if found.kind != Basis.CONSENT:
        raise Conflict(N_("Only a consent is given on a document."))
    try:
        document = documents.document(scope, found.person_id, document_id).document
    except NotFound as unknown:
        raise Invalid(N_("Choose documents that are in the file."), "document_id") from unknown
    if document.removed_at is not None:
        raise Invalid(N_("This document is removed already."), "document_id")
    found.proof_id = document_id
    db.session.flush()
    _enter(scope, file, found, "proven")
    return found


def prove_by(
    scope: Scope, basis_id: UUID, content: bytes, kind: DocumentKind = DocumentKind.CONSENT
) -> LegalBasis:
    """The same with a document that is put into the file by it. Raises also what keeping does."""
    found, _ = _locked(scope, basis_id)
    kept = keeping.keep(scope, found.person_id, kind=kind, content=content)
    return prove(scope, basis_id, kept.id)


def _opened(scope: Scope, person_id: UUID) -> YoungPerson:
    file = door.person(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    return file


def _locked(scope: Scope, basis_id: UUID) -> tuple[LegalBasis, YoungPerson]:
    found = db.session.get(
        LegalBasis, (scope.tenant_id, basis_id), with_for_update=True, populate_existing=True
    )
    if found is None:
        raise NotFound(N_("There is no such legal basis."))
    file = door.person(scope, found.person_id)
    if found.withdrawn_at is not None:
        raise Conflict(N_("This basis holds no more."))
    return found, file


def check(scope: Scope, told: Told) -> None:
    """What is told of a basis is whole and can be. Raises Invalid."""
    _check_said(told)
    if not set(told.recipients) <= {tenant.id for tenant in possible_recipients(scope)}:
        raise Invalid(N_("Choose organisations of your network."), "recipients")


def _said(told: Told) -> dict[str, object]:
    return needs.told(told.kind, {name: getattr(told, name) for name in told.__slots__})


def _check_said(told: Told) -> None:
    if told.kind not in needs.FOR_FILES:
        raise Invalid(N_("Statistics are made without any file."), "kind")
    if not told.categories:
        raise Invalid(ASKED_FOR["categories"], "categories")
    if blank := needs.missing(told.kind, _said(told)):
        raise Invalid(ASKED_FOR[blank[0]], blank[0])
    if told.ends is not None and told.ends < max(told.starts, clock.today()):
        raise Invalid(N_("The end must not lie before the beginning, nor in the past."), "ends")
    if told.final_on is not None and told.final_on > clock.today():
        raise Invalid(N_("This day is still to come."), "final_on")


def _everybody_agrees(scope: Scope, basis: LegalBasis) -> bool:
    """Whether it holds: always, but for a consent to which somebody has yet to agree."""
    if basis.kind != Basis.CONSENT or basis.dissent:
        return True
    given = frozenset(Giver(each) for each in basis.givers)
    return giving.suffices(given, who_agrees(scope, basis.person_id))


def who_agrees(scope: Scope, person_id: UUID) -> list[frozenset[Giver]]:
    """Of each of these at least one has to agree, today, by what the file says.

    Raises NotFound, Invalid as long as it does not say when the young person was born.
    """
    parts = door.read(scope, person_id, Category.IDENTITY, Category.FAMILY)
    born = parts[Category.IDENTITY].values.get("birth_date")
    family = parts[Category.FAMILY].values
    if not isinstance(born, date):
        raise Invalid(
            N_("Write the date of birth into the file first: it tells who has to agree."), "givers"
        )
    care = Care(str(family.get("parental_care") or Care.BOTH))
    return giving.needed(born, clock.today(), care, bool(family.get("parents_disagree")))


def _enter(scope: Scope, file: YoungPerson, basis: LegalBasis, detail: str) -> None:
    about = About("young_person", file.id, file.number)
    trail.enter(
        scope,
        EntryKind.DECIDE,
        Purpose.CARE,
        about,
        basis=basis.kind,
        categories=basis.categories,
        detail=f"basis_{detail}",
    )
