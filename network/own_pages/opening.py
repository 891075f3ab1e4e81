"""A member of the case team opens a page for somebody, gives a new code, and closes it."""

import secrets
from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select, update

from network.consent.giving import Giver
from network.consent.kinds import Category
from network.own_pages.kinds import CODE_DIGITS, NAMES, READERS, is_parent, may_show
from network.own_pages.models import OwnPage
from network.own_pages.queries import page
from network.own_pages.safety import is_unsafe
from network.records import door, following
from network.records.fields import Sensitivity
from network.records.models import YoungPerson
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants import clock, passwords
from tenants.database import db, new_id
from tenants.digests import digest, fresh_secret
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope

UNSAFE = N_(
    "What is written about contact safety, or that the parents disagree, forbids to name homes on"
    " this page."
)


@dataclass(frozen=True, slots=True)
class Handed:
    """What is handed over on paper or by telephone, and told only once. A new code is for the link
    that somebody has already; then `link` is empty."""

    page: OwnPage
    link: str
    code: str


def open_page(
    scope: Scope,
    person_id: UUID,
    *,
    reader: Giver,
    reach: str,
    categories: Collection[Category] = (),
    names_homes: bool = False,
) -> Handed:
    """Open a page for the young person or a carer, which shows of the file at most `categories`
    (all that such a page may show if none are given). The young person may always know which homes
    there are; a carer only if so wished.

    `reach` is the telephone number of whoever decides. Raises NotFound, NotAllowed, Invalid,
    Conflict where that reader has a page already.
    """
    link, code = fresh_secret(), _fresh_code()
    made = open_with(
        scope,
        person_id,
        reader=reader,
        reach=reach,
        categories=categories,
        names_homes=names_homes,
        link=link,
        code=code,
    )
    return Handed(made, link, code)


def open_with(
    scope: Scope,
    person_id: UUID,
    *,
    reader: Giver,
    reach: str,
    link: str,
    code: str,
    categories: Collection[Category] = (),
    names_homes: bool = False,
) -> OwnPage:
    """The same with a link and a code that are known beforehand: for the demo, where they stand on
    the sign-in page. Raises NotFound, NotAllowed, Invalid, Conflict."""
    file = door.lock(scope, person_id)
    require(scope, Permission.KEEP_FILES)
    _check(scope, file, reader, categories, names_homes)
    made = OwnPage(
        tenant_id=scope.tenant_id,
        id=new_id(),
        person_id=person_id,
        reader=reader.value,
        categories=_shown(reader, categories),
        names_homes=names_homes or not is_parent(reader),
        reach=reach,
        link_hash=link_digest(link),
        code_hash=passwords.hashed(code),
        fresh_at=clock.now(),
        by_name=scope.member_name,
    )
    db.session.add(made)
    db.session.flush()
    enter(scope, made, file.number, "page_opened")
    return made


def give_code(scope: Scope, page_id: UUID) -> Handed:
    """A new code for the link that somebody has, because the word was forgotten or the page is
    locked; whoever sits before the page is turned out. Raises NotFound, NotAllowed, Conflict."""
    found, file = _kept(scope, page_id)
    code = _fresh_code()
    found.code_hash, found.fresh_at = passwords.hashed(code), clock.now()
    found.word_hash, found.failures, found.locked_at = None, 0, None
    db.session.flush()
    enter(scope, found, file.number, "page_code")
    return Handed(found, "", code)


def close(scope: Scope, page_id: UUID) -> OwnPage:
    """The page shows nothing any more, from the next query on. Raises NotFound, NotAllowed,
    Conflict."""
    found, file = _kept(scope, page_id)
    found.closed_at, found.closed_by = clock.now(), scope.member_name
    db.session.flush()
    enter(scope, found, file.number, "page_closed")
    return found


def is_handed(found: OwnPage, link: str, code: str) -> bool:
    """Whether exactly this was handed over for the page, and is still to be used."""
    fits = found.closed_at is None and passwords.fits(found.code_hash, code)
    return fits and (not link or link_digest(link) == found.link_hash)


def link_digest(link: str) -> str:
    """What is kept of a link, and by what a page is found."""
    return digest("page:" + link)


def enter(scope: Scope, found: OwnPage, number: str, detail: str) -> None:
    """Have it written into the trail what was done with a page. `detail` is a code."""
    about = About("young_person", found.person_id, number)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OWN_PAGE, about, detail=detail)


def begin() -> None:
    """From now on no file is written without this."""
    following.follow(keep_safe)


def keep_safe(scope: Scope, file: YoungPerson, written: Category | None = None) -> None:
    """Once it is written that contact is not safe, or that the parents disagree, pages of carers
    name no home any more; once a file is sealed they are closed."""
    if scope.is_visitor:
        return
    of_carers = update(OwnPage).where(
        OwnPage.tenant_id == scope.tenant_id,
        OwnPage.person_id == file.id,
        OwnPage.reader != Giver.YOUNG_PERSON,
        OwnPage.closed_at.is_(None),
    )
    if file.sensitivity == Sensitivity.SEALED:
        gone = {"closed_at": clock.now(), "closed_by": scope.member_name}
        db.session.execute(of_carers.values(**gone))
    elif written in (Category.CONTACT, Category.FAMILY) and is_unsafe(scope, file):
        db.session.execute(of_carers.where(OwnPage.names_homes).values(names_homes=False))


def _check(
    scope: Scope,
    file: YoungPerson,
    reader: Giver,
    categories: Collection[Category],
    names_homes: bool,
) -> None:
    if reader not in READERS:
        raise Invalid(N_("Choose the young person or somebody who cares for them."), "reader")
    if not _shown(reader, categories):
        raise Invalid(N_("A page for this reader shows nothing of that."), "categories")
    if file.sensitivity == Sensitivity.SEALED and is_parent(reader):
        raise Invalid(N_("A sealed file has no page for carers."), "reader")
    if names_homes and is_parent(reader) and is_unsafe(scope, file):
        raise Invalid(UNSAFE, "names_homes")
    if db.session.scalar(
        select(OwnPage.id).where(
            OwnPage.tenant_id == scope.tenant_id,
            OwnPage.person_id == file.id,
            OwnPage.reader == reader.value,
            OwnPage.closed_at.is_(None),
        )
    ):
        raise Conflict(N_("There is such a page already: give a new code, or close it first."))


def _shown(reader: Giver, categories: Collection[Category]) -> list[str]:
    """What was chosen of what such a reader may see at all; all of it if nothing was chosen."""
    may = may_show(reader)
    return sorted(set(may) & set(categories or may))


def _kept(scope: Scope, page_id: UUID) -> tuple[OwnPage, YoungPerson]:
    found, file = page(scope, page_id, lock=True)
    require(scope, Permission.KEEP_FILES)
    if found.closed_at is not None:
        raise Conflict(N_("This page is closed."))
    return found, file


def _fresh_code() -> str:
    return f"{secrets.randbelow(10**CODE_DIGITS):0{CODE_DIGITS}d}"


def name_of(reader: str) -> str:
    """As the trail and the file tell who it was."""
    return NAMES[Giver(reader)]
