"""What is kept so that one house may be found by another, and of each glass that was broken."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned

FILE = (["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"])


class MatchKey(Isolated, Base):
    """A digest by which a file is known again in one network. Says nothing to anybody."""

    __tablename__ = "match_keys"
    __table_args__ = (
        ForeignKeyConstraint(*FILE),
        Index("ix_match_keys_network_id_digest", "network_id", "digest"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("networks.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class EmergencySummary(Isolated, Base):
    """The least that somebody must know who has the young person before them, sealed by itself."""

    __tablename__ = "emergency_summaries"
    __table_args__ = (ForeignKeyConstraint(*FILE),)

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    person_id: Mapped[UUID] = mapped_column(primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)


class Question(TenantOwned, Base):
    """Whether another house may know somebody: of an own file, or of a name that was typed.

    Of a file, for those who open it; of a name, for whoever typed it and the head. A name that the
    house has kept long enough is there no more.
    """

    __tablename__ = "elsewhere_questions"
    __table_args__ = (
        ForeignKeyConstraint(*FILE),
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_elsewhere_questions_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_elsewhere_questions_asker", "tenant_id", "member_id", "created_at"),
    )

    number: Mapped[str]
    person_id: Mapped[UUID | None]
    member_id: Mapped[UUID]
    by_name: Mapped[str]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)


class AskedDigest(Isolated, Base):
    """By what a question asks; the database compares it, nobody else can."""

    __tablename__ = "asked_digests"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "question_id"],
            ["elsewhere_questions.tenant_id", "elsewhere_questions.id"],
        ),
        Index("ix_asked_digests_network_id_digest", "network_id", "digest"),
    )

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    question_id: Mapped[UUID] = mapped_column(primary_key=True)
    network_id: Mapped[UUID] = mapped_column(ForeignKey("networks.id"), primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    digest: Mapped[bytes] = mapped_column(LargeBinary)


class Asked(TenantOwned, Base):
    """That somebody elsewhere asks about one of our files, and what we answer. Ours alone: the
    asker sees through a view what was answered."""

    __tablename__ = "elsewhere_answers"
    __table_args__ = (
        ForeignKeyConstraint(*FILE),
        ForeignKeyConstraint(
            ["asker_id", "question_id"],
            ["elsewhere_questions.tenant_id", "elsewhere_questions.id"],
        ),
        UniqueConstraint("tenant_id", "question_id", "person_id"),
        Index("ix_elsewhere_answers_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_elsewhere_answers_asker_id_question_id", "asker_id", "question_id"),
    )

    question_id: Mapped[UUID]
    asker_id: Mapped[UUID]
    person_id: Mapped[UUID]
    by_name: Mapped[str]
    asked_at: Mapped[datetime]
    answer: Mapped[str] = mapped_column(default="")
    answered_at: Mapped[datetime | None]
    answered_by_id: Mapped[UUID | None]
    answered_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class Emergency(TenantOwned, Base):
    """Somebody of ours has broken the glass, when and why. Never changed, but that its words go
    when the house has kept them long enough."""

    __tablename__ = "emergencies"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "question_id"],
            ["elsewhere_questions.tenant_id", "elsewhere_questions.id"],
        ),
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_emergencies_tenant_id_question_id", "tenant_id", "question_id"),
        Index("ix_emergencies_tenant_id_member_id", "tenant_id", "member_id"),
    )

    number: Mapped[str]
    question_id: Mapped[UUID]
    reason: Mapped[str]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    member_id: Mapped[UUID]
    by_name: Mapped[str]


class Review(TenantOwned, Base):
    """One of our files was opened in an emergency elsewhere; to be judged. Written with it by
    whoever broke the glass; both sides read it, only the own house judges."""

    __tablename__ = "emergency_reviews"
    __table_args__ = (
        ForeignKeyConstraint(*FILE),
        ForeignKeyConstraint(
            ["asker_id", "emergency_id"], ["emergencies.tenant_id", "emergencies.id"]
        ),
        UniqueConstraint("tenant_id", "emergency_id", "person_id"),
        Index("ix_emergency_reviews_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_emergency_reviews_asker_id_emergency_id", "asker_id", "emergency_id"),
        Index("ix_emergency_reviews_open", "tenant_id", "verdict", "id"),
    )

    emergency_id: Mapped[UUID]
    asker_id: Mapped[UUID]
    person_id: Mapped[UUID]
    number: Mapped[str]
    reason: Mapped[str]
    by_name: Mapped[str]
    sealed: Mapped[bytes | None] = mapped_column(LargeBinary)
    opened_at: Mapped[datetime]
    verdict: Mapped[str] = mapped_column(default="")
    remark: Mapped[bytes | None] = mapped_column(LargeBinary)
    judged_at: Mapped[datetime | None]
    judged_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}
