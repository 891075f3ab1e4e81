"""A young person sees on their own page who keeps in touch with them, asks for something, and says
how it goes; nobody else does."""

from datetime import timedelta
from uuid import UUID

import pytest

from network.aftercare import agreeing, beforehand, ending, queries, touch, wishes
from network.aftercare.beforehand import OwnFares
from network.aftercare.evaluating import Fares, evaluate
from network.aftercare.lifecycle import AftercareEnd
from network.aftercare.ways import ContactWay
from network.aftercare.wishes import CareWish
from network.clocks import queries as clocks
from network.consent.giving import Giver
from network.notices.models import Notice
from network.own_pages import cared, opening
from network.own_pages import queries as pages
from network.own_pages.cared import Cared
from network.placements.filing import PlacementFile
from tenants import clock
from tenants.database import db, transaction
from tenants.errors import Conflict, NotFound
from tests.actors import Actor, Cast
from tests.aftercare.leaving import PLAN, departed, of_stay, signed
from tests.own_pages.pages import file_of, opened, settled, visiting
from tests.reading import english, words
from tests.web.test_own import Visitor

PAGE = "/own/aftercare"
FARES = Fares(reached=True, going=4)
WORDS = "Po šoli, po treh. Č."


@pytest.fixture
def person_id(cast: Cast) -> UUID:
    return file_of(cast.institution)


def followed(cast: Cast, person_id: UUID, **said: object) -> UUID:
    """Aftercare of a stay that is said to be of that file, agreed on today."""
    placement_id = departed(cast)
    home = cast.institution
    of_file(home, placement_id, person_id)
    aftercare_id = of_stay(home, placement_id)
    with home.acting() as scope, transaction():
        agreeing.agree(scope, aftercare_id, **signed(**said))
    return aftercare_id


def of_file(home: Actor, placement_id: UUID, person_id: UUID) -> None:
    with home.acting() as scope, transaction():
        row = {"placement_id": placement_id, "person_id": person_id}
        db.session.add(PlacementFile(tenant_id=scope.tenant_id, **row))


@pytest.fixture
def aftercare_id(cast: Cast, person_id: UUID) -> UUID:
    return followed(cast, person_id)


@pytest.fixture
def young(cast: Cast, person_id: UUID) -> Visitor:
    return visitor(cast.institution, person_id)


def visitor(home: Actor, person_id: UUID, reader: Giver = Giver.YOUNG_PERSON) -> Visitor:
    found = Visitor(home.app)
    found.client.set_cookie("pristan_language", "en")
    found.come_in(opened(home, person_id, reader))
    return found


def due(home: Actor, aftercare_id: UUID) -> set[str]:
    with home.acting() as scope:
        known = clocks.of_subjects(scope, [aftercare_id])[aftercare_id]
        return {one.clock.kind for one in known if not clocks.ended(one.clock)}


def test_it_stands_there_in_plain_words_and_is_printed(
    cast: Cast, aftercare_id: UUID, young: Visitor
) -> None:
    short, whole = words(young.get("/own")), words(young.get(PAGE))

    assert "somebody keeps in touch with you" in short
    assert "gets in touch by" in short
    for said in (PLAN.we_do, PLAN.you_do, PLAN.when_hard, "about weekly", "You signed on"):
        assert said in whole
    assert "B1" not in whole
    paper = young.get(f"{PAGE}/agreement.pdf")
    assert (paper.status_code, paper.mimetype) == (200, "application/pdf")
    assert paper.headers["Referrer-Policy"] == "no-referrer"


def test_a_wish_reaches_whoever_follows_and_is_due_until_it_is_settled(
    cast: Cast, aftercare_id: UUID, young: Visitor
) -> None:
    home, page = cast.institution, f"/aftercare/{aftercare_id}"

    assert young.post(f"{PAGE}/call", {"words": WORDS}).status_code == 303
    again = young.post(f"{PAGE}/call", {"words": "Še enkrat."})
    assert again.status_code == 409
    assert "Še enkrat." in again.text
    assert "They have it and will answer within two working days." in words(young.get(PAGE))
    assert "aftercare_wish" in due(home, aftercare_id)
    with home.acting() as scope:
        told = db.session.query(Notice).filter_by(member_id=scope.member_id, path=page).all()
        assert [one.kind for one in told] == ["aftercare_wish"]
    browser = english(home)
    assert WORDS in browser.get(page).text
    assert "Wants to be called" in words(browser.get(page))
    assert "wish of somebody who is followed" in words(browser.get("/deadlines"))
    with home.acting() as scope, transaction():
        touch.contact(scope, aftercare_id, on_day=clock.today(), way=ContactWay.MISSED)
    assert "aftercare_wish" in due(home, aftercare_id)
    with home.acting() as scope, transaction():
        touch.contact(scope, aftercare_id, on_day=clock.today(), way=ContactWay.PHONE)
    assert "aftercare_wish" not in due(home, aftercare_id)
    assert "Somebody was in touch" in words(young.get(PAGE))


def test_who_wants_to_stop_is_answered_and_a_contact_alone_settles_nothing(
    cast: Cast, aftercare_id: UUID, young: Visitor
) -> None:
    home, page = cast.institution, f"/aftercare/{aftercare_id}"
    assert young.post(f"{PAGE}/stop", {}).status_code == 303
    with home.acting() as scope, transaction():
        touch.contact(scope, aftercare_id, on_day=clock.today(), way=ContactWay.PHONE)
    assert "aftercare_wish" in due(home, aftercare_id)

    browser = english(home)
    assert browser.post(f"{page}/wishes", {"words": " "}).status_code == 422
    assert browser.post(f"{page}/wishes", {"words": "Razumemo, č."}).status_code == 303
    assert browser.post(f"{page}/wishes", {"words": "Še enkrat."}).status_code == 409

    assert "aftercare_wish" not in due(home, aftercare_id)
    assert "Razumemo, č." in young.get(PAGE).text
    assert young.post(f"{PAGE}/stop", {"words": WORDS}).status_code == 303
    with home.acting() as scope, transaction():
        reason = AftercareEnd.YOUNG_PERSON_STOPS
        ending.end(scope, aftercare_id, ended_on=clock.today(), reason=reason)
    assert "aftercare_wish" not in due(home, aftercare_id)
    assert young.post(f"{PAGE}/call", {}).status_code == 409
    assert "It is over" in words(young.get(PAGE))


def test_what_they_say_beforehand_stands_in_the_look_back_of_the_home(
    cast: Cast, aftercare_id: UUID, young: Visitor, person_id: UUID
) -> None:
    home = cast.institution
    assert young.get(f"{PAGE}/look-back").status_code == 404
    said = {"lives_with": "family", "occupied": "work", "going": "4", "words": WORDS}
    with clock.frozen(clock.now() + timedelta(days=170)):
        late = visitor_again(home, person_id)
        assert late.post(f"{PAGE}/look-back", {}).status_code == 422
        wrong = late.post(f"{PAGE}/look-back", {"going": "9", "words": WORDS})
        assert wrong.status_code == 422
        assert WORDS in wrong.text
        assert late.post(f"{PAGE}/look-back", said).status_code == 303
        assert "It goes 4 of 5." in words(late.get(PAGE))
        shown = english(home).get(f"/aftercare/{aftercare_id}").text
        assert WORDS in shown
        assert '<option value="work" selected' in shown
        with home.acting() as scope, transaction():
            stage = beforehand.asked(scope, queries.get(scope, aftercare_id))
            assert stage is not None
            fares = beforehand.latest(scope, queries.get(scope, aftercare_id))[stage].fares
            assert fares.going == 4
            evaluate(
                scope,
                aftercare_id,
                stage=stage,
                on_day=clock.today(),
                fares=FARES,
            )
        assert late.get(f"{PAGE}/look-back").status_code == 404


def visitor_again(home: Actor, person_id: UUID) -> Visitor:
    """Months later, with another page: the first one's code has run out."""
    with home.acting() as scope, transaction():
        for one in pages.of_file(scope, person_id):
            opening.close(scope, one.id)
    return visitor(home, person_id)


def test_a_parent_another_young_person_and_another_house_find_nothing(
    cast: Cast, aftercare_id: UUID, person_id: UUID
) -> None:
    others = (
        (cast.institution, opened(cast.institution, person_id, Giver.MOTHER)),
        (cast.institution, opened(cast.institution, file_of(cast.institution, first_name="Druga"))),
        (cast.centre, opened(cast.centre, file_of(cast.centre))),
    )
    for house, page in others:
        with visiting(house, settled(page)) as scope:
            assert cared.standing(scope) is None
            for act in (
                lambda scope=scope: cared.ask_for(scope, CareWish.CALL),
                lambda scope=scope: cared.agreement(scope),
                lambda scope=scope: cared.answer(scope, OwnFares(going=3)),
            ):
                with pytest.raises(NotFound), transaction():
                    act()
    with cast.institution.acting() as scope:
        assert wishes.every(scope, aftercare_id) == []


def test_nobody_is_asked_for_anything_before_it_is_agreed_on(cast: Cast, person_id: UUID) -> None:
    placement_id = departed(cast)
    of_file(cast.institution, placement_id, person_id)

    with visiting(cast.institution, settled(opened(cast.institution, person_id))) as scope:
        found = cared.standing(scope)
        assert isinstance(found, Cared)
        assert (found.state.value, found.agreed, found.next_on) == ("proposed", None, None)
        with pytest.raises(Conflict), transaction():
            cared.ask_for(scope, CareWish.STOP)
        with pytest.raises(NotFound), transaction():
            cared.agreement(scope)
