"""What advisers wrote about nobody's file goes with the other words, once the work is over."""

from sqlalchemy import Engine

from network.programmes.cases import queries
from network.rights import keeping
from network.rights.kinds import What
from network.rights.retention import RecordClass
from network.words.door import ERASED
from tenants import clock
from tenants.scope import Role
from tests.actors import Cast, colleague
from tests.programmes.working import closed, opened, visited
from tests.rights.outlived import FIVE_YEARS, gone, keep_words


def test_the_words_of_a_finished_case_go(cast: Cast, owner: Engine) -> None:
    dpo = colleague(owner, cast.institution, "Vida", Role.DPO)
    finished = opened(cast.centre, cast.institution)
    open_still = opened(cast.centre, cast.institution, reference="P2")
    visited(cast.institution, finished, notes="Kanarcek")
    closed(cast.institution, finished)
    keep_words(dpo, 5)

    with clock.frozen(clock.now() + FIVE_YEARS), dpo.acting() as scope:
        known = {one.thing.what for one in keeping.would_go(scope, RecordClass.WORDS).rows}
    gone(dpo)

    with cast.institution.acting() as scope:
        case = queries.get(scope, finished)
        [met] = queries.visits_of(scope, case).rows
        goes_on = queries.get(scope, open_still)
        report = queries.report_of(scope, case)
    assert What.CASE in known
    assert met.notes == ERASED
    assert report is not None
    assert set(report.sections.values()) == {""}
    assert goes_on.state == "open"
