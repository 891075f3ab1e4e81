"""What is kept of the work of mobile teams and advisers.

Whoever asked for the programme sees the case itself: that there is one, how it stands and what it
proposes. Everything else is its house's own, and what people wrote is sealed.
"""

from datetime import date
from uuid import UUID

from sqlalchemy import ForeignKeyConstraint, Index, LargeBinary, UniqueConstraint, text
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantOwned

OF_CASE = ["mobile_cases.tenant_id", "mobile_cases.id"]


class MobileCase(TenantOwned, Base):
    """One piece of work on one enrolment. Seen by its house and by whoever asked; no words."""

    __tablename__ = "mobile_cases"
    __table_args__ = (
        UniqueConstraint("tenant_id", "enrolment_id"),
        ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"], ["enrolments.tenant_id", "enrolments.id"]
        ),
        Index("ix_mobile_cases_asker_id_enrolment_id", "asker_id", "enrolment_id"),
    )

    enrolment_id: Mapped[UUID]
    asker_id: Mapped[UUID | None]
    kind: Mapped[str]
    state: Mapped[str]
    opened_on: Mapped[date]
    closed_on: Mapped[date | None]
    next_step: Mapped[str | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class CaseMember(TenantOwned, Base):
    """Somebody of the house who works on it, in a profession; since `left_on` no more."""

    __tablename__ = "case_members"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "case_id"], OF_CASE),
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_case_members_tenant_id_case_id", "tenant_id", "case_id"),
        Index(
            "uq_case_members_now",
            "tenant_id",
            "case_id",
            "member_id",
            unique=True,
            postgresql_where=text("left_on IS NULL"),
        ),
    )

    case_id: Mapped[UUID]
    member_id: Mapped[UUID]
    profession: Mapped[str]
    left_on: Mapped[date | None]


class CaseGoal(TenantOwned, Base):
    """What is to be reached, with whom it was agreed on which day, and how far it was reached."""

    __tablename__ = "case_goals"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "case_id"], OF_CASE),
        Index("ix_case_goals_tenant_id_case_id", "tenant_id", "case_id"),
    )

    case_id: Mapped[UUID]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    school_on: Mapped[date | None]
    parents_on: Mapped[date | None]
    young_person_on: Mapped[date | None]
    reached: Mapped[str | None]


class CaseVisit(TenantOwned, Base):
    """A meeting with somebody, where and how many minutes. Only ever added."""

    __tablename__ = "case_visits"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "case_id"], OF_CASE),
        Index("ix_case_visits_tenant_id_case_id", "tenant_id", "case_id"),
    )

    case_id: Mapped[UUID]
    day: Mapped[date]
    place: Mapped[str]
    minutes: Mapped[int]
    present: Mapped[list[str]]
    notes: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class CaseReport(TenantOwned, Base):
    """The closing expert report, in sections; written once."""

    __tablename__ = "case_reports"
    __table_args__ = (
        UniqueConstraint("tenant_id", "case_id"),
        ForeignKeyConstraint(["tenant_id", "case_id"], OF_CASE),
    )

    case_id: Mapped[UUID]
    words: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]
