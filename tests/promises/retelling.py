"""A story that was told once, and copies of it."""

from dataclasses import dataclass

from flask import Flask
from sqlalchemy import Engine

from tests.database import Database
from tests.promises.story import Story


@dataclass(frozen=True)
class Told:
    """A database with the story in it; nobody is connected to it."""

    database: Database
    story: Story


@dataclass(frozen=True)
class Retold:
    """A copy of it, as the application serves it, and for a superuser."""

    app: Flask
    owner: Engine
    story: Story
