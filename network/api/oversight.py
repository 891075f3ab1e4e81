"""Breaches of personal data, the desk of the data-protection officer, and files found by name."""

from typing import Any
from uuid import UUID

from flask import Response

from network.api import etags
from network.api.areas import Area
from network.api.desk import Desk
from network.api.paging import Onward, page
from network.api.performing import perform
from network.api.telling import Told, answer, teller
from network.oversight import breaches, desk, finding, registers
from network.oversight.kinds import TOLD_WITHIN
from network.oversight.models import Breach
from network.schemas import oversight as given
from network.schemas.answers import oversight as told
from network.trail import pruning
from tenants import throttling
from tenants.credentials import ApiScope
from tenants.database import transaction
from tenants.login import acting
from tenants.roles import Permission, require
from tenants.scope import Scope

area = Area("oversight", "Breaches, what a data-protection officer has to clear, files by name.")
READ, WRITE = ApiScope.FILES_READ, ApiScope.FILES_WRITE
RULE = "/breaches/<uuid:breach_id>"
tell = teller(told.Breach)
tell_line = teller(told.BreachLine)
tell_step = teller(told.BreachStepTold)
tell_found = teller(told.FoundFile)
tell_basis = teller(told.EndingBasis)
tell_unscanned = teller(told.UnscannedFile)
tell_inspection = teller(told.InspectionLine)
tell_trail = teller(told.TrailStanding)


@area.get("/breaches", READ, told.BreachPage, query=Onward)
def index(values: dict[str, Any]) -> Response:
    """Breaches that the member reported, or all of the house for those who watch over it"""
    found = registers.breaches(acting(), before=values["after"])
    return page([_line(one) for one in found.rows], found.after)


@area.act("POST", "/breaches", WRITE, told.Breach, given.BreachIn, status=201)
def report(values: dict[str, Any]) -> Response:
    """Report a breach; the 72 hours run from when the house became aware of it"""
    return perform(lambda scope: breaches.report(scope, **values).id, _show, status=201)


@area.get(RULE, READ, told.Breach)
def show(breach_id: UUID) -> Response:
    """A breach, with what happened and what was done"""
    return _show(acting(), breach_id)


def _line(found: Breach) -> Told:
    return tell_line(found, risk=found.risk or None, due_at=found.noticed_at + TOLD_WITHIN)


def _show(scope: Scope, breach_id: UUID) -> Response:
    found = registers.breach(scope, breach_id)
    steps = [
        tell_step(each, note=breaches.note_of(scope, each))
        for each in registers.steps(scope, found)
    ]
    body = tell(
        found,
        risk=found.risk or None,
        due_at=found.noticed_at + TOLD_WITHIN,
        steps=steps,
        **breaches.words_of(scope, found),
    )
    return answer(body, tag=etags.of_version(found.version))


def _tag(scope: Scope, breach_id: UUID) -> str:
    return etags.of_version(registers.breach(scope, breach_id, lock=True).version)


moves = Desk(area, RULE, WRITE, told.Breach, look=registers.breach, tag=_tag, show=_show)
moves.act("judgement", breaches.judge, given.RiskIn, says="What it may do to whom it is about")
moves.act(
    "commissioner", breaches.tell_commissioner, given.ToldOnIn, says="The Commissioner was told"
)
moves.act("persons", breaches.tell_persons, given.ToldOnIn, says="The persons were told")
moves.act("closing", breaches.close, given.ClosingIn, says="Nothing is left to be done, and why")


@area.act("POST", "/files/search", WRITE, told.FoundFiles, given.SearchIn)
def find_files(values: dict[str, Any]) -> Response:
    """Files of the own house by words of the name or the day of birth; each search is entered"""
    scope = acting()
    require(scope, Permission.FIND_FILES)
    throttling.attempt(finding.counted_by(scope))
    with transaction():
        return answer({"items": [tell_found(hit) for hit in finding.find(scope, **values)]})


@area.get("/data-protection", READ, told.Desk)
def show_desk() -> Response:
    """The queues that a data-protection officer has to clear, and how the trail stands"""
    return _show_desk(acting())


def _show_desk(scope: Scope, _: UUID | None = None) -> Response:
    found = desk.look(scope)
    pruned = found.pruned.seq if found.pruned else None
    return answer(
        {
            "emergencies": desk.waiting(scope)["emergencies"],
            "breaches": [_line(one) for one in found.breaches.rows],
            "bases": [tell_basis(row) for row in found.bases.rows],
            "bases_total": found.bases.total,
            "documents": [tell_unscanned(row) for row in found.documents.rows],
            "documents_total": found.documents.total,
            "inspections": [tell_inspection(one) for one in found.inspections],
            "trail": tell_trail(found.trail, years=found.years, pruned_seq=pruned),
            "asking_networks": [{"id": id_, "name": name} for id_, name in found.asks],
        }
    )


@area.act("PUT", "/data-protection/trail", WRITE, told.Desk, given.KeepingIn)
def keep_trail(values: dict[str, Any]) -> Response:
    """For how many years after the one it was written in an entry of the trail is kept"""

    def keep(scope: Scope) -> UUID:
        pruning.keep_for(scope, **values)
        return scope.tenant_id

    return perform(keep, _show_desk, look=lambda scope: require(scope, Permission.OVERSEE))
