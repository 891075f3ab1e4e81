"""Builders of cases: what you do not pass is dull and valid, and made by the real acts."""

from typing import Any
from uuid import UUID

from network.programmes.cases import closing, working
from network.programmes.cases.kinds import MetWhere, MobileKind, NextStep, Profession
from tenants import clock
from tenants.database import transaction
from tests.actors import Actor
from tests.programmes import programmes

REPORT = {"situation": "Izostaja.", "work": "Pogovori.", "proposal": "Naprej v šoli."}


def enrolled(asker: Actor, house: Actor, kind: str = "mobile_team", reference: str = "P1") -> UUID:
    """Somebody who takes part in advice or in a mobile team since today."""
    programme_id, _ = programmes.published(house, kind=kind, name=f"{kind} {reference}")
    return programmes.enrolled(asker, house, programme_id, reference)


def opened(
    asker: Actor, house: Actor, kind: MobileKind = MobileKind.ADVICE, reference: str = "P1"
) -> UUID:
    """An enrolment on which somebody works since today."""
    enrolment_id = enrolled(asker, house, reference=reference)
    with house.acting() as scope, transaction():
        working.open_case(scope, enrolment_id, kind=kind)
    return enrolment_id


def joined(house: Actor, enrolment_id: UUID, who: Actor, profession: Profession) -> None:
    """A colleague on the team."""
    with house.acting() as scope, transaction():
        working.join(scope, enrolment_id, member_id=who.scope.member_id, profession=profession)


def visited(house: Actor, enrolment_id: UUID, **said: Any) -> None:
    """An hour at school today."""
    dull: dict[str, Any] = {"day": clock.today(), "place": MetWhere.SCHOOL, "minutes": 60}
    with house.acting() as scope, transaction():
        working.record_visit(scope, enrolment_id, **(dull | said))


def closed(house: Actor, enrolment_id: UUID, step: NextStep = NextStep.DAY_TREATMENT) -> None:
    """The report is written, and proposes something."""
    with house.acting() as scope, transaction():
        closing.close_case(scope, enrolment_id, next_step=step, **REPORT)
