"""How much is tried: enough to notice in every run, far more in `make proof`."""

import os
from typing import TypeVar

T = TypeVar("T")
ASKED_FOR_BY = "PRISTAN_PROOF"


def tried(usually: T, in_proof: T) -> T:
    """How many examples, steps or foreign things this run tries."""
    return in_proof if os.environ.get(ASKED_FOR_BY) else usually
