"""Every route, for every role of every tenant: what may not be seen answers like what never was.

The matrix is made from the URL map, so that a new route is attacked as soon as it exists.
"""

import io
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from uuid import UUID, uuid4
from zlib import crc32

import openpyxl
import pytest
from flask import Flask
from sqlalchemy import Engine, text
from werkzeug.routing import Rule
from werkzeug.test import TestResponse

from tenants import credentials
from tenants.credentials import ApiScope
from tenants.database import transaction
from tenants.login import is_public
from tenants.roles import HELD_IN
from tests.actors import Actor, colleague
from tests.client import SAME_ORIGIN, Browser
from tests.effort import tried
from tests.numbers import YEAR
from tests.promises.ids import OTHER_SIDE, TABLES
from tests.promises.retelling import Retold
from tests.promises.said import SAID
from tests.promises.story import Story

# The group's page, its calendar and its entry in the API are for everybody of the network.
ON_THE_BOARD = {"groups.show", "calendar.show", "api_board.one_group", "api_board.ahead"}
IN_THE_CATALOGUE = {
    "programmes.show",
    "api_programmes.one",
    "referrals.new",
    "referrals.send",
    "api_enrolments.refer_to",
}
MASKS = (
    (re.compile(r"[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"), "ID"),
    (re.compile(r'nonce(="|-)[^"\']+'), "NONCE"),
)
NOT_COMPARED = {"Date", "X-Request-Id", "Content-Length", "Set-Cookie"}


@dataclass
class Viewer:
    """Somebody who looks, with a browser and with a token."""

    actor: Actor
    name: str
    browser: Browser
    token: str

    def ask(self, method: str, path: str, rule: str = "") -> TestResponse:
        said = SAID.get(rule.removeprefix("/api/v1"), {})
        parts = {name: sent(value) for name, value in said.items()}
        if path.startswith("/api/"):
            headers = {"Authorization": f"Bearer {self.token}"}
            body: dict[str, object] = {"json": said} if parts == said else {"data": parts}
            return self.browser.client.open(path, method=method, headers=headers, **body)
        form = parts if method == "POST" else None
        return self.browser.client.open(path, method=method, data=form, headers=SAME_ORIGIN)


def sent(value: object) -> object:
    """As it goes into a form."""
    return (io.BytesIO(value), "a.pdf") if isinstance(value, bytes) else value


def viewers(owner: Engine, actor: Actor) -> Iterator[Viewer]:
    """The actor's whole tenant: one member for each role it has."""
    assert actor.scope.kind is not None
    for role in sorted(HELD_IN[actor.scope.kind]):
        member = colleague(owner, actor, f"one {role}", role)
        secret = token(actor, member)
        yield Viewer(member, f"{actor.scope.tenant_name} {role}", member.browser(), secret)


def token(administrator: Actor, member: Actor) -> str:
    with administrator.acting() as scope, transaction():
        return credentials.issue(
            scope, member_id=member.scope.member_id, name="matrix", scopes=list(ApiScope)
        )


def routes(app: Flask) -> list[Rule]:
    with app.app_context():
        return [rule for rule in app.url_map.iter_rules() if not is_public(rule.endpoint)]


# How many foreign things of a kind are tried: all of them in `make proof`.
MOST = tried(1, 1_000_000)


def hidden_from(owner: Engine, actor: Actor, parameter: str, rule: Rule) -> list[UUID]:
    """Ids of that kind which exist and which the actor's tenant may not see, or not act on."""
    table = TABLES[parameter]
    own = "tenant_id = :own"
    if table in OTHER_SIDE:
        own = f"({own} OR {OTHER_SIDE[table]} = :own)"
    if table == "passkeys":  # a person's own, in whichever house they work
        own = "account_id = :account"
    if table == "groups" and rule.endpoint in ON_THE_BOARD:
        own = f"({own} OR network_id = ANY (:networks))"
    if table == "programmes" and rule.endpoint in IN_THE_CATALOGUE:
        own = f"({own} OR (network_id = ANY (:networks) AND state IN ('published', 'paused')))"
    with owner.connect() as connection:
        found = connection.scalars(
            text(f"SELECT id FROM {table} WHERE NOT coalesce({own}, false) LIMIT :most"),
            {
                "most": MOST,
                "own": actor.tenant_id,
                "networks": list(actor.scope.network_ids),
                "account": actor.scope.account_id,
            },
        )
        return list(found)


def own_id(owner: Engine, actor: Actor, parameter: str) -> UUID:
    """One of the actor's own, or a made-up one where it has none."""
    where, own = "tenant_id", actor.tenant_id
    if parameter == "passkey_id":
        where, own = "account_id", actor.scope.account_id
    with owner.connect() as connection:
        found = connection.scalar(
            text(f"SELECT id FROM {TABLES[parameter]} WHERE {where} = :own LIMIT 1"), {"own": own}
        )
    return found or uuid4()


def attacks(
    owner: Engine, actor: Actor, rule: Rule
) -> Iterator[tuple[dict[str, UUID], dict[str, UUID]]]:
    """Paths with one foreign id, each beside the same path with a made-up one."""
    for parameter in rule.arguments:
        others = {each: own_id(owner, actor, each) for each in rule.arguments - {parameter}}
        for foreign in hidden_from(owner, actor, parameter, rule):
            yield others | {parameter: foreign}, others | {parameter: uuid4()}


def masked(answer: TestResponse) -> tuple[int, str, list[tuple[str, str]]]:
    body = answer.get_data(as_text=True)
    headers = [f"{name}: {value}" for name, value in answer.headers if name not in NOT_COMPARED]
    for pattern, mask in MASKS:
        body = pattern.sub(mask, body)
        headers = [pattern.sub(mask, header) for header in headers]
    return answer.status_code, body, sorted(headers)


def path_of(app: Flask, rule: Rule, values: dict[str, UUID]) -> str:
    with app.test_request_context():
        built = rule.build(values)
        assert built is not None
        return str(built[1])


def test_every_parameter_of_every_path_is_known_to_the_matrix(app: Flask):
    unknown = {
        (rule.rule, argument)
        for rule in routes(app)
        for argument in rule.arguments
        if argument not in TABLES
    }

    assert unknown == set()


WHO = ("outsider", "stranger", "coordination", "bystander", "school", "institution", "centre")
NO_PARTY = WHO[:4]


def tries(who: str, viewer: Viewer, rule: Rule) -> bool:
    """In every run each role tries a part of the paths, another one than the next role: of those
    who are no party a fifth, of both sides a half. In a proof all of them try all."""
    parts = 5 if who in NO_PARTY else 2
    return tried(crc32(f"{viewer.name} {rule.rule}".encode()) % parts == 0, True)


@pytest.mark.parametrize("who", WHO)
def test_a_foreign_id_answers_like_a_made_up_one(
    retold: Retold, who: str, record_property: Callable[[str, object], None]
):
    app, owner = retold.app, retold.owner
    actor = retold.story.actor(who)
    attacked, told_apart = 0, []
    for viewer in viewers(owner, actor):
        for rule in (each for each in routes(app) if tries(who, viewer, each)):
            for foreign, made_up in attacks(owner, actor, rule):
                for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
                    seen = viewer.ask(method, path_of(app, rule, foreign), rule.rule)
                    never = viewer.ask(method, path_of(app, rule, made_up), rule.rule)
                    attacked += 1
                    expected = (403, 404) if "/administration/" in rule.rule else (404,)
                    if masked(seen) != masked(never) or seen.status_code not in expected:
                        told_apart.append((method, rule.rule, viewer.name, seen.status_code))

    record_property("attacks", attacked)
    assert sorted(told_apart) == []
    assert attacked > 100


def test_the_content_of_an_ended_ask_answers_its_home_like_a_made_up_one(retold: Retold):
    story = retold.story
    for viewer in viewers(retold.owner, story.cast.institution):
        for part in ("disclosure", "messages"):
            seen = viewer.ask("GET", f"/api/v1/asks/{story.ended_ask}/{part}")
            never = viewer.ask("GET", f"/api/v1/asks/{uuid4()}/{part}")
            assert masked(seen) == masked(never)
            assert seen.status_code in (403, 404)


@pytest.mark.parametrize("who", WHO)
def test_no_list_count_or_choice_shows_what_is_not_theirs(retold: Retold, who: str):
    """Pages and lists without an id: none of the words planted in foreign records stands there."""
    app, owner, story = retold.app, retold.owner, retold.story
    actor = story.actor(who)
    planted = planted_for(owner, story, actor)
    found = []
    for viewer in viewers(owner, actor):
        for rule in routes(app):
            if rule.arguments or "GET" not in rule.methods:
                continue
            answer = viewer.ask("GET", rule.rule)
            assert answer.status_code in (200, 303, 403, 422), (viewer.name, rule.rule)
            body = told(answer)
            found += [(viewer.name, rule.rule, word) for word in planted if word in body]

    assert found == []


def told(answer: TestResponse) -> str:
    """Everything an answer says, also where it is a spreadsheet, which hides its words from
    whoever looks at the bytes."""
    if not answer.mimetype.endswith("spreadsheetml.sheet"):
        return answer.get_data(as_text=True)
    sheet = openpyxl.load_workbook(io.BytesIO(answer.get_data())).active
    return "\n".join(str(cell.value) for row in sheet.iter_rows() for cell in row)


def planted_for(owner: Engine, story: Story, actor: Actor) -> set[str]:
    """Words that this tenant may never see in a list."""
    mine = actor.tenant_id == story.cast.centre.tenant_id
    never = (
        {"nova@primer.test"} if actor not in (story.cast.centre, story.cast.institution) else set()
    )
    if not mine:
        never |= {
            "6120-417/2026",
            "6120-999/2026",
            "Leaves at night",
            "6120-777/2026",
            "stay at my school",
            "centre@centre",
            "Zapisek centra",
        }
    if actor.tenant_id != story.cast.institution.tenant_id:
        never |= {"institution@institution", "Zapisek doma"}
    if actor in (story.school, story.bystander):
        never |= {"Beseda", str(story.live_ask), str(story.request_id)}
    if actor == story.school:  # its own requests say what every dull request says
        never -= {"6120-417/2026", "Leaves at night", "stay at my school"}
    if actor in (story.cast.stranger, story.cast.outsider):
        never |= {"Beseda", f"{YEAR}-0001", str(story.live_ask), str(story.request_id)}
    if actor is story.cast.outsider:
        never |= {"Jadro", "Klas", "01 234 56 78"}
    return never


def test_every_route_is_closed_to_nobody(retold: Retold):
    app = retold.app
    nobody = Browser(app)
    open_ones = []
    for rule in routes(app):
        path = path_of(app, rule, {argument: uuid4() for argument in rule.arguments})
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            answer = nobody.client.open(path, method=method, headers=SAME_ORIGIN)
            to_sign_in = "/sign-in" in answer.headers.get("Location", "")
            if not (answer.status_code == 401 or to_sign_in):
                open_ones.append((method, rule.rule, answer.status_code))

    assert open_ones == []
