"""What a home writes of somebody who left stays with the home."""

from collections.abc import Iterator

from sqlalchemy import Engine

from tests.promises.eyes import as_actor, count
from tests.promises.story import Story

OF_THE_HOME = (
    "aftercare_agreements",
    "aftercare_contacts",
    "aftercare_evaluations",
    "aftercare_wishes",
    "aftercare_answers",
)
TOLD = ("aftercares", "aftercare_steps")


def who_asked_sees_that_somebody_is_followed_and_no_more(
    app: Engine, story: Story
) -> Iterator[str]:
    with as_actor(app, story.cast.centre) as connection:
        yield from (f"who asked sees {table}" for table in OF_THE_HOME if count(connection, table))
        yield from (f"who asked misses {table}" for table in TOLD if not count(connection, table))
    with as_actor(app, story.cast.institution) as connection:
        for table in (*OF_THE_HOME, *TOLD):
            if not count(connection, table):
                yield f"the home misses {table}"


AFTER_PROBES = (who_asked_sees_that_somebody_is_followed_and_no_more,)
