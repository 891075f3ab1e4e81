"""Programmes before, beside and after the institution."""

from enum import Enum

from network.programmes.instead import Because
from network.programmes.kinds import (
    AgeGroup,
    Audience,
    Collaborator,
    Language,
    PathStage,
    ProgrammeKind,
    ProgrammeState,
    Referrer,
    SeatUse,
    Venue,
    When,
)
from network.programmes.outlook import Chance
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    Because: {
        Because.AGE: N_("right age"),
        Because.NEEDS: N_("answers these needs"),
        Because.REGION: N_("in the same region"),
        Because.FREE: N_("a seat is free"),
    },
    PathStage: {
        PathStage.PREVENTION: N_("Prevention"),
        PathStage.FAMILY_SUPPORT: N_("Family support"),
        PathStage.INDIVIDUAL: N_("Individual treatment"),
        PathStage.DAY_PROGRAMME: N_("Day programme"),
        PathStage.BESIDE_PLACEMENT: N_("Beside a placement"),
        PathStage.INDEPENDENCE: N_("Becoming independent"),
    },
    ProgrammeKind: {
        ProgrammeKind.SCHOOL_PREVENTION: N_("prevention in schools"),
        ProgrammeKind.ADVICE: N_("advice"),
        ProgrammeKind.FAMILY_COUNSELLING: N_("family counselling"),
        ProgrammeKind.FAMILY_THERAPY: N_("family therapy"),
        ProgrammeKind.MOBILE_TEAM: N_("mobile team"),
        ProgrammeKind.INDIVIDUAL_TREATMENT: N_("individual treatment"),
        ProgrammeKind.GROUP_TREATMENT: N_("group treatment"),
        ProgrammeKind.DAY_TREATMENT: N_("day treatment"),
        ProgrammeKind.BESIDE_PLACEMENT: N_("beside a placement"),
        ProgrammeKind.PREPARING_RETURN: N_("preparing the return home"),
        ProgrammeKind.AFTERCARE: N_("aftercare"),
        ProgrammeKind.YOUTH_FLAT: N_("accompanied living in a youth flat"),
        ProgrammeKind.INDEPENDENCE: N_("becoming independent"),
        ProgrammeKind.VOCATIONAL_TRAINING: N_("vocational training"),
        ProgrammeKind.EMPLOYMENT: N_("into employment"),
    },
    ProgrammeState: {
        ProgrammeState.DRAFT: N_("draft"),
        ProgrammeState.PUBLISHED: N_("in the catalogue"),
        ProgrammeState.PAUSED: N_("paused"),
        ProgrammeState.CLOSED: N_("closed"),
    },
    AgeGroup: {
        AgeGroup.UP_TO_10: N_("up to 10 years"),
        AgeGroup.FROM_11_TO_14: N_("11 to 14 years"),
        AgeGroup.FROM_15_TO_18: N_("15 to 18 years"),
        AgeGroup.OVER_18: N_("over 18 years"),
    },
    When: {
        When.NOW: N_("at once"),
        When.IN_30_DAYS: N_("within 30 days"),
    },
    Audience: {
        Audience.YOUNG_PERSON: N_("young people"),
        Audience.PARENTS: N_("parents"),
        Audience.FAMILY: N_("the whole family"),
        Audience.SCHOOL: N_("school"),
    },
    Venue: {
        Venue.AT_HOME: N_("at the family's home"),
        Venue.AT_SCHOOL: N_("at school"),
        Venue.ON_SITE: N_("at the house"),
        Venue.IN_NATURE: N_("in nature"),
        Venue.ONLINE: N_("online"),
    },
    Language: {
        Language.SLOVENIAN: N_("Slovenian"),
        Language.ENGLISH: N_("English"),
        Language.ITALIAN: N_("Italian"),
        Language.HUNGARIAN: N_("Hungarian"),
        Language.ROMANI: N_("Romani"),
        Language.ALBANIAN: N_("Albanian"),
        Language.BOSNIAN: N_("Bosnian"),
        Language.UKRAINIAN: N_("Ukrainian"),
    },
    Collaborator: {
        Collaborator.PSYCHOTHERAPIST: N_("psychotherapist"),
        Collaborator.FAMILY_THERAPIST: N_("family therapist"),
        Collaborator.CHILD_PSYCHIATRIST: N_("child psychiatrist"),
        Collaborator.CLINICAL_PSYCHOLOGIST: N_("clinical psychologist"),
        Collaborator.ADDICTION_COUNSELLOR: N_("addiction counsellor"),
        Collaborator.MEDIATOR: N_("mediator"),
        Collaborator.CAREER_COUNSELLOR: N_("career counsellor"),
        Collaborator.VOLUNTEER: N_("volunteers"),
    },
    Referrer: {
        Referrer.CSD: N_("centre for social work"),
        Referrer.INSTITUTION: N_("institution"),
        Referrer.CRISIS_CENTRE: N_("crisis centre"),
        Referrer.SCHOOL: N_("school"),
        Referrer.HEALTH: N_("health service"),
        Referrer.PARENT: N_("parents"),
        Referrer.YOUNG_PERSON: N_("young people themselves"),
    },
    SeatUse: {
        SeatUse.HOLD: N_("held"),
        SeatUse.RESERVATION: N_("reserved"),
        SeatUse.ENROLMENT: N_("taken"),
    },
    Chance: {
        Chance.DRAFT: N_("draft"),
        Chance.CLOSED: N_("closed"),
        Chance.PAUSED: N_("paused"),
        Chance.LATER: N_("opens later"),
        Chance.NOW: N_("free at once"),
        Chance.SOON: N_("free later"),
        Chance.WAITING: N_("waiting list"),
        Chance.FULL: N_("full"),
    },
}
