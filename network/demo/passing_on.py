"""Cases of the demo that go to another centre: one waits for an answer, one to be taken over, with
a document."""

from datetime import date, datetime, timedelta
from functools import partial

from network.consent.kinds import Basis, Category, SharingPurpose
from network.demo.diary import at_local, played_by
from network.demo.houses import House, World
from network.demo.papers import paper
from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.records import actions as files
from network.transfers import actions, queries
from network.transfers.kinds import CaseReason
from tenants.scope import Scope

C = Category
CASES = (("Manca", "Izmišljena", date(2012, 4, 9)), ("Tine", "Neresnični", date(2010, 9, 30)))


def plan(world: World) -> None:
    """On the day before the last, at noon."""
    if len(world.centres) > 1:
        moment = at_local(world.until - timedelta(days=1), 12, 10)
        world.diary.at(max(moment, world.starts), partial(_pass_on, world))


def _pass_on(world: World, moment: datetime) -> None:
    here, there = world.centres[:2]
    for case, reason in zip(CASES, (CaseReason.MOVED, CaseReason.COURT), strict=True):
        with played_by(here.writers()[0], moment) as scope:
            number = _case(scope, there, *case)
        with played_by(there.writers()[0], moment + timedelta(minutes=30)) as scope:
            asked = actions.ask(
                scope, owner_id=here.people[0].tenant_id, file_number=number, reason=reason
            )
        moment += timedelta(hours=1)
    with played_by(here.writers()[0], moment) as scope:
        meant = queries.meant(scope, asked)
        along = [one.document.id for one in meant.documents] if meant else []
        actions.approve(scope, asked.id, along)


def _case(scope: Scope, there: House, first: str, last: str, born: date) -> str:
    """A file of somebody who moves, and the statute under which another centre looks after them."""
    file = files.begin(scope, first_name=first, last_name=last, birth_date=born)
    files.write(scope, file.id, C.CONTACT, {"address": "Izmišljena ulica 3"})
    kind = DocumentKind.SCHOOL_REPORT
    documents.keep(scope, file.id, kind=kind, content=paper(kind))
    task = Told(
        Basis.STATUTORY_TASK,
        (C.IDENTITY, C.CONTACT, C.FAMILY, C.SCHOOL, C.NEEDS, C.DOCUMENTS),
        purpose=SharingPurpose.CARE,
        recipients=[there.people[0].tenant_id],
        article="ZSV, krajevna pristojnost centra",
    )
    bases.record(scope, file.id, task)
    return file.number
