"""Proposals that were passed on, as each of the two sides is told of them."""

from marshmallow import fields

from network.availability.profile import Need, Region, SchoolLevel, Sex
from network.consent.kinds import Basis, Category
from network.programmes.proposals.kinds import ProposalStanding, PutAside
from network.schemas.answers.values import Told, code, codes, page_of, perhaps, some


class ProposedProfile(Told):
    """What the request said with which the advisers were asked."""

    age = fields.Integer(**some())
    sex = code(Sex, **some())
    region = code(Region, **some())
    home_town = fields.String(**some())
    school_level = code(SchoolLevel, **some())
    needs = codes(Need)


class ProposedPart(Told):
    """One category of the file, as it was when it was passed on, and why it may be read."""

    category = code(Category, **some())
    basis = code(Basis, **some())
    values = fields.Dict(**some())


class PassedProposal(Told):
    """A house passes on what advisers proposed. `ours` says that it is the token's organisation;
    `request_id` and `draft_id` are told to the centre alone."""

    id = fields.UUID(**some())
    number = fields.String(**some())
    ours = fields.Boolean(**some())
    other = fields.String(**some())
    programme_name = fields.String(**some())
    house_name = fields.String(**some())
    closed_on = fields.Date(**some())
    standing = code(ProposalStanding, **some())
    because = code(PutAside, **perhaps())
    by_name = fields.String(**some())
    opened_at = fields.DateTime(**perhaps())
    answered_by = fields.String(**some())
    answered_at = fields.DateTime(**perhaps())
    requested_on = fields.Date(**perhaps())
    request_id = fields.UUID(**perhaps())
    draft_id = fields.UUID(**perhaps())
    created_at = fields.DateTime(**some())


PassedProposalPage = page_of(PassedProposal)


class ReadProposal(Told):
    """What a centre may read of a proposal now. Nothing once no basis covers it any more."""

    profile = fields.Nested(ProposedProfile, **perhaps())
    parts = fields.List(fields.Nested(ProposedPart), **some())
