"""What is sent when somebody asks for a right, and to decide it."""

from marshmallow import fields, validate

from network.programmes.sessions.kinds import AttendanceMark
from network.records.restricting import Ground, Lifted
from network.rights.items import Mark
from network.rights.kinds import AskedBy, Decision, Proof, Right
from network.rights.retention import RecordClass
from network.schemas.values import NOTE, Given, day, one_of, text, whole

AT_ONCE, MOST_OF_A_KEY = 25, 120


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


class MarkCorrectionIn(Given):
    """Whether somebody came to a session, as it is right."""

    session_id = fields.UUID(required=True)
    mark = one_of(AttendanceMark, required=True)


class NoteCorrectionIn(Given):
    """What a note of a session says, as it is right."""

    note_id = fields.UUID(required=True)
    body = text(NOTE, required=True)


class RestrictionIn(Given):
    """Why a file is restricted."""

    ground = one_of(Ground, required=True)


class LiftingIn(Given):
    """Why it is so no more."""

    lifted = one_of(Lifted, required=True)


class RetentionIn(Given):
    """For how many years the house keeps what nobody goes on with; a file, unless it is said."""

    record_class = one_of(RecordClass, load_default=RecordClass.FILE)
    years = whole(1, 100, required=True)


class ErasuresIn(Given):
    """Several erasures, confirmed at once; `files` says how many things are destroyed for good."""

    erasure_ids = fields.List(
        fields.UUID(), required=True, validate=validate.Length(min=1, max=AT_ONCE)
    )
    files = whole(1, AT_ONCE, load_default=None, allow_none=True)


class MarksIn(Given):
    """Of items of a report, by their keys, whether they are shown."""

    marks = fields.Dict(
        keys=fields.String(validate=validate.Length(max=MOST_OF_A_KEY)),
        values=one_of(Mark),
        required=True,
    )
