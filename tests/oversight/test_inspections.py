"""An inspector sees what was opened, for as long as it is open, and each look is written down."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine

from network.consent.kinds import Category
from network.oversight import inspected, inspecting, registers
from network.oversight.inspecting import Opening
from network.oversight.models import Inspection
from network.records.models import YoungPerson
from network.trail import queries as trail
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.models import Member
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.client import SAME_ORIGIN, Browser
from tests.elsewhere.people import known_to
from tests.reading import english, words

DAYS = timedelta(days=10)


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return known_to(cast.centre)


@pytest.fixture
def other_id(cast: Cast, person_id: UUID) -> UUID:
    return known_to(cast.centre, first_name="Druga")


@pytest.fixture
def inspector(cast: Cast, owner: Engine) -> Actor:
    return colleague(owner, cast.centre, "inspector", Role.INSPECTOR)


def number_of(cast: Cast, person_id: UUID) -> str:
    with cast.centre.acting() as scope:
        return db.session.get_one(YoungPerson, (scope.tenant_id, person_id)).number


def opened(cast: Cast, inspector: Actor, person_id: UUID | None = None, **more: object) -> UUID:
    said: dict[str, object] = {
        "authority": "Informacijski pooblaščenec",
        "ground": "ZVOP-2, 55. člen; 0612-1/2026",
        "name": "Nada Zor",
        "email": inspector.email,
        "starts": clock.today(),
        "ends": clock.today() + DAYS,
        "numbers": [number_of(cast, person_id)] if person_id else [],
    }
    with cast.centre.acting() as scope, transaction():
        return inspecting.open_for(scope, Opening(**(said | more))).id  # type: ignore[arg-type]


def files_seen(inspector: Actor) -> list[UUID]:
    with inspector.acting() as scope:
        return [person_id for person_id, _ in inspected.files(scope)]


def reads(inspector: Actor, person_id: UUID) -> bool:
    try:
        with inspector.acting() as scope, transaction():
            _, parts = inspected.read(scope, person_id)
            return bool(parts[Category.IDENTITY].values)
    except NotFound:
        return False


def test_an_inspector_reads_the_file_that_was_opened_and_no_other(
    cast: Cast, inspector: Actor, person_id: UUID, other_id: UUID
) -> None:
    assert not reads(inspector, person_id)

    opened(cast, inspector, person_id)

    assert files_seen(inspector) == [person_id]
    assert reads(inspector, person_id)
    assert not reads(inspector, other_id)
    with cast.centre.acting() as scope:
        entry = trail.trail(scope).rows[0].entry
    assert (entry.kind, entry.detail, entry.purpose) == ("read", "inspected", "oversight")
    assert entry.member_name == "inspector"


def test_it_ends_by_itself_and_at_once_where_it_is_closed(
    cast: Cast, inspector: Actor, person_id: UUID
) -> None:
    inspection_id = opened(cast, inspector, person_id)

    with clock.frozen(clock.now() + DAYS + timedelta(days=1)):
        assert not reads(inspector, person_id)
    with cast.centre.acting() as scope, transaction():
        inspecting.close(scope, inspection_id)

    assert not reads(inspector, person_id)
    with cast.centre.acting() as scope:
        member = db.session.get_one(Member, (scope.tenant_id, inspector.scope.member_id))
        assert member.deactivated_at is not None
    with pytest.raises(Conflict), cast.centre.acting() as scope, transaction():
        inspecting.close(scope, inspection_id)


def test_before_its_first_day_nothing_is_open(
    cast: Cast, inspector: Actor, person_id: UUID
) -> None:
    first = clock.today() + timedelta(days=2)

    opened(cast, inspector, person_id, starts=first, ends=first)

    assert not reads(inspector, person_id)
    with clock.frozen(clock.now() + timedelta(days=2)):
        assert reads(inspector, person_id)


def entries(inspector: Actor) -> int:
    with inspector.acting() as scope:
        return len(trail.trail(scope).rows)


def test_the_trail_and_the_registers_are_open_where_they_were_opened(
    cast: Cast, inspector: Actor, person_id: UUID
) -> None:
    opened(cast, inspector, person_id)
    assert entries(inspector) == 0

    opened(cast, inspector, trail=True, registers=True)

    assert entries(inspector) > 0


def test_no_longer_than_thirty_days_and_not_for_nothing(
    cast: Cast, inspector: Actor, person_id: UUID
) -> None:
    for more in (
        {"ends": clock.today() + timedelta(days=30)},
        {"ends": clock.today() - timedelta(days=1)},
        {"starts": clock.today() - timedelta(days=1)},
        {"numbers": []},
        {"numbers": ["1999-0001"]},
        {"email": cast.centre.email},
    ):
        with pytest.raises(Invalid):
            opened(cast, inspector, person_id, **more)
    with pytest.raises(NotAllowed), inspector.acting() as scope:
        registers.inspections(scope)


def test_somebody_new_comes_in_by_a_link(cast: Cast, person_id: UUID) -> None:
    nada = Actor(cast.centre.app, cast.centre.scope, "nadzor@primer.test")
    inspection_id = opened(cast, nada, person_id)

    with cast.centre.acting() as scope, transaction():
        made, secret = inspecting.make_link(scope, inspection_id)

    assert isinstance(made, Inspection)
    answer = Browser(cast.centre.app).get(f"/invitations/{secret}")
    assert answer.status_code == 200


@pytest.fixture
def browser(cast: Cast, inspector: Actor, person_id: UUID) -> Browser:
    opened(cast, inspector, person_id, trail=True)
    return english(inspector)


def test_every_page_says_it_and_none_but_these_opens(
    cast: Cast, browser: Browser, person_id: UUID, other_id: UUID
) -> None:
    page = words(browser.get("/inspection"))
    file = words(browser.get(f"/inspection/files/{person_id}"))
    told = words(browser.get("/trail"))

    for each in (page, file, told):
        assert "You look at this house as an inspector, until" in each
    assert "Živa" in file
    assert browser.get("/").headers["Location"] == "/inspection"
    for path in ("/board", "/notes", "/exports/trail.csv", "/administration/members"):
        assert browser.get(path).status_code in (403, 404), path
    for path in (f"/files/{person_id}", f"/inspection/files/{other_id}"):
        assert browser.get(path).status_code == 404, path
    said = browser.client.post("/breaches", data={"what": "x"}, headers=SAME_ORIGIN)
    assert said.status_code == 403
