"""What may not leak of young people's files, tried like everything else of the audit."""

from collections.abc import Iterator

from sqlalchemy import Engine, text

from tests.promises.eyes import as_actor, count
from tests.promises.shown import SEEN, SEEN_ONCE
from tests.promises.story import Story


def a_file_is_shown_by_a_basis_alone(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.institution) as connection:
        for view, expected in (("received_parts", SEEN), ("stopped_parts", SEEN_ONCE)):
            found = set(connection.scalars(text(f"SELECT category FROM {view}")))
            if found != {category.value for category in expected}:
                yield f"{view} shows {sorted(found)} of a file"
    for actor in (story.cast.stranger, story.cast.coordination, story.cast.outsider):
        with as_actor(app, actor) as connection:
            for view in ("received_parts", "stopped_parts"):
                if count(connection, view):
                    yield f"{view} shows a file to the {actor.scope.tenant_name}"


def a_file_is_closed_to_who_is_kept_away(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.relative) as connection:
        for table in ("young_persons", "person_keys", "file_parts", "legal_bases"):
            if count(connection, table):
                yield f"{table} opens to a colleague who is kept away"


FILE_PROBES = (a_file_is_shown_by_a_basis_alone, a_file_is_closed_to_who_is_kept_away)
