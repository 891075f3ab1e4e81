"""Two at once: the second is told that it was too late, and a double click is one contact."""

from concurrent.futures import ThreadPoolExecutor
from uuid import UUID

from network.aftercare import agreeing, queries, touch
from network.aftercare.lifecycle import AftercareDecline
from network.aftercare.moves import AftercarePast
from network.aftercare.ways import ContactWay
from tenants import clock
from tenants.database import transaction
from tests.actors import Cast
from tests.aftercare.leaving import agreed, proposed, signed


def agrees(cast: Cast, aftercare_id: UUID) -> str:
    try:
        with cast.institution.acting() as scope, transaction():
            return agreeing.agree(scope, aftercare_id, **signed()).state
    except AftercarePast:
        return "refused"


def declines(cast: Cast, aftercare_id: UUID) -> str:
    try:
        with cast.institution.acting() as scope, transaction():
            return agreeing.decline(scope, aftercare_id, AftercareDecline.NOT_NEEDED).state
    except AftercarePast:
        return "refused"


def clicks(cast: Cast, aftercare_id: UUID) -> UUID:
    with cast.institution.acting() as scope, transaction():
        said = {"on_day": clock.today(), "way": ContactWay.PHONE, "words": "Dobro."}
        return touch.contact(scope, aftercare_id, **said).id  # type: ignore[arg-type]


def test_it_is_agreed_on_once(cast: Cast) -> None:
    aftercare_id = proposed(cast)

    with ThreadPoolExecutor(2) as people:
        both = [people.submit(agrees, cast, aftercare_id) for _ in range(2)]

    assert {one.result() for one in both} == {"agreed", "refused"}


def test_whoever_declines_second_changes_nothing(cast: Cast) -> None:
    aftercare_id = proposed(cast)

    with ThreadPoolExecutor(2) as people:
        yes = people.submit(agrees, cast, aftercare_id)
        no = people.submit(declines, cast, aftercare_id)

    # Who said no may say yes later, also a moment later.
    assert (yes.result(), no.result()) in {("agreed", "refused"), ("agreed", "declined")}
    with cast.institution.acting() as scope:
        assert queries.get(scope, aftercare_id).state == "agreed"


def test_a_double_click_is_one_contact(cast: Cast) -> None:
    aftercare_id = agreed(cast)

    with ThreadPoolExecutor(2) as people:
        both = [people.submit(clicks, cast, aftercare_id) for _ in range(2)]

    assert len({one.result() for one in both}) == 1
    with cast.institution.acting() as scope:
        assert len(queries.contacts_of(scope, aftercare_id).rows) == 1
