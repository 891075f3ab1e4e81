"""What a board of two hundred groups costs a worker's processor."""

from statistics import median
from time import process_time

from sqlalchemy import create_engine

from network.app import create_app
from network.placements import actions as placements
from tenants import clock
from tenants.database import transaction
from tests import factories
from tests.actors import Actor, Cast, engage
from tests.database import migrated_database, shared_cluster

GROUPS, PLACES, LIVED_ON = 200, 6, 4
TOWNS = ("Ljubljana", "Maribor", "Celje", "Kranj", "Koper")
LOOKS = 15
ASKED_FOR = "/places?sex=female&age=15&region=osrednjeslovenska"


def milliseconds() -> float:
    """Of processor time of one look at the filtered page, the middle one of LOOKS; what the
    database spends is not in it."""
    with shared_cluster(None) as cluster, migrated_database(cluster) as database:
        app = create_app(database.settings)
        owner = create_engine(database.owner_url)
        cast = engage(app, owner)
        _fill(cast)
        spent = median(_looks(cast.centre))
        owner.dispose()
        return spent


def _fill(cast: Cast) -> None:
    for number in range(GROUPS):
        home = (cast.institution, cast.stranger)[number % 2]
        town = TOWNS[number % len(TOWNS)]
        group_id = factories.group(home, PLACES, name=f"Skupina {number}", town=town)
        with home.acting() as scope, transaction():
            for one in range(LIVED_ON):
                reference = f"{number}-{one}"
                today = clock.today()
                placements.enter(scope, group_id, reference=reference, arrived_on=today)


def _looks(reader: Actor) -> list[float]:
    browser = reader.browser()
    browser.get(ASKED_FOR)
    spent = []
    for _ in range(LOOKS):
        begun = process_time()
        browser.get(ASKED_FOR)
        spent.append((process_time() - begun) * 1000)
    return spent
