"""What was erased is written down outside the database, and nothing is due on it any more; houses
to which something was shown that was corrected since are told."""

from collections.abc import Sequence
from uuid import UUID

from flask import current_app
from sqlalchemy import select

from network.clocks import actions as clocks
from network.clocks.subjects import SubjectKind
from network.duties import answering
from network.jobs.registry import job, keeping_house, rounds
from network.legal_bases.models import LegalBasis
from network.notices.actions import tell
from network.notices.kinds import NoticeKind
from network.requests.models import Ask
from network.rights import erasing, keeping, ledger, rectifying, written
from network.rights.ledger import Erased, Of
from network.rights.models import Erasure
from network.settings import Settings
from tenants.caretaking import all_tenants
from tenants.database import db

AT_NIGHT = "47 2 * * *"


@job(rectifying.RECTIFIED)
def file_rectified(tenant_id: str, ask_id: str, rectification_id: str) -> None:
    """Tell whoever answers for the ask on which it was shown (GDPR article 19)."""
    with keeping_house(tenant_id) as scope:
        ask = db.session.scalar(select(Ask).where(Ask.id == UUID(ask_id)))
        if ask is None:
            return
        people = answering.people_of(scope, SubjectKind.ASK, ask.id)
        tell(
            scope,
            answering.doers(scope, people),
            NoticeKind.FILE_RECTIFIED,
            number=ask.number,
            path=f"/asks/{ask.id}",
            once=f"{rectifying.RECTIFIED} {rectification_id} {ask.id}",
        )


@rounds("retention", AT_NIGHT)
def propose() -> None:
    """What the rules of each house let go is proposed for erasure; somebody has to confirm it."""
    for tenant_id in all_tenants():
        with keeping_house(tenant_id) as scope:
            for record_class in keeping.ERASED_BY_RULE:
                keeping.propose(scope, record_class)


@job(erasing.ERASED)
def erased(tenant_id: str, erasure_id: str) -> None:
    """A backup from before that is brought back must not bring the file back, nor the words."""
    settings: Settings = current_app.extensions["pristan_settings"]
    with keeping_house(tenant_id) as scope:
        found = erasing.erasure(scope, UUID(erasure_id))
        words = written.of_file(scope, found.person_id) if found.person_id else []
        for subject_id in (found.subject_id, *_bases(found), *words):
            clocks.stop(scope, subject_id)
        ledger.add(settings.erased_file, _gone(found, words))


def _gone(found: Erasure, words: Sequence[UUID]) -> list[Erased]:
    """Words on what belongs to a file go with its key, but a backup may be from before they were
    its."""
    at = found.confirmed_at
    if at is None:
        return []
    if found.person_id is None:
        return [Erased(found.tenant_id, found.subject_id, at, Of.WORDS)]
    of_words = [Erased(found.tenant_id, each, at, Of.WORDS) for each in words]
    return [Erased(found.tenant_id, found.person_id, at), *of_words]


def _bases(found: Erasure) -> Sequence[UUID]:
    """The legal bases of the file; none where it was words without one."""
    if found.person_id is None:
        return ()
    return db.session.scalars(
        select(LegalBasis.id).where(
            LegalBasis.tenant_id == found.tenant_id, LegalBasis.person_id == found.person_id
        )
    ).all()
