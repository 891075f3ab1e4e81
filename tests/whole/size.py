"""How long the histories of the whole network are, and how many."""

from tests.effort import tried

IN_PROOF = (140, 150)
HISTORIES, STEPS = tried((8, 60), IN_PROOF)
