"""Papers that come with messages: both sides read them while they talk, nobody else ever."""

from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from network.consent.kinds import Category
from network.documents.kinds import DocumentKind
from network.requests import queries, sent, thread
from network.requests.actions import asking, attaching, declining, messages, sharing
from network.requests.actions.attaching import NotYet
from network.requests.reasons import Decline
from network.requests.sent import PAPER_KEYS, RECEIVED_PAPERS
from tenants.database import db, transaction
from tenants.errors import Invalid, NotFound
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast, colleague
from tests.documents.made import pdf
from tests.shares import grant, show, with_file

KIND = DocumentKind.INDIVIDUAL_PLAN


@pytest.fixture
def request_id(cast: Cast) -> UUID:
    request_id = factories.request(cast.centre)
    with_file(cast.centre, request_id)
    grant(cast, request_id, Category.IDENTITY)
    return request_id


@pytest.fixture
def anonymous(cast: Cast, request_id: UUID) -> UUID:
    """An ask whose home does not know yet who it is about."""
    ask_id = factories.ask(cast.centre, factories.group(cast.institution), request_id)
    with cast.centre.acting() as scope, transaction():
        asking.raise_level(scope, ask_id)
    return ask_id


@pytest.fixture
def ask_id(cast: Cast, anonymous: UUID) -> UUID:
    show(cast, anonymous, Category.IDENTITY)
    return anonymous


def send(actor: Actor, ask_id: UUID, content: bytes = b"") -> None:
    with actor.acting() as scope, transaction():
        paper = content or pdf()
        attaching.send_paper(scope, ask_id, body="V prilogi.", kind=KIND, content=paper)


def papers_of(actor: Actor, ask_id: UUID) -> list[UUID]:
    with actor.acting() as scope, transaction():
        said = thread.messages(scope, queries.get_ask(scope, ask_id))
        return [paper.id for one in said for paper in one.papers]


def opened(actor: Actor, ask_id: UUID, paper_id: UUID) -> bytes:
    with actor.acting() as scope, transaction():
        return sent.opened(scope, ask_id, paper_id).content


@pytest.mark.parametrize("sender", ["centre", "institution"])
def test_both_sides_read_what_either_has_sent(cast: Cast, ask_id: UUID, sender: str) -> None:
    send(getattr(cast, sender), ask_id)

    for reader in (cast.centre, cast.institution):
        [paper] = papers_of(reader, ask_id)
        assert opened(reader, ask_id, paper).startswith(b"%PDF-")


def test_no_paper_is_sent_before_the_home_knows_who_it_is_about(
    cast: Cast, anonymous: UUID
) -> None:
    for actor in (cast.centre, cast.institution):
        with pytest.raises(NotYet):
            send(actor, anonymous)

    assert papers_of(cast.centre, anonymous) == []
    with cast.institution.acting():
        assert db.session.execute(PAPER_KEYS.select()).all() == []


@pytest.mark.parametrize("ends", ["the ask", "what was shown"])
def test_they_are_closed_to_both_with_the_conversation_or_the_file(
    cast: Cast, ask_id: UUID, ends: str
) -> None:
    send(cast.institution, ask_id)
    [paper] = papers_of(cast.centre, ask_id)

    if ends == "the ask":
        with cast.institution.acting() as scope, transaction():
            declining.decline(scope, ask_id, Decline.NO_PLACE)
    else:
        with cast.centre.acting() as scope, transaction():
            sharing.close_parts(scope, ask_id)

    for reader in (cast.centre, cast.institution):
        with pytest.raises(NotFound):
            opened(reader, ask_id, paper)


def test_nobody_else_reads_them(cast: Cast, owner: Engine, request_id: UUID, ask_id: UUID) -> None:
    send(cast.centre, ask_id)
    [paper] = papers_of(cast.institution, ask_id)
    other = colleague(owner, cast.centre, "other", Role.CASE_WORKER)

    for actor in (other, cast.stranger, cast.coordination):
        with pytest.raises(NotFound):
            opened(actor, ask_id, paper)
        with actor.acting():
            for view in (RECEIVED_PAPERS, PAPER_KEYS):
                assert db.session.execute(view.select()).all() == []
    with pytest.raises(NotFound):
        opened(cast.institution, ask_id, uuid4())
    with pytest.raises(Invalid):
        send(other, ask_id)


def test_a_second_click_sends_one_paper(cast: Cast, ask_id: UUID) -> None:
    for _ in range(2):
        send(cast.institution, ask_id)

    assert len(papers_of(cast.centre, ask_id)) == 1


def test_the_database_lets_nobody_send_for_another(cast: Cast, owner: Engine, ask_id: UUID) -> None:
    send(cast.centre, ask_id)
    forged = text(
        "INSERT INTO message_papers SELECT tenant_id, gen_random_uuid(), person_id, ask_id,"
        " recipient_id, message_id, by_tenant_id, kind, media_type, size, scan, digest,"
        " gen_random_uuid(), content_key, by_name, created_at FROM received_papers"
    )

    with cast.institution.acting(), pytest.raises(ProgrammingError):
        db.session.execute(forged)


def test_a_number_in_a_message_is_asked_about_while_nobody_knows_who_it_is(
    cast: Cast, anonymous: UUID
) -> None:
    said = "Pokličite mamo na 041 234 567."

    for actor in (cast.centre, cast.institution):
        with actor.acting() as scope, pytest.raises(Invalid), transaction():
            messages.say(scope, anonymous, said)
        with actor.acting() as scope, transaction():
            assert messages.say(scope, anonymous, said, identity_needed=True)


def test_once_it_is_known_who_it_is_numbers_are_no_matter(cast: Cast, ask_id: UUID) -> None:
    with cast.centre.acting() as scope, transaction():
        assert messages.say(scope, ask_id, "Pokličite mamo na 041 234 567.")
