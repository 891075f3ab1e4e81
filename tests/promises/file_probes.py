"""What may not leak of young people's files, tried like everything else of the audit."""

from collections.abc import Iterator
from uuid import uuid4

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from tests.promises.borders import FOR_ALL, VIEWS
from tests.promises.eyes import as_actor, count, tables
from tests.promises.shown import GIVEN, SEEN, SEEN_ONCE, SENT
from tests.promises.story import Story

READ_THERE = (
    "received_parts",
    "stopped_parts",
    "stopped_documents",
    "received_documents",
    "received_papers",
    "paper_keys",
    "lent_words",
)


def a_file_is_shown_by_a_basis_alone(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.institution) as connection:
        for view, expected in (("received_parts", SEEN), ("stopped_parts", SEEN_ONCE)):
            found = set(connection.scalars(text(f"SELECT category FROM {view}")))
            if found != {category.value for category in expected}:
                yield f"{view} shows {sorted(found)} of a file"
    others = (story.cast.stranger, story.cast.coordination, story.cast.outsider)
    for actor in (*others, story.school, story.bystander):
        with as_actor(app, actor) as connection:
            for view in READ_THERE:
                if count(connection, view):
                    yield f"{view} shows a file to the {actor.scope.tenant_name}"


def documents_cross_under_two_bases_and_papers_while_people_talk(
    app: Engine, story: Story
) -> Iterator[str]:
    with as_actor(app, story.cast.institution) as connection:
        kinds = list(connection.scalars(text("SELECT kind FROM received_documents")))
        if kinds != [GIVEN[0].value]:
            yield f"received_documents shows {sorted(kinds)} of a file"
        if count(connection, "stopped_documents") != 1:
            yield "stopped_documents shows more or less than the one that was closed alone"
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
            *PAGES,
        ):
            if count(connection, table):
                yield f"{table} opens to a colleague who is kept away"


def a_page_sees_its_own_file_alone(app: Engine, story: Story) -> Iterator[str]:
    """Of the house of the file nothing else."""
    with as_actor(app, None) as connection:
        connection.execute(VISIT, {"page": str(story.page_id)})
        for table in tables(connection):
            if table not in {*FOR_ALL, *OF_A_PAGE} and count(connection, table):
                yield f"{table} opens to a page of somebody's own"
        for table, person in OF_A_PAGE.items():
            if person and count(connection, table, f"{person} <> :own", own=story.page_person):
                yield f"{table} shows another file to a page"
        if count(connection, "file_parts", "category IN ('risk', 'school', 'court', 'history')"):
            yield "a page sees parts that it may not show"


def a_page_writes_its_own_words_alone(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, None) as connection:
        connection.execute(VISIT, {"page": str(story.page_id)})
        for statement in ITS_FORGERIES:
            if _goes_through(connection, statement):
                yield f"a page could: {statement}"


def a_closed_page_and_a_made_up_one_see_nothing(app: Engine, story: Story) -> Iterator[str]:
    for page in (story.closed_page_id, uuid4()):
        with as_actor(app, None) as connection:
            connection.execute(VISIT, {"page": str(page)})
            for table in (*OF_A_PAGE, *PAGE_VIEWS):
                if count(connection, table):
                    yield f"{table} opens to a page that is closed or was never made"


def _goes_through(connection: Connection, statement: str) -> bool:
    around = connection.begin_nested()
    try:
        return connection.execute(text(statement)).rowcount > 0
    except DBAPIError:
        return False
    finally:
        around.rollback()


VISIT = text("SELECT set_config('app.page_id', :page, true)")
PAGES = ("own_pages", "page_voices", "consent_questions", "consent_answers", "earlier_words")
PAGE_VIEWS = tuple(view for view in VIEWS if view.startswith(("page_", "visited_")))
# What a page opens, and by which column it is the young person's.
OF_A_PAGE = {
    "young_persons": "id",
    "person_keys": "person_id",
    "tenant_keys": "",
    "file_parts": "person_id",
    "page_voices": "person_id",
    "consent_questions": "person_id",
    "consent_answers": "person_id",
    "earlier_words": "person_id",
}
ITS_FORGERIES = (
    "UPDATE file_parts SET changed_by = 'x' WHERE category <> 'own_words'",
    "UPDATE young_persons SET sensitivity = 'standard'",
    "UPDATE page_voices SET answer = 'x', answered_at = app_now()",
    "INSERT INTO file_parts SELECT tenant_id, person_id, 'risk', sealed, changed_at, changed_by, 1"
    " FROM file_parts WHERE category = 'identity'",
    "INSERT INTO page_voices (tenant_id, id, page_id, person_id, number, reader, topic, sealed,"
    " answered_by, created_at, version) SELECT tenant_id, gen_random_uuid(), page_id, person_id,"
    " number, 'mother', topic, sealed, '', created_at, 1 FROM page_voices",
)
FILE_PROBES = (
    a_file_is_shown_by_a_basis_alone,
    documents_cross_under_two_bases_and_papers_while_people_talk,
    a_file_is_closed_to_who_is_kept_away,
    a_page_sees_its_own_file_alone,
    a_page_writes_its_own_words_alone,
    a_closed_page_and_a_made_up_one_see_nothing,
)
