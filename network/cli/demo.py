"""`pristan demo`: an invented network to look at, made once and served from then on."""

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from math import ceil

import click
from click.core import ParameterSource
from sqlalchemy import Connection
from sqlalchemy.exc import OperationalError
from werkzeug.utils import import_string

from network.cli import serve, worker
from network.cli.database import missing_at
from network.demo import archive, lending, marks, twins
from network.demo.making import Wish, make
from network.demo.marks import Found
from network.deployment import Administration, make_ready, with_administration, with_database
from network.settings import Settings
from tenants import clock
from tenants.database import db
from tenants.preparation import engine_at

LIVED = 3  # months
# What a night does for the trails, so that the desks of a demo say when they were verified last.
NIGHTLY = ("network.jobs.anchoring:put_anchors", "network.jobs.anchoring:verify")


class HoldsSomethingElse(click.ClickException):
    """The database is somebody's; invented people would be mixed among real ones."""

    def __init__(self) -> None:
        super().__init__(
            "This database holds something else than a demo. Nothing was changed:"
            " use another database, or another PRISTAN_DATA."
        )


@click.command("demo")
@click.option("--seed", default=1, show_default=True, help="Another seed, another history.")
@click.option(
    "--months",
    type=click.IntRange(1, 24),
    default=12,
    show_default=True,
    help="Of history: the last three are lived through, those before are loaded.",
)
@click.option(
    "--scale",
    type=click.IntRange(1, 200),
    default=1,
    show_default=True,
    help="So many networks of that size; all but the first are copies.",
)
@click.option(
    "--history",
    type=click.IntRange(0, 5000),
    default=0,
    help="Closed requests a network, copies of older ones.",
)
@click.option("--port", type=click.IntRange(1, 65535), help="Instead of PRISTAN_PORT.")
@click.option("--serve/--no-serve", "serves", default=True, help="Serve it afterwards.")
def demo_command(port: int | None, serves: bool, **wished: int) -> None:
    """Make an invented network with history, once, and serve it.

    Everybody in it is invented; the sign-in page shows their accounts and their password. A
    database that holds anything else is refused.
    """
    chosen = Settings.from_environment()
    # Everybody in it is invented and has one password: nobody needs a second step.
    chosen = replace(chosen, port=port or chosen.port, second_factor="offered")
    with with_database(chosen) as settings:
        if not _stands(settings):
            with with_administration(chosen) as administration:
                _prepare(administration, settings, _wish(**wished))
        elif _chosen_by_hand(*wished):
            click.echo("A demo stands here already. For another one choose another PRISTAN_DATA.")
        if serves:
            serve.refuse_taken_port(settings.port)
            with worker.beside(settings):
                serve.serve(settings)


def _wish(months: int, **wished: int) -> Wish:
    lived = min(months, LIVED)
    return Wish(until=clock.now(), months=lived, older=months - lived, **wished)


def _chosen_by_hand(*options: str) -> bool:
    source = click.get_current_context().get_parameter_source
    return any(source(option) is ParameterSource.COMMANDLINE for option in options)


def _stands(settings: Settings) -> bool:
    """Whether there is a demo that can be served as it is."""
    try:
        with engine_at(str(settings.database_url)) as engine, engine.connect() as connection:
            made = marks.is_demo(connection)
    except OperationalError:
        return False
    return made and not missing_at(str(settings.database_url))


def _prepare(administration: Administration, settings: Settings, wish: Wish) -> None:
    found = _found(administration)
    if found is Found.SOMETHING_ELSE:
        raise HoldsSomethingElse
    make_ready(administration, marks.DEMO, lambda step: click.echo(f"· {step}"))
    if found is Found.DEMO:
        return  # made by an older version, and brought up to date just now
    _run(administration, marks.begin)
    _make(settings, wish)
    _run(administration, partial(_enlarge, wish))
    if wish.scale > 1:
        _lend(settings)
    _run(administration, marks.finish)


def _enlarge(wish: Wish, connection: Connection) -> None:
    if wish.older:
        click.echo(f"· {wish.older} older months")
        archive.older(connection, since=wish.founded, copies=ceil(wish.older / wish.months))
    if wish.history:
        click.echo("· closed requests")
        archive.lengthen(connection, wish.history)
    if wish.scale > 1:
        click.echo(f"· {wish.scale} networks")
        twins.multiply(connection, wish.scale)


def _found(administration: Administration) -> Found:
    try:
        with administration.engine() as engine, engine.connect() as connection:
            return marks.look(connection)
    except OperationalError:
        return Found.NOTHING  # there is no such database yet


def _run(administration: Administration, act: Callable[[Connection], None]) -> None:
    with administration.engine() as engine, engine.begin() as connection:
        act(connection)


def _lend(settings: Settings) -> None:
    app = serve.open_application(settings)
    with app.app_context():
        try:
            lending.lend()
        finally:
            db.engine.dispose()


def _make(settings: Settings, wish: Wish) -> None:
    app = serve.open_application(settings)
    with app.app_context(), click.progressbar(length=wish.steps, label="· history") as bar:
        try:
            # By name, as the factory is: no surface knows another.
            catch_up = import_string("network.jobs.catching_up:catch_up")
            make(wish, lambda: bar.update(1), catch_up)
            for round_ in NIGHTLY:
                import_string(round_)()
        finally:
            db.engine.dispose()
