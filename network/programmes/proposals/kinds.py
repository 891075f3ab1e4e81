"""The codes of a proposal that was passed on, and where it stands. Pure. Codes are never reused."""

from datetime import datetime, timedelta
from enum import StrEnum
from typing import Protocol

# So long a centre has to take a proposal up, and reads what came with it once it has: as long as
# a draft of a request is kept.
READ_FOR = timedelta(days=30)


class ProposalAnswer(StrEnum):
    """What the centre does with it."""

    TAKEN_UP = "taken_up"
    PUT_ASIDE = "put_aside"


class PutAside(StrEnum):
    """Why a centre writes no request."""

    SEEKING_ALREADY = "seeking_already"
    ANOTHER_CENTRE = "another_centre"
    OTHER_HELP = "other_help"
    FAMILY_DECLINES = "family_declines"
    NOT_NEEDED = "not_needed"


class ProposalStanding(StrEnum):
    """Where it stands."""

    PASSED = "passed"
    TAKEN_UP = "taken_up"
    REQUESTED = "requested"
    PUT_ASIDE = "put_aside"
    WITHDRAWN = "withdrawn"
    LAPSED = "lapsed"


# Nobody passes on a second time what is in somebody's hands.
IN_HAND = frozenset(
    {ProposalStanding.PASSED, ProposalStanding.TAKEN_UP, ProposalStanding.REQUESTED}
)


class Known(Protocol):
    """What is known of a proposal; its row is."""

    @property
    def answer(self) -> str: ...
    @property
    def created_at(self) -> datetime: ...
    @property
    def withdrawn_at(self) -> datetime | None: ...


def standing(proposal: Known, now: datetime, *, requested: bool = False) -> ProposalStanding:
    """Where it stands; what nobody answers within READ_FOR lapses. `requested` says that the
    centre has written its request."""
    if proposal.withdrawn_at is not None:
        return ProposalStanding.WITHDRAWN
    if proposal.answer == ProposalAnswer.PUT_ASIDE:
        return ProposalStanding.PUT_ASIDE
    if proposal.answer == ProposalAnswer.TAKEN_UP:
        return ProposalStanding.REQUESTED if requested else ProposalStanding.TAKEN_UP
    lapses = proposal.created_at + READ_FOR
    return ProposalStanding.PASSED if now < lapses else ProposalStanding.LAPSED
