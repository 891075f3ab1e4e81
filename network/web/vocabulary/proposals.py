"""Proposals that were passed on to a centre."""

from enum import Enum

from network.programmes.proposals.kinds import ProposalAnswer, ProposalStanding, PutAside
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    ProposalStanding: {
        ProposalStanding.PASSED: N_("waits for the centre"),
        ProposalStanding.TAKEN_UP: N_("the centre writes a request"),
        ProposalStanding.REQUESTED: N_("the request is written"),
        ProposalStanding.PUT_ASIDE: N_("put aside"),
        ProposalStanding.WITHDRAWN: N_("taken back"),
        ProposalStanding.LAPSED: N_("lapsed: not answered within thirty days"),
    },
    ProposalAnswer: {
        ProposalAnswer.TAKEN_UP: N_("taken up"),
        ProposalAnswer.PUT_ASIDE: N_("put aside"),
    },
    PutAside: {
        PutAside.SEEKING_ALREADY: N_("we look for a place already"),
        PutAside.ANOTHER_CENTRE: N_("another centre is in charge"),
        PutAside.OTHER_HELP: N_("other help comes first"),
        PutAside.FAMILY_DECLINES: N_("the young person or the parents do not want it"),
        PutAside.NOT_NEEDED: N_("it is no longer needed"),
    },
}
