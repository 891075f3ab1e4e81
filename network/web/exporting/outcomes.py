"""What came of programmes and of aftercare, as files: the same numbers as on the pages of a house,
hidden where the pages hide them."""

from collections.abc import Iterator

from network.aftercare import figures as aftercare
from network.aftercare.figures import Answer
from network.aftercare.lifecycle import AftercareState
from network.interop.spreadsheets import Cell
from network.plans import figures
from network.plans.figures import SchoolOrWork
from network.plans.kinds import GoalState
from network.programmes.afterwards import OutcomeStage
from network.requests.suppression import TOTAL, Grid, Hidden
from network.web.exporting.shape import Columns, Export, Filters, coded
from network.web.labels import label
from network.web.words import gettext
from tenants.errors import N_
from tenants.roles import Permission
from tenants.scope import Scope

RUNS, FOLLOWS = Permission.RUN_PROGRAMMES, Permission.GIVE_AFTERCARE
Line = tuple[str, dict[str, int | Hidden]]
S, A, W = AftercareState, Answer, SchoolOrWork


def _afterwards(scope: Scope, filters: Filters) -> Iterator[Line]:
    stage = coded(OutcomeStage, filters.get("stage")) or OutcomeStage.EXIT
    return _lines(figures.afterwards(scope, stage).grid)


def _goals(scope: Scope, _: Filters) -> Iterator[Line]:
    return _lines(figures.goals(scope), "GoalArea")


def _decided(scope: Scope, _: Filters) -> Iterator[Line]:
    return _lines(aftercare.of_house(scope).decided, "Ago")


def _again(scope: Scope, _: Filters) -> Iterator[Line]:
    return _lines(aftercare.of_house(scope).again, "FollowUp")


def _lines(grid: Grid, kind: str = "") -> Iterator[Line]:
    """The rows of a grid, in the words of `kind` or as they are called, and then all together."""
    for row in (*grid.rows, TOTAL) if grid.rows else ():
        called = (label(row, kind) if kind else row) if row else gettext("Together")
        yield called, dict(zip((*grid.columns, TOTAL), grid.line(row), strict=True))


def _told(line: Line, column: str) -> Cell:
    number = line[1][column]
    return number if isinstance(number, int) else label(number)


OUTCOMES: Columns = {
    N_("Programme"): lambda row: row[0],
    N_("in school or training"): lambda row: _told(row, W.EDUCATION),
    N_("in work"): lambda row: _told(row, W.WORK),
    N_("neither"): lambda row: _told(row, W.NEITHER),
    N_("not known"): lambda row: _told(row, W.NOT_KNOWN),
    N_("not asked yet"): lambda row: _told(row, W.NOT_ASKED),
    N_("Together"): lambda row: _told(row, TOTAL),
}
GOALS: Columns = {
    N_("Area of life"): lambda row: row[0],
    N_("achieved"): lambda row: _told(row, GoalState.ACHIEVED),
    N_("partly achieved"): lambda row: _told(row, GoalState.PARTLY),
    N_("not achieved"): lambda row: _told(row, GoalState.NOT_ACHIEVED),
    N_("Together"): lambda row: _told(row, TOTAL),
}
DECIDED: Columns = {
    N_("Left"): lambda row: row[0],
    N_("proposed, to be decided"): lambda row: _told(row, S.PROPOSED),
    N_("agreed on, goes on"): lambda row: _told(row, S.AGREED),
    N_("not agreed on"): lambda row: _told(row, S.DECLINED),
    N_("aftercare has ended"): lambda row: _told(row, S.ENDED),
    N_("Together"): lambda row: _told(row, TOTAL),
}
AGAIN: Columns = {
    N_("Look-back"): lambda row: row[0],
    N_("not placed again"): lambda row: _told(row, A.NO),
    N_("placed again"): lambda row: _told(row, A.YES),
    N_("not known"): lambda row: _told(row, A.UNKNOWN),
    N_("not looked back at"): lambda row: _told(row, A.NOT_TOLD),
    N_("Together"): lambda row: _told(row, TOTAL),
}
EXPORTS = {
    "outcomes": Export(RUNS, ("stage",), _afterwards, OUTCOMES),
    "goals-ended": Export(RUNS, (), _goals, GOALS),
    "aftercare-decided": Export(FOLLOWS, (), _decided, DECIDED),
    "aftercare-again": Export(FOLLOWS, (), _again, AGAIN),
}
