"""The words of advice and of mobile teams, and when one may do what. Pure.

Sources: advice, expert opinion and mobile team of ZOOMTVI as gov.si describes them (domain 1.3): a
team is formed by the principal, of several professions; plans goals with school and parents; ends
with an expert report that may propose day treatment or the guidance procedure.
"""

from collections.abc import Iterable
from enum import StrEnum

from network.programmes.kinds import ProgrammeKind


class MobileKind(StrEnum):
    """What is asked of the house."""

    ADVICE = "advice"
    EXPERT_OPINION = "expert_opinion"
    TEAM = "team"


class MobileState(StrEnum):
    OPEN = "open"
    CLOSED = "closed"


class Profession(StrEnum):
    """What a member of a team is there for."""

    PSYCHOLOGIST = "psychologist"
    SPECIAL_PEDAGOGUE = "special_pedagogue"
    SOCIAL_PEDAGOGUE = "social_pedagogue"
    SOCIAL_WORKER = "social_worker"
    TEACHER = "teacher"
    DOCTOR = "doctor"
    OTHER = "other"


class GoalReached(StrEnum):
    """How far a goal was reached."""

    ACHIEVED = "achieved"
    PARTLY = "partly"
    NOT = "not"


class MetWhere(StrEnum):
    SCHOOL = "school"
    HOME = "home"
    HOUSE = "house"
    ONLINE = "online"


class MetWhom(StrEnum):
    """Who was there when somebody of the house came."""

    YOUNG_PERSON = "young_person"
    PARENTS = "parents"
    TEACHER = "teacher"
    SCHOOL_COUNSELLOR = "school_counsellor"
    SOCIAL_WORKER = "social_worker"
    OTHER = "other"


class NextStep(StrEnum):
    """What the closing report proposes."""

    CLOSE = "close"
    DAY_TREATMENT = "day_treatment"
    GUIDANCE_PROCEDURE = "guidance_procedure"
    PLACEMENT_REQUEST = "placement_request"


# What may be opened on an enrolment in a programme of which kind; on others nothing is.
OF_PROGRAMME: dict[ProgrammeKind, tuple[MobileKind, ...]] = {
    ProgrammeKind.ADVICE: (MobileKind.ADVICE, MobileKind.EXPERT_OPINION),
    ProgrammeKind.MOBILE_TEAM: (MobileKind.TEAM, MobileKind.ADVICE, MobileKind.EXPERT_OPINION),
}
FEWEST_PROFESSIONS = 2
SECTIONS = ("situation", "work", "changes", "proposal")


def is_team(kind: MobileKind, professions: Iterable[Profession]) -> bool:
    """Whether those are enough to work: a team has members of several professions."""
    return kind is not MobileKind.TEAM or len(set(professions)) >= FEWEST_PROFESSIONS
