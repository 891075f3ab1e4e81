"""How much is tried: enough to notice in every run, far more in `make proof`."""

import os

ASKED_FOR_BY = "PRISTAN_PROOF"


def tried(usually: int, in_proof: int) -> int:
    """How many examples, steps or foreign things this run tries."""
    return in_proof if os.environ.get(ASKED_FOR_BY) else usually
