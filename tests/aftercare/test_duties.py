"""Who follows somebody who left is told what is due, and hands it over before leaving the house."""

import pytest
from sqlalchemy import Engine

from network.aftercare import agreeing, queries
from network.clocks.subjects import SubjectKind
from network.duties import actions, answering
from network.duties.queries import mine_among, of_member
from tenants.database import transaction
from tenants.errors import NotAllowed
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.aftercare.leaving import agreed


def test_it_is_handed_over_before_anybody_leaves(cast: Cast, owner: Engine) -> None:
    aftercare_id = agreed(cast)
    vida = colleague(owner, cast.institution, "Vida", Role.EDUCATOR)
    head = cast.institution.scope.member_id
    with cast.institution.acting() as scope:
        with transaction():
            people = {"responsible_id": vida.scope.member_id, "deputy_id": head}
            agreeing.assign(scope, aftercare_id, **people)
        assert of_member(scope, vida.scope.member_id).aftercare == 1
        told = answering.people_of(scope, SubjectKind.AFTERCARE, aftercare_id)
        assert (told.responsible, told.deputy) == (vida.scope.member_id, head)
        with pytest.raises(actions.StillAnswers), transaction():
            actions.deactivate(scope, vida.scope.member_id)
        with transaction():
            actions.hand_over(scope, vida.scope.member_id, head)
        assert queries.get(scope, aftercare_id).responsible_id == head
        with transaction():
            actions.deactivate(scope, vida.scope.member_id)


def test_it_is_ones_own_and_who_only_follows_hands_nothing_on(cast: Cast, owner: Engine) -> None:
    aftercare_id = agreed(cast)
    vida = colleague(owner, cast.institution, "Vida", Role.EDUCATOR)

    with cast.institution.acting() as scope:
        assert mine_among(scope, [aftercare_id]) == {aftercare_id}
    with vida.acting() as scope:
        assert mine_among(scope, [aftercare_id]) == set()
        with pytest.raises(NotAllowed), transaction():
            agreeing.assign(scope, aftercare_id, responsible_id=None, deputy_id=None)
