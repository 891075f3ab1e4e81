"""Where somebody has lived stands in their file by itself, at the centre and at the home."""

from datetime import timedelta
from uuid import UUID

import pytest

from network.placements import actions as placements
from network.placements import history
from network.placements.filing import PlacementFile
from network.placements.lifecycle import Destination
from network.records import actions as files
from network.requests.queries import get_ask
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import NotFound
from tests import factories
from tests.actors import Actor, Cast
from tests.reading import english
from tests.shares import with_file


def told(actor: Actor, person_id: UUID) -> list[tuple[str, str, str]]:
    with actor.acting() as scope, transaction():
        found = history.of_file(scope, person_id)
        return [(one.home, one.group, one.placement.state) for one in found]


def test_the_file_of_the_centre_tells_every_stay_that_followed(cast: Cast) -> None:
    group_id = factories.group(cast.institution, name="Jadro")
    ask_id, placement_id = factories.arrived(cast.centre, cast.institution, group_id)
    with cast.centre.acting() as scope, transaction():
        request_id = get_ask(scope, ask_id).request_id
    person_id = with_file(cast.centre, request_id)
    before = told(cast.centre, person_id)
    later = clock.now() + timedelta(days=40)
    with clock.frozen(later), cast.institution.acting() as scope, transaction():
        today = clock.today()
        placements.depart(scope, placement_id, left_on=today, destination=Destination.HOME)
    page = english(cast.centre).get(f"/files/{person_id}").text

    assert before == [("institution", "Jadro", "resident")]
    assert told(cast.centre, person_id) == [("institution", "Jadro", "departed")]
    assert f"/placements/{placement_id}" in page
    with cast.centre.acting() as scope, transaction():
        other = files.begin(scope, last_name="Druga").id
    assert told(cast.centre, other) == []
    with pytest.raises(NotFound):
        told(cast.stranger, person_id)


def test_the_file_of_the_home_tells_its_own(cast: Cast) -> None:
    group_id = factories.group(cast.institution, name="Jadro")
    _, placement_id = factories.arrived(cast.centre, cast.institution, group_id)
    with cast.institution.acting() as scope, transaction():
        person_id = files.begin(scope, last_name="Ilić").id
        of_stay = {"tenant_id": scope.tenant_id, "placement_id": placement_id}
        db.session.add(PlacementFile(**of_stay, person_id=person_id))

    assert told(cast.institution, person_id) == [("institution", "Jadro", "resident")]
