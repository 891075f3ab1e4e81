"""What somebody says on their own page reaches those who decide, and works at once."""

from datetime import date
from uuid import UUID

import pytest
from sqlalchemy import text

from network.clocks import queries as clocks
from network.clocks.subjects import SubjectKind
from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How
from network.legal_bases import actions as bases
from network.legal_bases import queries as known
from network.legal_bases.actions import Told
from network.notices import queries as notices
from network.own_pages import answering, looking, opening, queries, speaking
from network.own_pages.kinds import Now, Standing, Topic
from network.records import actions as files
from network.records import door
from network.records import queries as records
from network.records.fields import Sensitivity
from network.requests import queries as requests
from network.requests.actions import asking, sharing
from network.trail import queries as trail
from tenants.database import db, transaction
from tenants.errors import Conflict, Invalid, NotFound
from tenants.scope import Scope
from tests import factories
from tests.actors import Actor, Cast
from tests.own_pages.pages import Opened, file_of, opened, settled, visiting
from tests.shares import read

UNTIL = date(2099, 1, 1)
WHO = {Category.IDENTITY, Category.CONTACT}


@pytest.fixture
def page(cast: Cast) -> Opened:
    return opened(cast.centre, file_of(cast.centre))


def consent(cast: Cast, person_id: UUID, *givers: Giver) -> UUID:
    with cast.centre.acting() as scope, transaction():
        told = Told(Basis.CONSENT, WHO, givers=givers, how=How.ON_PAPER, ends=UNTIL)
        return bases.record(scope, person_id, told).id


def shown(cast: Cast, person_id: UUID) -> UUID:
    """An ask whose home sees who it is."""
    ask_id = factories.ask(cast.centre, factories.group(cast.institution, name="Jadro"))
    with cast.centre.acting() as scope, transaction():
        ask = asking.raise_level(scope, ask_id)
        number = door.person(scope, person_id).number
        sharing.link_file(scope, ask.request_id, number)
        sharing.show_parts(scope, ask_id, WHO)
    return ask_id


def test_own_words_are_written_by_the_young_person(cast: Cast, page: Opened) -> None:
    with visiting(cast.centre, settled(page)) as scope, transaction():
        speaking.write_words(scope, {"wants": "Rada bi živela pri teti."})

    with cast.centre.acting() as scope:
        part = door.read(scope, page.person_id, Category.OWN_WORDS)[Category.OWN_WORDS]
        assert part.values == {"wants": "Rada bi živela pri teti."}
        assert part.changed_by == "Mladostnik ali mladostnica"
        assert part.version == 2


def test_what_they_said_before_is_kept_and_read_by_them_and_the_team(
    cast: Cast, page: Opened
) -> None:
    secret = settled(page)
    with visiting(cast.centre, secret) as scope, transaction():
        speaking.write_words(scope, {"wants": "Rada bi živela pri teti."})
    with cast.centre.acting() as scope, transaction():
        files.write(scope, page.person_id, Category.OWN_WORDS, {"wants": "Zapisal center."})
        files.write(scope, page.person_id, Category.OWN_WORDS, {"wants": "Zapisal center."})

    with visiting(cast.centre, secret) as scope:
        mine = looking.earlier_words(scope, looking.page(scope))
    with cast.centre.acting() as scope:
        theirs = records.earlier_words(scope, page.person_id)

    said = [("Rada bi živela pri teti.", "Mladostnik ali mladostnica"), ("Rada bi domov.", None)]
    assert [one.values["wants"] for one in mine.rows] == [words for words, _ in said]
    assert mine.rows[0].changed_by == said[0][1]
    assert mine.rows == theirs.rows


def test_a_parent_does_not_read_what_was_said_before(cast: Cast, page: Opened) -> None:
    with visiting(cast.centre, settled(page)) as scope, transaction():
        speaking.write_words(scope, {"wants": "Le za vas."})
    mother = settled(opened(cast.centre, page.person_id, Giver.MOTHER))

    with visiting(cast.centre, mother) as scope:
        with pytest.raises(NotFound):
            looking.earlier_words(scope, looking.page(scope))
        assert db.session.scalar(text("SELECT count(*) FROM earlier_words")) == 0


def test_from_fifteen_on_a_consent_is_taken_back_and_the_home_sees_no_more(
    cast: Cast, page: Opened
) -> None:
    basis_id = consent(cast, page.person_id, Giver.YOUNG_PERSON)
    ask_id = shown(cast, page.person_id)
    secret = settled(page)
    assert Category.IDENTITY in read(cast.institution, ask_id)
    with visiting(cast.centre, secret) as scope, transaction():
        (home,) = looking.knows(scope)
        assert [(what, basis) for what, basis, _ in home.parts] == [
            ("contact", "consent"),
            ("identity", "consent"),
        ]
        assert "institution" in {row.house for row in looking.looked(scope).rows}
        speaking.withdraw(scope, basis_id)

    assert read(cast.institution, ask_id) == {}
    with visiting(cast.centre, secret) as scope:
        assert looking.knows(scope) == []
    with cast.centre.acting() as scope:
        assert known.basis(scope, basis_id)[0].withdrawn_by == "young_person"
        entry = next(
            row.entry for row in trail.trail(scope).rows if row.entry.detail == "basis_withdrawn"
        )
        assert entry.member_name == "Mladostnik ali mladostnica"


def test_below_fifteen_a_parents_consent_stays_theirs(cast: Cast) -> None:
    person_id = file_of(cast.centre, age=12)
    basis_id = consent(cast, person_id, Giver.MOTHER)
    child = opened(cast.centre, person_id)
    mother = opened(cast.centre, person_id, Giver.MOTHER)

    with visiting(cast.centre, settled(child)) as scope, pytest.raises(Conflict):
        speaking.withdraw(scope, basis_id)
    with visiting(cast.centre, settled(mother)) as scope, transaction():
        speaking.withdraw(scope, basis_id)

    with cast.centre.acting() as scope:
        assert known.basis(scope, basis_id)[0].withdrawn_by == "mother"


def test_a_consent_that_waits_for_somebodys_word_gets_it(cast: Cast) -> None:
    person_id = file_of(cast.centre, age=16)
    basis_id = consent(cast, person_id, Giver.MOTHER)
    young = opened(cast.centre, person_id)

    with visiting(cast.centre, settled(young)) as scope, transaction():
        speaking.agree(scope, basis_id)

    with cast.centre.acting() as scope:
        assert known.basis(scope, basis_id)[0].effective


def test_a_basis_of_another_file_is_not_there(cast: Cast, page: Opened) -> None:
    other = consent(cast, file_of(cast.centre), Giver.YOUNG_PERSON)

    with visiting(cast.centre, settled(page)) as scope, pytest.raises(NotFound):
        speaking.withdraw(scope, other)


def test_speaking_up_is_told_due_answered_and_read(cast: Cast, page: Opened) -> None:
    secret = settled(page)
    with visiting(cast.centre, secret) as scope, transaction():
        voice_id = speaking.speak_up(scope, topic=Topic.DISAGREE, words="Ne želim tja.").id

    with cast.centre.acting() as scope, transaction():
        assert due_of_voices(scope) == [voice_id]
        assert notices.unread(scope) == 1
        assert queries.said(scope, voice_id).words == "Ne želim tja."
        answering.answer(scope, voice_id, words="Pogovoriva se v sredo.")
        with pytest.raises(Conflict):
            answering.answer(scope, voice_id, words="Še enkrat.")
    with cast.centre.acting() as scope:
        assert due_of_voices(scope) == []

    with visiting(cast.centre, secret) as scope:
        (said,) = looking.voices(scope)
        assert said.answer == "Pogovoriva se v sredo."


def test_an_empty_word_is_refused(cast: Cast, page: Opened) -> None:
    with visiting(cast.centre, settled(page)) as scope, pytest.raises(Invalid):
        speaking.speak_up(scope, topic=Topic.TALK, words="  ")


def test_a_parent_does_not_read_what_the_young_person_said(cast: Cast, page: Opened) -> None:
    mother = opened(cast.centre, page.person_id, Giver.MOTHER)
    with visiting(cast.centre, settled(page)) as scope, transaction():
        speaking.speak_up(scope, topic=Topic.TALK, words="Le za vas.")

    with visiting(cast.centre, settled(mother)) as scope:
        assert looking.voices(scope) == []


def test_where_contact_is_not_safe_a_parent_learns_no_home(cast: Cast) -> None:
    person_id = file_of(cast.centre, age=16)
    consent(cast, person_id, Giver.YOUNG_PERSON)
    shown(cast, person_id)
    father = opened(cast.centre, person_id, Giver.FATHER, names_homes=True)
    secret = settled(father)
    with visiting(cast.centre, secret) as scope:
        assert looking.knows(scope) != []

    with cast.centre.acting() as scope, transaction():
        said = {"contact_safety": "Oče ne sme vedeti, kje živi."}
        files.write(scope, person_id, Category.CONTACT, said)

    with visiting(cast.centre, secret) as scope:
        assert looking.about_me(scope, looking.page(scope)) == {}
        assert looking.knows(scope) == []
        assert looking.looked(scope).rows == []
        assert looking.standing(scope).home == ""
    with cast.centre.acting() as scope, pytest.raises(Invalid):
        opening.open_page(
            scope, person_id, reader=Giver.MOTHER, reach="01 234 56 78", names_homes=True
        )


def test_a_file_that_is_sealed_has_no_page_for_carers(cast: Cast, page: Opened) -> None:
    mother = opened(cast.centre, page.person_id, Giver.MOTHER)

    with cast.centre.acting() as scope, transaction():
        files.classify(scope, page.person_id, Sensitivity.SEALED)

    with cast.centre.acting() as scope:
        assert queries.page(scope, mother.page_id)[0].closed_at is not None
        assert queries.page(scope, page.page_id)[0].closed_at is None
        with pytest.raises(Invalid):
            opening.open_page(scope, page.person_id, reader=Giver.FATHER, reach="01 234 56 78")


def test_a_page_shows_what_was_chosen_of_what_its_reader_may_see(cast: Cast) -> None:
    person_id = file_of(cast.centre)
    with cast.centre.acting() as scope, transaction():
        chosen = (Category.SCHOOL, Category.OWN_WORDS)
        made = opening.open_page(
            scope, person_id, reader=Giver.MOTHER, reach="01 234 56 78", categories=chosen
        )
        nothing = {"reader": Giver.FATHER, "reach": "01 234 56 78"}
        with pytest.raises(Invalid):
            opening.open_page(scope, person_id, **nothing, categories=(Category.RISK,))  # type: ignore[arg-type]

        assert made.page.categories == ["school"]


def test_how_things_stand_is_told_in_order(cast: Cast, page: Opened) -> None:
    secret, group_id = settled(page), factories.group(cast.institution, name="Jadro")
    told = [standing(cast, secret)]
    asked = factories.ask(cast.centre, group_id)
    belongs(cast, asked, page.person_id)
    told.append(standing(cast, secret))
    for make in (factories.offered, moves_in, lived_in):
        belongs(cast, make(cast.centre, cast.institution, group_id), page.person_id)
        told.append(standing(cast, secret))

    assert [each.now for each in told] == [
        Now.NOTHING,
        Now.SEARCHING,
        Now.OFFERED,
        Now.MOVES_IN,
        Now.LIVES,
    ]
    assert (told[1].asked, told[2].offered) == (1, 1)
    assert (told[-1].home, told[-1].place) == ("institution", "Jadro")


def moves_in(centre: Actor, home: Actor, group_id: UUID) -> UUID:
    return factories.accepted(centre, home, group_id)[0]


def lived_in(centre: Actor, home: Actor, group_id: UUID) -> UUID:
    return factories.arrived(centre, home, group_id)[0]


def standing(cast: Cast, secret: str) -> Standing:
    with visiting(cast.centre, secret) as scope:
        return looking.standing(scope)


def belongs(cast: Cast, ask_id: UUID, person_id: UUID) -> None:
    """The request of that ask is about the young person of that file."""
    with cast.centre.acting() as scope, transaction():
        request_id = requests.get_ask(scope, ask_id).request_id
        sharing.link_file(scope, request_id, door.person(scope, person_id).number)


def due_of_voices(scope: Scope) -> list[UUID]:
    running = clocks.running(scope)
    return [due.clock.subject_id for due in running if due.clock.subject == SubjectKind.VOICE]
