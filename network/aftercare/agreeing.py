"""Aftercare is agreed on and signed, or declined; who follows somebody, and how often."""

from dataclasses import asdict, dataclass
from datetime import date, timedelta
from uuid import UUID

from network.aftercare import ending, queries, touch
from network.aftercare.lifecycle import AftercareDecline, AftercareMove, Rhythm
from network.aftercare.models import Aftercare, AftercareAgreement
from network.aftercare.moves import ours, record
from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.words import door
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid
from tenants.roles import Permission, require
from tenants.scope import Scope
from tenants.staffing import check_people

DECIDES, FOLLOWS = Permission.MANAGE_PLACEMENTS, Permission.GIVE_AFTERCARE
LATEST_BEGIN = timedelta(days=92)
TABLE = "aftercare_agreements"


@dataclass(frozen=True, slots=True)
class Signed:
    """On which day each has signed."""

    house_on: date
    young_person_on: date | None = None
    parent_on: date | None = None
    other_parent_on: date | None = None


@dataclass(frozen=True, slots=True)
class Plan:
    """The plan and its conditions, in words that both sides understand."""

    we_do: str = ""
    you_do: str = ""
    when_hard: str = ""


def agree(
    scope: Scope,
    aftercare_id: UUID,
    *,
    begins: date,
    rhythm: Rhythm,
    signed: Signed,
    plan: Plan,
    planned_end: date | None = None,
) -> Aftercare:
    """The home and the young person, or a parent for them, have signed a plan with its conditions.

    Whether the young person alone may sign, or whose signature is needed beside theirs, follows
    from an age that the stay does not tell: the home answers for it. Raises NotFound, NotAllowed,
    AftercarePast, Invalid, WordsErased.
    """
    found = ours(scope, aftercare_id, AftercareMove.AGREE, DECIDES)
    _check_signed(signed)
    _check_days(found, begins, planned_end)
    _keep(scope, found, signed, plan)
    found.begins, found.planned_end, found.rhythm = begins, planned_end, rhythm.value
    found.decided_on, found.reason = clock.today(), ""
    record(scope, found, AftercareMove.AGREE, rhythm.value, begins)
    clocks.meet(scope, ClockKind.AFTERCARE_DECIDE, found.id)
    touch.expect(scope, found)
    ending.expect(scope, found)
    return found


def _check_signed(signed: Signed) -> None:
    for field, day in asdict(signed).items():
        if day is not None and day > clock.today():
            raise Invalid(N_("This day is still to come."), field)
    if signed.young_person_on is None and signed.parent_on is None:
        raise Invalid(N_("The young person has to sign, or a parent for them."), "young_person_on")
    if signed.other_parent_on is not None and signed.parent_on is None:
        raise Invalid(N_("Enter the first parent first."), "parent_on")


def _check_days(found: Aftercare, begins: date, planned_end: date | None) -> None:
    if begins < found.left_on:
        raise Invalid(N_("This day is before the departure."), "begins")
    if begins > clock.today() + LATEST_BEGIN:
        raise Invalid(N_("Aftercare begins within three months."), "begins")
    if planned_end is not None and planned_end <= begins:
        raise Invalid(N_("The last day must be after the first."), "planned_end")


def _keep(scope: Scope, found: Aftercare, signed: Signed, plan: Plan) -> None:
    said = {name: words.strip() for name, words in asdict(plan).items()}
    for name in ("we_do", "you_do"):
        if not said[name]:
            raise Invalid(N_("Write down what was agreed."), name)
    words = door.begin(scope, found.placement_id)
    agreed = AftercareAgreement(
        tenant_id=scope.tenant_id,
        aftercare_id=found.id,
        words=words.seal_several(said, TABLE, found.id),
        by_name=scope.member_name,
        **asdict(signed),
    )
    db.session.add(agreed)
    db.session.flush()


def plan_of(scope: Scope, found: Aftercare, agreed: AftercareAgreement) -> Plan:
    """What was agreed on in words; nothing where the words were erased."""
    words = door.about(scope, found.placement_id)
    return Plan(**words.open_several(agreed.words, TABLE, found.id))


def decline(scope: Scope, aftercare_id: UUID, reason: AftercareDecline) -> Aftercare:
    """Nothing is agreed on, for a reason. It is asked all the same how somebody fares later, from
    what the home knows. Raises NotFound, NotAllowed, AftercarePast."""
    found = ours(scope, aftercare_id, AftercareMove.DECLINE, DECIDES)
    found.decided_on, found.reason = clock.today(), reason.value
    record(scope, found, AftercareMove.DECLINE, reason.value, clock.today())
    clocks.meet(scope, ClockKind.AFTERCARE_DECIDE, found.id)
    return found


def set_rhythm(
    scope: Scope, aftercare_id: UUID, *, rhythm: Rhythm, planned_end: date | None = None
) -> Aftercare:
    """From now on somebody is in touch more or less often, and until another day, or an open one;
    beyond a planned end it goes on for a reason only (`ending.prolong`).

    Raises NotFound, NotAllowed, AftercarePast, Invalid.
    """
    found = ours(scope, aftercare_id, AftercareMove.SET_RHYTHM, FOLLOWS)
    if planned_end is not None and found.begins is not None and planned_end <= found.begins:
        raise Invalid(N_("The last day must be after the first."), "planned_end")
    ending.check_no_longer(found, planned_end)
    other_end = planned_end != found.planned_end
    found.rhythm, found.planned_end = rhythm.value, planned_end
    record(scope, found, AftercareMove.SET_RHYTHM, rhythm.value, clock.today())
    clocks.stop(scope, found.id, ClockKind.AFTERCARE_CONTACT)
    touch.expect(scope, found)
    if other_end:
        ending.expect(scope, found)
    return found


def assign(
    scope: Scope, aftercare_id: UUID, *, responsible_id: UUID | None, deputy_id: UUID | None
) -> Aftercare:
    """Who of the home follows somebody. Raises Invalid, NotFound, NotAllowed."""
    found = queries.lock(scope, aftercare_id)
    require(scope, DECIDES)
    check_people(scope, responsible_id, deputy_id)
    found.responsible_id, found.deputy_id = responsible_id, deputy_id
    db.session.flush()
    return found
