"""What of a request a home sees at which level. Pure: the snapshot is frozen from this.

Level 0 carries no name, initials, birth date, EMŠO, address or school, and no free text: what
nobody typed cannot give anybody away.
"""

from datetime import date
from typing import Protocol

from network.consent.kinds import Basis, Category
from network.requests.profile import Level, age_band

# What of a file is shown at a level, in the categories by which a basis allows it.
CATEGORIES = {
    Level.ANONYMOUS: (Category.NEEDS,),
    Level.NEED_PROFILE: (Category.SCHOOL, Category.RISK, Category.OWN_WORDS),
}


class Told(Protocol):
    """What a request says; its row does."""

    @property
    def age(self) -> int: ...
    @property
    def sex(self) -> str: ...
    @property
    def region(self) -> str: ...
    @property
    def needs(self) -> list[str]: ...
    @property
    def legal_group(self) -> str: ...
    @property
    def urgency(self) -> str: ...
    @property
    def school_level(self) -> str: ...
    @property
    def order_final_on(self) -> date | None: ...


class Spoken(Protocol):
    """What it says in words."""

    @property
    def risks(self) -> str: ...
    @property
    def own_words(self) -> str: ...
    @property
    def help_given(self) -> str: ...


def basis(request: Told) -> Basis:
    """On what it rests that a home is shown the request: an order that a court made final, else
    the task of finding a place, which statutes give a centre (domain 5.2). Never a consent, since
    a withdrawal must not stop what a statute demands."""
    return Basis.COURT_ORDER if request.order_final_on is not None else Basis.STATUTORY_TASK


def content(request: Told, level: Level) -> dict[str, object]:
    """What is added at `level`; a higher level shows the lower ones too, from their own rows."""
    if level is Level.ANONYMOUS:
        return {
            "age_band": age_band(request.age).value,
            "sex": request.sex,
            "region": request.region,
            "needs": sorted(request.needs),
            "legal_group": request.legal_group,
            "urgency": request.urgency,
        }
    return {"school_level": request.school_level}


def words(said: Spoken, level: Level) -> dict[str, str]:
    """What is added to that in words. Level 0 has none."""
    if level is Level.ANONYMOUS:
        return {}
    told = {"risks": said.risks, "own_words": said.own_words}
    return told | ({"help_given": said.help_given} if said.help_given else {})
