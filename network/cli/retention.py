"""`pristan retention`: what houses have kept long enough, by the rule that each of them has set."""

import click
from flask.cli import with_appcontext

from network.rights import keeping
from tenants.caretaking import all_tenants
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Only say what would go, and what would not.")
@with_appcontext
def retention_command(dry_run: bool) -> None:
    """Propose for erasure the files that were kept long enough, as every night by itself. Nothing
    goes before somebody of the organisation confirms it.

    Prints the numbers of each organisation: files that go, and files that something else keeps.
    """
    for tenant_id in all_tenants():
        with acting_as(Scope.caretaker(tenant_id)) as scope, transaction():
            due, kept = keeping.due(scope)
            done = due if dry_run else keeping.propose(scope)
        said = "would be proposed" if dry_run else "proposed"
        click.echo(f"{tenant_id}: {done} files {said}, {kept} kept by something else.")
