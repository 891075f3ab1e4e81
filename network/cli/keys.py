"""`pristan keys ...`: the keys of the deployment, under which those of organisations are kept."""

from uuid import UUID

import click
from flask import current_app
from flask.cli import with_appcontext

from network.keys import at_hand, keeping, wrapping
from network.keys.keyring import Use, new_line
from network.settings import Settings
from tenants.caretaking import all_tenants
from tenants.database import db, transaction
from tenants.isolation import acting_as
from tenants.scope import Scope


@click.group("keys")
def group() -> None:
    """Rotate the keys under which everything sealed is kept."""


@group.command("rotate")
@with_appcontext
def rotate_command() -> None:
    """Make a new master key and keep the key of every organisation under it from now on.

    People work on meanwhile. With PRISTAN_KEYS_COMMAND the new key is printed first, to be added
    where that command finds it; run it again then.
    """
    settings: Settings = current_app.extensions["pristan_settings"]
    before = at_hand.keyring().newest(Use.MASTER)
    if not settings.keys_command:
        keeping.add(settings.keys_file, Use.MASTER)
        at_hand.take_up(db.engine, settings)
    elif not _behind():
        click.echo("Add this line to the keys that your command prints, and run this again:")
        click.echo(new_line(Use.MASTER, before + 1), nl=False)
        return
    done = sum(_rotated(tenant_id) for tenant_id in all_tenants())
    newest = at_hand.keyring().newest(Use.MASTER)
    click.echo(f"The keys of {done} organisations are kept under master key {newest} now.")
    click.echo(
        "Keep the older ones: for backups from before, and for apps with one-time codes,"
        " whose secrets follow when somebody signs in."
    )


def _behind() -> bool:
    """Whether some organisation's key lies under an older key than the newest."""
    newest = at_hand.keyring().newest(Use.MASTER)
    return any(_master(tenant_id) not in (None, newest) for tenant_id in all_tenants())


def _master(tenant_id: UUID) -> int | None:
    with acting_as(Scope.caretaker(tenant_id)) as scope:
        return wrapping.master_number(scope)


def _rotated(tenant_id: UUID) -> bool:
    with acting_as(Scope.caretaker(tenant_id)) as scope, transaction():
        return wrapping.rotate(scope)
