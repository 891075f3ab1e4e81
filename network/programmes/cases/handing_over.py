"""A member's place on the teams that are at work becomes a colleague's, who says in which
profession; a team stays one of several professions."""

from collections.abc import Sequence
from uuid import UUID

from sqlalchemy import select

from network.programmes.cases import queries as cases
from network.programmes.cases.kinds import MobileKind, MobileState, Profession, is_team
from network.programmes.cases.models import CaseMember, MobileCase
from network.programmes.cases.working import TeamTooSmall
from network.programmes.models import Enrolment
from tenants import clock
from tenants.database import db
from tenants.errors import N_, Invalid
from tenants.scope import Scope


def hand_over_teams(
    scope: Scope, from_id: UUID, to_id: UUID, profession: Profession | None = None
) -> None:
    """`to_id` takes the place of `from_id` on every team that is at work, or stays on it.

    Raises Invalid where `to_id` would join and no profession was said, TeamTooSmall where a team
    would be left with one profession alone.
    """
    for case in _at_work(scope, from_id):
        before = cases.members_of(scope, case)
        was_team = is_team(MobileKind(case.kind), cases.professions_of(before))
        _replace(scope, case, before, (from_id, to_id), profession)
        after = cases.professions_of(cases.members_of(scope, case))
        if was_team and not is_team(MobileKind(case.kind), after):
            raise TeamTooSmall(
                N_(
                    "The mobile team of %(number)s would be left with one profession. Choose"
                    " somebody else, or let the head form that team anew first."
                ),
                number=_called(scope, case),
            )


def _at_work(scope: Scope, member_id: UUID) -> Sequence[MobileCase]:
    """In the order of their ids, so that two who hand over at once wait for each other."""
    on_team = select(CaseMember.case_id).where(
        CaseMember.tenant_id == scope.tenant_id,
        CaseMember.member_id == member_id,
        CaseMember.left_on.is_(None),
    )
    return db.session.scalars(
        select(MobileCase)
        .where(
            MobileCase.tenant_id == scope.tenant_id,
            MobileCase.state == MobileState.OPEN,
            MobileCase.id.in_(on_team),
        )
        .order_by(MobileCase.id)
        .with_for_update()
    ).all()


def _replace(
    scope: Scope,
    case: MobileCase,
    before: Sequence[CaseMember],
    people: tuple[UUID, UUID],
    profession: Profession | None,
) -> None:
    from_id, to_id = people
    if to_id not in {each.member_id for each in before}:
        if profession is None:
            raise Invalid(
                N_("Say in which profession they work on the teams they take over."), "profession"
            )
        keys = {"tenant_id": scope.tenant_id, "case_id": case.id, "member_id": to_id}
        db.session.add(CaseMember(**keys, profession=profession.value))
    for each in before:
        if each.member_id == from_id:
            each.left_on = clock.today()
    db.session.flush()


def _called(scope: Scope, case: MobileCase) -> str:
    one = db.session.get_one(Enrolment, (scope.tenant_id, case.enrolment_id))
    return one.number or one.reference
