"""What stands around an enrolment: the search beside it, the days of its cohort, and who may."""

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import replace
from datetime import timedelta
from threading import Barrier
from typing import Any
from uuid import UUID

import pytest

from network.clocks.models import Clock
from network.clocks.queries import of_subjects
from network.programmes import enrolling, enrolments
from network.programmes.joining import EnrolmentReferenceTaken
from network.programmes.lifecycle import EndReason
from network.programmes.queries import open_cohorts
from network.requests import consequences, queries
from network.requests.actions import answering, searching, writing
from network.requests.consequences import Consequence
from network.requests.queries import get_ask, get_request
from network.requests.reasons import Closing
from tenants import clock
from tenants.database import transaction
from tenants.errors import Conflict, Invalid, NotAllowed
from tenants.scope import Role
from tests import factories
from tests.actors import Actor, Cast
from tests.programmes import programmes
from tests.programmes.test_enrolling import accepted, asked, enrolled

A_DAY = timedelta(days=1)


def clocks_on(actor: Actor, request_id: UUID) -> Sequence[Clock]:
    with actor.acting() as scope:
        return [each.clock for each in of_subjects(scope, [request_id])[request_id]]


def test_closing_a_search_leaves_the_programme_that_bridges_it(cast: Cast) -> None:
    programme_id, _ = programmes.published(cast.institution)
    request_id = factories.request(cast.centre)
    enrolment_id = enrolled(cast, programme_id, request_id=request_id)

    with cast.centre.acting() as scope, transaction():
        request = get_request(scope, request_id)
        [branch] = consequences.of_closing(request, queries.asks_of(scope, request_id))
        assert branch.follows == (Consequence.GOES_ON,)
        assert not branch.blocks
        writing.close(scope, request_id, Closing.NO_LONGER_NEEDED)

    with cast.institution.acting() as scope:
        assert enrolments.get(scope, enrolment_id).state == "enrolled"


def test_a_programme_nobody_came_to_leaves_the_search_for_a_place_as_it_is(cast: Cast) -> None:
    """Its clocks are not started anew: the ask did not end that search."""
    programme_id, _ = programmes.published(cast.institution)
    request_id = factories.request(cast.centre)
    with clock.frozen(clock.now() + 3 * A_DAY):
        ask_id, enrolment_id = accepted(cast, programme_id, request_id=request_id)
        with cast.institution.acting() as scope, transaction():
            enrolling.not_start(scope, enrolment_id, EndReason.FAMILY_MOVED)
        before = [(each.kind, each.due_at) for each in clocks_on(cast.centre, request_id)]
        with cast.centre.acting() as scope, transaction():
            searching.fell_through(scope, get_ask(scope, ask_id))

    assert [(each.kind, each.due_at) for each in clocks_on(cast.centre, request_id)] == before


def test_nobody_takes_part_in_what_is_over_or_not_in_the_catalogue(cast: Cast) -> None:
    drafted = programmes.drafted(cast.institution, name="Osnutek")
    of_draft = programmes.cohort(cast.institution, drafted)
    started = clock.today() - 60 * A_DAY
    programme_id, _ = programmes.published(cast.institution)
    over = programmes.cohort(
        cast.institution, programme_id, name="pomlad", starts=started, ends=started + 30 * A_DAY
    )
    today: dict[str, Any] = {"reference": "P1", "began_on": clock.today()}

    with cast.institution.acting() as scope:
        with pytest.raises(Conflict), transaction():
            enrolling.enrol(scope, of_draft, **today)
        with pytest.raises(Invalid), transaction():
            enrolling.enrol(scope, over, **today)
        assert {of_draft, over}.isdisjoint(each.id for _, each in open_cohorts(scope))


def test_the_same_reference_at_once_is_given_to_one_of_many(cast: Cast) -> None:
    _, cohort_id = programmes.published(cast.institution, seats=6)
    together = Barrier(6)

    def enrol(_: int) -> bool:
        together.wait()
        with cast.institution.acting() as scope, suppress(EnrolmentReferenceTaken), transaction():
            enrolling.enrol(scope, cohort_id, reference="P1", began_on=clock.today())
            return True
        return False

    with ThreadPoolExecutor(6) as pool:
        assert sum(pool.map(enrol, range(6))) == 1


def test_an_educator_neither_reads_nor_answers_asks_for_programmes(cast: Cast) -> None:
    """What is shown of a file there is for those who decide."""
    programme_id, _ = programmes.published(cast.institution)
    ask_id = asked(cast.centre, programme_id)
    scope = replace(cast.institution.scope, roles=frozenset({Role.EDUCATOR}))

    with replace(cast.institution, scope=scope).acting() as educator, pytest.raises(NotAllowed):
        answering.show_interest(educator, ask_id, note="")
