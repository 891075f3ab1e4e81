"""`pristan import ...`: take lists in that homes keep in spreadsheets."""

from dataclasses import replace
from pathlib import Path

import click
from flask.cli import with_appcontext

from network.availability.importing import lists, planning, reading
from network.availability.importing.faults import NotImportable
from network.availability.importing.lists import Aim
from network.cli import import_report
from tenants import admission
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope, TenantKind

ONE_OF_BOTH = "Say --tenant SLUG for one home, or --all --network SLUG for all of them."


@click.group("import")
def group() -> None:
    """Take in lists that homes keep in spreadsheets."""


@group.command("places")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option("--tenant", metavar="SLUG", help="All rows are groups of this home.")
@click.option(
    "--all",
    "whole_network",
    is_flag=True,
    help="The list names its homes; those the network does not know are admitted.",
)
@click.option("--network", metavar="SLUG", help="The network on whose board the groups stand.")
@click.option("--apply", is_flag=True, help="Do it. Without this nothing is changed.")
@with_appcontext
def places_command(
    file: str, tenant: str | None, whole_network: bool, network: str | None, apply: bool
) -> None:
    """Show what the groups and places in FILE would change, and change it with --apply.

    FILE is CSV or XLSX; "-" reads from a pipe. The first row names the columns, in Slovenian or
    English: skupina, oblika, kraj, spol, starost od, starost do, mest, and for --all zavod.
    Everything goes in or nothing; done twice it changes nothing.
    """
    if whole_network == bool(tenant) or (whole_network and not network):
        raise click.UsageError(ONE_OF_BOTH)
    with click.open_file(file, "rb") as opened:
        content = opened.read(reading.MOST_BYTES + 1)
    source = "import" if file == "-" else Path(file).name
    scope, aim = _aimed(tenant, network, source)
    _run(scope, content, aim, apply)


def _aimed(tenant: str | None, network: str | None, source: str) -> tuple[Scope, Aim]:
    """On whose behalf, and where to. NotFound for a slug nobody has."""
    steward = admission.steward_of(network) if network else None
    network_id = steward.network_ids[0] if steward else None
    if tenant is None:
        scope = steward or Scope.steward()
        return scope, lists.aim_for(scope, whole_network=True, network_id=network_id, source=source)
    scope = admission.scope_of_tenant(tenant)
    aim = lists.aim_for(scope, whole_network=False, network_id=network_id, source=source)
    return _head_of(scope, aim), aim


def _head_of(scope: Scope, aim: Aim) -> Scope:
    kind = scope.kind or TenantKind.INSTITUTION
    acting = planning.caretaker(
        scope, aim.network_id, aim.source, scope.tenant_id, kind, scope.tenant_name
    )
    return replace(acting, network_ids=scope.network_ids)


def _run(scope: Scope, content: bytes, aim: Aim, apply: bool) -> None:
    try:
        with acting_as(scope), transaction():
            rehearsal = (lists.take_in if apply else lists.rehearse)(scope, content, aim)
            lists.refuse_faults(rehearsal)
    except NotImportable as refusal:
        for line in import_report.faults(refusal.faults):
            click.echo(line, err=True)
        raise click.exceptions.Exit(1) from refusal
    for line in import_report.report(rehearsal, done=apply):
        click.echo(line)
