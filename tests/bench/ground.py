"""What is measured on: demos of one and of fifty networks, each on a server of its own."""

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection
from itertools import cycle
from pathlib import Path
from urllib.parse import urlencode

import psycopg

from network.demo.accounts import PASSWORD
from network.deployment import with_administration
from network.settings import Settings
from tenants.credentials import ApiScope
from tests.database import Database

HISTORY = 400  # closed requests a network
EMAIL, TENANT = "maja@csd-ljubljana.pristan.test", "csd-ljubljana"
READY_REQUESTS, MOST_ASKS = 2000, 5
DATA = Path("var/bench")

# Requests of the measured centre that nobody was asked for yet, each good for five asks.
COPY = f"""
INSERT INTO requests (tenant_id, id, network_id, number, file_reference, age, sex, region,
  home_town, school_level, needs, legal_group, urgency, forms, wanted_from,
  responsible_id, created_at, version, pause)
SELECT tenant_id, gen_random_uuid(), network_id, 'B-' || n, file_reference, age, sex, region,
  home_town, school_level, needs, legal_group, urgency, forms, wanted_from,
  responsible_id, created_at - interval '2 years', 1, ''
FROM requests, generate_series(1, {READY_REQUESTS}) n WHERE id = %s RETURNING id
"""
GROUPS = (
    "SELECT g.id FROM groups g JOIN requests r ON r.network_id = g.network_id"
    " WHERE r.id = %s ORDER BY g.id LIMIT %s"
)
FORGET = (
    "CREATE TEMPORARY TABLE made ON COMMIT DROP AS SELECT id FROM requests WHERE number ^@ 'B-'",
    "CREATE TEMPORARY TABLE asked ON COMMIT DROP AS"
    " SELECT id FROM asks WHERE request_id IN (SELECT id FROM made)",
    "DELETE FROM disclosures WHERE ask_id IN (SELECT id FROM asked)",
    "DELETE FROM ask_steps WHERE ask_id IN (SELECT id FROM asked)",
    "DELETE FROM asks WHERE id IN (SELECT id FROM asked)",
    "DELETE FROM request_steps WHERE request_id IN (SELECT id FROM made)",
    "DELETE FROM requests WHERE id IN (SELECT id FROM made)",
)


@dataclass(frozen=True, slots=True)
class Ground:
    """A demo, and what a caller needs to know of it."""

    database: Database
    token: str
    tenant_id: str
    request_id: str
    asks: Iterator[tuple[str, str]]


@contextmanager
def ground(scale: int) -> Iterator[Ground]:
    """The demo of so many networks, made if it is not there yet."""
    settings = Settings(data=(DATA / f"networks-{scale}").absolute())
    told = {"PRISTAN_DATA": str(settings.data)}
    size = ("--scale", str(scale), "--history", str(HISTORY))
    with with_administration(settings) as at:
        print(_pristan(told, "demo", "--no-serve", *size), end="")
        owner_url = at.admin_url.replace("/postgres?", f"/{at.database}?")
        database = Database(at.database, at.app_url, owner_url, settings.keys_file)
        with psycopg.connect(_plain(owner_url)) as connection:
            yield _known(connection, database, _token(database))


def _token(database: Database) -> str:
    scopes = [word for scope in ApiScope for word in ("--scope", scope.value)]
    here = database.environment
    whose = ("--tenant", TENANT, "--member", EMAIL, "--name", "bench")
    return _pristan(here, "tokens", "issue", *whose, *scopes).strip()


def _known(connection: psycopg.Connection, database: Database, token: str) -> Ground:
    for statement in FORGET:
        connection.execute(statement)
    tenant_id, request_id = connection.execute(
        "SELECT r.tenant_id, r.id FROM requests r JOIN tenants t ON t.id = r.tenant_id"
        " WHERE t.slug = %s AND EXISTS (SELECT FROM asks a WHERE a.request_id = r.id"
        " AND a.state = 'offered') ORDER BY r.id DESC",
        (TENANT,),
    ).fetchone() or ("", "")
    connection.commit()
    connection.autocommit = True
    connection.execute("VACUUM ANALYZE")
    return Ground(database, token, str(tenant_id), str(request_id), _asks(connection, request_id))


def _asks(connection: psycopg.Connection, request_id: object) -> Iterator[tuple[str, str]]:
    """Pairs of a request and a group, made when the first one is wanted: until then the lists of
    the centre are as long as they are."""
    groups = connection.execute(GROUPS, (request_id, MOST_ASKS)).fetchall()
    ready = connection.execute(COPY, (request_id,)).fetchall()
    for (group_id,) in groups:
        for (one,) in ready:
            yield str(one), str(group_id)


def cookie(port: int) -> str:
    """The session of somebody who signs in, as a Cookie header."""
    connection = HTTPConnection("127.0.0.1", port)
    form = urlencode({"email": EMAIL, "password": PASSWORD})
    told = {
        "Content-Type": "application/x-www-form-urlencoded",
        "Sec-Fetch-Site": "same-origin",
    }
    connection.request("POST", "/sign-in", form, told)
    answer = connection.getresponse()
    connection.close()
    return (answer.getheader("Set-Cookie") or "").partition(";")[0]


@contextmanager
def bare(database: Database, port: int) -> Iterator[None]:
    """The bare handler under gunicorn, with as many workers and threads as the product has."""
    here = os.environ | {"BARE_DATABASE": _plain(database.app_url)}
    how = ("-w", "2", "-k", "gthread", "--threads", "4", "--no-control-socket")
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", *how, "-b", f"127.0.0.1:{port}", "tests.bench.bare:app"],
        env=here,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        while process.stderr and "Listening" not in process.stderr.readline():
            pass
        yield
    finally:
        process.terminate()
        process.communicate(timeout=30)


def _plain(url: str) -> str:
    return url.replace("postgresql+psycopg:", "postgresql:")


def _pristan(settings: dict[str, str], *words: str) -> str:
    here = {name: value for name, value in os.environ.items() if "PRISTAN" not in name}
    return subprocess.run(
        [sys.executable, "-m", "network.cli", *words],
        env=here | settings,
        stdout=subprocess.PIPE,
        text=True,
        check=True,
    ).stdout


def endlessly(one: bytes) -> Iterator[bytes]:
    return cycle([one])


def as_json(value: object) -> bytes:
    return json.dumps(value).encode()
