"""How much is tried: enough to notice in every run, far more in `make proof`."""

import os
from typing import TypeVar

T = TypeVar("T")
ASKED_FOR_BY = "PRISTAN_PROOF"
EVERY = "every"


def asked_for_all() -> bool:
    """Whether a proof is to tell every story in every view there is: `PRISTAN_PROOF=every`."""
    return os.environ.get(ASKED_FOR_BY) == EVERY


def tried(usually: T, in_proof: T) -> T:
    """How many examples, steps or foreign things this run tries."""
    return in_proof if os.environ.get(ASKED_FOR_BY) else usually
