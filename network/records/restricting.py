"""While a file is restricted nothing of it is shown to others (GDPR article 18); who works with it
reads it, and sees that it is. The database refuses, too, whatever is said here."""

from enum import StrEnum
from uuid import UUID

from sqlalchemy import select

from network.records.models import FileRestriction
from tenants.database import db
from tenants.errors import N_, Conflict
from tenants.scope import Scope


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


def refuse_if_restricted(scope: Scope, person_id: UUID) -> None:
    """Raises Restricted."""
    if in_force(scope, person_id) is not None:
        raise Restricted(
            N_("This file is restricted: nothing of it is shown to others until that is lifted.")
        )
