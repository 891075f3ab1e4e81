"""A page of a young person's own, somebody before it, and what they said there."""

from uuid import UUID

from network.consent.giving import Giver
from network.own_pages import opening, speaking
from network.own_pages.kinds import Topic
from network.records import actions as files
from tenants.database import transaction
from tests.actors import Actor
from tests.own_pages.pages import opened, settled, visiting
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
