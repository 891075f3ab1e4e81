"""What is kept of an individual plan: its goals, its reviews, and what was answered there."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    SmallInteger,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, TenantOwned


class Plan(TenantOwned, Base):
    """The plan of one enrolment; its house's own, and nobody else ever sees any of it.

    It is looked at again every `review_every` weeks. `report` is the final report, sealed.
    """

    __tablename__ = "plans"
    __table_args__ = (
        UniqueConstraint("tenant_id", "enrolment_id"),
        ForeignKeyConstraint(
            ["tenant_id", "enrolment_id"], ["enrolments.tenant_id", "enrolments.id"]
        ),
    )

    enrolment_id: Mapped[UUID]
    state: Mapped[str]
    review_every: Mapped[int]
    next_review_on: Mapped[date | None]
    begun_on: Mapped[date]
    begun_by: Mapped[str]
    report: Mapped[bytes | None] = mapped_column(LargeBinary)
    finished_on: Mapped[date | None]
    finished_by: Mapped[str] = mapped_column(default="")
    changed_at: Mapped[datetime] = mapped_column(default=clock.now)
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PlanGoal(TenantOwned, Base):
    """A goal and what one hopes will be different then, both sealed; open, or how it ended.

    `score` is what the worker says of it at its end and `own_score` the young person, 0 to 10.
    """

    __tablename__ = "plan_goals"
    __table_args__ = (
        UniqueConstraint("tenant_id", "plan_id", "number"),
        UniqueConstraint("tenant_id", "plan_id", "id"),
        ForeignKeyConstraint(["tenant_id", "plan_id"], ["plans.tenant_id", "plans.id"]),
    )

    plan_id: Mapped[UUID]
    number: Mapped[int]
    area: Mapped[str]
    goal: Mapped[bytes] = mapped_column(LargeBinary)
    hoped: Mapped[bytes | None] = mapped_column(LargeBinary)
    state: Mapped[str]
    score: Mapped[int | None] = mapped_column(SmallInteger)
    own_score: Mapped[int | None] = mapped_column(SmallInteger)
    closed_on: Mapped[date | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PlanReview(TenantOwned, Base):
    """Somebody looked at the plan on a day, one time a day. Only ever added."""

    __tablename__ = "plan_reviews"
    __table_args__ = (
        UniqueConstraint("tenant_id", "plan_id", "number"),
        UniqueConstraint("tenant_id", "plan_id", "held_on"),
        UniqueConstraint("tenant_id", "plan_id", "id"),
        ForeignKeyConstraint(["tenant_id", "plan_id"], ["plans.tenant_id", "plans.id"]),
    )

    plan_id: Mapped[UUID]
    number: Mapped[int]
    held_on: Mapped[date]
    asked: Mapped[str]
    agreed: Mapped[bytes | None] = mapped_column(LargeBinary)
    by_member_id: Mapped[UUID]
    by_name: Mapped[str]


class OwnAnswers(TenantOwned, Base):
    """What the young person answered on a page of their own before a review, sealed as one. Only
    ever added; the newest counts at the next review."""

    __tablename__ = "own_answers"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "plan_id"], ["plans.tenant_id", "plans.id"]),
        Index("ix_own_answers_tenant_id_plan_id", "tenant_id", "plan_id", "created_at"),
    )

    plan_id: Mapped[UUID]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)


class ReviewAnswer(TenantOwned, Base):
    """What one of the two answered to one question of a review, or about one goal: 0 to 10, and a
    few words, sealed. Only ever added."""

    __tablename__ = "review_answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "plan_id", "review_id"],
            ["plan_reviews.tenant_id", "plan_reviews.plan_id", "plan_reviews.id"],
        ),
        ForeignKeyConstraint(
            ["tenant_id", "plan_id", "goal_id"],
            ["plan_goals.tenant_id", "plan_goals.plan_id", "plan_goals.id"],
        ),
        Index(
            "uq_review_answers_question",
            *("tenant_id", "review_id", "question", "party"),
            unique=True,
            postgresql_where=text("goal_id IS NULL"),
        ),
        Index(
            "uq_review_answers_goal",
            *("tenant_id", "review_id", "goal_id", "party"),
            unique=True,
            postgresql_where=text("goal_id IS NOT NULL"),
        ),
        Index("ix_review_answers_tenant_id_plan_id", "tenant_id", "plan_id", "review_id"),
    )

    plan_id: Mapped[UUID]
    review_id: Mapped[UUID]
    question: Mapped[str]
    goal_id: Mapped[UUID | None]
    party: Mapped[str]
    score: Mapped[int] = mapped_column(SmallInteger)
    said: Mapped[bytes | None] = mapped_column(LargeBinary)
