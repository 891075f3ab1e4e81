"""Lists as files, under the same query, roles and policies as their pages; each is written down."""

from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from itertools import islice
from typing import Any

from flask import Blueprint, Response, request

from network.exports.actions import MOST, write_down
from network.interop.spreadsheets import Cell, Format, written
from network.web.exporting import house, network, outcomes, people, programmes, watch, work
from network.web.exporting.shape import Export, Filters
from network.web.words import gettext
from tenants import clock
from tenants.database import transaction
from tenants.login import acting
from tenants.roles import require

bp = Blueprint("exports", __name__, url_prefix="/exports")
EXPORTS: dict[str, Export] = {
    **work.EXPORTS,
    **house.EXPORTS,
    **people.EXPORTS,
    **network.EXPORTS,
    **outcomes.EXPORTS,
    **watch.EXPORTS,
    **programmes.EXPORTS,
}


def taken(name: str, kind: Format) -> Response:
    """The list as a file, filtered like the page it was taken from; at most MOST rows."""
    scope, export = acting(), EXPORTS[name]
    if export.needs is not None:
        require(scope, export.needs)
    filters = Filters((each, one) for each in export.filters for one in request.args.getlist(each))
    rows = list(islice(export.rows(scope, filters), MOST))
    content = written(kind, *_table(export, rows))
    with transaction():
        write_down(scope, name, kind, _told(export, filters), len(rows))
    answer = Response(content, mimetype=kind.mimetype)
    answer.headers["Content-Disposition"] = f"attachment; filename={name}-{clock.today()}.{kind}"
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _table(export: Export, rows: Iterable[Any]) -> tuple[Sequence[str], Iterator[Sequence[Cell]]]:
    head = [gettext(name) for name in export.columns]
    return head, ([cell(row) for cell in export.columns.values()] for row in rows)


def _told(export: Export, filters: Filters) -> list[str]:
    """By what it was filtered: a filter of ours is a word; whatever else somebody put into the
    address is not kept."""
    named = ((name, value) for name, value in filters.items(multi=True) if value.isidentifier())
    return [f"{name}={value}" for name, value in named if name not in export.untold]


for _name in EXPORTS:
    for _kind in Format:
        _view = partial(taken, _name, _kind)
        bp.add_url_rule(f"/{_name}.{_kind}", f"{_name}_{_kind}", _view)
