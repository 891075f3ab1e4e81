"""How it is going, asked of a young person on their own page before their plan is reviewed."""

from collections.abc import Mapping

from network.consent.giving import Giver
from network.own_pages import house as houses
from network.own_pages import looking
from network.plans import beforehand
from network.plans.beforehand import Sitting
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.errors import N_, NotFound
from tenants.scope import Scope


def coming(scope: Scope) -> Sitting | None:
    """What the young person can answer now; nothing to anybody else."""
    mine = looking.page(scope)
    if mine.reader is not Giver.YOUNG_PERSON:
        return None
    with houses.acting(scope) as house:
        return beforehand.coming(house, mine.person_id)


def answer(
    scope: Scope, *, young_person: Mapping[str, int], young_words: Mapping[str, str]
) -> None:
    """Say how it is going. Raises NotFound where nobody asks, Invalid, WordsErased."""
    mine = looking.page(scope)
    sitting = coming(scope)
    if sitting is None:
        raise NotFound(N_("There is no such question."))
    with houses.acting(scope) as house:
        beforehand.answer(house, sitting, young_person, young_words)
    about = About("young_person", mine.person_id)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OWN_PAGE, about, detail="plan_answered")
