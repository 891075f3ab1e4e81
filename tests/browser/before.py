"""What happened in a network before a story begins, for whoever looks at its figures: a search
without an answer, a court order, somebody who went abroad, and six searches that ended in vain."""

from datetime import timedelta

from network.placements import actions as placements
from network.placements.actions import court
from network.placements.lifecycle import Destination
from network.placements.reasons import Country, OutsideKind
from network.requests.actions import writing
from network.requests.reasons import Closing, Unmet
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Cast

WAITED, FINAL = 40, 12  # days without an answer; days since the order has been final
IN_VAIN = ("osrednjeslovenska",) * 5 + ("gorenjska",)  # the last is the only one of its region


def happened(cast: Cast) -> None:
    """All of it, between the centre and a group of each home."""
    nobody_answered(cast)
    the_court_decided(cast)
    somebody_went_abroad(cast)
    for region in IN_VAIN:
        nothing_was_found(cast, region)


def nobody_answered(cast: Cast) -> None:
    group_id = factories.group(cast.institution, name="Galeb")
    with clock.frozen(clock.now() - timedelta(days=WAITED)):
        factories.ask(cast.centre, group_id)


def the_court_decided(cast: Cast) -> None:
    request_id = factories.request(cast.centre)
    with cast.centre.acting() as scope, transaction():
        court.decided(scope, request_id, final_on=clock.today() - timedelta(days=FINAL))


def somebody_went_abroad(cast: Cast) -> None:
    group_id = factories.group(cast.stranger, name="Sidro")
    _, placement_id = factories.arrived(cast.centre, cast.stranger, group_id)
    with cast.stranger.acting() as scope, transaction():
        placements.depart(
            scope,
            placement_id,
            left_on=clock.today(),
            destination=Destination.HOSPITAL,
            outside=OutsideKind.PSYCHIATRY,
            outside_country=Country.AUSTRIA,
        )


def nothing_was_found(cast: Cast, region: str) -> None:
    request_id = factories.request(cast.centre, region=region)
    with cast.centre.acting() as scope, transaction():
        writing.close(scope, request_id, Closing.UNMET, unmet=Unmet.NO_PLACE)
