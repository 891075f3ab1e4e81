"""A report of what is kept is complete: every table that leads to somebody is gathered, or it is
said here why not."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from uuid import UUID

import pytest
from flask import Flask
from sqlalchemy import Connection, Engine, Table, text

from network.own_pages import questions
from network.records import door
from network.requests import queries as requests
from network.requests.actions import sharing
from network.rights import gathering
from network.rights.items import Item, Section
from tenants.database import Base, transaction
from tests import factories
from tests.actors import Cast
from tests.promises.followed import leave_and_follow
from tests.promises.visited import put_and_answer
from tests.rights.asking import House, at_the_centre, at_the_home
from tests.rights.lived import CANARY, Lived, began, filed, finished
from tests.statements import asked

# By these columns a row leads to a person, or to something that does.
LEADS = frozenset(
    {
        *("person_id", "request_id", "ask_id", "placement_id", "enrolment_id", "session_id"),
        *("case_id", "plan_id", "aftercare_id", "subject_id", "question_id", "emergency_id"),
        *("rights_request_id", "review_id", "goal_id"),
    }
)
ONLY_A_KEY = "a key or a digest, which says nothing"
FOR_THE_HOUSE = "of the house's own work, and says of the person nothing that stands nowhere else"
OF_MEMBERS = "which members of the house may look or are told; of the person it says nothing"
THE_SAME = "the same words as where they were written, frozen for whoever they were shown to"
LEFT_OUT = {
    "access_reports": "the reports themselves: the person has them",
    "aftercare_steps": "the moves of aftercare; its state and days are told with the stay",
    "arriving_documents": "documents on their way, which are told once they are there",
    "asked_digests": ONLY_A_KEY,
    "case_members": OF_MEMBERS,
    "case_team": OF_MEMBERS,
    "clocks": FOR_THE_HOUSE,
    "decline_reviews": "the coordination's, which never learns who it is about",
    "disclosures": THE_SAME,
    "document_openings": "told in the list of who looked",
    "emergencies": "of the house that broke the glass; ours is told of by our own row",
    "emergency_summaries": "some fields of the file, sealed by themselves",
    "erasures": FOR_THE_HOUSE,
    "file_digests": ONLY_A_KEY,
    "file_exclusions": OF_MEMBERS,
    "inspection_files": "told in the list of who looked, once an inspector has",
    "leaving_hints": FOR_THE_HOUSE,
    "match_keys": ONLY_A_KEY,
    "notices": OF_MEMBERS,
    "occupancies": "which place it was; the stay is told",
    "own_pages": "the page itself; what was said on it is told",
    "part_sightings": "told in the list of who looked",
    "person_keys": ONLY_A_KEY,
    "read_marks": OF_MEMBERS,
    "recent_acts": FOR_THE_HOUSE,
    "rights_steps": "the moves of what was asked; what was decided is told",
    "room_bookings": "which room it was; the session is told",
    "seat_claims": "which seat it was; the enrolment is told",
    "transfer_documents": THE_SAME,
    "transfer_parts": THE_SAME,
    "word_keys": ONLY_A_KEY,
}
READ = re.compile(r"(?:FROM|JOIN) (\w+)")


def leading() -> Iterator[Table]:
    """Every table that leads to somebody."""
    for mapper in Base.registry.mappers:
        table = mapper.local_table
        if isinstance(table, Table) and LEADS & {column.name for column in table.columns}:
            yield table


@dataclass(frozen=True)
class Gathered:
    """The tables that reports read, and what that of the home and that of whoever asked say."""

    tables: set[str]
    home: list[Item]
    centre: list[Item]


@pytest.fixture
def gathered(app: Flask, cast: Cast, owner: Engine) -> Gathered:
    """Of somebody of whom there is something of every kind: at the house of their programme and
    their stay, and at the one that asked for both."""
    home, centre = at_the_home(cast, owner), at_the_centre(cast, owner)
    lived = began(cast, home)
    filed(home, lived)
    finished(cast, lived)
    group_id = factories.group(cast.institution)
    with owner.begin() as connection:
        moved_in(connection, leave_and_follow(cast.centre, cast.institution, group_id), home)
    linked(centre, lived)
    question_id = put_and_answer(cast.centre)
    with cast.centre.acting() as scope:
        put_to = questions.question(scope, question_id)[1].id
    with asked(app) as statements:
        found = report(home), report(centre)
        report(replace(centre, worker=cast.centre, person_id=put_to))
    return Gathered({table for one in statements for table in READ.findall(one)}, *found)


def report(house: House) -> list[Item]:
    with house.worker.acting() as scope:
        return gathering.gather(scope, door.person(scope, house.person_id))


def moved_in(connection: Connection, aftercare_id: UUID, house: House) -> None:
    """The stay is that of the same file."""
    connection.execute(
        text(
            "INSERT INTO placement_files (tenant_id, placement_id, person_id)"
            " SELECT tenant_id, placement_id, :person FROM aftercares WHERE id = :id"
        ),
        {"person": house.person_id, "id": aftercare_id},
    )


def linked(house: House, lived: Lived) -> None:
    """The request of whoever asked is about their own file."""
    with house.worker.acting() as scope, transaction():
        ask = requests.get_ask(scope, lived.ask_id)
        sharing.link_file(scope, ask.request_id, door.person(scope, house.person_id).number)


def test_every_table_that_leads_to_somebody_is_read_or_left_out_with_a_reason(
    gathered: Gathered,
) -> None:
    read = gathered.tables
    names = {table.name for table in leading()}

    assert names - read - LEFT_OUT.keys() == set()
    assert LEFT_OUT.keys() - names == set()
    assert all(LEFT_OUT.values())


def test_it_says_where_somebody_took_part_and_everything_that_was_written_of_it(
    gathered: Gathered,
) -> None:
    of = {each: [one for one in gathered.home if one.section is each] for each in Section}
    assert sum("AttendanceMark.unexcused" in one.said for one in of[Section.SESSION]) == 2
    noted = [one for one in of[Section.SESSION] if one.name == "NoteCategory.progress"]
    assert [(one.said, one.others) for one in noted] == [(f"\n{CANARY}", True)] * 2
    [followed] = [one for one in of[Section.SESSION] if one.name.startswith("FollowUpKind")]
    assert followed.said == f"\n{CANARY}"
    assert sum(CANARY in one.said for one in of[Section.CASE]) == 3
    [state] = [one for one in of[Section.ENROLMENT] if one.name.startswith("EnrolmentState")]
    assert state.name == "EnrolmentState.ended_early"
    assert not any(one.others for one in of[Section.ENROLMENT])
    assert CANARY in {one.said for one in of[Section.NOTE]}
    keys = [one.key for one in gathered.home if one.section is not Section.LOOK]
    assert len(keys) == len(set(keys))


def test_whoever_asked_for_it_tells_that_it_was_and_none_of_its_words(gathered: Gathered) -> None:
    of = {each: [one for one in gathered.centre if one.section is each] for each in Section}
    assert len(of[Section.ENROLMENT]) > 1
    assert [one.said.count("NextStep.close") for one in of[Section.CASE]] == [1]
    assert of[Section.SESSION] == of[Section.PLAN] == []
    assert CANARY not in str(gathered.centre)
