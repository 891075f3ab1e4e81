"""`pristan retention`: what houses have kept long enough, by the rule that each of them has set."""

import click
from flask.cli import with_appcontext

from network.rights import keeping, letting_go
from network.rights.retention import RecordClass
from tenants.caretaking import all_tenants
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope

BY_NIGHT = {
    RecordClass.SESSIONS: "topics of sessions and purposes of bookings",
    RecordClass.ELSEWHERE: "words of searches and emergencies",
}
CALLED = {RecordClass.FILE: "files", RecordClass.WORDS: "things without a file"}


@click.command("retention")
@click.option("--dry-run", is_flag=True, help="Only say what would go, and what would not.")
@with_appcontext
def retention_command(dry_run: bool) -> None:
    """Propose for erasure what was kept long enough, as every night by itself: files, and words on
    things that belong to none; none of these goes before somebody of the organisation confirms it.
    What goes without being asked about, goes.

    Prints the numbers of each organisation: what goes, and what something else keeps.
    """
    for tenant_id in all_tenants():
        with acting_as(Scope.caretaker(tenant_id)) as scope, transaction():
            for record_class, called in CALLED.items():
                due, kept = keeping.due(scope, record_class)
                done = due if dry_run else keeping.propose(scope, record_class)
                said = "would be proposed" if dry_run else "proposed"
                click.echo(f"{tenant_id}: {done} {called} {said}, {kept} kept by something else.")
            for record_class, called in BY_NIGHT.items():
                old = letting_go.due if dry_run else letting_go.let_go
                said = "would go" if dry_run else "went"
                click.echo(f"{tenant_id}: {old(scope, record_class)} {called} {said}.")
