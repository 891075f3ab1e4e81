"""A school sees what it asked for and nothing else; what it passes on is the centre's to read, as
long as a basis covers it."""

from collections.abc import Iterator

from sqlalchemy import Engine, text

from tests.promises.borders import DIRECTORY, FOR_ALL, TWO_PARTY
from tests.promises.eyes import as_actor, columns, count, tables
from tests.promises.proposed import READ
from tests.promises.story import Story

READ_THERE = ("proposed_parts", "proposed_profiles")
SIDES = ("asker_id", "recipient_id", "owner_id", "set_by_id")


def the_school_sees_only_what_is_its(app: Engine, story: Story) -> Iterator[str]:
    own = {"own": story.school.tenant_id}
    with as_actor(app, story.school) as connection:
        for table in tables(connection):
            there = columns(connection, table)
            if table in FOR_ALL | DIRECTORY or "tenant_id" not in there:
                continue
            foreign = "tenant_id <> :own"
            if table in TWO_PARTY:
                sides = [side for side in SIDES if side in there]
                foreign += "".join(f" AND {side} IS DISTINCT FROM :own" for side in sides)
            if count(connection, table, foreign, **own):
                yield f"{table} shows the school what is neither its own nor asked for by it"
        for table in ("young_persons", "requests", "enrolments", "mobile_cases"):
            if not count(connection, table):
                yield f"the school misses {table}"


def a_proposal_is_read_by_its_centre_while_a_basis_covers_it(
    app: Engine, story: Story
) -> Iterator[str]:
    with as_actor(app, story.cast.centre) as connection:
        found = sorted(connection.scalars(text("SELECT category FROM proposed_parts")))
        if found != sorted(READ):
            yield f"proposed_parts shows {found}"
        if count(connection, "proposed_profiles") != 1:
            yield "proposed_profiles shows more or less than the one that is covered"
        if count(connection, "proposal_requests", "request_id IS NOT NULL") != 1:
            yield "the centre misses its request"


def a_proposal_is_read_by_nobody_else(app: Engine, story: Story) -> Iterator[str]:
    cast = story.cast
    others = (cast.stranger, cast.coordination, cast.outsider, cast.institution)
    for actor in (*others, story.school, story.bystander):
        with as_actor(app, actor) as connection:
            for view in READ_THERE:
                if count(connection, view):
                    yield f"{view} shows a proposal to the {actor.scope.tenant_name}"
            if count(connection, "proposal_requests", "request_id IS NOT NULL"):
                yield f"the {actor.scope.tenant_name} learns which request was written"
    with as_actor(app, story.school) as connection:
        if count(connection, "proposal_requests") != 1:
            yield "the school does not learn that a request was written"


PROPOSAL_PROBES = (
    the_school_sees_only_what_is_its,
    a_proposal_is_read_by_its_centre_while_a_basis_covers_it,
    a_proposal_is_read_by_nobody_else,
)
