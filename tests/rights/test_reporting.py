"""Whoever asks gets everything that is kept about them, and nothing that is somebody else's."""

from uuid import UUID

import pytest
from sqlalchemy import Engine, select, text

from network.consent.kinds import Category
from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.notes import actions as noting
from network.own_pages import speaking
from network.own_pages.kinds import Topic
from network.records import actions as files
from network.records import door
from network.requests.actions import sharing, writing
from network.requests.models import Request
from network.requests.reasons import Closing
from network.rights import reporting
from network.rights.items import Mark, Report, Section
from network.rights.kinds import Right
from network.transfers import actions as transfers
from tenants.database import db, transaction
from tenants.errors import Conflict, DomainError, NotFound
from tests import factories
from tests.actors import Cast
from tests.documents.made import pdf
from tests.own_pages.pages import opened, settled, visiting
from tests.rights.asking import House, at_the_centre, erased, granted
from tests.transfers import centres


@pytest.fixture
def house(cast: Cast, owner: Engine) -> House:
    """A file with a family, a document, a request and a note on that."""
    made = at_the_centre(cast, owner)
    request_id = factories.request(made.worker)
    with made.worker.acting() as scope, transaction():
        number = door.person(scope, made.person_id).number
        sharing.link_file(scope, request_id, number)
        files.write(scope, made.person_id, Category.FAMILY, {"mother": "Ana Izmišljena"})
        documents.keep(scope, made.person_id, kind=DocumentKind.OTHER, content=pdf())
        noting.note_on_request(scope, request_id, "Sosed je klical.")
    return made


def prepared(house: House) -> UUID:
    rights_request_id = granted(house, Right.ACCESS)
    with house.worker.acting() as scope, transaction():
        reporting.prepare(scope, rights_request_id)
    return rights_request_id


def read(house: House, rights_request_id: UUID) -> Report:
    with house.worker.acting() as scope:
        kept = reporting.of_request(scope, rights_request_id)
        assert kept is not None
        return reporting.read(scope, kept)


def test_it_holds_every_kind_of_thing_and_marks_what_is_of_others(house: House) -> None:
    report = read(house, prepared(house))

    said = {(one.section, one.name): one for one in report.items}
    assert {one.section for one in report.items} >= {
        Section.FILE,
        Section.DOCUMENT,
        Section.REQUEST,
        Section.NOTE,
    }
    assert said[Section.FILE, "mother"].others
    assert said[Section.NOTE, ""].others
    assert not said[Section.FILE, "first_name"].others
    assert report.open == sum(one.others for one in report.items) >= 3


def test_it_holds_what_was_said_on_an_own_page_and_where_the_case_went(
    house: House, owner: Engine
) -> None:
    page = settled(opened(house.worker, house.person_id))
    with visiting(house.worker, page) as scope, transaction():
        speaking.speak_up(scope, topic=Topic.TALK, words="Rada bi drugam.")
    other = centres.other_centre(owner, house.worker)
    centres.task(house.worker, house.person_id, other, Category.IDENTITY)
    with house.worker.acting() as scope, transaction():
        asked = select(Request.id).where(Request.person_id == house.person_id)
        writing.close(scope, db.session.scalars(asked).one(), Closing.LOST_CONTACT)
    transfer_id = centres.ask(other, house.worker, house.person_id)
    with house.worker.acting() as scope, transaction():
        transfers.approve(scope, transfer_id)

    said = {one.section: one for one in read(house, prepared(house)).items}

    assert "Rada bi drugam." in said[Section.VOICE].said
    assert said[Section.VOICE].others
    assert said[Section.TRANSFER].said == "drugi-center"


def test_it_is_finished_when_everything_was_looked_at_and_then_stays(house: House) -> None:
    id_ = prepared(house)
    of_others = [one.key for one in read(house, id_).items if one.others]

    with house.worker.acting() as scope, transaction():
        with pytest.raises(Conflict):
            reporting.finish(scope, id_)
        reporting.mark(scope, id_, marks=dict.fromkeys(of_others, Mark.OTHERS))
        reporting.finish(scope, id_)
        reporting.hand_over(scope, id_)
    with house.worker.acting() as scope, transaction():
        for again in (
            lambda: reporting.finish(scope, id_),
            lambda: reporting.prepare(scope, id_),
            lambda: reporting.hand_over(scope, id_),
            lambda: reporting.mark(scope, id_, marks={}),
        ):
            with pytest.raises(DomainError):
                again()
        _, final = reporting.finished(scope, id_)

    said = " ".join(one.said for one in final.items)
    assert "Živa" in said
    assert "Ana Izmišljena" not in said
    assert "Sosed" not in said


def test_who_does_not_open_the_file_prepares_none_and_erased_it_is_gone(
    cast: Cast, owner: Engine, house: House
) -> None:
    id_ = prepared(house)

    with house.dpo.acting() as scope, transaction(), pytest.raises(NotFound):
        reporting.of_request(scope, id_)
    with owner.connect() as connection:
        sealed = connection.scalar(text("SELECT sealed FROM access_reports"))
    assert b"Ana" not in bytes(sealed or b"")


def test_a_report_opens_no_more_when_the_file_is_erased(cast: Cast, owner: Engine) -> None:
    house = at_the_centre(cast, owner)
    id_ = prepared(house)

    erased(house)

    with house.worker.acting() as scope:
        kept = reporting.of_request(scope, id_)
        assert kept is not None
        with pytest.raises(door.Erased):
            reporting.read(scope, kept)
