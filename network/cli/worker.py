"""`pristan worker`: does what is deferred, until it is told to stop."""

import os
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager

import click
from werkzeug.utils import import_string

from network.cli import serve
from network.cli.database import missing_at
from network.deployment import with_database
from network.settings import PREFIX, Settings

STOPS_WITHIN = 15  # seconds


@click.command("worker")
@click.option("--until-done", is_flag=True, help="Stop when nothing is left to do now.")
@click.option(
    "--patience",
    type=click.FloatRange(1, 3600),
    default=30.0,
    show_default=True,
    help="Seconds after which what a dead worker had begun is done again.",
)
@click.option("--with-parent", is_flag=True, hidden=True, help="Stop when standard input closes.")
def worker_command(until_done: bool, patience: float, with_parent: bool) -> None:
    """Do what is deferred: reminders, mail, and all that is due while nobody looks.

    Run at least one beside `pristan serve`; several share the work. Ctrl-C stops it.
    """
    if with_parent:
        threading.Thread(target=_stop_with_parent, daemon=True).start()
    with with_database(Settings.from_environment()) as settings:
        if missing := missing_at(str(settings.database_url)):
            raise click.ClickException("\n".join([*missing, "Run: pristan database prepare"]))
        app = serve.open_application(settings)
        # By name, as the factory is: no surface knows another.
        import_string("network.jobs.worker:run")(app, until_done=until_done, patience=patience)


@contextmanager
def beside(settings: Settings) -> Iterator[None]:
    """A worker of its own process for as long as the block runs, and not a moment longer: it
    ends when its standard input closes, so also when we are killed."""
    environment = dict(os.environ)
    environment[f"{PREFIX}DATABASE_URL"] = str(settings.database_url)
    started = subprocess.Popen(
        [sys.executable, "-m", "network.cli", "worker", "--with-parent"],
        stdin=subprocess.PIPE,
        env=environment,
    )
    try:
        yield
    finally:
        if started.stdin is not None:
            started.stdin.close()
        try:
            started.wait(STOPS_WITHIN)
        except subprocess.TimeoutExpired:
            started.kill()


def _stop_with_parent() -> None:
    sys.stdin.read()
    os.kill(os.getpid(), signal.SIGTERM)
