"""`pristan members ...`: the people of an organisation, mostly its first administrator."""

from collections.abc import Sequence
from datetime import datetime

import click
from flask.cli import with_appcontext

from network.cli import options
from network.notices import factors
from tenants import invitations, resets, staffing
from tenants.models import Member
from tenants.scope import Role

ROLES = [role.value for role in Role]


@click.group("members")
def group() -> None:
    """Invite members, list them, and help one who forgot the password."""


@group.command("invite")
@options.tenant
@click.option("--email", required=True, help="The address to sign in with.")
@click.option("--name", required=True, help="First name and surname.")
@click.option(
    "--role", "roles", type=click.Choice(ROLES), multiple=True, required=True, help="Repeatable."
)
@options.until
@with_appcontext
def invite_command(
    slug: str, email: str, name: str, roles: Sequence[str], until: datetime | None
) -> None:
    """Invite somebody and print the path of the link, which holds for 7 days.

    It is printed only once: put the address of your Pristan before it and hand it over.
    """
    with options.caring_for(slug) as scope:
        secret = invitations.invite(
            scope,
            email=email,
            name=name,
            roles=[Role(role) for role in roles],
            until=options.last_moment(until),
        )
    click.echo(f"/invitations/{secret}")


@group.command("password-link")
@options.tenant
@click.option("--email", required=True, help="Of the member who forgot the password.")
@with_appcontext
def password_link_command(slug: str, email: str) -> None:
    """Print the path of a link that sets a new password, good for 24 hours and one use.

    For an administrator whom no other administrator can help.
    """
    with options.caring_for(slug) as scope:
        secret = resets.make_link(scope, staffing.by_email(scope, email).id)
    click.echo(f"/passwords/{secret}")


@group.command("take-second-step")
@options.tenant
@click.option("--email", required=True, help="Of the member who lost the phone or the key.")
@with_appcontext
def take_second_step_command(slug: str, email: str) -> None:
    """Let a member who lost the second step sign in by password alone, and set it up anew.

    All their sessions end, their memberships elsewhere are paused, and they are told.
    """
    with options.caring_for(slug) as scope:
        factors.take_away(scope, staffing.by_email(scope, email).id)


@group.command("list")
@options.tenant
@with_appcontext
def list_command(slug: str) -> None:
    """State, e-mail, name and roles of every member, a line each."""
    with options.caring_for(slug) as scope:
        number, more = 1, True
        while more:
            found = staffing.members(scope, number)
            for member in found.members:
                click.echo(_line(member))
            number, more = number + 1, found.more


def _line(member: Member) -> str:
    state = "left" if member.deactivated_at else "paused" if member.paused_at else "active"
    return f"{state}\t{member.email}\t{member.name}\t{','.join(member.roles)}"
