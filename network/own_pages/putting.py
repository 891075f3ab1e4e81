"""The case team puts a consent to the young person or to carers, who answer it on their pages."""

from collections.abc import Collection
from dataclasses import dataclass, field, replace
from datetime import date
from uuid import UUID

from sqlalchemy import select

from network.consent import giving
from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How, SharingPurpose
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.own_pages import questions
from network.own_pages.models import ConsentQuestion, OwnPage
from network.programmes.published import published_programme
from network.records import door
from network.records.models import YoungPerson
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Asked:
    """What somebody is asked to agree to: what is shown to whom (nobody named: every home that is
    asked for a place), for what, from when until when, and why, in plain words. With a programme
    it is suggested to them: shown to its house, to take part in it."""

    readers: Collection[Giver]
    categories: Collection[Category]
    why: str
    ends: date
    recipients: Collection[UUID] = ()
    programme_id: UUID | None = None
    purpose: SharingPurpose = SharingPurpose.PLACEMENT
    starts: date = field(default_factory=clock.today)


def put(scope: Scope, person_id: UUID, asked: Asked) -> ConsentQuestion:
    """Ask them on their pages; those who are asked are enough for the consent to hold.

    Raises NotFound, NotAllowed, Invalid, also for somebody without a page or whose word does not
    count (`consent.giving`).
    """
    file = door.lock(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    asked, name = _suggested(scope, asked)
    _check(scope, file, asked)
    made = ConsentQuestion(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=person_id,
        readers=sorted(asked.readers),
        purpose=asked.purpose.value,
        programme_id=asked.programme_id,
        programme_name=name,
        categories=sorted(asked.categories),
        recipients=sorted(asked.recipients),
        starts=asked.starts,
        ends=asked.ends,
        by_name=scope.member_name,
    )
    made.sealed = door.sealed(scope, person_id, {"why": asked.why}, questions.place(made))
    db.session.add(made)
    db.session.flush()
    _enter(scope, made, file.number, "consent_put")
    return made


def take_back(scope: Scope, consent_question_id: UUID) -> ConsentQuestion:
    """It is asked no more; what was agreed to stays. Raises NotFound, NotAllowed, Conflict."""
    found, file = questions.question(scope, consent_question_id, lock=True)
    require(scope, Permission.KEEP_FILES)
    if found.closed_at is not None:
        raise Conflict(N_("This is asked no more."))
    found.closed_at, found.closed_by = clock.now(), scope.member_name
    db.session.flush()
    _enter(scope, found, file.number, "consent_not_put")
    return found


def _suggested(scope: Scope, asked: Asked) -> tuple[Asked, str]:
    """What is asked with a programme is asked for it alone; with what it is called."""
    if asked.programme_id is None:
        return asked, ""
    found = published_programme(scope, asked.programme_id)
    if found.tenant_id == scope.tenant_id:
        raise Invalid(
            N_("This is a programme of your own house: nothing has to be shown to anybody."),
            "programme_id",
        )
    theirs = {"purpose": SharingPurpose.PROGRAMME, "recipients": (found.tenant_id,)}
    return replace(asked, **theirs), f"{found.name}, {found.tenant_name}"  # type: ignore[arg-type]


def _check(scope: Scope, file: YoungPerson, asked: Asked) -> None:
    if not asked.why.strip():
        raise Invalid(N_("Write a few words."), "why")
    bases.check(scope, _as_consent(asked))
    wanted, readers = bases.who_agrees(scope, file.id), frozenset(asked.readers)
    if not readers <= frozenset().union(*wanted):
        raise Invalid(N_("Somebody's word of these does not count here."), "readers")
    if not giving.suffices(readers, wanted):
        raise Invalid(N_("Ask everybody whose word is needed, or take it on paper."), "readers")
    pages = _pages(scope, file)
    if not readers <= pages.keys():
        raise Invalid(N_("Open a page first for everybody whom you ask."), "readers")
    if asked.recipients and not all(pages[each] for each in readers):
        raise Invalid(N_("A page of these names no homes: ask on paper instead."), "recipients")


def _as_consent(asked: Asked) -> Told:
    return Told(
        Basis.CONSENT,
        asked.categories,
        asked.purpose,
        asked.recipients,
        asked.starts,
        asked.ends,
        givers=asked.readers,
        how=How.OWN_PAGE,
    )


def _pages(scope: Scope, file: YoungPerson) -> dict[Giver, bool]:
    """Who has a page, and whether it may name homes."""
    found = db.session.execute(
        select(OwnPage.reader, OwnPage.names_homes).where(
            OwnPage.tenant_id == scope.tenant_id,
            OwnPage.person_id == file.id,
            OwnPage.closed_at.is_(None),
        )
    )
    return {Giver(reader): names_homes for reader, names_homes in found}


def _enter(scope: Scope, made: ConsentQuestion, number: str, detail: str) -> None:
    about = About("young_person", made.person_id, number)
    trail.enter(
        scope,
        EntryKind.DECIDE,
        Purpose.OWN_PAGE,
        about,
        categories=made.categories,
        detail=detail,
    )
