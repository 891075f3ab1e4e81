"""What Jinja makes of our templates, made once for all applications of a process.

Tests start dozens of applications, and each would compile every page that it shows anew.
"""

from types import CodeType

from flask import Flask
from jinja2 import BytecodeCache
from jinja2.bccache import Bucket


class Compiled(BytecodeCache):
    """By name and contents, for as long as the process lives."""

    def __init__(self) -> None:
        self._made: dict[tuple[str, str], CodeType | None] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        bucket.code = self._made.get((bucket.key, bucket.checksum))

    def dump_bytecode(self, bucket: Bucket) -> None:
        self._made[bucket.key, bucket.checksum] = bucket.code


def share() -> None:
    """From now on every application of this process takes what another one has made."""
    Flask.jinja_options = Flask.jinja_options | {"bytecode_cache": Compiled()}
