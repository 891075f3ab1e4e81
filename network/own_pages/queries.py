"""How members look at pages and at what was said on them."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import select

from network.own_pages.models import OwnPage, Voice
from network.own_pages.sealed import Said, told
from network.records import door
from network.records.models import YoungPerson
from tenants.database import db
from tenants.errors import N_, NotFound
from tenants.roles import Permission, require
from tenants.scope import Scope

PAGE = 25


@dataclass(frozen=True, slots=True)
class VoicePage:
    """Up to PAGE voices without their words; `after` is the id to ask the next ones with."""

    rows: Sequence[Voice]
    after: UUID | None


def of_file(scope: Scope, person_id: UUID) -> Sequence[OwnPage]:
    """Every page that was ever opened for a file, the newest first. Raises NotFound."""
    door.person(scope, person_id)
    return db.session.scalars(
        select(OwnPage)
        .where(OwnPage.tenant_id == scope.tenant_id, OwnPage.person_id == person_id)
        .order_by(OwnPage.id.desc())
    ).all()


def page(scope: Scope, page_id: UUID, *, lock: bool = False) -> tuple[OwnPage, YoungPerson]:
    """One page and its file, for whoever opens that. Raises NotFound."""
    chosen = select(OwnPage).where(OwnPage.tenant_id == scope.tenant_id, OwnPage.id == page_id)
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(N_("There is no such page of somebody's own."))
    return found, door.person(scope, found.person_id)


def voices(scope: Scope, *, waiting: bool = False, before: UUID | None = None) -> VoicePage:
    """What was said on pages of the files that the scope's member opens, the newest first; with
    `waiting` only what nobody has answered. Raises NotAllowed."""
    require(scope, Permission.KEEP_FILES)
    chosen = select(Voice).where(Voice.tenant_id == scope.tenant_id)
    if waiting:
        chosen = chosen.where(Voice.answered_at.is_(None))
    if before is not None:
        chosen = chosen.where(Voice.id < before)
    found = db.session.scalars(chosen.order_by(Voice.id.desc()).limit(PAGE + 1)).all()
    return VoicePage(found[:PAGE], found[PAGE - 1].id if len(found) > PAGE else None)


def voice(scope: Scope, voice_id: UUID, *, lock: bool = False) -> Voice:
    """One of them, for whoever opens its file. Raises NotFound."""
    chosen = select(Voice).where(Voice.tenant_id == scope.tenant_id, Voice.id == voice_id)
    if lock:
        chosen = chosen.with_for_update().execution_options(populate_existing=True)
    found = db.session.scalar(chosen)
    if found is None:
        raise NotFound(N_("There is nothing of that kind that was said."))
    return found


def said(scope: Scope, voice_id: UUID) -> Said:
    """The same with its words. Raises NotFound, Erased."""
    return told(scope, [voice(scope, voice_id)])[0]
