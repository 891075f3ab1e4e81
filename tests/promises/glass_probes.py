"""What may not leak when houses ask each other and break the glass."""

from collections.abc import Iterator

from sqlalchemy import Engine, text

from tests.promises.eyes import as_actor, count
from tests.promises.story import Story

VIEWS = (
    "known_elsewhere",
    "asked_of_us",
    "answers_elsewhere",
    "emergency_houses",
    "emergency_reads",
)


def only_whoever_asked_learns_yes_or_no(app: Engine, story: Story) -> Iterator[str]:
    cast = story.cast
    for actor in (cast.centre, cast.stranger, cast.coordination, cast.outsider):
        with as_actor(app, actor) as connection:
            for view in VIEWS:
                if count(connection, view):
                    yield f"{view} shows something to the {actor.scope.tenant_name}"
    with as_actor(app, cast.institution) as connection:
        if count(connection, "known_elsewhere", "question_id = :id", id=story.question_id) != 1:
            yield "known_elsewhere hides from whoever asked that somebody may know"
        if count(connection, "answers_elsewhere", "house <> '' OR email <> ''"):
            yield "answers_elsewhere names a house that tells nothing"
        if count(connection, "asked_of_us"):
            yield "asked_of_us shows questions to people"


def a_glass_closes_by_itself(app: Engine, story: Story) -> Iterator[str]:
    for later, expected in (("59 minutes", 1), ("60 minutes", 0), ("2 days", 0)):
        with as_actor(app, story.cast.institution) as connection:
            opened = connection.scalar(text("SELECT max(created_at) FROM emergencies"))
            connection.execute(
                text("SELECT set_config('app.now', (:at + :later ::interval)::text, true)"),
                {"at": opened, "later": later},
            )
            for view in ("emergency_reads", "emergency_houses"):
                if count(connection, view) != expected:
                    yield f"{view} is wrong {later} after the glass was broken"


GLASS_PROBES = (only_whoever_asked_learns_yes_or_no, a_glass_closes_by_itself)
