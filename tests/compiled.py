"""What is made once instead of again and again: code of our templates, plans of our statements.

Tests start dozens of applications, and each would compile every page that it shows anew. They ask
hundreds of statements a few times each, so that PostgreSQL would plan most of them every time.
"""

from types import CodeType
from typing import Any

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket
from psycopg import Connection
from sqlalchemy import Engine, event


class Compiled(BytecodeCache):
    """By name and contents, for as long as the process lives."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._made.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._made[bucket.key, bucket.checksum] = bucket.code


def share() -> None:
    """For every application and every connection of this process from now on."""
    Flask.jinja_options = Flask.jinja_options | {"bytecode_cache": Compiled()}
    event.listen(Engine, "connect", plan_once)


def plan_once(connection: Any, _record: Any) -> None:
    """A statement that comes a second time is kept with one plan for whatever it is asked."""
    if isinstance(connection, Connection):
        connection.prepare_threshold, connection.prepared_max = 1, 2000
        connection.execute("SET plan_cache_mode = force_generic_plan")
        connection.commit()
