"""Questions to other houses and emergencies, as each side is told of them."""

from marshmallow import fields

from network.elsewhere.kinds import Answer, Danger, Verdict
from network.schemas.answers.values import Told, code, page_of, perhaps, some


class AnswerElsewhere(Told):
    """What a house answered; who it is only where it may be called."""

    answer = code(Answer, **some())
    answered_at = fields.DateTime(**some())
    house = fields.String(**some())
    answered_by = fields.String(**some())
    email = fields.String(**some())
    phones = fields.List(fields.String(), **some())


class QuestionElsewhere(Told):
    """A question to the network. `known` says that somebody may know the young person, never
    who; `name` is what was typed, where it was not about an own file."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    person_id = fields.UUID(**perhaps())
    name = fields.String(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())
    until = fields.DateTime(**some())
    known = fields.Boolean(**some())
    answers = fields.List(fields.Nested(AnswerElsewhere), **some())


QuestionElsewherePage = page_of(QuestionElsewhere)


class AskedOfUs(Told):
    """Another house asks about a file of ours."""

    id = fields.UUID(**some())
    person_id = fields.UUID(**some())
    number = fields.String(**some())
    house = fields.String(**some())
    by_name = fields.String(**some())
    asked_at = fields.DateTime(**some())
    answer = code(Answer, **perhaps())
    answered_at = fields.DateTime(**perhaps())
    answered_by = fields.String(**some())


AskedOfUsPage = page_of(AskedOfUs)


class NetworkSetting(Told):
    """Whether the members of a network may ask each other, and whether everybody may read which
    programmes it has."""

    id = fields.UUID(**some())
    name = fields.String(**some())
    elsewhere = fields.Boolean(**some())
    directory = fields.Boolean(**some())


class NetworkSettings(Told):
    """The networks of the token's organisation."""

    items = fields.List(fields.Nested(NetworkSetting), **some())


class EmergencySummary(Told):
    """What a house tells in an emergency: fields by name, only those that are written. That
    something is not written does not mean that there is nothing."""

    house = fields.String(**some())
    town = fields.String(**some())
    responsible = fields.String(**some())
    email = fields.String(**some())
    phones = fields.List(fields.String(), **some())
    said = fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True), **some())
    changed_at = fields.DateTime(**perhaps())


class HouseVerdict(Told):
    """What a house whose file was opened thinks of it; null before it has judged."""

    house = fields.String(**some())
    verdict = code(Verdict, **perhaps())
    judged_at = fields.DateTime(**perhaps())


class Emergency(Told):
    """A glass that somebody of ours has broken. What it opens is asked for at `summaries`."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    question_id = fields.UUID(**some())
    reason = code(Danger, **some())
    words = fields.String(**some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())
    until = fields.DateTime(**some())
    verdicts = fields.List(fields.Nested(HouseVerdict), **some())


class EmergencyLine(Told):
    """A glass that somebody of ours has broken, in a list."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    question_id = fields.UUID(**some())
    reason = code(Danger, **some())
    by_name = fields.String(**some())
    created_at = fields.DateTime(**some())


EmergencyPage = page_of(EmergencyLine)


class EmergencySummaries(Told):
    """What the houses tell, as long as it is open; empty afterwards."""

    items = fields.List(fields.Nested(EmergencySummary), **some())


class EmergencyReviewLine(Told):
    """A file of ours that another house opened in an emergency."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    person_id = fields.UUID(**some())
    house = fields.String(**some())
    by_name = fields.String(**some())
    reason = code(Danger, **some())
    opened_at = fields.DateTime(**some())
    verdict = code(Verdict, **perhaps())
    judged_at = fields.DateTime(**perhaps())
    judged_by = fields.String(**some())


EmergencyReviewPage = page_of(EmergencyReviewLine)


class EmergencyReview(EmergencyReviewLine):
    """The same with what happened, and our own remark."""

    words = fields.String(**some())
    remark = fields.String(**some())
    due_at = fields.DateTime(**some())
