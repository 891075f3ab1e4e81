"""Options that several commands take, and how a scope follows from them."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date, datetime
from typing import TypeVar

import click

from tenants import admission, staffing
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope

Command = TypeVar("Command", bound=Callable[..., object])


def tenant(command: Command) -> Command:
    """`--tenant SLUG`"""
    return click.option(
        "--tenant",
        "slug",
        metavar="SLUG",
        required=True,
        help="The organisation, by its short name.",
    )(command)


def network(command: Command) -> Command:
    """`--network SLUG`"""
    told = "In which network, by its short name."
    return click.option("--network", metavar="SLUG", required=True, help=told)(command)


def until(command: Command) -> Command:
    """`--until 2026-12-31`"""
    kind = click.DateTime(["%Y-%m-%d"])
    return click.option("--until", type=kind, metavar="DAY", help="The last day: 2026-12-31.")(
        command
    )


def last_moment(day: datetime | None) -> datetime | None:
    """The end of the day that was given."""
    return staffing.last_moment(date(day.year, day.month, day.day)) if day else None


@contextmanager
def caring_for(slug: str) -> Iterator[Scope]:
    """Act for the organisation called `slug`, in one transaction."""
    with acting_as(admission.scope_of_tenant(slug)) as scope, transaction():
        yield scope


@contextmanager
def running(network: str) -> Iterator[Scope]:
    """Act for the network called `network`, in one transaction."""
    with acting_as(admission.steward_of(network)) as scope, transaction():
        yield scope
