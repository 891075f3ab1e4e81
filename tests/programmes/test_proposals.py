"""What advisers propose to a school reaches a centre, under a basis, and both see how it ends."""

from datetime import timedelta
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from network.consent.kinds import Category
from network.legal_bases import actions as bases
from network.programmes.cases.kinds import NextStep
from network.programmes.proposals import passing, queries, reading
from network.programmes.proposals.kinds import ProposalStanding, PutAside, standing
from network.requests import drafts
from network.requests.actions import drafting
from network.requests.actions.sharing import NotCovered
from network.schemas.drafts import complete
from network.trail import queries as trail
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotAllowed, NotFound
from tenants.scope import Role, TenantKind
from tests.actors import Actor, Cast, colleague, neighbour
from tests.programmes import working
from tests.programmes.proposing import a_school, agreed, file, pass_on, passed, proposed

C, S = Category, ProposalStanding


def stands(actor: Actor, proposal_id: UUID) -> ProposalStanding:
    with actor.acting() as scope:
        return queries.told(scope, proposal_id).standing


def read(actor: Actor, proposal_id: UUID) -> reading.Read:
    with actor.acting() as scope, transaction():
        return reading.read(scope, queries.get(scope, proposal_id))


def taken(actor: Actor, proposal_id: UUID) -> UUID:
    with actor.acting() as scope, transaction():
        draft_id = passing.take_up(scope, proposal_id).draft_id
        assert draft_id is not None
        return draft_id


def test_the_centre_reads_what_the_basis_allows_and_nothing_else(cast: Cast, owner: Engine):
    _, proposal_id = passed(owner, cast, C.CONTACT)

    said = read(cast.centre, proposal_id)

    assert [part.category for part in said.parts] == [C.IDENTITY, C.CONTACT]
    assert said.parts[0].values["last_name"] == "Črnič"
    assert said.parts[1].values == {"address": "Nikjer 1"}
    assert said.profile is not None
    assert said.profile.sex == "female"
    assert stands(cast.centre, proposal_id) is S.PASSED


def test_the_draft_of_the_centre_is_filled_in_from_it(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)

    draft_id = taken(cast.centre, proposal_id)

    assert taken(cast.centre, proposal_id) == draft_id
    with cast.centre.acting() as scope, transaction():
        known = drafts.whole(scope, drafts.get(scope, draft_id))
        profile = reading.profile_of(scope, queries.get(scope, proposal_id))
        assert profile is not None
        assert (known["age"], known["region"]) == (profile.age, profile.region)
        assert "file_reference" not in known
    assert stands(made.school, proposal_id) is S.TAKEN_UP


def test_the_school_learns_that_the_request_is_written_and_not_which(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)
    draft_id = taken(cast.centre, proposal_id)
    with cast.centre.acting() as scope, transaction():
        more = {
            "file_reference": "6120-1/2026",
            "legal_group": "family_law",
            "urgency": "planned",
            "wanted_from": clock.today(),
            "why_not": "tried_before",
        }
        known = drafts.whole(scope, drafts.get(scope, draft_id))
        drafting.save(scope, draft_id, known | _plain(more), of=[*known, *more])
        request_id = drafting.send(scope, draft_id, complete)

    with made.school.acting() as scope:
        theirs = queries.told(scope, proposal_id)
    with cast.centre.acting() as scope:
        ours = queries.told(scope, proposal_id)

    assert (theirs.standing, theirs.requested_on) == (S.REQUESTED, clock.today())
    assert theirs.request_id is None
    assert ours.request_id == request_id
    with pytest.raises(Conflict), made.school.acting() as scope, transaction():
        passing.withdraw(scope, proposal_id)


def _plain(said: dict[str, object]) -> dict[str, object]:
    day = said["wanted_from"]
    return said | {"wanted_from": str(day)}


def test_a_draft_that_was_thrown_away_is_begun_anew(cast: Cast, owner: Engine):
    _, proposal_id = passed(owner, cast)
    draft_id = taken(cast.centre, proposal_id)
    with cast.centre.acting() as scope, transaction():
        drafting.discard(scope, draft_id)

    assert taken(cast.centre, proposal_id) != draft_id


def test_what_is_put_aside_is_read_no_more_and_goes_to_another_centre(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)
    other = neighbour(owner, cast.centre, "drugi", TenantKind.CSD, Role.CASE_WORKER)

    with cast.centre.acting() as scope, transaction():
        passing.put_aside(scope, proposal_id, PutAside.ANOTHER_CENTRE)

    assert read(cast.centre, proposal_id) == reading.Read(None, [])
    assert stands(made.school, proposal_id) is S.PUT_ASIDE
    again = pass_on(made, other)
    assert read(other, again).parts
    with pytest.raises(NotFound):
        read(cast.centre, again)


def test_one_centre_has_it_at_a_time(cast: Cast, owner: Engine):
    made, _ = passed(owner, cast)
    other = neighbour(owner, cast.centre, "drugi", TenantKind.CSD, Role.CASE_WORKER)

    with pytest.raises(passing.PassedAlready):
        pass_on(made, other)


def test_what_nobody_answers_lapses_and_can_go_elsewhere(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)
    with clock.frozen(clock.now() + timedelta(days=31)):
        assert stands(cast.centre, proposal_id) is S.LAPSED
        assert read(cast.centre, proposal_id).parts == []
        with pytest.raises(Conflict):
            taken(cast.centre, proposal_id)
        with cast.centre.acting() as scope:
            assert queries.waiting(scope) == []
        pass_on(made, cast.centre)


def test_what_was_taken_up_is_read_for_thirty_days(cast: Cast, owner: Engine):
    _, proposal_id = passed(owner, cast)
    taken(cast.centre, proposal_id)

    assert read(cast.centre, proposal_id).parts
    with clock.frozen(clock.now() + timedelta(days=30, minutes=1)):
        assert read(cast.centre, proposal_id).parts == []


def test_taken_back_it_is_closed_at_once(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)
    taken(cast.centre, proposal_id)

    with made.school.acting() as scope, transaction():
        passing.withdraw(scope, proposal_id)

    assert read(cast.centre, proposal_id) == reading.Read(None, [])
    assert stands(cast.centre, proposal_id) is S.WITHDRAWN


def test_a_consent_that_is_withdrawn_closes_it_with_the_next_look(cast: Cast, owner: Engine):
    made = proposed(owner, cast)
    basis_id = agreed(made.school, made.person_id)
    proposal_id = pass_on(made, cast.centre)
    assert read(cast.centre, proposal_id).parts

    with made.school.acting() as scope, transaction():
        bases.withdraw(scope, basis_id)

    assert read(cast.centre, proposal_id) == reading.Read(None, [])
    with pytest.raises(Conflict):
        taken(cast.centre, proposal_id)


def test_a_basis_for_another_centre_covers_nothing(cast: Cast, owner: Engine):
    made = proposed(owner, cast)
    other = neighbour(owner, cast.centre, "drugi", TenantKind.CSD, Role.CASE_WORKER)
    agreed(made.school, made.person_id, recipients=[other.tenant_id])

    with pytest.raises(NotCovered):
        pass_on(made, cast.centre)


def test_without_a_basis_or_a_file_nothing_goes(cast: Cast, owner: Engine):
    made = proposed(owner, cast, filed=False)
    agreed(made.school, made.person_id)
    with pytest.raises(Conflict, match="whose file"):
        pass_on(made, cast.centre)
    file(made.school, made.enrolment_id, made.person_id)

    with pytest.raises(NotCovered):
        pass_on(made, cast.centre, C.HEALTH)
    assert pass_on(made, cast.centre)


@pytest.mark.parametrize("step", [None, NextStep.DAY_TREATMENT])
def test_only_a_proposed_place_goes_to_a_centre(cast: Cast, owner: Engine, step: NextStep | None):
    school = a_school(owner, cast)
    enrolment_id = working.opened(school, cast.institution)
    if step:
        working.closed(cast.institution, enrolment_id, step)

    with pytest.raises(Conflict), school.acting() as scope, transaction():
        passing.pass_on(scope, enrolment_id, centre_id=cast.centre.tenant_id)


def test_it_goes_to_centres_alone_and_from_whoever_asked_alone(cast: Cast, owner: Engine):
    made = proposed(owner, cast)
    agreed(made.school, made.person_id)

    with pytest.raises(Invalid):
        pass_on(made, cast.stranger)
    with pytest.raises(Invalid):
        pass_on(made, cast.outsider)
    for actor in (cast.institution, cast.stranger):
        with pytest.raises(NotFound), actor.acting() as scope, transaction():
            passing.pass_on(scope, made.enrolment_id, centre_id=cast.centre.tenant_id)


def test_roles_hold_on_both_sides(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)
    teacher = colleague(owner, made.school, "Učitelj", Role.EDUCATOR)
    clerk = colleague(owner, cast.centre, "Tajnik", Role.ADMINISTRATOR)

    with pytest.raises(NotAllowed), teacher.acting() as scope, transaction():
        passing.withdraw(scope, proposal_id)
    with pytest.raises(NotAllowed), clerk.acting() as scope, transaction():
        passing.put_aside(scope, proposal_id, PutAside.NOT_NEEDED)
    with pytest.raises(NotFound), made.school.acting() as scope, transaction():
        passing.take_up(scope, proposal_id)
    with pytest.raises(NotFound), cast.centre.acting() as scope, transaction():
        passing.withdraw(scope, proposal_id)


def test_every_step_stands_in_the_trails_of_both(cast: Cast, owner: Engine):
    made, proposal_id = passed(owner, cast)
    read(cast.centre, proposal_id)
    taken(cast.centre, proposal_id)

    with made.school.acting() as scope:
        own = [row.entry for row in trail.trail(scope).rows]
        theirs = [row.entry for row in trail.trail(scope, of_others=True).rows]

    assert {"proposal_passed", "proposal"} <= {one.detail for one in own}
    [look] = [one for one in theirs if one.kind == "read"]
    assert (look.basis, look.categories) == ("consent", ["identity"])
    assert look.subject_id == made.person_id
    assert "proposal_taken_up" in {one.detail for one in theirs}


@pytest.mark.parametrize("days", [29, 31])
def test_the_database_lapses_as_the_rule_does(cast: Cast, owner: Engine, days: int):
    _, proposal_id = passed(owner, cast)
    with clock.frozen(clock.now() + timedelta(days=days)), cast.centre.acting() as scope:
        found = queries.get(scope, proposal_id)
        lives = standing(found, clock.now()) is S.PASSED
        said = "SELECT count(*) FROM proposed_parts WHERE proposal_id = :id"
        shown = db.session.scalar(text(said), {"id": proposal_id})

    assert bool(shown) is lives is (days == 29)


def test_the_nearest_centre_stands_first(cast: Cast, owner: Engine):
    made = proposed(owner, cast)
    far = neighbour(owner, cast.centre, "A daleč", TenantKind.CSD, Role.CASE_WORKER)
    with owner.begin() as connection:
        said = text("UPDATE tenants SET town = 'Koper' WHERE id = :id")
        connection.execute(said, {"id": far.tenant_id})

    with made.school.acting() as scope:
        found = queries.centres(scope, passing.request_of(scope, made.enrolment_id))

    assert [one.name for one in found] == ["centre", "A daleč"]
