"""What is kept of a request for a right, of an erasure, and of how long a house keeps."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    CheckConstraint,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from network.rights.kinds import Thing, What
from tenants import clock
from tenants.database import Base, Isolated, TenantOwned

FILE = (["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"])
OF_REQUEST = (
    ["tenant_id", "rights_request_id"],
    ["rights_requests.tenant_id", "rights_requests.id"],
)


class RightsRequest(TenantOwned, Base):
    """Somebody asks for a right. Its words are sealed with the key of the house, and forgotten
    with the file. Seen by whoever opens the file, by the data-protection officer and the head."""

    __tablename__ = "rights_requests"
    __table_args__ = (
        ForeignKeyConstraint(*FILE),
        UniqueConstraint("tenant_id", "number"),
        CheckConstraint("(decision = '') = (decided_at IS NULL)", name="decided"),
        Index("ix_rights_requests_tenant_id_person_id", "tenant_id", "person_id"),
    )

    number: Mapped[str]
    person_id: Mapped[UUID]
    file_number: Mapped[str]
    kind: Mapped[str]
    asked_by: Mapped[str]
    proof: Mapped[str]
    received_on: Mapped[date]
    due_on: Mapped[date]
    asked: Mapped[bytes | None] = mapped_column(LargeBinary)
    extended_at: Mapped[datetime | None]
    extension: Mapped[bytes | None] = mapped_column(LargeBinary)
    decision: Mapped[str] = mapped_column(default="")
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    decided_at: Mapped[datetime | None]
    decided_by_id: Mapped[UUID | None]
    decided_by: Mapped[str] = mapped_column(default="")
    by_name: Mapped[str]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class RightsStep(TenantOwned, Base):
    """One thing that happened to a request. Steps are only ever added."""

    __tablename__ = "rights_steps"
    __table_args__ = (
        ForeignKeyConstraint(*OF_REQUEST),
        Index("ix_rights_steps_tenant_id_rights_request_id", "tenant_id", "rights_request_id"),
    )

    rights_request_id: Mapped[UUID]
    step: Mapped[str]
    by_name: Mapped[str]


class Erasure(TenantOwned, Base):
    """A file is to be erased, or the words on a thing without one; asked by one and confirmed by
    another; by nobody where the house's own rule has run out. Confirmed, the database destroys
    the key."""

    __tablename__ = "erasures"
    __table_args__ = (
        ForeignKeyConstraint(*FILE),
        ForeignKeyConstraint(*OF_REQUEST),
        UniqueConstraint("tenant_id", "number"),
        CheckConstraint("num_nonnulls(dropped_at, confirmed_at) <= 1", name="ended"),
        CheckConstraint("confirmed_by_id <> asked_by_id", name="two_people"),
        CheckConstraint(
            "CASE WHEN subject = 'file' THEN person_id IS NOT DISTINCT FROM subject_id"
            " ELSE person_id IS NULL END",
            name="of_file",
        ),
        Index(
            "uq_erasures_open",
            "tenant_id",
            "subject_id",
            unique=True,
            postgresql_where=text("dropped_at IS NULL"),
        ),
        Index("ix_erasures_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_erasures_tenant_id_rights_request_id", "tenant_id", "rights_request_id"),
    )

    number: Mapped[str]
    subject: Mapped[str]
    subject_id: Mapped[UUID]
    subject_number: Mapped[str]
    person_id: Mapped[UUID | None]
    rights_request_id: Mapped[UUID | None]
    ground: Mapped[str]
    asked_by_id: Mapped[UUID | None]
    asked_by: Mapped[str] = mapped_column(default="")
    dropped_at: Mapped[datetime | None]
    dropped_by: Mapped[str] = mapped_column(default="")
    confirmed_at: Mapped[datetime | None]
    confirmed_by_id: Mapped[UUID | None]
    confirmed_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}

    @property
    def thing(self) -> Thing:
        """What goes."""
        return Thing(What(self.subject), self.subject_id, self.subject_number)


class RetentionRule(Isolated, Base):
    """How many years a house keeps records of one class; without a row its default holds."""

    __tablename__ = "retention_rules"

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    record_class: Mapped[str] = mapped_column(primary_key=True)
    years: Mapped[int]
    set_by: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(default=clock.now)


class AccessReport(TenantOwned, Base):
    """What a file says, gathered for whoever asked for it, sealed with the key of the file.
    Reviewed until it is finished; then it stays as it is. Seen by whoever opens the file."""

    __tablename__ = "access_reports"
    __table_args__ = (
        ForeignKeyConstraint(*FILE),
        ForeignKeyConstraint(*OF_REQUEST),
        UniqueConstraint("tenant_id", "rights_request_id"),
        CheckConstraint("(finished_at IS NULL) = (digest IS NULL)", name="finished"),
        CheckConstraint("handed_over_at IS NULL OR finished_at IS NOT NULL", name="handed_over"),
        Index("ix_access_reports_tenant_id_person_id", "tenant_id", "person_id"),
    )

    rights_request_id: Mapped[UUID]
    person_id: Mapped[UUID]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]
    finished_at: Mapped[datetime | None]
    finished_by: Mapped[str] = mapped_column(default="")
    digest: Mapped[bytes | None] = mapped_column(LargeBinary)
    handed_over_at: Mapped[datetime | None]
    handed_over_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Rectification(TenantOwned, Base):
    """What stood in a file before it was corrected, and what stands there since, sealed with the
    key of the file; of marks and notes of sessions `subject_id` is the session or the note. Seen by
    whoever opens the file; rows are only ever added."""

    __tablename__ = "rectifications"
    __table_args__ = (
        ForeignKeyConstraint(*FILE),
        ForeignKeyConstraint(*OF_REQUEST),
        Index("ix_rectifications_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_rectifications_tenant_id_rights_request_id", "tenant_id", "rights_request_id"),
    )

    rights_request_id: Mapped[UUID]
    person_id: Mapped[UUID]
    category: Mapped[str]
    subject_id: Mapped[UUID | None]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]
