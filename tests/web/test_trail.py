"""The page of the trail: who saw, showed and decided what."""

from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from network.requests import queries, thread
from tenants.database import transaction
from tenants.scope import Role
from tests import factories
from tests.actors import Cast, colleague
from tests.numbers import YEAR
from tests.reading import english, words
from tests.statements import asked


@pytest.fixture
def ask_id(cast: Cast) -> UUID:
    return factories.ask(cast.centre, factories.group(cast.institution))


def test_each_house_reads_what_its_people_did_and_what_others_did_with_what_is_theirs(
    cast: Cast, ask_id: UUID
) -> None:
    home = english(cast.institution)
    home.get(f"/asks/{ask_id}")

    own = words(home.get("/trail"))
    others = words(english(cast.centre).get("/trail?by=others"))
    stranger = words(english(cast.stranger).get("/trail?by=others"))

    assert "institution worker" in own
    assert "signed in" in own
    assert f"read needs {YEAR}-0001 centre task given by statute" in own
    assert f"institution worker institution read needs {YEAR}-0001" in others
    assert "Nothing is written here yet" in stranger


def test_one_kind_can_be_looked_at(cast: Cast, ask_id: UUID) -> None:
    centre = english(cast.centre)

    shown = words(centre.get("/trail?kind=disclose"))
    odd = centre.get("/trail?kind=boat")

    assert "showed needs" in shown
    assert "task given by statute" in shown
    assert f"{YEAR}-0001" in words(odd)


def test_only_who_watches_over_it_reads_it(cast: Cast, owner: Engine) -> None:
    worker = english(colleague(owner, cast.institution, "worker", Role.COUNSELLOR))
    officer = english(colleague(owner, cast.institution, "officer", Role.DPO))

    refused = worker.get("/trail")

    assert refused.status_code == 403
    assert "data-protection officer" in words(refused)
    assert officer.get("/trail").status_code == 200
    assert "/trail" not in worker.get("/").text


def test_more_than_a_page_is_paged_and_costs_no_more(cast: Cast, ask_id: UUID) -> None:
    def look(times: int) -> None:
        for _ in range(times):
            with cast.institution.acting() as scope, transaction():
                thread.disclosed(scope, queries.get_ask(scope, ask_id))

    home = english(cast.institution)
    look(1)
    with asked(cast.institution.app) as few:
        home.get("/trail")
    look(26)
    with asked(cast.institution.app) as many:
        page = home.get("/trail")

    assert len(many) == len(few)
    assert "before=" in page.text


def test_an_entry_names_the_request_in_which_it_was_done(cast: Cast, owner: Engine) -> None:
    ask_id = factories.ask(cast.centre, factories.group(cast.institution))
    home = cast.institution.browser()

    answer = home.get(f"/asks/{ask_id}")

    with owner.connect() as connection:
        found = connection.scalars(text("SELECT request_id FROM trail_entries ORDER BY id")).all()
    assert found[-1] == answer.headers["X-Request-Id"]
    assert found[0] == ""
