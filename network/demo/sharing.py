"""What homes of the demo see of files: by a consent, by an order, for a time, and no more."""

from collections.abc import Callable, Collection
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from random import Random
from uuid import UUID

from network.availability.profile import Sex
from network.consent.giving import OWN_CONSENT, Giver
from network.consent.kinds import Basis, Category, How
from network.demo.diary import at_local, played_by
from network.demo.files import FIRST, LAST, STRENGTHS
from network.demo.houses import House, World
from network.demo.papers import paper
from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.records import actions as files
from network.requests import given, lists, queries, received
from network.requests.actions import asking, attaching, sharing, withdrawing
from network.requests.lifecycle import SEEKING
from network.requests.lists import state_now
from network.requests.models import Request
from network.requests.profile import Level
from tenants.scope import Scope

C = Category
WHO = (C.IDENTITY, C.CONTACT, C.FAMILY, C.SCHOOL)
GIVEN = (DocumentKind.SOCIAL_ANAMNESIS, DocumentKind.SCHOOL_REPORT)
YEAR, SOON = timedelta(days=365), timedelta(days=21)


@dataclass(frozen=True, slots=True)
class Shared:
    """Who of the centre shows something, who of the home looks, and what it is about."""

    writer: Scope
    reader: Scope
    request_id: UUID
    ask_id: UUID


def plan(world: World) -> None:
    """On the last afternoon, so that the morning begins with something to look at."""
    for number, centre in enumerate(world.centres):
        moment = at_local(world.until - timedelta(days=1), 15, 5 * number)
        world.diary.at(max(moment, world.starts), partial(_share, world, centre))


def _share(world: World, centre: House, moment: datetime) -> None:
    writer = centre.writers()[0]
    with played_by(writer, moment) as scope:
        live = lists.sent(scope, live=True).rows
        chosen = {
            ask.request_id: (ask.id, ask.group_id)
            for ask in live
            if ask.group_id and state_now(ask) in SEEKING
        }
    for scene, request_id in zip(SCENES, sorted(chosen), strict=False):
        ask_id, group_id = chosen[request_id]
        house = next(group.house for group in world.groups if group.id == group_id)
        scene(Shared(centre.writers()[0], house.answerers()[0], request_id, ask_id), moment)
        moment += timedelta(minutes=20)


def _by_consent(shared: Shared, moment: datetime) -> None:
    """A home sees who it is and reads two documents; of the rest a court has decided."""
    with played_by(shared.writer, moment) as scope:
        file_id, request = _begin(scope, shared.request_id, moment)
        consent = _consent(scope, file_id, request, (*WHO, C.DOCUMENTS), moment.date() + YEAR)
        signed = _keep(scope, file_id, DocumentKind.CONSENT)
        bases.prove(scope, consent, signed)
        order = Told(
            Basis.COURT_ORDER,
            (C.COURT,),
            court="Okrožno sodišče (izmišljeno)",
            decision_number="III N 000/2026",
            final_on=moment.date() - timedelta(days=9),
        )
        bases.record(scope, file_id, order)
        _show(scope, shared.ask_id, (C.IDENTITY, C.CONTACT))
        along = [_keep(scope, file_id, kind) for kind in GIVEN]
        sharing.show_parts(scope, shared.ask_id, documents=along)
    _look(shared, moment)
    _read_and_answer(shared, moment + timedelta(minutes=12))


def _taken_back(shared: Shared, moment: datetime) -> None:
    """A home has seen it, and has to say that it uses it no more."""
    with played_by(shared.writer, moment) as scope:
        file_id, request = _begin(scope, shared.request_id, moment)
        consent = _consent(scope, file_id, request, WHO, moment.date() + YEAR)
        _show(scope, shared.ask_id, (C.IDENTITY, C.CONTACT, C.FAMILY))
    _look(shared, moment)
    with played_by(shared.writer, moment + timedelta(minutes=15)) as scope:
        withdrawing.withdraw_basis(scope, consent, _giver(request))


def _for_some_weeks(shared: Shared, moment: datetime) -> None:
    """A consent that ends soon, a task given by statute beside it, and an explicit no."""
    with played_by(shared.writer, moment) as scope:
        file_id, request = _begin(scope, shared.request_id, moment)
        _consent(scope, file_id, request, WHO, moment.date() + SOON)
        task = Told(Basis.STATUTORY_TASK, (C.NEEDS, C.RISK), article="ZSV, 88. člen")
        bases.record(scope, file_id, task)
        _consent(scope, file_id, request, (C.HEALTH,), None, dissent=True)
        _show(scope, shared.ask_id, (C.IDENTITY,))
        _show(scope, shared.ask_id, (C.NEEDS,))
    _look(shared, moment)


SCENES: tuple[Callable[[Shared, datetime], None], ...] = (_by_consent, _taken_back, _for_some_weeks)


def _keep(scope: Scope, file_id: UUID, kind: DocumentKind) -> UUID:
    return documents.keep(scope, file_id, kind=kind, content=paper(kind)).id


def _read_and_answer(shared: Shared, moment: datetime) -> None:
    """The home opens the first of the documents, and sends a paper of its own."""
    with played_by(shared.reader, moment) as scope:
        ask = queries.get_ask(scope, shared.ask_id)
        given.opened(scope, ask.id, given.documents_of(scope, ask)[0].id)
        attaching.send_paper(
            scope,
            ask.id,
            body="V prilogi je osnutek programa za prve tedne. Povejte, kaj bi spremenili.",
            kind=DocumentKind.INDIVIDUAL_PLAN,
            content=paper(DocumentKind.INDIVIDUAL_PLAN),
        )


def _begin(scope: Scope, request_id: UUID, moment: datetime) -> tuple[UUID, Request]:
    request = queries.get_request(scope, request_id)
    rng = Random(f"file of {request.number}")
    sex = Sex(request.sex)
    file = files.begin(
        scope,
        first_name=rng.choice(FIRST[sex]),
        last_name=rng.choice(LAST),
        sex=sex.value,
        birth_date=date(moment.year - request.age, 1, rng.randint(1, 9)),
    )
    files.write(scope, file.id, C.CONTACT, {"address": "Izmišljena ulica 1"})
    files.write(scope, file.id, C.FAMILY, {"mother": "Ana Izmišljen", "weekends": "Pri mami."})
    files.write(scope, file.id, C.NEEDS, {"strengths": rng.choice(STRENGTHS)})
    sharing.link_file(scope, request_id, file.number)
    return file.id, request


def _giver(request: Request) -> Giver:
    return Giver.YOUNG_PERSON if request.age >= OWN_CONSENT else Giver.MOTHER


def _consent(
    scope: Scope,
    file_id: UUID,
    request: Request,
    categories: Collection[Category],
    ends: date | None,
    dissent: bool = False,
) -> UUID:
    told = Told(
        Basis.CONSENT,
        categories,
        givers=[_giver(request)],
        how=How.ON_PAPER,
        ends=ends,
        dissent=dissent,
    )
    return bases.record(scope, file_id, told).id


def _show(scope: Scope, ask_id: UUID, categories: Collection[Category]) -> None:
    if asking.sent_ask(scope, ask_id).level < Level.NEED_PROFILE:
        asking.raise_level(scope, ask_id)
    sharing.show_parts(scope, ask_id, categories)


def _look(shared: Shared, moment: datetime) -> None:
    with played_by(shared.reader, moment + timedelta(minutes=8)) as scope:
        received.file_of(scope, queries.get_ask(scope, shared.ask_id))
