"""`pristan database ...`: make a database ready for the application, and tell what it lacks."""

import click
from sqlalchemy.exc import OperationalError

from network.deployment import make_ready, with_administration, with_database
from network.settings import Settings
from tenants import preparation
from tenants.inspection import faults
from tenants.preparation import KINDS


@click.group("database")
def group() -> None:
    """Make the database ready, and check it."""


@group.command("prepare")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    default="production",
    show_default=True,
    help="What the database is for, for ever. Only a demo's or a test's clock can be set.",
)
def prepare_command(kind: str) -> None:
    """Create roles, database and schema, or bring them up to date.

    Needs PRISTAN_ADMIN_DATABASE_URL where PRISTAN_DATABASE_URL names a server.
    """
    with with_administration(Settings.from_environment()) as administration:
        make_ready(administration, kind, click.echo)


@group.command("check")
def check_command() -> None:
    """Name what is missing, a sentence a line; fail if anything is."""
    with with_database(Settings.from_environment()) as settings:
        missing = missing_at(str(settings.database_url))
    for sentence in missing:
        click.echo(sentence)
    if missing:
        raise click.exceptions.Exit(1)
    click.echo("The database is ready.")


def missing_at(url: str) -> list[str]:
    """What the database at `url` lacks, seen as the application."""
    try:
        with preparation.engine_at(url) as engine, engine.connect() as connection:
            return faults(connection)
    except OperationalError as failure:
        return [f"The database cannot be reached: {str(failure.orig).strip()}"]


@group.command("downgrade")
@click.argument("revision")
@click.confirmation_option(prompt="This may delete tables with all they hold. Go on?")
def downgrade_command(revision: str) -> None:
    """Take the schema back down to REVISION; `base` leaves nothing."""
    settings = Settings.from_environment()
    with with_administration(settings) as administration, administration.engine() as engine:
        preparation.downgrade(engine, revision)
