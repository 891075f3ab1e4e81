"""What is kept of pages, of who sits before them, and of what was said there."""

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import (
    ARRAY,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    Uuid,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants.database import Base, TenantOwned


class OwnPage(TenantOwned, Base):
    """The page of one reader of one file. Its link, code and word are kept as digests.

    Seen by whoever opens the file, and by whoever holds the link, who may try a code or a word.
    `fresh_at` is when the code was made or the word chosen: sessions from before have ended.
    """

    __tablename__ = "own_pages"
    __table_args__ = (
        UniqueConstraint("link_hash"),
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        Index("ix_own_pages_tenant_id_person_id", "tenant_id", "person_id"),
        Index(
            "uq_own_pages_open",
            "tenant_id",
            "person_id",
            "reader",
            unique=True,
            postgresql_where=text("closed_at IS NULL"),
        ),
    )

    person_id: Mapped[UUID]
    reader: Mapped[str]
    categories: Mapped[list[str]] = mapped_column(default=list)
    names_homes: Mapped[bool] = mapped_column(default=False)
    reach: Mapped[str]
    link_hash: Mapped[str]
    code_hash: Mapped[str | None]
    fresh_at: Mapped[datetime]
    word_hash: Mapped[str | None]
    failures: Mapped[int] = mapped_column(default=0)
    locked_at: Mapped[datetime | None]
    by_name: Mapped[str]
    seen_at: Mapped[datetime | None]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class PageSession(TenantOwned, Base):
    """One browser in which a page is open. Found by the digest of its cookie alone."""

    __tablename__ = "page_sessions"
    __table_args__ = (
        UniqueConstraint("token_hash"),
        ForeignKeyConstraint(["tenant_id", "page_id"], ["own_pages.tenant_id", "own_pages.id"]),
        Index("ix_page_sessions_tenant_id_page_id", "tenant_id", "page_id"),
    )

    page_id: Mapped[UUID]
    token_hash: Mapped[str]
    seen_at: Mapped[datetime]
    ended_at: Mapped[datetime | None]


class Voice(TenantOwned, Base):
    """What somebody said on their page to those who decide, and the answer; sealed with the key of
    the file. `programme_id` is what they wished for. Read by whoever opens the file, and on the
    page of the same reader."""

    __tablename__ = "page_voices"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "page_id"], ["own_pages.tenant_id", "own_pages.id"]),
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        Index("ix_page_voices_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_page_voices_tenant_id_page_id", "tenant_id", "page_id"),
    )

    page_id: Mapped[UUID]
    person_id: Mapped[UUID]
    number: Mapped[str]
    reader: Mapped[str]
    topic: Mapped[str]
    programme_id: Mapped[UUID | None]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    answer: Mapped[bytes | None] = mapped_column(LargeBinary)
    answered_at: Mapped[datetime | None]
    answered_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ConsentQuestion(TenantOwned, Base):
    """A consent that the case team puts to somebody: what would be shown, to whom (`recipients`
    empty: every home that is asked), for what and until when, and why, sealed with the key of the
    file; where a programme is suggested, with which and what it was called. Read by whoever
    opens the file, and on the pages of those to whom it is put. Only ever taken back."""

    __tablename__ = "consent_questions"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        Index("ix_consent_questions_tenant_id_person_id", "tenant_id", "person_id"),
    )

    person_id: Mapped[UUID]
    readers: Mapped[list[str]]
    purpose: Mapped[str]
    programme_id: Mapped[UUID | None]
    programme_name: Mapped[str] = mapped_column(default="")
    categories: Mapped[list[str]]
    recipients: Mapped[list[UUID]] = mapped_column(ARRAY(Uuid), default=list)
    starts: Mapped[date]
    ends: Mapped[date]
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    by_name: Mapped[str]
    closed_at: Mapped[datetime | None]
    closed_by: Mapped[str] = mapped_column(default="")
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class ConsentAnswer(TenantOwned, Base):
    """To what of it one of them has agreed on their page: all, some, or nothing, which is a no."""

    __tablename__ = "consent_answers"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "question_id"], ["consent_questions.tenant_id", "consent_questions.id"]
        ),
        ForeignKeyConstraint(
            ["tenant_id", "person_id"], ["young_persons.tenant_id", "young_persons.id"]
        ),
        ForeignKeyConstraint(["tenant_id", "page_id"], ["own_pages.tenant_id", "own_pages.id"]),
        UniqueConstraint("tenant_id", "question_id", "reader"),
        Index("ix_consent_answers_tenant_id_person_id", "tenant_id", "person_id"),
        Index("ix_consent_answers_tenant_id_page_id", "tenant_id", "page_id"),
    )

    question_id: Mapped[UUID]
    person_id: Mapped[UUID]
    page_id: Mapped[UUID]
    reader: Mapped[str]
    agreed: Mapped[list[str]]
