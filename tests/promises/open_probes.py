"""What everybody may read without signing in: programmes, and never a person."""

from collections.abc import Iterator

from sqlalchemy import Engine, text

from tests.promises.borders import FOR_EVERYBODY
from tests.promises.eyes import as_actor, count
from tests.promises.offered import DRAFT
from tests.promises.story import Story

PEOPLE = text("SELECT id::text FROM members UNION SELECT name FROM members")


def the_directory_shows_no_person(app: Engine, story: Story) -> Iterator[str]:
    """Neither who answers for a programme, nor for whom a seat is kept, nor a draft."""
    never = {DRAFT, str(story.live_ask), str(story.cast.centre.tenant_id)}
    for actor in (story.cast.institution, story.cast.centre):
        with as_actor(app, actor) as connection:
            never |= set(connection.scalars(PEOPLE))
    with as_actor(app, None) as connection:
        for view in sorted(FOR_EVERYBODY):
            if not count(connection, view):
                yield f"{view} shows nothing to anybody"
            for row in connection.scalars(text(f"SELECT shown::text FROM {view} shown")):
                yield from (f"{view} shows {each}" for each in never if each in row)


OPEN_PROBES = (the_directory_shows_no_person,)
