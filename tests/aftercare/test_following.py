"""From the day of leaving to the look-back after two years, as the home, the centre and a stranger
see it."""

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from sqlalchemy import Engine
from sqlalchemy.exc import DBAPIError

from network.aftercare import agreeing, ending, evaluating, queries, touch
from network.aftercare.agreeing import Plan, Signed
from network.aftercare.evaluating import Fares
from network.aftercare.later import FollowUp, LivesWith, PlacedAgain
from network.aftercare.lifecycle import AftercareDecline, AftercareEnd, Rhythm
from network.aftercare.moves import AftercarePast
from network.aftercare.ways import ContactWay
from network.clocks import queries as clocks
from network.trail import queries as trail
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Invalid, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.aftercare.leaving import A_DAY, agreed, departed, of_stay, proposed, signed

DAY, LATER = date(2020, 1, 1), date(2099, 1, 1)
LEFT = datetime(2026, 3, 31, 12, tzinfo=clock.LOCAL)


def running(actor: Actor, aftercare_id: UUID) -> dict[str, date]:
    """What is due, by its kind, and the first day on which it is late."""
    with actor.acting() as scope:
        known = clocks.of_subjects(scope, [aftercare_id])[aftercare_id]
        return {
            one.clock.kind: clock.local_day(one.clock.due_at)
            for one in known
            if not clocks.ended(one.clock)
        }


def test_a_departure_proposes_aftercare_and_sets_its_days(cast: Cast) -> None:
    with clock.frozen(LEFT):
        placement_id = departed(cast)
        aftercare_id = of_stay(cast.institution, placement_id)

    due = running(cast.institution, aftercare_id)

    assert due == {
        "aftercare_decide": date(2026, 4, 14),
        "aftercare_half_year": date(2026, 9, 30),
        "aftercare_year": date(2027, 3, 31),
        "aftercare_two_years": date(2028, 3, 31),
    }
    with cast.institution.acting() as scope:
        found = queries.get(scope, aftercare_id)
        assert (found.state, found.reference, found.left_on) == ("proposed", "B1", LEFT.date())
        assert found.responsible_id == scope.member_id
    assert running(cast.centre, aftercare_id) == {}


def in_touch(home: Actor, aftercare_id: UUID, way: ContactWay, **said: Any) -> None:
    with home.acting() as scope, transaction():
        touch.contact(scope, aftercare_id, on_day=clock.today(), way=way, **said)


def test_the_next_contact_is_due_by_the_rhythm_from_the_last_one_that_was_made(cast: Cast) -> None:
    aftercare_id, today, home = agreed(cast), clock.today(), cast.institution

    def due() -> timedelta:
        return running(home, aftercare_id)["aftercare_contact"] - today

    assert due() == 7 * A_DAY
    in_touch(home, aftercare_id, ContactWay.PHONE, minutes=20, going=4)
    with clock.frozen(clock.now() + 7 * A_DAY):
        in_touch(home, aftercare_id, ContactWay.MISSED)
        assert due() == 7 * A_DAY
        in_touch(home, aftercare_id, ContactWay.VISIT)
        assert due() == 14 * A_DAY
        with home.acting() as scope, transaction():
            touch.contact(scope, aftercare_id, on_day=today, way=ContactWay.MESSAGE)
        assert due() == 14 * A_DAY
        with home.acting() as scope, transaction():
            agreeing.set_rhythm(scope, aftercare_id, rhythm=Rhythm.MONTHLY)
        assert due() == 38 * A_DAY


def test_it_is_agreed_on_followed_and_ended(cast: Cast) -> None:
    aftercare_id, home = agreed(cast), cast.institution
    in_touch(home, aftercare_id, ContactWay.PHONE, words="V redu.")
    with home.acting() as scope, transaction():
        reason = AftercareEnd.CONTACT_LOST
        ending.end(scope, aftercare_id, ended_on=clock.today(), reason=reason)

    assert set(running(home, aftercare_id)) == {
        "aftercare_half_year",
        "aftercare_year",
        "aftercare_two_years",
    }
    with home.acting() as scope:
        found = queries.get(scope, aftercare_id)
        contacts = queries.contacts_of(scope, aftercare_id).rows
        assert list(queries.said(scope, found, contacts).values()) == ["V redu."]
        kept = queries.agreement_of(scope, aftercare_id)
        assert kept is not None
        assert agreeing.plan_of(scope, found, kept).you_do == "Oglasiš se na telefon."


def test_the_centre_sees_state_and_dates_and_no_words(cast: Cast) -> None:
    aftercare_id = agreed(cast)
    with cast.institution.acting() as scope, transaction():
        touch.contact(scope, aftercare_id, on_day=clock.today(), way=ContactWay.PHONE, words="Da.")

    with cast.centre.acting() as scope:
        found = queries.get(scope, aftercare_id)
        assert (found.state, found.begins) == ("agreed", clock.today())
        assert [one.move for one in queries.steps_of(found)] == ["propose", "agree"]
        assert queries.agreement_of(scope, aftercare_id) is None
        assert queries.contacts_of(scope, aftercare_id).rows == []
        assert [one.aftercare.id for one in queries.listed(scope, ours=False).rows] == [found.id]


def test_the_centre_changes_nothing_and_the_stranger_sees_nothing(cast: Cast) -> None:
    aftercare_id = proposed(cast)

    for actor in (cast.centre, cast.stranger):
        with actor.acting() as scope, pytest.raises(NotFound), transaction():
            agreeing.decline(scope, aftercare_id, AftercareDecline.NOT_NEEDED)
    with cast.stranger.acting() as scope, pytest.raises(NotFound):
        queries.get(scope, aftercare_id)
    with cast.institution.acting() as scope:
        found = queries.get(scope, aftercare_id)
        found.left_on = found.left_on - A_DAY
        with pytest.raises(DBAPIError, match="never changes"), transaction():
            db.session.flush()


def test_who_said_no_may_say_yes_later_and_what_ended_stays_so(cast: Cast) -> None:
    aftercare_id = proposed(cast)
    home = cast.institution

    with home.acting() as scope:
        with transaction():
            agreeing.decline(scope, aftercare_id, AftercareDecline.YOUNG_PERSON_REFUSES)
        with pytest.raises(AftercarePast), transaction():
            touch.contact(scope, aftercare_id, on_day=clock.today(), way=ContactWay.PHONE)
        with transaction():
            agreeing.agree(scope, aftercare_id, **signed())
        with transaction():
            reason = AftercareEnd.AS_PLANNED
            ending.end(scope, aftercare_id, ended_on=clock.today(), reason=reason)
        for late in (agreeing.agree, agreeing.decline):
            said = signed() if late is agreeing.agree else {"reason": AftercareDecline.NOT_NEEDED}
            with pytest.raises(AftercarePast), transaction():
                late(scope, aftercare_id, **said)  # type: ignore[operator]


@pytest.mark.parametrize(
    ("said", "field"),
    [
        ({"signed": Signed(DAY)}, "young_person_on"),
        ({"signed": Signed(LATER, DAY)}, "house_on"),
        ({"signed": Signed(DAY, DAY, other_parent_on=DAY)}, "parent_on"),
        ({"begins": DAY}, "begins"),
        ({"begins": LATER}, "begins"),
        ({"planned_end": DAY}, "planned_end"),
        ({"plan": Plan(" ", "Da.")}, "we_do"),
        ({"plan": Plan("Da.")}, "you_do"),
    ],
)
def test_an_agreement_is_signed_dated_and_says_something(
    cast: Cast, said: dict[str, object], field: str
) -> None:
    aftercare_id = proposed(cast)

    with cast.institution.acting() as scope, pytest.raises(Invalid) as refused, transaction():
        agreeing.agree(scope, aftercare_id, **signed(**said))

    assert refused.value.field == field


def fares(home: Actor, aftercare_id: UUID, **said: Any) -> None:
    """What is told after half a year."""
    told = Fares(**({"reached": True} | said))
    with home.acting() as scope, transaction():
        stage, today = FollowUp.HALF_YEAR, clock.today()
        evaluating.evaluate(scope, aftercare_id, stage=stage, on_day=today, fares=told)


def test_how_somebody_fares_is_told_once_of_each_stage_whatever_was_decided(cast: Cast) -> None:
    home = cast.institution
    with clock.frozen(LEFT):
        aftercare_id = proposed(cast)
        with home.acting() as scope, transaction():
            agreeing.decline(scope, aftercare_id, AftercareDecline.PARENTS_REFUSE)
    with clock.frozen(LEFT + timedelta(days=100)), pytest.raises(AftercarePast, match="too early"):
        fares(home, aftercare_id)
    with clock.frozen(LEFT + timedelta(days=175)):
        with pytest.raises(Invalid):
            fares(home, aftercare_id, reached=False, going=3)
        again = PlacedAgain.NO
        fares(home, aftercare_id, lives_with=LivesWith.FAMILY, placed_again=again, words="Dela.")
        with pytest.raises(AftercarePast, match="already"):
            fares(home, aftercare_id)

    with home.acting() as scope:
        [kept] = queries.evaluations_of(scope, aftercare_id)
        assert (kept.lives_with, kept.occupied, kept.placed_again) == ("family", "unknown", "no")
        assert queries.said(scope, queries.get(scope, aftercare_id), [kept]) == {kept.id: "Dela."}
    due = running(home, aftercare_id)
    assert set(due) == {"aftercare_year", "aftercare_two_years"}


def test_an_educator_is_in_touch_and_decides_nothing(cast: Cast, owner: Engine) -> None:
    aftercare_id = agreed(cast)
    educator = colleague(owner, cast.institution, "Vida", Role.EDUCATOR)

    with educator.acting() as scope:
        with transaction():
            touch.contact(scope, aftercare_id, on_day=clock.today(), way=ContactWay.MESSAGE)
        with pytest.raises(NotAllowed), transaction():
            ending.end(scope, aftercare_id, ended_on=clock.today(), reason=AftercareEnd.AS_PLANNED)


def test_a_contact_is_neither_to_come_nor_before_the_departure(cast: Cast) -> None:
    aftercare_id = agreed(cast)

    with cast.institution.acting() as scope:
        for day in (clock.today() + A_DAY, clock.today() - A_DAY):
            with pytest.raises(Invalid), transaction():
                touch.contact(scope, aftercare_id, on_day=day, way=ContactWay.PHONE)
        with pytest.raises(Invalid), transaction():
            touch.contact(
                scope, aftercare_id, on_day=clock.today(), way=ContactWay.MISSED, minutes=5
            )


def test_the_trail_of_the_centre_has_the_decision_and_not_each_contact(cast: Cast) -> None:
    aftercare_id = agreed(cast)
    in_touch(cast.institution, aftercare_id, ContactWay.PHONE)

    def of_it(found: trail.WrittenPage) -> set[str]:
        entries = (row.entry for row in found.rows)
        return {entry.detail for entry in entries if entry.subject_id == aftercare_id}

    with cast.institution.acting() as scope:
        ours = of_it(trail.trail(scope))
    with cast.centre.acting() as scope:
        theirs = of_it(trail.trail(scope, of_others=True))

    assert ours == {"propose", "agree", "contact"}
    assert theirs == {"propose", "agree"}
    assert "Zapisan stik" in cast.institution.browser().get("/trail").text
