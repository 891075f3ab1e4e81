"""What of a file is shown to a home at which level, beside what the request itself says. Pure.

Level 2 tells who the young person is, level 3 the rest (capabilities: disclosure ladder). A level
is the most that may be shown; each category needs a legal basis that covers it, too.
"""

from collections.abc import Collection

from network.consent.kinds import Category, SharingPurpose
from network.records.fields import FIELDS, Visibility
from network.requests.profile import Level

PARTS: dict[Level, tuple[Category, ...]] = {
    Level.IDENTITY: (Category.IDENTITY, Category.CONTACT, Category.FAMILY, Category.SCHOOL),
    Level.DOCUMENTS: (
        Category.NEEDS,
        Category.HEALTH,
        Category.RISK,
        Category.COURT,
        Category.HISTORY,
        Category.OWN_WORDS,
        Category.DOCUMENTS,
    ),
}
EVERY_PART = tuple(category for parts in PARTS.values() for category in parts)


def level_of(category: Category) -> Level:
    """The level at which a category of the file is shown."""
    return next(level for level, parts in PARTS.items() if category in parts)


def up_to(level: int) -> tuple[Category, ...]:
    """Everything of the file that may be shown at a level."""
    return tuple(each for each in EVERY_PART if level_of(each) <= level)


def withheld(shown: Collection[Category]) -> tuple[Category, ...]:
    """What of a file somebody does not see: silence is not to be taken for absence."""
    return tuple(each for each in EVERY_PART if each not in shown)


def purpose_of(*, programme: bool) -> SharingPurpose:
    """What for a file is shown under an ask: a programme or a placement."""
    return SharingPurpose.PROGRAMME if programme else SharingPurpose.PLACEMENT


def may_cross(category: Category, name: str) -> bool:
    """Whether a field ever leaves its house: what is internal never does."""
    return any(
        field.name == name and field.visibility is not Visibility.INTERNAL
        for field in FIELDS.get(category, ())
    )
