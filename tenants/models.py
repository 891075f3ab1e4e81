"""The organisations of the networks, the people who work there, and how they get in."""

from datetime import datetime
from uuid import UUID

from sqlalchemy import (
    BigInteger,
    ForeignKey,
    ForeignKeyConstraint,
    Index,
    LargeBinary,
    UniqueConstraint,
    text,
)
from sqlalchemy.orm import Mapped, mapped_column

from tenants import clock
from tenants.database import Base, Isolated, TenantOwned, new_id


class Deployment(Base):
    """What this database was made for: production, demo or test. One row."""

    __tablename__ = "deployment"

    kind: Mapped[str]
    single: Mapped[bool] = mapped_column(primary_key=True, default=True)


class Network(Isolated, Base):
    """A consortium. `elsewhere`: whether its members may ask each other whether they know a young
    person; off until somebody who may has switched it on. `directory`: whether everybody may read
    which programmes there are, without signing in."""

    __tablename__ = "networks"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    elsewhere: Mapped[bool] = mapped_column(default=False, server_default=text("false"))
    directory: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Tenant(Isolated, Base):
    """One organisation. Seen by itself and by those who share a network with it."""

    __tablename__ = "tenants"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    slug: Mapped[str] = mapped_column(unique=True)
    name: Mapped[str]
    kind: Mapped[str]
    town: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class NetworkTenant(Isolated, Base):
    """A tenant's place in a network; it can have one in several."""

    __tablename__ = "network_tenants"

    network_id: Mapped[UUID] = mapped_column(ForeignKey("networks.id"), primary_key=True)
    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True, index=True)
    joined_at: Mapped[datetime] = mapped_column(default=clock.now)


class Account(Isolated, Base):
    """One person's sign-in. Seen only by that person, and by whoever knocks with its key."""

    __tablename__ = "accounts"

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    email: Mapped[str]
    login_key: Mapped[str] = mapped_column(unique=True)
    password_hash: Mapped[str | None]
    password_set_at: Mapped[datetime | None]
    language: Mapped[str | None]
    shortcuts: Mapped[bool] = mapped_column(default=True, server_default=text("true"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Member(TenantOwned, Base):
    """A person working for a tenant, with roles."""

    __tablename__ = "members"
    __table_args__ = (
        UniqueConstraint("tenant_id", "account_id"),
        UniqueConstraint("tenant_id", "id", "account_id"),
    )

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    email: Mapped[str]
    name: Mapped[str]
    roles: Mapped[list[str]]
    until: Mapped[datetime | None]
    paused_at: Mapped[datetime | None]
    deactivated_at: Mapped[datetime | None]
    version: Mapped[int] = mapped_column()

    __mapper_args__ = {"version_id_col": version}


class SignInSession(Isolated, Base):
    """One signed-in browser. Kept on the server, so that it can be ended from elsewhere."""

    __tablename__ = "sessions"
    __table_args__ = (
        # All three: a session or a link is never for another person's account.
        ForeignKeyConstraint(
            ["tenant_id", "member_id", "account_id"],
            ["members.tenant_id", "members.id", "members.account_id"],
        ),
        Index("ix_sessions_tenant_id_member_id", "tenant_id", "member_id"),
    )

    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    token_hash: Mapped[str] = mapped_column(unique=True)
    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), index=True)
    tenant_id: Mapped[UUID]
    member_id: Mapped[UUID]
    device: Mapped[str] = mapped_column(default="", server_default="")
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    last_seen_at: Mapped[datetime] = mapped_column(default=clock.now)
    proved_at: Mapped[datetime | None]
    ended_at: Mapped[datetime | None]


class Passkey(Isolated, Base):
    """What a device or a password manager signs with for one account; it shows its public half.

    Found by `credential_key`, a digest of the id by which the device knows it.
    """

    __tablename__ = "passkeys"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id, unique=True)
    credential_key: Mapped[str] = mapped_column(unique=True)
    credential_id: Mapped[bytes] = mapped_column(LargeBinary)
    public_key: Mapped[bytes] = mapped_column(LargeBinary)
    sign_count: Mapped[int] = mapped_column(BigInteger)
    name: Mapped[str]
    last_used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class OneTimeCodes(Isolated, Base):
    """The secret that an account shares with an app on a phone, sealed. Not confirmed, it is being
    set up and proves nothing. `last_step` is the newest step whose code was accepted."""

    __tablename__ = "one_time_codes"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    sealed: Mapped[bytes] = mapped_column(LargeBinary)
    confirmed_at: Mapped[datetime | None]
    last_step: Mapped[int | None] = mapped_column(BigInteger)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class RecoveryCode(Isolated, Base):
    """A code on paper that lets somebody in once. Only its digest is kept."""

    __tablename__ = "recovery_codes"

    account_id: Mapped[UUID] = mapped_column(ForeignKey("accounts.id"), primary_key=True)
    code_hash: Mapped[str] = mapped_column(primary_key=True)
    used_at: Mapped[datetime | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class Challenge(Isolated, Base):
    """What a passkey is asked to sign, once, for whoever holds what `key` is a digest of."""

    __tablename__ = "challenges"

    key: Mapped[str] = mapped_column(primary_key=True)
    challenge: Mapped[bytes] = mapped_column(LargeBinary)
    expires_at: Mapped[datetime]


class HalfSignIn(Isolated, Base):
    """Somebody who gave the right password and not the second step yet: nobody, so far."""

    __tablename__ = "half_sign_ins"
    __table_args__ = (
        ForeignKeyConstraint(
            ["tenant_id", "member_id", "account_id"],
            ["members.tenant_id", "members.id", "members.account_id"],
        ),
        Index("ix_half_sign_ins_tenant_id_member_id", "tenant_id", "member_id"),
    )

    key: Mapped[str] = mapped_column(primary_key=True)
    account_id: Mapped[UUID]
    tenant_id: Mapped[UUID]
    member_id: Mapped[UUID]
    expires_at: Mapped[datetime]


class Invitation(TenantOwned, Base):
    """An expiring link by which a person becomes a member."""

    __tablename__ = "invitations"

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("tenants.id"), primary_key=True)
    email: Mapped[str]
    name: Mapped[str]
    roles: Mapped[list[str]]
    until: Mapped[datetime | None]
    token_hash: Mapped[str] = mapped_column(unique=True)
    invited_by_id: Mapped[UUID | None]
    expires_at: Mapped[datetime]
    accepted_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]


class PasswordLink(TenantOwned, Base):
    """An expiring link by which a member sets a new password."""

    __tablename__ = "password_links"
    __table_args__ = (
        # All three: a session or a link is never for another person's account.
        ForeignKeyConstraint(
            ["tenant_id", "member_id", "account_id"],
            ["members.tenant_id", "members.id", "members.account_id"],
        ),
        Index("ix_password_links_tenant_id_member_id", "tenant_id", "member_id"),
    )

    member_id: Mapped[UUID]
    account_id: Mapped[UUID]
    token_hash: Mapped[str] = mapped_column(unique=True)
    made_by_id: Mapped[UUID | None]
    by_mail: Mapped[bool] = mapped_column(default=False, server_default="false")
    expires_at: Mapped[datetime]
    used_at: Mapped[datetime | None]


class ApiToken(TenantOwned, Base):
    """What a program presents instead of a password. Only its digest is kept."""

    __tablename__ = "api_tokens"
    __table_args__ = (
        ForeignKeyConstraint(["tenant_id", "member_id"], ["members.tenant_id", "members.id"]),
        Index("ix_api_tokens_tenant_id_member_id", "tenant_id", "member_id"),
    )

    member_id: Mapped[UUID]
    name: Mapped[str]
    scopes: Mapped[list[str]]
    token_hash: Mapped[str] = mapped_column(unique=True)
    expires_at: Mapped[datetime | None]
    revoked_at: Mapped[datetime | None]
    last_used_at: Mapped[datetime | None]


class Throttle(Isolated, Base):
    """How often one key (a digest of an e-mail or an address) failed lately."""

    __tablename__ = "throttles"

    key: Mapped[str] = mapped_column(primary_key=True)
    failures: Mapped[int]
    window_started_at: Mapped[datetime]
    blocked_until: Mapped[datetime | None]


class IdempotencyKey(Isolated, Base):
    """That a request was already served, and what it made: ids and digests, never bodies."""

    __tablename__ = "idempotency_keys"

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    member_id: Mapped[UUID] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str]
    status: Mapped[int | None]
    resource: Mapped[str | None]
    resource_id: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
