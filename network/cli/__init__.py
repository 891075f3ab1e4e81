"""`pristan`: the commands of whoever runs a deployment."""

import click
from flask import Flask
from flask.cli import ScriptInfo

from network.backups.programs import BackupError
from network.cli import (
    backups,
    database,
    demo,
    imports,
    keys,
    members,
    networks,
    reasons,
    retention,
    serve,
    tenants,
    tokens,
    trail,
    worker,
)
from network.deployment import with_database
from network.keys.keyring import KeyringError
from network.rights.ledger import LedgerUnreadable
from network.settings import Settings, SettingsError
from network.trail.anchors import AnchorsUnreadable
from tenants.binding import UnboundRole
from tenants.cluster import ClusterError
from tenants.database import db
from tenants.errors import DomainError
from tenants.preparation import PreparationError

COMMANDS: tuple[click.Command, ...] = (
    demo.demo_command,
    serve.serve_command,
    worker.worker_command,
    database.group,
    networks.group,
    reasons.group,
    tenants.group,
    members.group,
    tokens.group,
    imports.group,
    trail.group,
    retention.retention_command,
    keys.group,
    backups.backup_command,
    backups.restore_command,
)

# Their sentences are made for whoever typed the command; any other error is ours to see.
FOR_PEOPLE = (
    AnchorsUnreadable,
    BackupError,
    ClusterError,
    DomainError,
    KeyringError,
    LedgerUnreadable,
    PreparationError,
    SettingsError,
    UnboundRole,
)


class Commands(click.Group):
    """Refusals are one sentence instead of a traceback."""

    def invoke(self, ctx: click.Context) -> object:
        try:
            return super().invoke(ctx)
        except FOR_PEOPLE as refusal:
            raise click.ClickException(str(refusal)) from refusal


@click.group(
    cls=Commands, commands=COMMANDS, context_settings={"help_option_names": ["-h", "--help"]}
)
@click.version_option(package_name="pristan")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Pristan: places, requests and placements of a consortium that looks after youths.

    Without PRISTAN_DATABASE_URL a PostgreSQL server of its own runs in the data folder
    (PRISTAN_DATA, ./var) while anything needs it. All settings: docs/settings.md.
    """
    ctx.obj = ScriptInfo(create_app=open_application)


def open_application() -> Flask:
    """For commands marked `with_appcontext`: the application, until the command has ended."""
    context = click.get_current_context().find_root()
    settings = context.with_resource(with_database(Settings.from_environment()))
    app = serve.open_application(settings)
    context.call_on_close(lambda: hang_up(app))
    return app


def hang_up(app: Flask) -> None:
    """A command that has ended holds no connections."""
    with app.app_context():
        db.engine.dispose()
