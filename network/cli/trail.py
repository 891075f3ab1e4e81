"""`pristan trail ...`: whether the trails are as they were written, and how far they have come."""

from pathlib import Path

import click
from flask import current_app
from flask.cli import with_appcontext

from network.settings import Settings
from network.trail import anchors, pruning, verifying
from network.trail.chain import Break
from network.trail.pruning import Tampered
from tenants.caretaking import all_tenants
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope

SAID = {
    Break.MISSING: "entry {seq} is missing",
    Break.CHANGED: "entry {seq} was changed",
    Break.CUT: "everything from entry {seq} on was cut off",
    Break.HEAD: "the trail does not end where it says: look at entry {seq}",
    Break.CHECKPOINT: "what says that everything up to entry {seq} was pruned is not signed",
    Break.ANCHOR: "entry {seq} is not the one that was there when the anchor was written",
}

OLDER = "what is older was pruned, as its checkpoint says"


@click.group("trail")
def group() -> None:
    """Verify the trails of all organisations, and write anchors."""


@group.command("verify")
@click.option(
    "--anchors",
    "folders",
    type=click.Path(exists=True, path_type=Path),
    multiple=True,
    help="Files or folders of anchors, from where they were put away. Else the anchors folder.",
)
@with_appcontext
def verify_command(folders: tuple[Path, ...]) -> None:
    """Name the first entry of each trail that was tampered with; fail if there is one.

    That the newest entries were cut off shows as far as the anchors reach.
    """
    known = anchors.read(folders or (_settings().anchors_folder,))
    broken = 0
    tenants = all_tenants()
    for tenant_id in tenants:
        with acting_as(Scope.caretaker(tenant_id)) as scope, transaction():
            found, since = verifying.verify(scope, known), verifying.checkpoint(scope)
            verifying.note(scope, found)
        if since is not None and found is None:
            click.echo(f"{tenant_id}: verified from entry {since.seq + 1} on; {OLDER}.")
        if found is not None:
            broken += 1
            click.echo(f"{tenant_id}: {SAID[found.how].format(seq=found.seq)}.")
    if broken:
        raise click.exceptions.Exit(1)
    click.echo(f"{len(tenants)} trails are as they were written ({len(known)} anchors).")


@group.command("prune")
@click.option("--dry-run", is_flag=True, help="Only say how many entries would go.")
@with_appcontext
def prune_command(dry_run: bool) -> None:
    """Take away what was kept long enough: two years after the end of the year in which it was
    written (ZVOP-2 article 22), or as many as an organisation has set. A signed checkpoint stays.

    A trail that was tampered with is not touched, and named.
    """
    known = anchors.read((_settings().anchors_folder,))
    tampered = 0
    for tenant_id in all_tenants():
        with acting_as(Scope.caretaker(tenant_id)) as scope:
            try:
                with transaction():
                    gone = _old(scope) if dry_run else pruning.prune(scope, known)
            except Tampered as refused:
                tampered += 1
                found = refused.found
                click.echo(f"{tenant_id}: {SAID[found.how].format(seq=found.seq)}.")
                continue
        click.echo(f"{tenant_id}: {gone} entries {'would go' if dry_run else 'taken away'}.")
    if tampered:
        raise click.exceptions.Exit(1)


def _old(scope: Scope) -> int:
    since = verifying.checkpoint(scope)
    return max(0, pruning.old(scope) - (since.seq if since else 0))


@group.command("anchor")
@with_appcontext
def anchor_command() -> None:
    """Print how far each trail has come, to be kept where nobody can change it."""
    click.echo(anchors.written(verifying.all_anchors()), nl=False)


def _settings() -> Settings:
    settings: Settings = current_app.extensions["pristan_settings"]
    return settings
