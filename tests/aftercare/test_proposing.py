"""After which departures aftercare is proposed."""

import pytest
from sqlalchemy import Engine

from network.aftercare import queries
from network.placements import actions as placements
from network.placements.lifecycle import Destination
from network.placements.reasons import MoveReason, OutsideKind, Transfer, TransferReason
from tenants import clock
from tenants.database import transaction
from tenants.scope import Role, TenantKind
from tests import factories
from tests.actors import Cast, neighbour
from tests.aftercare.leaving import departed, left


@pytest.mark.parametrize(
    ("to", "outside", "proposes"),
    [
        (Destination.ABSCONDED, None, True),
        (Destination.UNKNOWN, None, True),
        (Destination.YOUTH_FLAT, None, True),
        (Destination.HOME, OutsideKind.FOSTER_FAMILY, True),
        (Destination.HOSPITAL, None, False),
        (Destination.CRISIS_CENTRE, None, False),
        (Destination.INSTITUTION, None, False),
        (Destination.UNKNOWN, OutsideKind.CORRECTIONAL_HOME, False),
    ],
)
def test_where_another_house_takes_over_nothing_is_proposed(
    cast: Cast, to: Destination, outside: OutsideKind | None, proposes: bool
) -> None:
    placement_id = departed(cast, to=to, outside=outside)

    with cast.institution.acting() as scope:
        assert (queries.of_placement(scope, placement_id) is not None) is proposes


def test_a_transfer_and_a_crisis_centre_propose_nothing(cast: Cast, owner: Engine) -> None:
    group_id = factories.group(cast.institution)
    stay = factories.stay(cast.institution, group_id)
    with cast.institution.acting() as scope, transaction():
        placements.transfer(
            scope,
            stay,
            left_on=clock.today(),
            urgency=Transfer.PLANNED,
            reason=TransferReason.NEARER_HOME,
        )
    crisis = neighbour(
        owner,
        cast.institution,
        "krizni",
        TenantKind.CRISIS_CENTRE,
        Role.HEAD,
        Role.ADMINISTRATOR,
    )
    for_days = left(crisis, factories.stay(crisis, factories.group(crisis)))

    for actor, placement_id in ((cast.institution, stay), (crisis, for_days)):
        with actor.acting() as scope:
            assert queries.of_placement(scope, placement_id) is None


def test_a_move_into_a_youth_flat_of_the_house_keeps_the_stay(cast: Cast) -> None:
    home = cast.institution
    group_id = factories.group(home)
    flat_id = factories.group(home, name="Stanovanje", form="youth_flat")
    stay = factories.stay(home, group_id)

    with home.acting() as scope, transaction():
        reason = MoveReason.MORE_INDEPENDENT
        moved = placements.move_group(scope, stay, group_id=flat_id, reason=reason)
        assert (moved.id, moved.group_id, moved.state) == (stay, flat_id, "resident")
        assert queries.of_placement(scope, stay) is None
