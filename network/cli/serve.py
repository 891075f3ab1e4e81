"""`pristan serve`: the product on a port of this machine, until it is told to stop."""

import os
import signal
import socket
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import click
from flask import Flask
from gunicorn.app.base import BaseApplication
from gunicorn.arbiter import Arbiter
from gunicorn.workers.base import Worker
from werkzeug.utils import import_string

from network.cli import memory
from network.cli.database import missing_at
from network.deployment import with_database
from network.settings import Settings

HOST = "127.0.0.1"
MEMORY = Path("/dev/shm")
STREAMS = "pristan_live"  # under which the pages keep whoever watches


@click.command("serve")
def serve_command() -> None:
    """Serve the product on http://127.0.0.1:8000 (PRISTAN_PORT). Ctrl-C stops it."""
    with with_database(Settings.from_environment()) as settings:
        serve(settings)


def serve(settings: Settings) -> None:
    """Serve until SIGTERM or Ctrl-C.

    Raises ClickException instead of starting in vain: on a taken port, or on a database that
    is not ready or whose role no policy binds.
    """
    refuse_taken_port(settings.port)
    if missing := missing_at(str(settings.database_url)):
        raise click.ClickException("\n".join([*missing, "Run: pristan database prepare"]))
    Gunicorn(settings).run()


def refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError as taken:
            raise click.ClickException(
                f"Port {port} cannot be had ({taken.strerror}): set PRISTAN_PORT to another."
            ) from taken


class Gunicorn(BaseApplication):
    """gunicorn within this process, so that a signal to us is a signal to it."""

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        super().__init__()

    def load_config(self) -> None:
        for name, value in configuration(self.settings).items():
            self.cfg.set(name, value)

    def load(self) -> Callable[..., Any]:
        """In each worker, after the fork: no two processes may share a database connection."""
        memory.give_back()
        return open_application(self.settings)


def configuration(settings: Settings) -> dict[str, object]:
    """Threads, because workers wait for the database most of the time."""
    return {
        "bind": f"{HOST}:{settings.port}",
        "workers": settings.workers,
        "threads": settings.threads,
        "worker_class": "gthread",
        "timeout": 60,
        "graceful_timeout": 10,
        "loglevel": "warning",
        "control_socket_disable": True,
        # A worker's sign of life must not wait for a slow disk.
        "worker_tmp_dir": str(MEMORY) if os.access(MEMORY, os.W_OK) else None,
        "when_ready": announce,
        "post_worker_init": end_streams_first,
    }


def end_streams_first(worker: Worker) -> None:
    """A worker that is told to stop waits for its requests, and a stream never ends by itself."""
    stop: Callable[..., None] = signal.getsignal(signal.SIGTERM)  # type: ignore[assignment] # gunicorn's
    app: Any = worker.wsgi

    def close_and_stop(number: int, frame: FrameType | None) -> None:
        app.extensions[STREAMS].close()
        stop(number, frame)

    signal.signal(signal.SIGTERM, close_and_stop)


def announce(arbiter: Arbiter) -> None:
    click.echo(f"Pristan answers on http://{arbiter.cfg.bind[0]} (Ctrl-C stops it).")


def open_application(settings: Settings) -> Flask:
    """By name, as flask and gunicorn do: the factory knows the surfaces, never they it."""
    app: Flask = import_string("network.app:create_app")(settings)
    return app
