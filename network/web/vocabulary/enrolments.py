"""Who takes part in programmes: words for states, moves and reasons."""

from enum import Enum

from network.programmes.lifecycle import EndKind, EndReason, EnrolmentMove, EnrolmentState
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    EnrolmentState: {
        EnrolmentState.EXPECTED: N_("expected in the programme"),
        EnrolmentState.ENROLLED: N_("takes part"),
        EnrolmentState.ON_HOLD: N_("on hold"),
        EnrolmentState.COMPLETED: N_("completed"),
        EnrolmentState.ENDED_EARLY: N_("ended early"),
        EnrolmentState.DESELECTED: N_("ended by the house"),
        EnrolmentState.WITHDRAWN: N_("ended by the family"),
        EnrolmentState.NOT_STARTED: N_("did not begin"),
        EnrolmentState.CANCELLED: N_("cancelled"),
    },
    EnrolmentMove: {
        EnrolmentMove.BEGIN: N_("Record the first day"),
        EnrolmentMove.PLAN_END: N_("Plan another end"),
        EnrolmentMove.NOT_START: N_("Nobody came"),
        EnrolmentMove.PAUSE: N_("Put on hold"),
        EnrolmentMove.GO_ON: N_("Let it go on"),
        EnrolmentMove.COMPLETE: N_("Record that it is complete"),
        EnrolmentMove.END_EARLY: N_("End it early"),
        EnrolmentMove.DESELECT: N_("End it by the house"),
        EnrolmentMove.WITHDRAW: N_("End it by the family"),
    },
    EndKind: {
        EndKind.PERSON: N_("The young person"),
        EndKind.FAMILY: N_("The family"),
        EndKind.NEEDS: N_("Needs"),
        EndKind.RULES: N_("Rules"),
        EndKind.ELSEWHERE: N_("Elsewhere"),
        EndKind.HOUSE: N_("The house"),
    },
    EndReason: {
        EndReason.NO_INTEREST: N_("no longer wants to"),
        EndReason.NO_SHOWS: N_("did not come again and again"),
        EndReason.LOST_CONTACT: N_("contact was lost"),
        EndReason.PARENTS_DISAGREE: N_("the parents do not agree"),
        EndReason.FAMILY_MOVED: N_("the family has moved"),
        EndReason.NEEDS_MORE: N_("needs more than the programme gives"),
        EndReason.NEEDS_OTHER: N_("needs something else"),
        EndReason.HEALTH: N_("health"),
        EndReason.GROUP_DOES_NOT_FIT: N_("does not fit in with the others"),
        EndReason.DANGER_TO_OTHERS: N_("danger to others"),
        EndReason.AGREEMENT_BROKEN: N_("what was agreed is not kept"),
        EndReason.PLACED: N_("was placed"),
        EndReason.SCHOOL_OR_WORK: N_("goes to school or work instead"),
        EndReason.OTHER_PROGRAMME: N_("takes part in another programme"),
        EndReason.COHORT_CANCELLED: N_("the cohort was cancelled"),
        EndReason.STAFF_MISSING: N_("staff is missing"),
        EndReason.TOO_FAR: N_("it is too far away"),
    },
}
