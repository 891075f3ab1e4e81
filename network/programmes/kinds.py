"""The words of programmes before, beside and after the institution. Pure.

Sources: kinds from the programmes of the professional centres (domain 1.3; gov.si, ZOOMTVI's three
kinds of work), the path from childhood to independent life from the project's continuum (1.1).
"""

from enum import StrEnum


class ProgrammeKind(StrEnum):
    """What is done."""

    SCHOOL_PREVENTION = "school_prevention"
    ADVICE = "advice"
    FAMILY_COUNSELLING = "family_counselling"
    FAMILY_THERAPY = "family_therapy"
    MOBILE_TEAM = "mobile_team"
    INDIVIDUAL_TREATMENT = "individual_treatment"
    GROUP_TREATMENT = "group_treatment"
    DAY_TREATMENT = "day_treatment"
    BESIDE_PLACEMENT = "beside_placement"
    PREPARING_RETURN = "preparing_return"
    AFTERCARE = "aftercare"
    YOUTH_FLAT = "youth_flat"
    INDEPENDENCE = "independence"
    VOCATIONAL_TRAINING = "vocational_training"
    EMPLOYMENT = "employment"


class PathStage(StrEnum):
    """Where on the path a young person is, in its order."""

    PREVENTION = "prevention"
    FAMILY_SUPPORT = "family_support"
    INDIVIDUAL = "individual"
    DAY_PROGRAMME = "day_programme"
    BESIDE_PLACEMENT = "beside_placement"
    INDEPENDENCE = "independence"


# Where a kind stands on the path (mock-up g).
STAGES: dict[ProgrammeKind, PathStage] = {
    ProgrammeKind.SCHOOL_PREVENTION: PathStage.PREVENTION,
    ProgrammeKind.ADVICE: PathStage.PREVENTION,
    ProgrammeKind.FAMILY_COUNSELLING: PathStage.FAMILY_SUPPORT,
    ProgrammeKind.FAMILY_THERAPY: PathStage.FAMILY_SUPPORT,
    ProgrammeKind.MOBILE_TEAM: PathStage.FAMILY_SUPPORT,
    ProgrammeKind.INDIVIDUAL_TREATMENT: PathStage.INDIVIDUAL,
    ProgrammeKind.GROUP_TREATMENT: PathStage.INDIVIDUAL,
    ProgrammeKind.DAY_TREATMENT: PathStage.DAY_PROGRAMME,
    ProgrammeKind.BESIDE_PLACEMENT: PathStage.BESIDE_PLACEMENT,
    ProgrammeKind.PREPARING_RETURN: PathStage.BESIDE_PLACEMENT,
    ProgrammeKind.AFTERCARE: PathStage.INDEPENDENCE,
    ProgrammeKind.YOUTH_FLAT: PathStage.INDEPENDENCE,
    ProgrammeKind.INDEPENDENCE: PathStage.INDEPENDENCE,
    ProgrammeKind.VOCATIONAL_TRAINING: PathStage.INDEPENDENCE,
    ProgrammeKind.EMPLOYMENT: PathStage.INDEPENDENCE,
}


class ProgrammeState(StrEnum):
    """Whether it can be found, and asked for."""

    DRAFT = "draft"
    PUBLISHED = "published"
    PAUSED = "paused"
    CLOSED = "closed"


class Audience(StrEnum):
    YOUNG_PERSON = "young_person"
    PARENTS = "parents"
    FAMILY = "family"
    SCHOOL = "school"


class AgeGroup(StrEnum):
    """By which ages the catalogue is looked through (mock-up g)."""

    UP_TO_10 = "0-10"
    FROM_11_TO_14 = "11-14"
    FROM_15_TO_18 = "15-18"
    OVER_18 = "19+"


# The first and the last age of each.
AGES: dict[AgeGroup, tuple[int, int]] = {
    AgeGroup.UP_TO_10: (0, 10),
    AgeGroup.FROM_11_TO_14: (11, 14),
    AgeGroup.FROM_15_TO_18: (15, 18),
    AgeGroup.OVER_18: (19, 99),
}


class When(StrEnum):
    """From when on there has to be a free seat."""

    NOW = "now"
    IN_30_DAYS = "in_30_days"


class Venue(StrEnum):
    """Where it happens."""

    AT_HOME = "at_home"
    AT_SCHOOL = "at_school"
    ON_SITE = "on_site"
    IN_NATURE = "in_nature"
    ONLINE = "online"


class Language(StrEnum):
    """In which it is held (ISO 639-1)."""

    SLOVENIAN = "sl"
    ENGLISH = "en"
    ITALIAN = "it"
    HUNGARIAN = "hu"
    ROMANI = "rom"
    ALBANIAN = "sq"
    BOSNIAN = "bs"
    UKRAINIAN = "uk"


class Collaborator(StrEnum):
    """Profiles that institutions lack and outside people bring (domain 1.1)."""

    PSYCHOTHERAPIST = "psychotherapist"
    FAMILY_THERAPIST = "family_therapist"
    CHILD_PSYCHIATRIST = "child_psychiatrist"
    CLINICAL_PSYCHOLOGIST = "clinical_psychologist"
    ADDICTION_COUNSELLOR = "addiction_counsellor"
    MEDIATOR = "mediator"
    CAREER_COUNSELLOR = "career_counsellor"
    VOLUNTEER = "volunteer"


class SeatUse(StrEnum):
    """What fills a seat: held for an offer, taken by the asking side, or somebody takes part."""

    HOLD = "hold"
    RESERVATION = "reservation"
    ENROLMENT = "enrolment"


class Referrer(StrEnum):
    """Who may ask for a programme (domain 1.3, 1.5: request and agreement, nobody's order)."""

    CSD = "csd"
    INSTITUTION = "institution"
    CRISIS_CENTRE = "crisis_centre"
    SCHOOL = "school"
    HEALTH = "health"
    PARENT = "parent"
    YOUNG_PERSON = "young_person"
