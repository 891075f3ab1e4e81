"""What is sent to ask whether another house may know somebody, and to break the glass."""

from marshmallow import fields

from network.elsewhere.kinds import Answer, Danger, Verdict
from network.schemas.files import real_emso
from network.schemas.values import NOTE, Given, day, line, one_of, text


class PersonAskedIn(Given):
    """Somebody of whom there is no file yet. Sent in a body, never in an address."""

    first_name = line(required=True)
    last_name = line(required=True)
    birth_date = day(required=True)
    emso = fields.String(load_default="", validate=real_emso)


class ElsewhereAnswerIn(Given):
    """What the house that is asked answers."""

    answer = one_of(Answer, required=True)


class GlassIn(Given):
    """Why the glass is broken, and what is happening."""

    reason = one_of(Danger, required=True)
    words = text(NOTE, required=True)


class JudgementIn(Given):
    """What the house whose file was opened thinks of it; the remark stays there."""

    verdict = one_of(Verdict, required=True)
    remark = text(NOTE, load_default="")


class SwitchIn(Given):
    """Whether something is on in a network."""

    network_id = fields.UUID(required=True)
    on = fields.Boolean(load_default=False)
