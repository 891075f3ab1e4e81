"""Groups, places and whom they are for."""

from collections.abc import Mapping
from enum import Enum

from network.availability.intake import CapacityStatus, Intake
from network.availability.profile import (
    ClosureReason,
    ExtraReason,
    Form,
    GroupSex,
    LegalGroup,
    Need,
    OccupancyKind,
    Region,
    SchoolLevel,
    Sex,
)
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    Form: {
        Form.DAY_GROUP: N_("Day group"),
        Form.YOUTH_FLAT: N_("Youth flat"),
        Form.HOUSING_GROUP: N_("Housing group"),
        Form.CRISIS_WARD: N_("Crisis ward"),
        Form.RESIDENTIAL_GROUP: N_("Residential group"),
        Form.INTENSIVE_GROUP: N_("Intensive group"),
    },
    GroupSex: {
        GroupSex.MIXED: N_("mixed"),
        GroupSex.GIRLS: N_("girls"),
        GroupSex.BOYS: N_("boys"),
    },
    Sex: {Sex.FEMALE: N_("girl"), Sex.MALE: N_("boy")},
    SchoolLevel: {
        SchoolLevel.PRIMARY: N_("primary school"),
        SchoolLevel.VOCATIONAL: N_("vocational school"),
        SchoolLevel.SECONDARY: N_("secondary school"),
        SchoolLevel.NOT_IN_SCHOOL: N_("not in school"),
    },
    LegalGroup: {
        LegalGroup.NOT_GUIDED: N_("without a guidance decision"),
        LegalGroup.GUIDANCE_DECISION: N_("guidance decision"),
        LegalGroup.FAMILY_LAW: N_("measure under family law"),
        LegalGroup.CRIMINAL_MEASURE: N_("educational measure of a criminal court"),
        LegalGroup.YOUNG_ADULT: N_("young adult by own agreement"),
    },
    Need: {
        Need.VIOLENT_BEHAVIOUR: N_("violent behaviour"),
        Need.SELF_HARM: N_("self-harm"),
        Need.SUICIDE_RISK: N_("suicide risk"),
        Need.RUNAWAY: N_("running away"),
        Need.SUBSTANCE_USE: N_("substance use"),
        Need.SEXUAL_ABUSE: N_("experience of sexual abuse"),
        Need.DOMESTIC_VIOLENCE: N_("experience of domestic violence"),
        Need.SCHOOL_PROBLEMS: N_("problems at school"),
        Need.LEARNING_DIFFICULTIES: N_("learning difficulties"),
        Need.PSYCHIATRIC_TREATMENT: N_("psychiatric treatment"),
        Need.HEALTH_CARE: N_("health care"),
        Need.PHYSICAL_DISABILITY: N_("physical disability"),
        Need.NIGHT_SUPERVISION: N_("supervision at night"),
        Need.OFFENDING: N_("offending"),
    },
    Region: {
        Region.POMURSKA: N_("Pomurska"),
        Region.PODRAVSKA: N_("Podravska"),
        Region.KOROSKA: N_("Koroška"),
        Region.SAVINJSKA: N_("Savinjska"),
        Region.ZASAVSKA: N_("Zasavska"),
        Region.POSAVSKA: N_("Posavska"),
        Region.JUGOVZHODNA: N_("Southeast Slovenia"),
        Region.OSREDNJESLOVENSKA: N_("Osrednjeslovenska"),
        Region.GORENJSKA: N_("Gorenjska"),
        Region.PRIMORSKO_NOTRANJSKA: N_("Primorsko-notranjska"),
        Region.GORISKA: N_("Goriška"),
        Region.OBALNO_KRASKA: N_("Obalno-kraška"),
    },
    OccupancyKind: {
        OccupancyKind.STAY: N_("stay"),
        OccupancyKind.HOLD: N_("hold"),
        OccupancyKind.RESERVATION: N_("reservation"),
        OccupancyKind.CLOSURE: N_("closure"),
    },
    ClosureReason: {
        ClosureReason.STAFF_SHORTAGE: N_("shortage of staff"),
        ClosureReason.INCIDENT: N_("calming down after an incident"),
        ClosureReason.SINGLE_OCCUPANCY: N_("somebody needs a room alone"),
        ClosureReason.ILLNESS: N_("illness in the group"),
        ClosureReason.WORKS: N_("building works"),
        ClosureReason.PREPARATION: N_("the place is being prepared"),
        ClosureReason.OTHER: N_("another reason"),
    },
    ExtraReason: {
        ExtraReason.COURT_ORDER: N_("a court has ordered the placement"),
        ExtraReason.CRISIS: N_("a crisis without another place"),
        ExtraReason.SIBLING: N_("a brother or sister lives here"),
        ExtraReason.RETURN: N_("return of somebody who lived here"),
        ExtraReason.OVERLAP: N_("somebody arrives before another leaves"),
        ExtraReason.OTHER: N_("another reason"),
    },
    Intake: {
        Intake.OPEN: N_("takes somebody when a place is free"),
        Intake.ASSESS_FIRST: N_("assesses first"),
        Intake.EMERGENCY_ONLY: N_("emergencies only"),
        Intake.WAITING_LIST: N_("keeps a waiting list"),
        Intake.CLOSED: N_("closed to intake"),
    },
    CapacityStatus: {
        CapacityStatus.FREE: N_("free"),
        CapacityStatus.ASSESS_FIRST: N_("assesses first"),
        CapacityStatus.EMERGENCY_ONLY: N_("emergencies only"),
        CapacityStatus.FREE_FROM: N_("free from a day on"),
        CapacityStatus.WAITING_LIST: N_("keeps a waiting list"),
        CapacityStatus.FULL: N_("full"),
        CapacityStatus.CLOSED: N_("closed to intake"),
    },
}

# What a form of living means, in a few words, for those who do not know it.
EXPLAINED: Mapping[str, str] = {
    Form.DAY_GROUP: N_("by day, the young person lives at home"),
    Form.YOUTH_FLAT: N_("independent living with support"),
    Form.HOUSING_GROUP: N_("a smaller group in the community"),
    Form.CRISIS_WARD: N_("a short stay in distress"),
    Form.RESIDENTIAL_GROUP: N_("all-day care in an institution"),
    Form.INTENSIVE_GROUP: N_("only with the opinion of the expert group"),
}
