"""One young person has one live request: told at the start, held where it is sent."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from sqlalchemy import Engine

from network.requests import guard
from network.requests.actions import drafting, searching, writing
from network.requests.reasons import Closing
from network.schemas.drafts import complete
from tenants.database import transaction
from tenants.errors import DomainError
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague

REFERENCE = "6120-417/2026"
WHOLE = {
    "file_reference": REFERENCE,
    "age": 15,
    "sex": "female",
    "region": "osrednjeslovenska",
    "school_level": "vocational",
    "legal_group": "family_law",
    "wanted_from": "2026-12-01",
    "urgency": "planned",
}


def followed(actor: Actor, reference: str = REFERENCE) -> guard.Follows | None:
    with actor.acting() as scope:
        return guard.to_follow(scope, reference)


@pytest.mark.parametrize("spelled", [REFERENCE, " 6120-417 / 2026", "6120-417/2026 "])
def test_an_open_request_is_to_be_followed_however_its_reference_is_spaced(
    cast: Cast, spelled: str
) -> None:
    request_id = factories.request(cast.centre)

    found = followed(cast.centre, spelled)

    assert found is not None
    assert (found.request_id, found.number[-4:]) == (request_id, "0001")
    with pytest.raises(guard.AlreadyLive):
        factories.request(cast.centre, file_reference=spelled)


def test_a_closed_request_and_one_whose_young_person_moved_in_block_nobody(cast: Cast) -> None:
    closed = factories.request(cast.centre)
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, closed, Closing.NO_LONGER_NEEDED)
    factories.arrived(cast.centre, cast.institution, factories.group(cast.institution))

    assert followed(cast.centre) is None


def test_another_centre_has_files_of_its_own(cast: Cast) -> None:
    factories.request(cast.outsider, file_reference=REFERENCE)

    assert followed(cast.centre) is None
    factories.request(cast.centre, file_reference=REFERENCE)


def test_a_colleagues_draft_is_to_be_followed_and_ones_own_is_not(
    cast: Cast, owner: Engine
) -> None:
    other = colleague(owner, cast.centre, "Ana", Role.CASE_WORKER)
    with other.acting() as scope, transaction():
        draft_id = drafting.begin(scope, {"file_reference": REFERENCE}).id

    found = followed(cast.centre)

    assert found is not None
    assert (found.draft_id, found.member_name) == (draft_id, "Ana")
    assert followed(other) is None
    with pytest.raises(guard.AlreadyLive), cast.centre.acting() as scope, transaction():
        drafting.begin(scope, {"file_reference": REFERENCE})


def test_a_request_does_not_take_the_reference_of_another(cast: Cast) -> None:
    factories.request(cast.centre, file_reference="A")
    second = factories.request(cast.centre, file_reference="B")

    with cast.centre.acting() as scope, transaction():
        writing.change(scope, second, {"file_reference": "B"})
    with pytest.raises(guard.AlreadyLive), cast.centre.acting() as scope, transaction():
        writing.change(scope, second, {"file_reference": "A"})


def test_a_closed_search_is_not_taken_up_beside_another_for_the_same_file(cast: Cast) -> None:
    closed = factories.request(cast.centre, file_reference=REFERENCE)
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, closed, Closing.NO_LONGER_NEEDED)
    factories.request(cast.centre, file_reference=REFERENCE)

    with pytest.raises(guard.AlreadyLive), cast.centre.acting() as scope, transaction():
        searching.reopen_search(scope, closed, "The family has changed its mind.")


def test_of_two_who_send_at_once_one_is_told_to_follow_the_other(cast: Cast, owner: Engine) -> None:
    other = colleague(owner, cast.centre, "Ana", Role.CASE_WORKER)
    drafts = [(actor, _draft(actor, f"file {n}")) for n, actor in enumerate((cast.centre, other))]
    with owner.begin() as connection:  # both were begun before either could see the other
        connection.exec_driver_sql(
            "UPDATE request_drafts SET content = jsonb_set(content, '{file_reference}',"
            f" '\"{REFERENCE}\"')"
        )
    together = Barrier(2)

    def send(one: tuple[Actor, object]) -> str:
        actor, draft_id = one
        with actor.acting() as scope:
            together.wait()
            try:
                with transaction():
                    drafting.send(scope, draft_id, complete)
            except DomainError as refused:
                return refused.code
        return "sent"

    with ThreadPoolExecutor(2) as both:
        assert sorted(both.map(send, drafts)) == ["already_live", "sent"]


def _draft(actor: Actor, reference: str) -> object:
    with actor.acting() as scope, transaction():
        return drafting.begin(scope, WHOLE | {"file_reference": reference, "why_not": "no_fit"}).id
