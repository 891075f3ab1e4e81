"""Which file of the own house an enrolment belongs to."""

from uuid import UUID

from sqlalchemy import literal, select
from sqlalchemy.dialects.postgresql import insert

from network.plans.own import enter
from network.programmes import following
from network.programmes.models import EnrolmentFile
from network.records.models import YoungPerson
from tenants.database import db
from tenants.errors import N_, Conflict, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope


def file_of(scope: Scope, enrolment_id: UUID) -> YoungPerson | None:
    """The own file of an enrolment, for whoever opens it."""
    return db.session.scalar(
        select(YoungPerson)
        .join(
            EnrolmentFile,
            (EnrolmentFile.tenant_id == YoungPerson.tenant_id)
            & (EnrolmentFile.person_id == YoungPerson.id),
        )
        .where(
            EnrolmentFile.tenant_id == scope.tenant_id, EnrolmentFile.enrolment_id == enrolment_id
        )
    )


def link_file(scope: Scope, enrolment_id: UUID, *, file_number: str) -> YoungPerson:
    """Say whose enrolment it is, by somebody who opens that file; only such people learn it. It is
    said once. Raises NotFound, NotAllowed, Invalid, Conflict where it has its file.
    """
    enrolment = following.own(scope, enrolment_id, lock=True)
    require(scope, Permission.RUN_PROGRAMMES)
    require(scope, Permission.KEEP_FILES)
    file = db.session.scalar(
        select(YoungPerson).where(
            YoungPerson.tenant_id == scope.tenant_id, YoungPerson.number == file_number.strip()
        )
    )
    if file is None:
        raise Invalid(N_("You open no file with this number."), "file_number")
    row = {"tenant_id": scope.tenant_id, "enrolment_id": enrolment.id, "person_id": file.id}
    made = db.session.execute(
        insert(EnrolmentFile).values(**row).on_conflict_do_nothing().returning(literal(1))
    )
    if made.first() is None:  # also where it is of a file that this member does not open
        raise Conflict(N_("This enrolment has its file already."))
    enter(scope, enrolment, "enrolment_filed")
    return file
