"""What is sent when somebody asks for a right, and to decide it."""

from network.rights.kinds import AskedBy, Decision, Proof, Right
from network.schemas.values import NOTE, Given, day, one_of, text


class RightIn(Given):
    """Somebody asks: for what, who they are and how that was checked, when it came, in words."""

    kind = one_of(Right, required=True)
    asked_by = one_of(AskedBy, required=True)
    proof = one_of(Proof, required=True)
    received_on = day(required=True)
    asked = text(NOTE, required=True)


class ExtensionIn(Given):
    """Why an answer needs two further months; whoever asked is told."""

    extension = text(NOTE, required=True)


class RightDecisionIn(Given):
    """What was decided, with a reason unless it is granted in full."""

    decision = one_of(Decision, required=True)
    answer = text(NOTE, load_default="")
