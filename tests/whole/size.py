"""How long the histories of the whole network are, and how many."""

from tests.effort import tried

IN_PROOF = (140, 150)
PARTS = tried(1, 4)  # so that several workers share them
HISTORIES, STEPS = tried((5, 60), (IN_PROOF[0] // 4, IN_PROOF[1]))
