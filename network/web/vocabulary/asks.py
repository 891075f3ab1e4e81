"""What both sides say around an ask: questions, visits, what would change an answer."""

from enum import Enum

from network.requests.consequences import Consequence
from network.requests.reasons import (
    AppealOutcome,
    AskAgain,
    Pause,
    ReviewDecision,
    Sitting,
    Topic,
    Unmet,
    Visitor,
    VisitState,
    Wish,
)
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    AskAgain: {
        AskAgain.ON_DATE: N_("from a certain day on"),
        AskAgain.PLACE_FREE: N_("when a place is free"),
        AskAgain.DOCUMENT: N_("when the missing document has come"),
    },
    Consequence: {
        Consequence.RELEASED: N_("the ask ends"),
        Consequence.HOLD_GIVEN_BACK: N_("the held place is given back"),
        Consequence.VISIT_CANCELLED: N_("the visit is cancelled"),
        Consequence.QUESTION_CLOSED: N_("the open question is no longer answered"),
        Consequence.PLACE_LOST: N_("the number on the waiting list is lost"),
        Consequence.BLOCKED: N_("a place is accepted: cancel the arrival first"),
        Consequence.GOES_ON: N_("takes part already: the programme goes on"),
    },
    Topic: {
        Topic.NEEDS: N_("needs"),
        Topic.SCHOOL: N_("school"),
        Topic.HEALTH: N_("health"),
        Topic.FAMILY: N_("family"),
        Topic.LEGAL: N_("legal matters"),
        Topic.DOCUMENTS: N_("documents"),
        Topic.TIMING: N_("timing"),
        Topic.OTHER: N_("something else"),
    },
    Visitor: {
        Visitor.YOUNG_PERSON: N_("young person"),
        Visitor.PARENT: N_("parent"),
        Visitor.GUARDIAN: N_("guardian"),
        Visitor.CSD: N_("centre for social work"),
        Visitor.HOME: N_("home"),
        Visitor.SCHOOL: N_("school"),
        Visitor.ADVOCATE: N_("advocate"),
    },
    VisitState: {
        VisitState.ARRANGED: N_("arranged"),
        VisitState.HELD: N_("took place"),
        VisitState.CANCELLED: N_("cancelled"),
    },
    Wish: {
        Wish.AGREES: N_("agrees"),
        Wish.UNSURE: N_("is not sure"),
        Wish.DISAGREES: N_("does not agree"),
    },
    ReviewDecision: {
        ReviewDecision.CONFIRMED: N_("confirmed"),
        ReviewDecision.SENT_BACK: N_("sent back to the home"),
        ReviewDecision.LAPSED: N_("stands, since nobody objected"),
        ReviewDecision.REOPENED: N_("opened again by the home itself"),
    },
    Unmet: {
        Unmet.NO_PLACE: N_("no free place"),
        Unmet.NOT_ELIGIBLE: N_("no home for such needs"),
        Unmet.REFUSED: N_("refused by the young person or the family"),
        Unmet.LOST_CONTACT: N_("contact was lost"),
        Unmet.PLACED_OUTSIDE: N_("a place outside the network was found"),
    },
    Pause: {
        Pause.NOT_CONFIRMED: N_("nobody confirmed that it is still wanted"),
        Pause.ABSCONDED: N_("the young person has run away"),
        Pause.HOSPITAL: N_("in hospital"),
        Pause.WAITS_FOR_COURT: N_("waiting for the court"),
        Pause.WAITS_FOR_FAMILY: N_("waiting for the family"),
    },
    Sitting: {
        Sitting.CSD: N_("centre for social work"),
        Sitting.HOME: N_("home"),
        Sitting.OTHER_HOME: N_("another home"),
        Sitting.SCHOOL: N_("school"),
        Sitting.HEALTH: N_("health institution"),
        Sitting.COURT: N_("court"),
        Sitting.POLICE: N_("police"),
        Sitting.COORDINATION: N_("coordination"),
        Sitting.PARENT: N_("parent"),
        Sitting.YOUNG_PERSON: N_("young person"),
        Sitting.ADVOCATE: N_("advocate"),
    },
    AppealOutcome: {
        AppealOutcome.HOME_RECONSIDERS: N_("the home looks again"),
        AppealOutcome.OTHER_HOME: N_("another home is found"),
        AppealOutcome.OTHER_MEASURE: N_("another measure"),
        AppealOutcome.DECLINE_STANDS: N_("the decline stands"),
        AppealOutcome.WITHDRAWN: N_("withdrawn appeal"),
    },
}
