"""What may not leak of young people's files, tried like everything else of the audit."""

from collections.abc import Iterator

from sqlalchemy import Engine, text

from tests.promises.eyes import as_actor, count
from tests.promises.shown import GIVEN, SEEN, SEEN_ONCE, SENT
from tests.promises.story import Story

READ_THERE = (
    "received_parts",
    "stopped_parts",
    "received_documents",
    "received_papers",
    "paper_keys",
)


def a_file_is_shown_by_a_basis_alone(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.institution) as connection:
        for view, expected in (("received_parts", SEEN), ("stopped_parts", SEEN_ONCE)):
            found = set(connection.scalars(text(f"SELECT category FROM {view}")))
            if found != {category.value for category in expected}:
                yield f"{view} shows {sorted(found)} of a file"
    for actor in (story.cast.stranger, story.cast.coordination, story.cast.outsider):
        with as_actor(app, actor) as connection:
            for view in READ_THERE:
                if count(connection, view):
                    yield f"{view} shows a file to the {actor.scope.tenant_name}"


def documents_cross_under_two_bases_and_papers_while_people_talk(
    app: Engine, story: Story
) -> Iterator[str]:
    with as_actor(app, story.cast.institution) as connection:
        kinds = set(connection.scalars(text("SELECT kind FROM received_documents")))
        if kinds != {GIVEN[0].value}:
            yield f"received_documents shows {sorted(kinds)} of a file"
        if count(connection, "received_papers") != SENT:
            yield "received_papers shows more or less than what was sent"


def a_file_is_closed_to_who_is_kept_away(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.relative) as connection:
        for table in (
            "young_persons",
            "person_keys",
            "file_parts",
            "legal_bases",
            "stored_documents",
            "message_papers",
        ):
            if count(connection, table):
                yield f"{table} opens to a colleague who is kept away"


FILE_PROBES = (
    a_file_is_shown_by_a_basis_alone,
    documents_cross_under_two_bases_and_papers_while_people_talk,
    a_file_is_closed_to_who_is_kept_away,
)
