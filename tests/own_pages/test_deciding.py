"""A consent is put to somebody and answered on their page; a no of one's own closes at once."""

from collections.abc import Collection
from datetime import date, timedelta
from uuid import UUID

import pytest

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.legal_bases import queries as known
from network.legal_bases.models import LegalBasis
from network.notices import queries as notices
from network.own_pages import deciding, looking, putting, questions, speaking
from network.own_pages.putting import Asked
from network.records import actions as files
from network.trail import queries as trail
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotFound
from tests.actors import Cast
from tests.own_pages.pages import Opened, file_of, opened, settled, visiting
from tests.own_pages.test_speaking import consent, shown
from tests.shares import read

UNTIL = date(2099, 1, 1)
WHY = "Da dom ve, na kaj mora paziti."
C = Category
WHO = {C.IDENTITY, C.CONTACT}


def put(
    cast: Cast,
    person_id: UUID,
    *readers: Giver,
    categories: Collection[Category] = (C.IDENTITY, C.CONTACT, C.SCHOOL),
    **more: object,
) -> UUID:
    asked = Asked(readers, categories, WHY, UNTIL, **more)  # type: ignore[arg-type]
    with cast.centre.acting() as scope, transaction():
        return putting.put(scope, person_id, asked).id


def recorded(cast: Cast, person_id: UUID) -> list[LegalBasis]:
    with cast.centre.acting() as scope:
        return list(known.of_file(scope, person_id))


@pytest.fixture
def page(cast: Cast) -> Opened:
    return opened(cast.centre, file_of(cast.centre))


def test_a_yes_to_some_of_it_becomes_a_consent_to_just_that(cast: Cast, page: Opened) -> None:
    question_id = put(cast, page.person_id, Giver.YOUNG_PERSON)

    with visiting(cast.centre, settled(page)) as scope, transaction():
        [asked] = questions.put_to_me(scope, looking.page(scope))
        assert asked.why == WHY
        deciding.agree_to(scope, question_id, categories=[C.IDENTITY, C.SCHOOL])

    [basis] = recorded(cast, page.person_id)
    assert (basis.kind, basis.how, basis.givers) == (Basis.CONSENT, How.OWN_PAGE, ["young_person"])
    assert (basis.categories, basis.ends, basis.effective) == (["identity", "school"], UNTIL, True)
    with cast.centre.acting() as scope:
        assert notices.unread(scope) == 1
        told = questions.told(scope, question_id)
        assert told.answers[Giver.YOUNG_PERSON].agreed == ["identity", "school"]
        details = [row.entry.detail for row in trail.trail(scope).rows]
        assert {"consent_put", "basis_recorded"} <= set(details)


def test_a_no_is_a_dissent_that_closes_what_rests_on_consent(cast: Cast, page: Opened) -> None:
    consent(cast, page.person_id, Giver.YOUNG_PERSON)
    ask_id = shown(cast, page.person_id)
    assert C.IDENTITY in read(cast.institution, ask_id)
    question_id = put(cast, page.person_id, Giver.YOUNG_PERSON, categories=WHO)

    with visiting(cast.centre, settled(page)) as scope, transaction():
        deciding.refuse(scope, question_id)

    assert read(cast.institution, ask_id) == {}
    assert [one.dissent for one in recorded(cast, page.person_id)] == [True, False]


def test_nobody_answers_twice_nor_more_than_was_asked(cast: Cast, page: Opened) -> None:
    question_id = put(cast, page.person_id, Giver.YOUNG_PERSON)
    secret = settled(page)

    with visiting(cast.centre, secret) as scope, transaction():
        for wrong in ([C.HEALTH], []):
            with pytest.raises(Invalid):
                deciding.agree_to(scope, question_id, categories=wrong)
        deciding.agree_to(scope, question_id, categories=[C.IDENTITY])
    with visiting(cast.centre, secret) as scope, pytest.raises(Conflict):
        deciding.refuse(scope, question_id)


def test_where_parents_disagree_it_holds_once_both_have_said_yes(cast: Cast) -> None:
    person_id = file_of(cast.centre, age=12)
    with cast.centre.acting() as scope, transaction():
        files.write(scope, person_id, C.FAMILY, {"parents_disagree": True})
    mother, father = (
        settled(opened(cast.centre, person_id, one)) for one in (Giver.MOTHER, Giver.FATHER)
    )
    with pytest.raises(Invalid, match="everybody whose word is needed"):
        put(cast, person_id, Giver.MOTHER)
    question_id = put(cast, person_id, Giver.MOTHER, Giver.FATHER)

    with visiting(cast.centre, mother) as scope, transaction():
        deciding.agree_to(scope, question_id, categories=[C.IDENTITY, C.CONTACT])
    before = recorded(cast, person_id)
    with visiting(cast.centre, father) as scope, transaction():
        deciding.agree_to(scope, question_id, categories=[C.CONTACT, C.SCHOOL])

    assert before == []
    [basis] = recorded(cast, person_id)
    assert (basis.categories, basis.givers) == (["contact"], ["father", "mother"])


def test_the_age_says_whose_word_is_asked_for(cast: Cast, page: Opened) -> None:
    mother = opened(cast.centre, page.person_id, Giver.MOTHER)

    with pytest.raises(Invalid, match="does not count"):
        put(cast, page.person_id, Giver.YOUNG_PERSON, Giver.MOTHER)
    with visiting(cast.centre, settled(mother)) as scope, pytest.raises(Conflict):
        deciding.say_no(scope, categories=[C.SCHOOL])


def test_only_who_has_a_page_is_asked_and_only_what_it_may_name(cast: Cast) -> None:
    person_id = file_of(cast.centre, age=12)
    with pytest.raises(Invalid, match="Open a page"):
        put(cast, person_id, Giver.MOTHER)
    opened(cast.centre, person_id, Giver.MOTHER)

    with pytest.raises(Invalid, match="names no homes"):
        put(cast, person_id, Giver.MOTHER, recipients=[cast.institution.tenant_id])

    assert put(cast, person_id, Giver.MOTHER)


def test_a_no_of_their_own_accord_to_one_home_is_taken_back_again(cast: Cast, page: Opened) -> None:
    consent(cast, page.person_id, Giver.YOUNG_PERSON)
    ask_id = shown(cast, page.person_id)
    secret = settled(page)

    with visiting(cast.centre, secret) as scope, transaction():
        [home] = looking.homes(scope)
        no = deciding.say_no(scope, categories=[C.CONTACT], homes=[home.id])
    without = set(read(cast.institution, ask_id))
    with visiting(cast.centre, secret) as scope, transaction():
        said = [one for one in looking.consents(scope, looking.page(scope)) if one.dissent]
        assert [(one.id, one.recipients) for one in said] == [(no, ["institution"])]
        speaking.withdraw(scope, no)

    assert without == {C.IDENTITY}
    assert set(read(cast.institution, ask_id)) == WHO
    with visiting(cast.centre, secret) as scope, pytest.raises(Invalid):
        deciding.say_no(scope, categories=[C.CONTACT], homes=[cast.stranger.tenant_id])


def test_what_is_asked_no_more_is_not_there(cast: Cast, page: Opened) -> None:
    question_id = put(cast, page.person_id, Giver.YOUNG_PERSON)
    secret = settled(page)
    with cast.centre.acting() as scope, transaction():
        putting.take_back(scope, question_id)
        with pytest.raises(Conflict):
            putting.take_back(scope, question_id)

    with visiting(cast.centre, secret) as scope, pytest.raises(NotFound):
        deciding.refuse(scope, question_id)


def test_a_question_to_somebody_else_or_of_another_file_is_not_there(
    cast: Cast, page: Opened
) -> None:
    child = file_of(cast.centre, age=12)
    opened(cast.centre, child, Giver.MOTHER)
    asked = put(cast, child, Giver.MOTHER)

    for secret in (settled(page), settled(opened(cast.centre, child))):
        with visiting(cast.centre, secret) as scope, pytest.raises(NotFound):
            deciding.refuse(scope, asked)


def test_after_its_last_day_it_is_asked_no_more(cast: Cast, page: Opened) -> None:
    put(cast, page.person_id, Giver.YOUNG_PERSON)

    with clock.frozen(clock.now() + timedelta(days=40_000)), cast.centre.acting() as scope:
        [asked] = questions.of_file(scope, page.person_id)
        assert not asked.is_open
