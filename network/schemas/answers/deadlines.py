"""What is due, and when an organisation works."""

from marshmallow import fields

from network.clocks.kinds import ClockKind
from network.clocks.queries import ClockState
from network.clocks.subjects import SubjectKind
from network.schemas.answers.notices import HOUR
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class Deadline(Told):
    """One thing that the token's organisation has to do. `subject_id` is the request, the ask, the
    placement or the group on which it is due; `excuse` is why its head let it go."""

    id = fields.UUID(**some())
    kind = code(ClockKind, **some())
    subject = code(SubjectKind, **some())
    subject_id = fields.UUID(**some())
    number = fields.String(**some())
    state = code(ClockState, **some())
    urgent = fields.Boolean(**some())
    started_at = fields.DateTime(**some())
    due_at = fields.DateTime(**some())
    excused_at = fields.DateTime(**perhaps())
    excused_by = fields.String(**some())
    excuse = fields.String(**some())


DeadlinePage = page_of(Deadline)


class WorkingDay(Told):
    """The hours of one weekday; 0 is Monday."""

    weekday = fields.Integer(**some())
    opens = fields.String(**some(metadata=HOUR))
    closes = fields.String(**some(metadata=HOUR))


class WorkingHours(Told):
    """In which hours the organisation works; `usual` ones where it gave none of its own."""

    usual = fields.Boolean(**some())
    days = fields.List(fields.Nested(WorkingDay), **some())
