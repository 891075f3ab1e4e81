"""A young person of the demo has a page: they wrote down what they want, changed it, spoke up twice
and have been answered once, and agreed to some of what they were asked. The sign-in page tells the
link and the code."""

from datetime import datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select

from network.consent.giving import Giver
from network.consent.kinds import Category
from network.demo.accounts import OWN_CODE, OWN_LINK
from network.demo.diary import at_local, played_by
from network.demo.houses import World
from network.legal_bases import actions as bases
from network.own_pages import answering, deciding, opening, putting, speaking
from network.own_pages.kinds import NAMES, Topic
from network.own_pages.putting import Asked
from network.requests.models import Request
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

CENTRE, REACH = "CSD Ljubljana", "01 000 00 00"
WANTS = {
    "wants": "Da ostanem v svoji šoli in da me sestra lahko obišče.",
    "does_not_want": "Da me preselijo, ne da bi mi prej kdo povedal.",
}
ASKED = "Ali grem lahko pogledat, preden se odločite?"
ANSWERED = "Seveda. V sredo popoldne greva skupaj, prideva te iskat po pouku."
PUT = partial(
    Asked,
    [Giver.YOUNG_PERSON],
    [Category.SCHOOL, Category.HEALTH],
    "Dom bi rad vedel, v katero šolo hodiš in na kaj mora paziti pri zdravju.",
)
PUT_AGAIN = partial(
    Asked,
    [Giver.YOUNG_PERSON],
    [Category.HISTORY],
    "Dom bi rad vedel, kje si že živel ali živela, da ti ne bo treba vsega pripovedovati znova.",
)
HOLDS = timedelta(days=182)
UNHEARD = "Ne strinjam se, da bi dom videl tudi, kaj piše o moji mami. Prosim za pogovor."


def plan(world: World) -> None:
    """On the last afternoon, when files have been shown."""
    moment = at_local(world.until - timedelta(days=1), 17)
    world.diary.at(max(moment, world.starts), partial(_open, world))


def _open(world: World, moment: datetime) -> None:
    worker = world.centre(CENTRE).writers()[0]
    with played_by(worker, moment) as scope:
        person_id = _somebody(scope)
        if person_id is None:
            return
        page = opening.open_with(
            scope,
            person_id,
            reader=Giver.YOUNG_PERSON,
            reach=REACH,
            link=OWN_LINK,
            code=OWN_CODE,
        )
        tenant = (page.tenant_id, page.id)
    young = Scope(
        tenant[0],
        kind=worker.kind,
        member_name=NAMES[Giver.YOUNG_PERSON],
        tenant_name=worker.tenant_name,
        page_id=tenant[1],
    )
    _speak(young, worker, person_id, moment)


def _speak(young: Scope, worker: Scope, person_id: UUID, moment: datetime) -> None:
    questions: list[UUID] = []
    with played_by(young, moment + timedelta(hours=1)) as scope:
        speaking.write_words(scope, WANTS)
        asked = speaking.speak_up(scope, topic=Topic.QUESTION, words=ASKED).id
    with played_by(worker, moment + timedelta(hours=2)) as scope:
        answering.answer(scope, asked, words=ANSWERED)
        for wanted in (PUT, PUT_AGAIN) if _decides(scope, person_id) else ():
            questions.append(putting.put(scope, person_id, wanted(clock.today() + HOLDS)).id)
    with played_by(young, moment + timedelta(hours=3)) as scope:
        speaking.speak_up(scope, topic=Topic.DISAGREE, words=UNHEARD)
        speaking.write_words(scope, WANTS | {"worries": "Da ne bom več videla sestre."})
        for question_id in questions[:1]:
            deciding.agree_to(scope, question_id, categories=[Category.SCHOOL])


def _decides(scope: Scope, person_id: UUID) -> bool:
    """Whether their own word counts: from fifteen on."""
    return frozenset({Giver.YOUNG_PERSON}) in bases.who_agrees(scope, person_id)


def _somebody(scope: Scope) -> UUID | None:
    """Of whom something is shown to a home; somebody whose own word counts, where there is one."""
    found = db.session.scalars(
        select(Request.person_id)
        .where(Request.tenant_id == scope.tenant_id, Request.person_id.is_not(None))
        .order_by(Request.person_id)
    ).all()
    theirs = [one for one in found if one is not None and _decides(scope, one)]
    return next(iter([*theirs, *found]), None)
