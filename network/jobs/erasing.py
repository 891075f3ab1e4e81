"""What was erased is written down outside the database, and nothing is due on it any more; houses
to which something was shown that was corrected since are told."""

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
from network.rights import erasing, keeping, ledger, rectifying
from network.rights.ledger import Erased
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
            keeping.propose(scope)


@job(erasing.ERASED)
def erased(tenant_id: str, erasure_id: str) -> None:
    """A backup from before that is brought back must not bring the file back."""
    settings: Settings = current_app.extensions["pristan_settings"]
    with keeping_house(tenant_id) as scope:
        found = erasing.erasure(scope, UUID(erasure_id))
        bases = db.session.scalars(
            select(LegalBasis.id).where(
                LegalBasis.tenant_id == scope.tenant_id, LegalBasis.person_id == found.person_id
            )
        ).all()
        for subject_id in (found.person_id, *bases):
            clocks.stop(scope, subject_id)
        if found.confirmed_at is not None:
            gone = Erased(found.tenant_id, found.person_id, found.confirmed_at)
            ledger.add(settings.erased_file, [gone])
