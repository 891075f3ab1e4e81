"""Of those who left: how many agreed, were looked back at, were placed again; no small numbers."""

from datetime import timedelta
from uuid import UUID

from network.aftercare import agreeing, evaluating, figures
from network.aftercare.evaluating import Fares
from network.aftercare.later import FollowUp, PlacedAgain
from network.aftercare.lifecycle import AftercareDecline
from network.requests.suppression import Hidden
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast
from tests.aftercare.leaving import left, of_stay, signed

HALF_A_YEAR = timedelta(days=200)
MANY = 5


def follow(home: Actor, number: int, *, agreed: bool, ago: timedelta = HALF_A_YEAR) -> list[UUID]:
    """So many who left so long ago, and what was decided of them."""
    with clock.frozen(clock.now() - ago):
        group_id = factories.group(home, capacity=number, name=f"Jadro {agreed} {ago.days}")
        stays = [factories.stay(home, group_id, f"{agreed}{ago.days}-{at}") for at in range(number)]
        found = [of_stay(home, left(home, stay)) for stay in stays]
        with home.acting() as scope, transaction():
            for one in found:
                if agreed:
                    agreeing.agree(scope, one, **signed())
                else:
                    agreeing.decline(scope, one, AftercareDecline.NOT_NEEDED)
    return found


def look_back(home: Actor, found: list[UUID], again: PlacedAgain) -> None:
    with home.acting() as scope, transaction():
        for one in found:
            evaluating.evaluate(
                scope,
                one,
                stage=FollowUp.HALF_YEAR,
                on_day=clock.today(),
                fares=Fares(reached=False, placed_again=again),
            )


def test_shares_and_tables_of_enough_people_are_told(cast: Cast) -> None:
    home = cast.institution
    agreed = follow(home, MANY, agreed=True)
    follow(home, MANY, agreed=False)
    look_back(home, agreed, PlacedAgain.NO)

    with home.acting() as scope:
        found = figures.of_house(scope)

    assert found.agreed == 50
    assert found.told == {"half_year": 50}
    assert found.decided.rows == ["half_year"]
    assert found.decided.line("half_year") == [0, 5, 5, 0, 10]
    assert found.again.line("half_year") == [5, 0, 0, 5, 10]


def test_what_could_point_at_somebody_is_not_told(cast: Cast) -> None:
    home = cast.institution
    look_back(home, follow(home, MANY, agreed=True), PlacedAgain.NO)
    look_back(home, follow(home, 1, agreed=False), PlacedAgain.YES)

    with home.acting() as scope:
        found = figures.of_house(scope)

    assert found.agreed is Hidden.WITHHELD
    no, yes, *_ = found.again.line("half_year")
    assert (no, yes) == (Hidden.WITHHELD, Hidden.FEW)


def test_another_house_and_an_empty_one_have_no_figures_of_it(cast: Cast) -> None:
    follow(cast.institution, 1, agreed=True)

    with cast.stranger.acting() as scope:
        found = figures.of_house(scope)

    assert (found.decided.rows, found.agreed, dict(found.told)) == ([], None, {})
