"""What is kept of a young person's file. Content is sealed; only `door` opens it."""

from datetime import datetime
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

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned


class YoungPerson(TenantOwned, Base):
    """One young person, as one tenant knows them: a number, and who answers for the file.

    Seen by the case team, by the head where the file is not sealed, and by nobody excluded.
    """

    __tablename__ = "young_persons"
    __table_args__ = (
        CheckConstraint("responsible_id <> deputy_id", name="two_people"),
        UniqueConstraint("tenant_id", "number"),
        ForeignKeyConstraint(["tenant_id", "responsible_id"], ["members.tenant_id", "members.id"]),
        ForeignKeyConstraint(["tenant_id", "deputy_id"], ["members.tenant_id", "members.id"]),
        Index("ix_young_persons_tenant_id_responsible_id", "tenant_id", "responsible_id"),
        Index("ix_young_persons_tenant_id_deputy_id", "tenant_id", "deputy_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    number: Mapped[str]
    sensitivity: Mapped[str]
    responsible_id: Mapped[UUID | None]
    deputy_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class TeamMember(Isolated, Base):
    """Somebody who needs the file for their work, until a moment."""

    __tablename__ = "case_team"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index(
            "ix_case_team_tenant_id_member_id",
            "tenant_id",
            "member_id",
            postgresql_where=text("until IS NULL"),
        ),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    until: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class FileExclusion(Isolated, Base):
    """Somebody of the house who never opens this file, whatever their role."""

    __tablename__ = "file_exclusions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_file_exclusions_tenant_id_member_id", "tenant_id", "member_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    reason: Mapped[str]
    by_name: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class PersonKey(Isolated, Base):
    """The key of one file, wrapped by the tenant's. Destroying it erases the file."""

    __tablename__ = "person_keys"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    wrapped: Mapped[bytes | None] = mapped_column(LargeBinary)
    destroyed_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class FilePart(Isolated, Base):
    """What the file says in one category, sealed."""

    __tablename__ = "file_parts"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    category: Mapped[str] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now, onupdate=clock.now)
    changed_by: Mapped[str]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class EarlierWords(TenantOwned, Base):
    """What the young person's own words were before they were written anew. Never changed; read by
    whoever opens the file, and on the young person's own page."""

    __tablename__ = "earlier_words"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        Index("ix_earlier_words_tenant_id_person_id", "tenant_id", "person_id"),
    )

    person_id: Mapped[UUID]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    said_at: Mapped[datetime]
    said_by: Mapped[str]


class FileRestriction(TenantOwned, Base):
    """While it is in force nothing of the file is shown to others (GDPR article 18). Seen by
    whoever opens the file, and by those who decide about rights. Lifted once, with a reason."""

    __tablename__ = "file_restrictions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "rights_request_id"],
            ["rights_requests.tenant_id", "rights_requests.id"],
        ),
        CheckConstraint("(lifted_at IS NULL) = (lifted = '')", name="lifted_because"),
        Index(
            "uq_file_restrictions_in_force",
            "tenant_id",
            "person_id",
            unique=True,
            postgresql_where=text("lifted_at IS NULL"),
        ),
        Index("ix_file_restrictions_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_file_restrictions_tenant_id_rights_request_id", "tenant_id", "rights_request_id"),
    )

    person_id: Mapped[UUID]
    rights_request_id: Mapped[UUID | None]
    ground: Mapped[str]
    by_name: Mapped[str]
    lifted_at: Mapped[datetime | None]
    lifted_by: Mapped[str] = mapped_column(default="")
    lifted: Mapped[str] = mapped_column(default="")
