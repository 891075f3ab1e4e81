"""Individual plans, and school and work after a programme."""

from enum import Enum

from network.plans.figures import SchoolOrWork
from network.plans.kinds import Answerer, AskedHow, GoalArea, GoalState, PlanState
from network.programmes.afterwards import (
    EducationKind,
    Employment,
    InEducation,
    OutcomeStage,
    Qualification,
    Reached,
)
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    PlanState: {
        PlanState.ACTIVE: N_("the plan runs"),
        PlanState.FINISHED: N_("the plan is finished"),
    },
    GoalArea: {
        GoalArea.SCHOOL: N_("school"),
        GoalArea.FAMILY: N_("family"),
        GoalArea.BEHAVIOUR: N_("behaviour"),
        GoalArea.EMOTIONS: N_("feelings"),
        GoalArea.FRIENDS: N_("friends"),
        GoalArea.HEALTH: N_("health"),
        GoalArea.INDEPENDENCE: N_("independence"),
        GoalArea.WORK: N_("work"),
        GoalArea.LEISURE: N_("free time"),
    },
    GoalState: {
        GoalState.OPEN: N_("still open"),
        GoalState.ACHIEVED: N_("achieved"),
        GoalState.PARTLY: N_("partly achieved"),
        GoalState.NOT_ACHIEVED: N_("not achieved"),
    },
    Answerer: {
        Answerer.WORKER: N_("worker"),
        Answerer.YOUNG_PERSON: N_("young person"),
    },
    AskedHow: {
        AskedHow.TOGETHER: N_("asked together, at the table"),
        AskedHow.APART: N_("answered alone, on paper or on their page"),
        AskedHow.NOT_ASKED: N_("not asked this time"),
    },
    OutcomeStage: {
        OutcomeStage.ENTRY: N_("on entry"),
        OutcomeStage.EXIT: N_("at the end"),
        OutcomeStage.WEEKS_4: N_("after four weeks"),
        OutcomeStage.MONTHS_6: N_("after six months"),
        OutcomeStage.MONTHS_12: N_("after a year"),
        OutcomeStage.MONTHS_24: N_("after two years"),
    },
    Reached: {
        Reached.REACHED: N_("we know it"),
        Reached.CONTACT_LOST: N_("could not be reached"),
        Reached.DECLINED: N_("does not want to tell"),
    },
    InEducation: {
        InEducation.YES: N_("goes to school or to a training"),
        InEducation.NO: N_("does not go to school"),
        InEducation.UNKNOWN: N_("school is not known"),
    },
    EducationKind: {
        EducationKind.PRIMARY: N_("primary school"),
        EducationKind.SPECIAL: N_("adapted or special programme"),
        EducationKind.SHORT_VOCATIONAL: N_("lower vocational school, two years"),
        EducationKind.VOCATIONAL: N_("vocational school, three years"),
        EducationKind.TECHNICAL: N_("technical secondary school"),
        EducationKind.GENERAL: N_("general secondary school"),
        EducationKind.ADULT: N_("school for adults"),
        EducationKind.HIGHER: N_("college or university"),
        EducationKind.COURSE: N_("a course or practical training"),
    },
    Qualification: {
        Qualification.NONE: N_("nothing finished yet"),
        Qualification.PRIMARY: N_("finished primary school"),
        Qualification.SHORT_VOCATIONAL: N_("finished lower vocational school"),
        Qualification.VOCATIONAL: N_("finished vocational school"),
        Qualification.SECONDARY: N_("finished secondary school"),
        Qualification.NATIONAL: N_("national vocational qualification"),
        Qualification.COURSE: N_("finished a course"),
        Qualification.HIGHER: N_("finished college or university"),
        Qualification.UNKNOWN: N_("what was finished is not known"),
    },
    Employment: {
        Employment.EMPLOYED: N_("has a job"),
        Employment.SELF_EMPLOYED: N_("self-employed"),
        Employment.LOOKING: N_("looks for work"),
        Employment.UNABLE: N_("cannot work now"),
        Employment.CARING: N_("cares for somebody"),
        Employment.NOT_WORKING: N_("does not work, does not look for work"),
        Employment.UNKNOWN: N_("work is not known"),
    },
    SchoolOrWork: {
        SchoolOrWork.EDUCATION: N_("in school or training"),
        SchoolOrWork.WORK: N_("in work"),
        SchoolOrWork.NEITHER: N_("neither"),
        SchoolOrWork.NOT_KNOWN: N_("not known"),
        SchoolOrWork.NOT_ASKED: N_("not asked yet"),
    },
}
