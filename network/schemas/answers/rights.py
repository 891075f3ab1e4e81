"""What persons asked of a house, and what became of it."""

from marshmallow import fields

from network.rights.kinds import (
    AskedBy,
    Decision,
    ErasureGround,
    Obstacle,
    Proof,
    Right,
    Step,
    What,
)
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class RightsStep(Told):
    """One thing that happened to a request."""

    step = code(Step, **some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


class RightsLine(Told):
    """A request in the register; `decision` is null as long as it is open."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    person_id = fields.UUID(**some())
    file_number = fields.String(**some())
    kind = code(Right, **some())
    asked_by = code(AskedBy, **some())
    proof = code(Proof, **some())
    received_on = fields.Date(**some())
    due_on = fields.Date(**some())
    decision = code(Decision, **perhaps())
    decided_at = fields.DateTime(**perhaps())
    decided_by = fields.String(**some())
    by_name = fields.String(**some())


RightsPage = page_of(RightsLine)


class RightsRequest(RightsLine):
    """The same with its words, empty where the file was erased, and everything that happened."""

    asked = fields.String(**some())
    extension = fields.String(**some())
    answer = fields.String(**some())
    steps = fields.List(fields.Nested(RightsStep), **some())


class RightsList(Told):
    """What was asked about one file."""

    items = fields.List(fields.Nested(RightsLine), **some())


class ErasureLine(Told):
    """What is to be erased or was: a file, or the words on a thing without one. `asked_by` is empty
    where the house's own rule asks."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    subject = code(What, **some())
    subject_id = fields.UUID(**some())
    subject_number = fields.String(**some())
    rights_request_id = fields.UUID(**perhaps())
    ground = code(ErasureGround, **some())
    asked_by = fields.String(**some())
    created_at = fields.DateTime(**some())
    dropped_at = fields.DateTime(**perhaps())
    dropped_by = fields.String(**some())
    confirmed_at = fields.DateTime(**perhaps())
    confirmed_by = fields.String(**some())


ErasurePage = page_of(ErasureLine)


class KeptBecause(Told):
    """What stands against an erasure: on what, or until when."""

    reason = code(Obstacle, **some())
    number = fields.String(**some())
    until = fields.Date(**perhaps())


class Erasure(ErasureLine):
    """The same with what stands against it."""

    kept_because = fields.List(fields.Nested(KeptBecause), **some())


class ErasureCertificate(Told):
    """That a file was erased, without saying whose it was. `digest` is the seal of the entry in
    the trail, in hexadecimal digits; `entry` is its number there; `words` how many keys of words on
    requests, stays, programmes and the like were destroyed by it."""

    number = fields.String(**some())
    ground = code(ErasureGround, **some())
    asked_by = fields.String(**some())
    confirmed_at = fields.DateTime(**some())
    confirmed_by = fields.String(**some())
    house = fields.String(**some())
    entry = fields.Integer(**some())
    digest = fields.String(**some())
    words = fields.Integer(**some())
