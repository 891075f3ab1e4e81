"""A night of the demo: the crisis centre asks who knows somebody, breaks the glass, and the house
whose file it was has yet to judge it."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import partial

from network.consent.kinds import Category
from network.demo.diary import at_local, played_by
from network.demo.houses import House, World
from network.elsewhere import asking, glass, switching
from network.elsewhere.kinds import Danger
from network.records import actions as files
from network.records import door
from network.records import queries as records
from tenants.scope import Role, Scope

ASKS, ON_DUTY, KNOWS = "Krizni center Zavetje", "David Krašovec", "CSD Ljubljana"
NAMES = ("first_name", "last_name", "birth_date")
WORDS = "Pripeljala je policija, s postaje; zmedenost, težko dihanje."
SAID = {
    Category.HEALTH: {"allergies": "pik čebele", "medication": "inhalator po potrebi"},
    Category.RISK: {"self_harm": "Ob hudi stiski; pomaga pogovor na štiri oči."},
    Category.CONTACT: {"contact_safety": "Najprej pokličite mamo, ne očima."},
}


def plan(world: World, houses: Sequence[House]) -> None:
    """The network lets its members ask from the first day; the night is the last one."""
    office = next(
        scope for house in houses for scope in house.people if scope.has(Role.NETWORK_ADMINISTRATOR)
    )
    world.diary.at(world.starts, partial(_switch_on, office))
    moment = at_local(world.until - timedelta(days=1), 22, 40)
    world.diary.at(max(moment, world.starts), partial(_night, world))


def _switch_on(office: Scope, moment: datetime) -> None:
    with played_by(office, moment) as scope:
        for network_id in scope.network_ids:
            switching.switch(scope, network_id, True)


def _night(world: World, moment: datetime) -> None:
    knows, asks = world.centre(KNOWS), world.centre(ASKS)
    with played_by(knows.writers()[0], moment - timedelta(hours=6)) as scope:
        found = records.files(scope).rows
        if not found:
            return
        for category, said in SAID.items():
            files.write(scope, found[-1].id, category, said)
        read = door.read(scope, found[-1].id, Category.IDENTITY)
        facts = {name: read[Category.IDENTITY].values[name] for name in NAMES}
    night = asks.called(ON_DUTY)
    with played_by(night, moment) as scope:
        question = asking.by_name(scope, **facts)  # type: ignore[arg-type]
    with played_by(night, moment + timedelta(minutes=2)) as scope:
        glass.break_glass(scope, question.id, reason=Danger.ACUTE_MEDICAL, words=WORDS)
