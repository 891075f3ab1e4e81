"""Advice and mobile teams: kinds, professions, where one meets, and what a report proposes."""

from enum import Enum

from network.programmes.cases.kinds import (
    GoalReached,
    MetWhere,
    MetWhom,
    MobileKind,
    MobileState,
    NextStep,
    Profession,
)
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    MobileKind: {
        MobileKind.ADVICE: N_("advice"),
        MobileKind.EXPERT_OPINION: N_("expert opinion"),
        MobileKind.TEAM: N_("mobile team"),
    },
    MobileState: {
        MobileState.OPEN: N_("at work"),
        MobileState.CLOSED: N_("finished"),
    },
    Profession: {
        Profession.PSYCHOLOGIST: N_("psychologist"),
        Profession.SPECIAL_PEDAGOGUE: N_("special pedagogue"),
        Profession.SOCIAL_PEDAGOGUE: N_("social pedagogue"),
        Profession.SOCIAL_WORKER: N_("social worker"),
        Profession.TEACHER: N_("teacher"),
        Profession.DOCTOR: N_("doctor"),
        Profession.OTHER: N_("another profession"),
    },
    GoalReached: {
        GoalReached.ACHIEVED: N_("reached"),
        GoalReached.PARTLY: N_("reached in part"),
        GoalReached.NOT: N_("not reached"),
    },
    MetWhere: {
        MetWhere.SCHOOL: N_("at school"),
        MetWhere.HOME: N_("at the family's home"),
        MetWhere.HOUSE: N_("at the house"),
        MetWhere.ONLINE: N_("online"),
    },
    MetWhom: {
        MetWhom.YOUNG_PERSON: N_("the young person"),
        MetWhom.PARENTS: N_("the parents"),
        MetWhom.TEACHER: N_("a teacher"),
        MetWhom.SCHOOL_COUNSELLOR: N_("the school counsellor"),
        MetWhom.SOCIAL_WORKER: N_("a social worker"),
        MetWhom.OTHER: N_("somebody else"),
    },
    NextStep: {
        NextStep.CLOSE: N_("nothing more is needed"),
        NextStep.DAY_TREATMENT: N_("day treatment"),
        NextStep.GUIDANCE_PROCEDURE: N_("start the guidance procedure"),
        NextStep.PLACEMENT_REQUEST: N_("look for a place"),
    },
}
