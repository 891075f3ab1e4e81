"""What is sent to pass a proposal on, and to put one aside."""

from marshmallow import fields

from network.consent.kinds import Category
from network.programmes.proposals.kinds import PutAside
from network.schemas.values import Given, one_of, some_of


class ProposalIn(Given):
    """To which centre the proposal goes, and what of the file goes along beside the identity."""

    centre_id = fields.UUID(required=True)
    categories = some_of(Category, load_default=list)


class PutAsideIn(Given):
    """Why the centre writes no request."""

    because = one_of(PutAside, required=True)
