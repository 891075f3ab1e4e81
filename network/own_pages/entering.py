"""From the link and a code or word to a session that sees one page, and out again.

The link alone opens nothing, and it never tells whether there is a page behind it: a link that was
never made, one that was closed and a wrong word answer alike and take as long.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from sqlalchemy import Row, text, update

from network.consent.giving import Giver
from network.own_pages.kinds import (
    CODE_HOLDS,
    FEWEST_LETTERS,
    IDLE,
    LONGEST_WORD,
    MOST_FAILURES,
    NAMES,
    OVERALL,
    SHORTEST_WORD,
)
from network.own_pages.models import OwnPage, PageSession
from network.own_pages.opening import link_digest
from network.trail import writing as trail
from network.trail.kinds import Entrance, EntryKind, Purpose
from network.trail.writing import About
from tenants import clock, isolation, passwords, throttling
from tenants.database import db, transaction
from tenants.digests import digest, fresh_secret
from tenants.errors import N_, Conflict, Invalid
from tenants.isolation import acting_as, knocking
from tenants.scope import Scope, TenantKind
from tenants.sessions import SEEN_EVERY
from tenants.throttling import Door

CLOSED = N_(
    "This did not open. Look at the code or your word once more. After five wrong tries the page"
    " locks itself: then ask the person who gave you the sheet for a new code."
)
TRY = (
    "UPDATE own_pages SET failures = failures + 1,"
    " locked_at = CASE WHEN failures + 1 >= %(most)s THEN %(now)s ELSE locked_at END"
    " WHERE link_hash = %(link)s AND closed_at IS NULL AND failures < %(most)s"
    " RETURNING tenant_id, id, reader, person_id, code_hash, fresh_at, word_hash, failures"
)
RECOGNISE = "SELECT * FROM recognised_pages WHERE token_hash = %(token)s"
SEEN = text("UPDATE page_sessions SET seen_at = :now WHERE token_hash = :token")
END = text(
    "UPDATE page_sessions SET ended_at = :now WHERE token_hash = :token AND ended_at IS NULL"
)


@dataclass(frozen=True, slots=True)
class Visit:
    """Somebody before their own page, and what stands on every part of it: who answers for the
    file, for which house and how to reach it. Without a word of their own they choose one first."""

    scope: Scope
    person_id: UUID
    reader: Giver
    names_homes: bool
    has_word: bool
    reach: str
    responsible: str
    number: str
    link_hash: str


def enter(link: str, typed: str, address: str) -> str:
    """A fresh session for whoever has the link and its code or word; the secret for the cookie.

    Every try counts, by page and by address, before it is known how it ends. Raises Invalid,
    Throttled.
    """
    by_address = throttling.by_address(Door.OWN_PAGE, address)
    throttling.attempt(by_address)
    found = _tried(link_digest(link))
    if not passwords.fits(_kept(found), normalised(typed)) or found is None:
        if found is not None and found.failures >= MOST_FAILURES:
            _enter_trail(found, EntryKind.SIGN_IN_REFUSED)
        raise Invalid(CLOSED, "secret")
    throttling.take_back(by_address)
    secret = _begun(link_digest(link), found)
    _enter_trail(found, EntryKind.SIGN_IN)
    return secret


def normalised(typed: str) -> str:
    """One spelling of a word; a code without the spaces that make it easier to read."""
    word = " ".join(typed.split()).casefold()
    digits = word.replace(" ", "").replace("-", "")
    return digits if digits.isdigit() else word


def choose_word(visit: Visit, word: str) -> str:
    """From now on this opens the link in place of the code; other sessions of the page end. The
    secret for the cookie. Raises Invalid, Conflict where there is a word already."""
    _check(word)
    now = clock.now()
    with knocking(visit.link_hash), transaction():
        chosen = db.session.execute(
            update(OwnPage)
            .where(OwnPage.link_hash == visit.link_hash, OwnPage.word_hash.is_(None))
            .values(word_hash=passwords.hashed(normalised(word)), code_hash=None, fresh_at=now)
            .returning(OwnPage.tenant_id, OwnPage.id)
            .execution_options(synchronize_session=False)
        ).one_or_none()
    if chosen is None:
        raise Conflict(N_("There is a word already. Open the page with it."))
    return _session(*chosen)


def recognise(secret: str) -> Visit | None:
    """Who presents this cookie; from here on the session acts for them. None for a secret that is
    unknown, ended, idle for too long or too old, or whose page was closed."""
    isolation.knock(token := digest(secret))
    row = db.session.connection().exec_driver_sql(RECOGNISE, {"token": token}).one_or_none()
    now = clock.now()
    if row is None or now - row.seen_at >= IDLE or now - row.created_at >= OVERALL:
        db.session.remove()
        return None
    if now - row.seen_at >= SEEN_EVERY:
        with transaction():
            db.session.execute(SEEN, {"token": token, "now": now})
    visit = _visit(row)
    isolation.enter(visit.scope)
    return visit


def leave(secret: str) -> None:
    """The cookie opens nothing any more."""
    with knocking(token := digest(secret)), transaction():
        db.session.execute(END, {"token": token, "now": clock.now()})


def _visit(row: Row[Any]) -> Visit:
    reader = Giver(row.reader)
    scope = Scope(
        row.tenant_id,
        kind=TenantKind(row.tenant_kind),
        member_name=NAMES[reader],
        tenant_name=row.tenant_name,
        page_id=row.page_id,
    )
    shown = (row.names_homes, row.has_word, row.reach, row.responsible, row.number, row.link_hash)
    return Visit(scope, row.person_id, reader, *shown)


def _tried(link: str) -> Row[Any] | None:
    told = {"link": link, "most": MOST_FAILURES, "now": clock.now()}
    with knocking(link), transaction():
        return db.session.connection().exec_driver_sql(TRY, told).one_or_none()


def _kept(found: Row[Any] | None) -> str | None:
    """The one secret that opens the page now; none where the code is too old."""
    if found is None:
        return None
    if found.code_hash is None or clock.now() - found.fresh_at >= CODE_HOLDS:
        kept: str | None = found.word_hash
        return kept
    code: str = found.code_hash
    return code


def _begun(link: str, found: Row[Any]) -> str:
    with knocking(link), transaction():
        db.session.execute(
            update(OwnPage)
            .where(OwnPage.link_hash == link)
            .values(failures=0, locked_at=None, seen_at=clock.now())
            .execution_options(synchronize_session=False)
        )
    return _session(found.tenant_id, found.id)


def _session(tenant_id: UUID, page_id: UUID) -> str:
    secret, now = fresh_secret(), clock.now()
    with knocking(digest(secret)), transaction():
        db.session.add(
            PageSession(
                tenant_id=tenant_id,
                page_id=page_id,
                token_hash=digest(secret),
                seen_at=now,
                created_at=now,
            )
        )
    return secret


def _enter_trail(found: Row[Any], kind: EntryKind) -> None:
    scope = Scope(found.tenant_id, member_name=NAMES[Giver(found.reader)], page_id=found.id)
    about, detail = About("young_person", found.person_id), Entrance.OWN_PAGE.value
    with acting_as(scope), transaction():
        trail.enter(scope, kind, Purpose.OWN_PAGE, about, detail=detail)


def _check(word: str) -> None:
    chosen = normalised(word)
    if len(chosen) < SHORTEST_WORD:
        sentence = N_("Choose a word or number with at least %(shortest)s characters.")
        raise Invalid(sentence, "word", shortest=SHORTEST_WORD)
    if len(chosen) > LONGEST_WORD:
        raise Invalid(N_("This is too long: at most %(longest)s characters."), "word", longest=60)
    if len(set(chosen)) < FEWEST_LETTERS or chosen in "01234567890 9876543210 abcdefghij":
        raise Invalid(N_("This is too easy to guess. Choose something else."), "word")
