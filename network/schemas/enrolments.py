"""Who takes part in a programme, and how one is referred to it."""

from marshmallow import ValidationError, fields, validates_schema

from network.availability.profile import LegalGroup, Need, Region, SchoolLevel, Sex
from network.programmes.kinds import Referrer
from network.programmes.lifecycle import EndReason
from network.requests.actions.asking import LONGEST_WHY
from network.requests.profile import Urgency
from network.schemas.asks import SaidAcross
from network.schemas.values import LONG, Given, age, day, line, one_of, some_of, text
from tenants.errors import N_


class ReferralIn(SaidAcross):
    """A referral to one programme: by a request that is open already, or by what a new one says."""

    request_id = fields.UUID(allow_none=True, load_default=None)
    person_id = fields.UUID(allow_none=True, load_default=None)
    file_reference = line(60, load_default="")
    requested_by = one_of(Referrer, allow_none=True, load_default=None)
    age = age(allow_none=True, load_default=None)
    sex = one_of(Sex, allow_none=True, load_default=None)
    region = one_of(Region, allow_none=True, load_default=None)
    home_town = line(load_default="")
    school_level = one_of(SchoolLevel, allow_none=True, load_default=None)
    needs = some_of(Need, load_default=list)
    legal_group = one_of(LegalGroup, load_default=LegalGroup.NOT_GUIDED)
    urgency = one_of(Urgency, load_default=Urgency.PLANNED)
    wanted_from = day(allow_none=True, load_default=None)
    help_given = text(LONG, load_default="")
    own_words = text(LONG, load_default="")
    why = text(LONGEST_WHY, load_default="")

    @validates_schema
    def says_who(self, data: dict[str, object], **_kwargs: object) -> None:
        """A new request says whom it is for; one that is open has said so."""
        if data.get("request_id") is not None:
            return
        needed = ("file_reference", "requested_by", "age", "sex", "region", "school_level")
        if missing := [name for name in (*needed, "wanted_from") if data.get(name) in (None, "")]:
            raise ValidationError({name: [N_("Please fill this in.")] for name in missing})


class EnrolIn(Given):
    """Somebody who takes part without an ask, by the house's own short reference (never a name)."""

    cohort_id = fields.UUID(required=True)
    reference = line(40, required=True)
    began_on = day(required=True)
    planned_end = day(allow_none=True, load_default=None)


class BeginIn(Given):
    """The first day has come, and so has the young person."""

    began_on = day(required=True)
    reference = line(40, required=True)


class NotStartIn(Given):
    """Why nobody came."""

    reason = one_of(EndReason, required=True)


class RestIn(Given):
    """On which day somebody looks at it again."""

    review_on = day(required=True)


class PlanAnotherEndIn(Given):
    """The day on which it is planned to end; null leaves it open, where its cohort is."""

    planned_end = day(required=True, allow_none=True)


class CompleteIn(Given):
    """The last day."""

    ended_on = day(required=True)


class EndIn(CompleteIn):
    """The last day, and why it ended before it was complete."""

    reason = one_of(EndReason, required=True)
