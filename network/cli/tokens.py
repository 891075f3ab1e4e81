"""`pristan tokens ...`: what programs present to the API."""

from collections.abc import Sequence
from datetime import datetime
from uuid import UUID

import click
from flask.cli import with_appcontext

from network.cli import options
from tenants import credentials, staffing
from tenants.credentials import ApiScope

SCOPES = [scope.value for scope in ApiScope]


@click.group("tokens")
def group() -> None:
    """Issue tokens for the API, list and revoke them."""


@group.command("issue")
@options.tenant
@click.option("--member", "email", metavar="EMAIL", required=True, help="For whom it acts.")
@click.option(
    "--scope",
    "scopes",
    type=click.Choice(SCOPES),
    multiple=True,
    required=True,
    help="What it may be used for. Repeatable; the member's roles still apply.",
)
@click.option("--name", default="pristan tokens issue", help="The program that will use it.")
@options.until
@with_appcontext
def issue_command(
    slug: str, email: str, scopes: Sequence[str], name: str, until: datetime | None
) -> None:
    """Issue a token and print it. It is printed only once."""
    with options.caring_for(slug) as scope:
        secret = credentials.issue(
            scope,
            member_id=staffing.by_email(scope, email).id,
            name=name,
            scopes=[ApiScope(one) for one in scopes],
            expires_at=options.last_moment(until),
        )
    click.echo(secret)


@group.command("list")
@options.tenant
@with_appcontext
def list_command(slug: str) -> None:
    """Id, member, name and scopes of every token in force, a line each."""
    with options.caring_for(slug) as scope:
        for token, member in credentials.tokens(scope):
            click.echo(f"{token.id}\t{member.email}\t{token.name}\t{','.join(token.scopes)}")


@group.command("revoke")
@options.tenant
@click.argument("token_id", type=click.UUID)
@with_appcontext
def revoke_command(slug: str, token_id: UUID) -> None:
    """Revoke the token TOKEN_ID, as `tokens list` shows it."""
    with options.caring_for(slug) as scope:
        credentials.revoke(scope, token_id)
