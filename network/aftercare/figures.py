"""Of those who left the house: with how many something was agreed on, how many were looked back at,
and how many were placed again. Small numbers are not told."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import and_, case, func, literal, select, union_all

from network.aftercare.later import MONTHS, FollowUp, PlacedAgain, months_after
from network.aftercare.lifecycle import AftercareState
from network.aftercare.models import Aftercare, AftercareEvaluation
from network.requests.suppression import TOTAL, Grid, Hidden, protected
from tenants import clock
from tenants.database import db
from tenants.scope import Scope


class Ago(StrEnum):
    """How long ago somebody left."""

    LATELY = "lately"
    HALF_YEAR = "half_year"
    YEAR = "year"
    TWO_YEARS = "two_years"


class Answer(StrEnum):
    """What a look-back said of being placed again, if there was one."""

    NO = PlacedAgain.NO.value
    YES = PlacedAgain.YES.value
    UNKNOWN = PlacedAgain.UNKNOWN.value
    NOT_TOLD = "not_told"


STATES = tuple(state.value for state in AftercareState)
ANSWERS = tuple(answer.value for answer in Answer)
Share = int | Hidden | None


@dataclass(frozen=True, slots=True)
class Figures:
    """`decided`: by how long ago somebody left, where aftercare stands. `again`: of those whose
    look-back has come, by its stage, whether they were placed again."""

    decided: Grid
    again: Grid

    @property
    def agreed(self) -> Share:
        """Of a hundred who left, with how many something was agreed on; None where nobody left."""
        line = dict(zip((*STATES, TOTAL), self.decided.totals, strict=True))
        return _share(line[AftercareState.AGREED], line[AftercareState.ENDED], of=line[TOTAL])

    @property
    def told(self) -> Mapping[str, Share]:
        """Of a hundred whose look-back has come, by its stage, how many were looked back at."""
        lines = {stage: self.again.line(stage) for stage in self.again.rows}
        return {stage: _share(*line[:-2], of=line[-1]) for stage, line in lines.items()}


def _share(*parts: int | Hidden, of: int | Hidden) -> Share:
    for one in (*parts, of):
        if isinstance(one, Hidden):
            return one
    whole = int(of)
    return round(100 * sum(int(one) for one in parts) / whole) if whole else None


def of_house(scope: Scope) -> Figures:
    """The figures of the scope's own house, in two queries."""
    return Figures(protected(_decided(scope), STATES), protected(_again(scope), ANSWERS))


def _decided(scope: Scope) -> Mapping[tuple[str, str], int]:
    today = clock.today()
    ago = case(
        *(
            (Aftercare.left_on <= months_after(today, -MONTHS[stage]), literal(stage.value))
            for stage in reversed(FollowUp)
        ),
        else_=literal(Ago.LATELY.value),
    )
    chosen = select(ago.label("ago"), Aftercare.state).where(Aftercare.tenant_id == scope.tenant_id)
    each = chosen.subquery()
    rows = db.session.execute(
        select(each.c.ago, each.c.state, func.count()).group_by(each.c.ago, each.c.state)
    )
    found = {(since, state): number for since, state, number in rows}
    wanted = [(since.value, state) for since in Ago for state in STATES]
    return {each: found.get(each, 0) for each in wanted}


def _again(scope: Scope) -> Mapping[tuple[str, str], int]:
    today, of = clock.today(), AftercareEvaluation
    parts = union_all(
        *(
            select(
                literal(stage.value).label("stage"),
                func.coalesce(of.placed_again, Answer.NOT_TOLD.value).label("answer"),
            )
            .select_from(Aftercare)
            .outerjoin(
                of,
                and_(
                    of.tenant_id == Aftercare.tenant_id,
                    of.aftercare_id == Aftercare.id,
                    of.stage == stage.value,
                ),
            )
            .where(
                Aftercare.tenant_id == scope.tenant_id,
                Aftercare.left_on <= months_after(today, -MONTHS[stage]),
            )
            for stage in FollowUp
        )
    ).subquery()
    rows = db.session.execute(
        select(parts.c.stage, parts.c.answer, func.count()).group_by(parts.c.stage, parts.c.answer)
    )
    found = {(stage, answer): number for stage, answer, number in rows}
    return {
        (one.value, each): found.get((one.value, each), 0) for one in FollowUp for each in ANSWERS
    }
