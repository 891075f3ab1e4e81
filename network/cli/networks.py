"""`pristan networks ...`: the consortia of this deployment."""

import click
from flask.cli import with_appcontext

from tenants import admission
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope


@click.group("networks")
def group() -> None:
    """Found networks, and list them."""


@group.command("create")
@click.argument("slug")
@click.argument("name")
@with_appcontext
def create_command(slug: str, name: str) -> None:
    """Found the network NAME. SLUG is its short name in commands, such as `zavetje`."""
    with acting_as(Scope.steward()) as scope, transaction():
        admission.found_network(scope, slug=slug, name=name)
    click.echo(slug)


@group.command("list")
@with_appcontext
def list_command() -> None:
    """Short name and name of every network, a line each."""
    with acting_as(Scope.steward()), transaction():
        for network in admission.networks():
            click.echo(f"{network.slug}\t{network.name}")
