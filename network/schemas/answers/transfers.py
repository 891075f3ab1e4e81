"""Transfers of cases, as each of the two centres is told of them."""

from marshmallow import fields

from network.schemas.answers.values import Told, code, page_of, perhaps, some
from network.transfers.kinds import CaseReason, CaseRefusal, CaseStanding


class CaseTransfer(Told):
    """A centre asks another for a case. `ours` says that the token's organisation asks;
    `person_id` is the file it began when it took over, told to it alone."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    ours = fields.Boolean(**some())
    other = fields.String(**some())
    file_number = fields.String(**some())
    reason = code(CaseReason, **some())
    standing = code(CaseStanding, **some())
    declined_because = code(CaseRefusal, **perhaps())
    by_name = fields.String(**some())
    answered_by = fields.String(**some())
    answered_at = fields.DateTime(**perhaps())
    taken_at = fields.DateTime(**perhaps())
    person_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())


CaseTransferPage = page_of(CaseTransfer)


class Centre(Told):
    """A centre that can be asked for a case."""

    id = fields.UUID(**some())
    name = fields.String(**some())


class CentreList(Told):
    """The other centres of the networks, by name."""

    items = fields.List(fields.Nested(Centre), **some())
