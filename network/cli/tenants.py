"""`pristan tenants ...`: the organisations of a network."""

import click
from flask.cli import with_appcontext

from network.cli import options
from tenants import admission
from tenants.scope import TenantKind

KINDS = [kind.value for kind in TenantKind]


@click.group("tenants")
def group() -> None:
    """Admit organisations to a network, and list them."""


@group.command("admit")
@click.argument("name")
@click.option("--kind", type=click.Choice(KINDS), required=True, help="What it is.")
@options.network
@click.option("--slug", default="", help="Its short name; made from NAME if left out.")
@click.option("--town", default="", help="Where it is.")
@with_appcontext
def admit_command(name: str, kind: str, network: str, slug: str, town: str) -> None:
    """Admit NAME and print its short name. Then invite its administrator: `members invite`."""
    with options.running(network) as scope:
        tenant = admission.admit(scope, name=name, kind=TenantKind(kind), slug=slug, town=town)
        click.echo(tenant.slug)


@group.command("join")
@click.argument("slug")
@options.network
@with_appcontext
def join_command(slug: str, network: str) -> None:
    """Bring the organisation SLUG, known from another network, into this one as well."""
    with options.running(network) as scope:
        click.echo(admission.join_network(scope, slug).slug)


@group.command("list")
@options.network
@with_appcontext
def list_command(network: str) -> None:
    """Short name, kind and name of every organisation of the network, a line each."""
    with options.running(network) as scope:
        for tenant in admission.tenants_in(scope.network_ids[0]):
            click.echo(f"{tenant.slug}\t{tenant.kind}\t{tenant.name}")
