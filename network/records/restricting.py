"""While a file is restricted nothing of it is shown to others (GDPR article 18); who works with it
reads it, and sees that it is. The database refuses, too, whatever is said here."""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Column, DateTime, MetaData, Table, Uuid, select

from network.records.models import FileRestriction
from tenants.database import db
from tenants.errors import N_, Conflict
from tenants.scope import Scope

SHOWN_TO_NOBODY = N_(
    "This file is restricted: nothing of it is shown to others until that is lifted."
)
# Of what belongs to a file of the own house that is restricted now.
_SUBJECTS = Table(
    "restricted_subjects",
    MetaData(),
    Column("tenant_id", Uuid),
    Column("subject_id", Uuid),
    Column("since", DateTime(timezone=True)),
)


class Ground(StrEnum):
    """Why a file is restricted: GDPR article 18(1), letter by letter."""

    ACCURACY = "accuracy"
    UNLAWFUL = "unlawful"
    LEGAL_CLAIMS = "legal_claims"
    OBJECTION = "objection"


class Lifted(StrEnum):
    """Why it is so no more."""

    CORRECTED = "corrected"
    ACCURATE = "accurate"
    CLAIMS_ENDED = "claims_ended"
    INTERESTS_WEIGHED = "interests_weighed"
    OWN_WISH = "own_wish"


class Restricted(Conflict):
    """The file is restricted."""

    code = "restricted"


def in_force(scope: Scope, person_id: UUID) -> FileRestriction | None:
    """The restriction of a file, if there is one."""
    return db.session.scalar(
        select(FileRestriction).where(
            FileRestriction.tenant_id == scope.tenant_id,
            FileRestriction.person_id == person_id,
            FileRestriction.lifted_at.is_(None),
        )
    )


def since(scope: Scope, subject_id: UUID) -> datetime | None:
    """Since when the file of an enrolment, of a stay or of a session with one is restricted, if it
    is; whose file that is, is not told."""
    return db.session.scalar(
        select(_SUBJECTS.c.since).where(
            _SUBJECTS.c.tenant_id == scope.tenant_id, _SUBJECTS.c.subject_id == subject_id
        )
    )


def refuse_paper_of(scope: Scope, subject_id: UUID) -> None:
    """What goes out on paper is shown to others. Raises Restricted."""
    if since(scope, subject_id) is not None:
        raise Restricted(SHOWN_TO_NOBODY)


def refuse_if_restricted(scope: Scope, person_id: UUID) -> None:
    """Raises Restricted."""
    if in_force(scope, person_id) is not None:
        raise Restricted(SHOWN_TO_NOBODY)
