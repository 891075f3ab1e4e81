"""`pristan reasons ...`: why homes may decline. A reason is retired, never deleted."""

from collections.abc import Iterator
from contextlib import contextmanager

import click
from sqlalchemy import Connection

from network.deployment import with_administration
from network.requests import catalogue
from network.settings import Settings
from tenants import clock


@click.group("reasons")
def group() -> None:
    """List the reasons for declines, retire and restore them.

    Needs PRISTAN_ADMIN_DATABASE_URL where PRISTAN_DATABASE_URL names a server.
    """


@group.command("list")
def list_command() -> None:
    """Code, kind, fault and words of every reason, a line each; retired ones with their day."""
    with _administering() as connection:
        for one in catalogue.all_of(connection):
            gone = f"retired {one.retired_on}" if one.retired_on else ""
            click.echo("\t".join((one.code, one.kind, one.fault, one.in_english, gone)).rstrip())


@group.command("retire")
@click.argument("code")
def retire_command(code: str) -> None:
    """Offer the reason CODE no more; declines that were given for it keep its words."""
    with _administering() as connection:
        catalogue.retire(connection, code, clock.today())


@group.command("restore")
@click.argument("code")
def restore_command(code: str) -> None:
    """Offer the reason CODE again."""
    with _administering() as connection:
        catalogue.retire(connection, code, None)


@contextmanager
def _administering() -> Iterator[Connection]:
    with (
        with_administration(Settings.from_environment()) as administration,
        administration.engine() as engine,
        engine.begin() as connection,
    ):
        yield connection
