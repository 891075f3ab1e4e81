"""What is kept of breaches and inspections, and by what a file is found."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, Isolated, TenantOwned

MEMBER = (["tenant_id", "member_id"], ["members.tenant_id", "members.id"])
FILE = (["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"])


class Breach(TenantOwned, Base):
    """A breach of personal data: for whoever reported it, and those who watch over the house.

    What happened is sealed and never rewritten; what was done about it are its steps. The moments
    are those at which the Commissioner and the persons were told.
    """

    __tablename__ = "breaches"
    __table_args__ = (
        ForeignKeyConstraint(*MEMBER),
        Index("ix_breaches_tenant_id_member_id", "tenant_id", "member_id"),
        Index("ix_breaches_open", "tenant_id", "id", postgresql_where=text("closed_at IS NULL")),
    )

    number: Mapped[str]
    noticed_at: Mapped[datetime]
    persons: Mapped[int | None]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    member_id: Mapped[UUID]
    by_name: Mapped[str]
    risk: Mapped[str] = mapped_column(default="")
    commissioner_at: Mapped[datetime | None]
    persons_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Step(TenantOwned, Base):
    """One thing that was done about a breach, with sealed words. Never changed."""

    __tablename__ = "breach_steps"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "breach_id"], ["breaches.tenant_id", "breaches.id"]),
        Index("ix_breach_steps_tenant_id_breach_id", "tenant_id", "breach_id", "id"),
    )

    breach_id: Mapped[UUID]
    kind: Mapped[str]
    done_at: Mapped[datetime]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]


class Inspection(TenantOwned, Base):
    """What is opened for an inspector, from when until when; whoever is signed in under that
    e-mail with that role sees it. Only ever closed."""

    __tablename__ = "inspections"
    __table_args__ = (
        ForeignKeyConstraint(*MEMBER),
        Index("ix_inspections_tenant_id_member_id", "tenant_id", "member_id"),
        Index("ix_inspections_tenant_id_email", "tenant_id", "email"),
    )

    number: Mapped[str]
    authority: Mapped[str]
    ground: Mapped[str]
    name: Mapped[str]
    email: Mapped[str]
    trail: Mapped[bool]
    registers: Mapped[bool]
    rights: Mapped[bool] = mapped_column(default=False)
    bases: Mapped[bool] = mapped_column(default=False)
    starts: Mapped[datetime]
    ends: Mapped[datetime]
    member_id: Mapped[UUID]
    by_name: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class InspectedFile(Isolated, Base):
    """A file that is opened for an inspector."""

    __tablename__ = "inspection_files"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "inspection_id"], ["inspections.tenant_id", "inspections.id"]
        ),
        ForeignKeyConstraint(*FILE),
        Index("ix_inspection_files_tenant_id_person_id", "tenant_id", "person_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    inspection_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    number: Mapped[str]


class FileDigest(Isolated, Base):
    """A word of a name, a day of birth or an EMŠO, by which a file of this house is found. Says
    nothing to anybody without the key."""

    __tablename__ = "file_digests"
    __table_args__ = (
        ForeignKeyConstraint(*FILE),
        Index("ix_file_digests_tenant_id_digest", "tenant_id", "digest"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary, primary_key=True)
