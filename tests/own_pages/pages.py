"""Pages of somebody's own, opened and entered by the real acts."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from network.consent.giving import Giver
from network.consent.kinds import Category
from network.own_pages import entering, opening
from network.records import actions as files
from tenants import clock
from tenants.database import transaction
from tenants.scope import Scope
from tests.actors import Actor

WORD = "mali zmaj"
ADDRESS = "192.0.2.7"
REACH = "01 234 56 78"
SAID: dict[Category, dict[str, object]] = {
    Category.HEALTH: {"allergies": "oreščki", "conditions": "skrito zdravje"},
    Category.RISK: {"self_harm": "skrito tveganje"},
    Category.FAMILY: {"family_situation": "skrita družina", "weekends": "vsak drugi"},
    Category.SCHOOL: {"school": "Izmišljena šola"},
    Category.OWN_WORDS: {"wants": "Rada bi domov."},
}


@dataclass(frozen=True)
class Opened:
    """A page, and what was handed over."""

    actor: Actor
    person_id: UUID
    page_id: UUID
    link: str
    code: str


def file_of(actor: Actor, age: int = 16, first_name: str = "Živa") -> UUID:
    """A file with something in it that a page shows, and something that none ever does."""
    with actor.acting() as scope, transaction():
        born = date(clock.today().year - age, 1, 1)
        file = files.begin(scope, first_name=first_name, last_name="Izmišljena", birth_date=born)
        for category, said in SAID.items():
            files.write(scope, file.id, category, said)  # type: ignore[arg-type]
        return file.id


def opened(
    actor: Actor, person_id: UUID, reader: Giver = Giver.YOUNG_PERSON, **more: bool
) -> Opened:
    with actor.acting() as scope, transaction():
        made = opening.open_page(scope, person_id, reader=reader, reach=REACH, **more)  # type: ignore[arg-type]
        return Opened(actor, person_id, made.page.id, made.link, made.code)


def enter(page: Opened, typed: str = "") -> str:
    """The secret of a session with the code, or with what is typed."""
    with page.actor.app.app_context():
        return entering.enter(page.link, typed or page.code, ADDRESS)


def settled(page: Opened) -> str:
    """The secret of a session in which a word was chosen."""
    with page.actor.app.app_context():
        visit = entering.recognise(entering.enter(page.link, page.code, ADDRESS))
        assert visit is not None
        return entering.choose_word(visit, WORD)


@contextmanager
def visiting(actor: Actor, secret: str) -> Iterator[Scope]:
    """Acting as whoever presents that cookie."""
    with actor.app.app_context():
        visit = entering.recognise(secret)
        assert visit is not None
        yield visit.scope
