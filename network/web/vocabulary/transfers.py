"""Cases that go to another centre."""

from enum import Enum

from network.transfers.kinds import CaseReason, CaseRefusal, CaseStanding
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    CaseReason: {
        CaseReason.MOVED: N_("the young person lives in our area now"),
        CaseReason.GUARDIANSHIP: N_("we have become the guardian"),
        CaseReason.COURT: N_("a court has named us"),
        CaseReason.OTHER: N_("another reason, told by telephone"),
    },
    CaseRefusal: {
        CaseRefusal.UNKNOWN: N_("we know no such file"),
        CaseRefusal.STAYS_WITH_US: N_("the case stays with us"),
        CaseRefusal.NOT_READY: N_("not yet; please ask again later"),
        CaseRefusal.CALL_US: N_("please call us first"),
    },
    CaseStanding: {
        CaseStanding.ASKED: N_("waits for an answer"),
        CaseStanding.APPROVED: N_("handed over, to be taken"),
        CaseStanding.DECLINED: N_("not handed over"),
        CaseStanding.WITHDRAWN: N_("asked for no more"),
        CaseStanding.TAKEN: N_("taken over"),
        CaseStanding.LAPSED: N_("lapsed: not taken within fourteen days"),
    },
}
