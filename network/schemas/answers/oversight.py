"""Breaches, inspections, files that were found and the desk, as programs are told of them."""

from marshmallow import fields

from network.consent.kinds import Basis, Category, SharingPurpose
from network.oversight.kinds import BreachStep, Risk
from network.rights.kinds import AskedBy, Decision, Right
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some
from network.trail.chain import Break


class BreachLine(Told):
    """A breach of personal data, in a list; `risk` is null before it was judged."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    noticed_at = fields.DateTime(**some())
    due_at = fields.DateTime(**some())
    persons = fields.Integer(**perhaps())
    by_name = fields.String(**some())
    risk = code(Risk, **perhaps())
    commissioner_at = fields.DateTime(**perhaps())
    persons_at = fields.DateTime(**perhaps())
    closed_at = fields.DateTime(**perhaps())


BreachPage = page_of(BreachLine)


class BreachStepTold(Told):
    """What was done about a breach, and when."""

    kind = code(BreachStep, **some())
    done_at = fields.DateTime(**some())
    by_name = fields.String(**some())
    note = fields.String(**some())


class Breach(BreachLine):
    """The same with what happened and what was done."""

    what = fields.String(**some())
    data = fields.String(**some())
    measures = fields.String(**some())
    steps = fields.List(fields.Nested(BreachStepTold), **some())


class InspectionLine(Told):
    """What is or was opened for an inspector."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    authority = fields.String(**some())
    ground = fields.String(**some())
    name = fields.String(**some())
    email = fields.String(**some())
    trail = fields.Boolean(**some())
    registers = fields.Boolean(**some())
    rights = fields.Boolean(**some())
    bases = fields.Boolean(**some())
    starts = fields.DateTime(**some())
    ends = fields.DateTime(**some())
    by_name = fields.String(**some())
    closed_at = fields.DateTime(**perhaps())
    closed_by = fields.String(**some())


InspectionPage = page_of(InspectionLine)


class Inspection(InspectionLine):
    """The same with the numbers of the files that it opens."""

    numbers = fields.List(fields.String(), **some())


class OpenInspection(Told):
    """What is open for the inspector who asks."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    authority = fields.String(**some())
    ground = fields.String(**some())
    trail = fields.Boolean(**some())
    registers = fields.Boolean(**some())
    rights = fields.Boolean(**some())
    bases = fields.Boolean(**some())
    starts = fields.DateTime(**some())
    ends = fields.DateTime(**some())


class InspectedFileLine(Told):
    """A file that is open for the inspector."""

    id = fields.UUID(**some())
    number = fields.String(**some())


class Inspected(Told):
    """Everything that is open for the inspector who asks, now."""

    inspections = fields.List(fields.Nested(OpenInspection), **some())
    files = fields.List(fields.Nested(InspectedFileLine), **some())


class InspectedRight(Told):
    """What somebody asked, without who it was; `decision` is null before there is one."""

    number = fields.String(**some())
    kind = code(Right, **some())
    asked_by = code(AskedBy, **some())
    received_on = fields.Date(**some())
    due_on = fields.Date(**some())
    extended_at = fields.DateTime(**perhaps())
    decision = code(Decision, **perhaps())
    decided_at = fields.DateTime(**perhaps())


InspectedRightPage = page_of(InspectedRight)


class InspectedBasis(Told):
    """A legal basis by the number of its file, without its words."""

    number = fields.String(**some())
    kind = code(Basis, **some())
    purpose = code(SharingPurpose, **some())
    categories = codes(Category)
    recipients = fields.List(fields.String(), **some())
    starts = fields.Date(**some())
    ends = fields.Date(**perhaps())
    dissent = fields.Boolean(**some())
    effective = fields.Boolean(**some())
    withdrawn_at = fields.DateTime(**perhaps())


InspectedBasisPage = page_of(InspectedBasis)


class InspectedPart(Told):
    """What a file says in one category."""

    category = code(Category, **some())
    values = fields.Dict(keys=fields.String(), values=fields.Raw(allow_none=True), **some())


class InspectedFile(InspectedFileLine):
    """A file as an inspector reads it."""

    parts = fields.List(fields.Nested(InspectedPart), **some())


class FoundFile(Told):
    """A file that was found. `name` is empty unless it opens to whoever looked for it."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    name = fields.String(**some())
    responsible = fields.String(**some())
    opens = fields.Boolean(**some())


class FoundFiles(Told):
    """The files that were found, the newest first."""

    items = fields.List(fields.Nested(FoundFile), **some())


class EndingBasis(Told):
    """A legal basis that ends within thirty days."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    responsible = fields.String(**some())
    kind = code(Basis, **some())
    ends = fields.Date(**some())


class UnscannedFile(Told):
    """A file with documents that were not scanned."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    responsible = fields.String(**some())
    documents = fields.Integer(**some())


class TrailStanding(Told):
    """How the trail stands: when it was verified and anchored last, what was found, how long it is
    kept and up to which entry it was pruned."""

    verified_at = fields.DateTime(**perhaps())
    broken_seq = fields.Integer(**perhaps())
    broken_how = code(Break, **perhaps())
    anchored_at = fields.DateTime(**perhaps())
    anchored_seq = fields.Integer(**perhaps())
    years = fields.Integer(**some())
    pruned_seq = fields.Integer(**perhaps())


class AskingNetwork(Told):
    """A network whose members may ask each other whether they know somebody."""

    id = fields.UUID(**some())
    name = fields.String(**some())


class Desk(Told):
    """The queues of the data-protection officer: how long each is, and its first 25."""

    emergencies = fields.Integer(**some())
    breaches = fields.List(fields.Nested(BreachLine), **some())
    bases = fields.List(fields.Nested(EndingBasis), **some())
    bases_total = fields.Integer(**some())
    documents = fields.List(fields.Nested(UnscannedFile), **some())
    documents_total = fields.Integer(**some())
    inspections = fields.List(fields.Nested(InspectionLine), **some())
    trail = fields.Nested(TrailStanding, **some())
    asking_networks = fields.List(fields.Nested(AskingNetwork), **some())
