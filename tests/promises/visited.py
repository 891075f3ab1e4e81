"""A page of a young person's own, what they said there, and what somebody was asked."""

from datetime import date
from uuid import UUID

from network.consent.giving import Giver
from network.consent.kinds import Category as C
from network.own_pages import deciding, opening, putting, speaking
from network.own_pages.kinds import Topic
from network.own_pages.putting import Asked
from network.records import actions as files
from tenants.database import transaction
from tests.actors import Actor
from tests.own_pages.pages import file_of, opened, settled, visiting
from tests.shares import person_of


def open_and_speak(centre: Actor, request_id: UUID) -> tuple[UUID, UUID, UUID, UUID]:
    """The page, whose it is, and what was said; beside it a second file whose page was closed."""
    person_id = person_of(centre, request_id)
    page = opened(centre, person_id)
    with visiting(centre, settled(page)) as scope, transaction():
        speaking.write_words(scope, {"wants": "Beseda centra."})
        voice_id = speaking.speak_up(scope, topic=Topic.TALK, words="Beseda centra.").id
    with centre.acting() as scope, transaction():
        other = files.begin(scope, first_name="Druga", last_name="Izmišljena").id
    second = opened(centre, other, Giver.FATHER)
    with centre.acting() as scope, transaction():
        opening.close(scope, second.page_id)
    return page.page_id, person_id, voice_id, second.page_id


def put_and_answer(centre: Actor) -> UUID:
    """A consent that was put to a young person, who said yes to some of it and had said something
    before."""
    person_id = file_of(centre)
    page = opened(centre, person_id)
    asked = Asked([Giver.YOUNG_PERSON], [C.SCHOOL, C.FAMILY], "Beseda centra.", date(2099, 1, 1))
    with centre.acting() as scope, transaction():
        question_id = putting.put(scope, person_id, asked).id
    with visiting(centre, settled(page)) as scope, transaction():
        deciding.agree_to(scope, question_id, categories=[C.SCHOOL])
        speaking.write_words(scope, {"wants": "Beseda centra."})
    return question_id
