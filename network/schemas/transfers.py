"""What is sent to ask another centre for a case, and to answer."""

from marshmallow import fields, validate

from network.documents.queries import MOST_SHOWN
from network.schemas.values import Given, line, one_of
from network.transfers.kinds import CaseReason, CaseRefusal


class CaseAskedIn(Given):
    """Which case another centre is asked for: by the number of its file there."""

    owner_id = fields.UUID(required=True)
    file_number = line(required=True, longest=20)
    reason = one_of(CaseReason, required=True)


class CaseApprovalIn(Given):
    """Which documents of the file go along with the case."""

    documents = fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_SHOWN)
    )


class CaseRefusalIn(Given):
    """Why a case is not handed over."""

    because = one_of(CaseRefusal, required=True)
