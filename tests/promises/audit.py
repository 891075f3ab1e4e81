"""Everything that may not leak, tried on a database with something to leak in it.

Each probe answers with the sentences of what it found; a sound database answers with none. The
seeded faults of test_faults.py prove that each of the walls is watched.
"""

from collections.abc import Callable, Iterator

from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import DBAPIError

from tenants.inspection import BEHIND_NO_POLICY
from tests.actors import Actor
from tests.promises.after_probes import AFTER_PROBES
from tests.promises.ask_probes import ASK_PROBES
from tests.promises.borders import (
    DIRECTORY,
    FIGURES,
    FOR_ALL,
    FOR_EVERYBODY,
    KEYED,
    PERSONAL,
    TWO_PARTY,
    VIEWS,
)
from tests.promises.eyes import as_actor, columns, count, tables
from tests.promises.file_probes import FILE_PROBES
from tests.promises.forged import FORGED
from tests.promises.glass_probes import GLASS_PROBES
from tests.promises.open_probes import OPEN_PROBES
from tests.promises.proposal_probes import PROPOSAL_PROBES
from tests.promises.story import Story

Probe = Callable[[Engine, Story], Iterator[str]]


def leaks(app: Engine, story: Story) -> Iterator[str]:
    """Every leak that any probe finds, one after the other: of a database that was broken the first
    one is enough."""
    return (leak for probe in PROBES for leak in probe(app, story))


def nobody_sees_anything(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, None) as connection:
        for relation in [*tables(connection), *VIEWS]:
            if relation not in FOR_ALL | FOR_EVERYBODY and count(connection, relation):
                yield f"{relation} shows rows outside any scope"


def a_fresh_connection_sees_nothing(app: Engine, story: Story) -> Iterator[str]:
    with app.connect() as connection:
        for relation in [*tables(connection), *VIEWS]:
            if relation not in FOR_ALL | FOR_EVERYBODY and count(connection, relation):
                yield f"{relation} shows rows before anybody said for whom"


def others_see_nothing_of_it(app: Engine, story: Story) -> Iterator[str]:
    for name in ("outsider", "stranger", "coordination", "bystander"):
        actor = story.actor(name)
        with as_actor(app, actor) as connection:
            for table in tables(connection):
                if table in FOR_ALL | DIRECTORY:
                    continue
                yield from _foreign(connection, table, actor)


def _foreign(connection: Connection, table: str, actor: Actor) -> Iterator[str]:
    there = columns(connection, table)
    if "tenant_id" in there:
        where, bound = "tenant_id <> :own", {"own": actor.tenant_id}
    elif table == "accounts":
        where, bound = "id <> :own", {"own": actor.scope.account_id}
    elif table in PERSONAL:
        where, bound = "account_id <> :own", {"own": actor.scope.account_id}
    else:
        return
    if count(connection, table, where, **bound):
        yield f"{table} shows foreign rows to the {actor.scope.tenant_name}"


def the_directory_ends_at_the_network(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.outsider) as connection:
        if count(connection, "tenants", "name = 'centre'"):
            yield "the directory shows tenants of another network"
        if count(connection, "published_groups"):
            yield "the board shows groups of another network"
        if count(connection, "published_programmes"):
            yield "the catalogue shows programmes of another network"
        if count(connection, "lent_rooms") or count(connection, "lent_room_times"):
            yield "rooms that are lent are shown to another network"
        if count(connection, "group_networks"):
            yield "the networks of groups are shown to another network"


def the_home_sees_only_what_is_its(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.institution) as connection:
        for table in tables(connection):
            if table in FOR_ALL | DIRECTORY | TWO_PARTY:
                continue
            yield from _foreign(connection, table, story.cast.institution)


def only_the_coordination_sees_figures(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.coordination) as connection:
        for view in FIGURES:
            if not count(connection, view):
                yield f"the coordination sees nothing in {view}"
    for actor in (story.cast.stranger, story.cast.institution, story.cast.outsider):
        with as_actor(app, actor) as connection:
            for view in FIGURES:
                if count(connection, view):
                    yield f"{view} is shown to others than the coordination"


def keys_open_only_their_own_row(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, None) as connection:
        connection.execute(text("SELECT set_config('app.token', 'made up', true)"))
        for view in VIEWS:
            if view not in FOR_EVERYBODY and count(connection, view):
                yield f"{view} opens to a made-up token"
        for table in KEYED:
            if count(connection, table):
                yield f"{table} opens to a made-up token"


def nobody_writes_for_others(app: Engine, story: Story) -> Iterator[str]:
    for actor in (story.cast.stranger, story.cast.outsider, story.school):
        with as_actor(app, actor) as connection:
            for table in tables(connection):
                if table in FOR_ALL or "tenant_id" not in columns(connection, table):
                    continue
                yield from _written(connection, table, actor)


def _written(connection: Connection, table: str, actor: Actor) -> Iterator[str]:
    changes = {
        "changed": f"UPDATE {table} SET tenant_id = tenant_id WHERE tenant_id <> :own",
        "taken over": f"UPDATE {table} SET tenant_id = :own WHERE tenant_id <> :own",
        "deleted": f"DELETE FROM {table} WHERE tenant_id <> :own",
    }
    for verb, statement in changes.items():
        if _rows(connection, statement, own=actor.tenant_id):
            yield f"foreign rows of {table} can be {verb}"


def nobody_touches_how_another_signs_in(app: Engine, story: Story) -> Iterator[str]:
    """Not even an administrator of the same house: colleagues' factors are theirs alone."""
    for actor in (story.cast.stranger, story.cast.centre, story.cast.institution):
        with as_actor(app, actor) as connection:
            for table in sorted(PERSONAL - {"sessions"}):
                others = f"FROM {table} WHERE account_id <> :own"
                if _rows(connection, f"DELETE {others}", own=actor.scope.account_id):
                    yield f"{table} of others can be deleted"
                taken = f"UPDATE {table} SET account_id = :own WHERE account_id <> :own"
                if _rows(connection, taken, own=actor.scope.account_id):
                    yield f"{table} of others can be taken over"


def moves_are_held_by_the_database(app: Engine, story: Story) -> Iterator[str]:
    for who, statement, subject in FORGED:
        actor = story.actor(who)
        with as_actor(app, actor) as connection:
            if _rows(connection, statement, id=getattr(story, subject)):
                yield f"the {who} could: {statement}"


def nobody_speaks_in_anothers_name(app: Engine, story: Story) -> Iterator[str]:
    home, centre = story.cast.institution, story.cast.centre
    said = (
        "INSERT INTO messages (tenant_id, id, ask_id, recipient_id, body, by_tenant_id,"
        " by_member_id, by_name, created_at) VALUES (:centre, gen_random_uuid(), :ask, :home,"
        " 'x', :by, :by, 'x', app_now())"
    )
    for actor, by in ((home, centre), (story.cast.stranger, home), (story.cast.stranger, centre)):
        with as_actor(app, actor) as connection:
            names = {"centre": centre.tenant_id, "home": home.tenant_id, "by": by.tenant_id}
            if _rows(connection, said, ask=story.live_ask, **names):
                yield f"the {actor.scope.tenant_name} wrote as the {by.scope.tenant_name}"
    asked = (
        "INSERT INTO asks (tenant_id, id, network_id, request_id, number, sender_name,"
        " recipient_id, recipient_name, group_id, group_name, state, level, wanted_from, sent_at,"
        " opened_by, end_reason, also_because, created_at, version) SELECT tenant_id,"
        " gen_random_uuid(),"
        " network_id, request_id, number, sender_name, recipient_id, recipient_name, group_id,"
        " group_name, 'sent', 0, wanted_from, sent_at, '', '', '{}', created_at, 1 FROM asks"
        " WHERE id = :ended"
    )
    with as_actor(app, home) as connection:
        if _rows(connection, asked, ended=story.ended_ask):
            yield "a home asked itself in the name of a centre"


def the_role_is_bound(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.centre) as connection:
        found = connection.execute(
            text(
                "SELECT rolsuper OR rolbypassrls AS unbound,"
                " EXISTS (SELECT FROM pg_class WHERE relowner = r.oid) AS owns,"
                " EXISTS (SELECT FROM pg_class WHERE relkind IN ('r', 'p')"
                "   AND relnamespace = 'public'::regnamespace"
                "   AND has_table_privilege(r.oid, oid, 'TRUNCATE')) AS truncates"
                " FROM pg_roles r WHERE rolname = current_user"
            )
        ).one()
        yield from (
            f"the application's role {what}" for what in found._fields if found._asdict()[what]
        )
        for table in tables(connection):
            if table not in FOR_ALL and _rows(connection, f"TRUNCATE {table} CASCADE", least=-1):
                yield f"{table} can be truncated"


def every_table_is_forced(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.centre) as connection:
        for name, forced, checked in connection.execute(text(FORCED)):
            if name not in BEHIND_NO_POLICY and not forced:
                yield f"{name} is not forced under policy"
            if not checked:
                yield f"{name} has a policy that writes without WITH CHECK"


FORCED = """
SELECT relname, relrowsecurity AND relforcerowsecurity
         AND EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid),
       NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid
                   AND p.polcmd IN ('a', 'w', '*') AND p.polwithcheck IS NULL)
FROM pg_class c WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')
"""


def views_belong_to_the_share_role(app: Engine, story: Story) -> Iterator[str]:
    with as_actor(app, story.cast.centre) as connection:
        for name, owner, options in connection.execute(
            text(
                "SELECT relname, pg_get_userbyid(relowner), coalesce(reloptions, '{}')"
                " FROM pg_class WHERE relkind = 'v' AND relnamespace = 'public'::regnamespace"
            )
        ):
            if owner != "pristan_share":
                yield f"{name} belongs to {owner}"
            if "security_barrier=true" not in options and "security_barrier" not in options:
                yield f"{name} is no security barrier"
            if name not in VIEWS:
                yield f"{name} crosses borders and no probe knows it"


def _rows(connection: Connection, statement: str, least: int = 1, **bound: object) -> bool:
    """Whether the statement went through on at least so many rows; it is undone either way."""
    around = connection.begin_nested()
    try:
        return connection.execute(text(statement), bound).rowcount >= least
    except DBAPIError:
        return False
    finally:
        around.rollback()


PROBES: tuple[Probe, ...] = (
    every_table_is_forced,
    views_belong_to_the_share_role,
    the_role_is_bound,
    nobody_sees_anything,
    a_fresh_connection_sees_nothing,
    others_see_nothing_of_it,
    the_directory_ends_at_the_network,
    the_home_sees_only_what_is_its,
    *FILE_PROBES,
    *GLASS_PROBES,
    *ASK_PROBES,
    *OPEN_PROBES,
    *AFTER_PROBES,
    *PROPOSAL_PROBES,
    only_the_coordination_sees_figures,
    keys_open_only_their_own_row,
    nobody_touches_how_another_signs_in,
    moves_are_held_by_the_database,
    nobody_speaks_in_anothers_name,
    nobody_writes_for_others,
)
