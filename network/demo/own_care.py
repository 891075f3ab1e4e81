"""A young person of the demo who has left a home sees on a page of their own who keeps in touch,
and asks to be called. The sign-in page tells the link and the code."""

from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from sqlalchemy import select

from network.aftercare.lifecycle import AftercareState
from network.aftercare.models import Aftercare
from network.aftercare.wishes import CareWish
from network.consent.giving import Giver
from network.consent.kinds import Category
from network.demo.accounts import CARE_CODE, CARE_LINK
from network.demo.diary import at_local, played_by
from network.demo.houses import World
from network.own_pages import cared, opening
from network.own_pages.kinds import NAMES
from network.placements.filing import PlacementFile
from network.records import actions as files
from network.records import door
from tenants import clock
from tenants.database import db
from tenants.scope import Scope

HOME, REACH = "Mladinski dom Lipa", "01 000 00 02"
AGE = 16
NEARLY = timedelta(days=162)
WISH = "V torek popoldne, prosim. Rad bi vprašal za vajeniško mesto."
WANTS = {"wants": "Da grem lahko še kdaj na kosilo v dom."}


def plan(world: World) -> None:
    """The day before yesterday, in the afternoon."""
    moment = at_local(world.until - timedelta(days=2), 16)
    world.diary.at(max(moment, world.starts), partial(_open, world))


def _open(world: World, moment: datetime) -> None:
    home = next(one for one in world.homes if one.name == HOME)
    counsellor = home.answerers()[0]
    with played_by(counsellor, moment) as scope:
        followed = _followed(scope)
        if followed is None:
            return
        person_id = _file(scope, followed)
        page_id = opening.open_with(
            scope,
            person_id,
            reader=Giver.YOUNG_PERSON,
            reach=REACH,
            link=CARE_LINK,
            code=CARE_CODE,
        ).id
    young = Scope(
        counsellor.tenant_id,
        kind=counsellor.kind,
        member_name=NAMES[Giver.YOUNG_PERSON],
        tenant_name=counsellor.tenant_name,
        page_id=page_id,
    )
    with played_by(young, moment + timedelta(hours=2)) as scope:
        cared.ask_for(scope, CareWish.CALL, words=WISH)


def _followed(scope: Scope) -> Aftercare | None:
    """Whoever left nearly half a year ago, so that they can tell how it goes beforehand."""
    return db.session.scalar(
        select(Aftercare)
        .where(
            Aftercare.tenant_id == scope.tenant_id,
            Aftercare.state == AftercareState.AGREED,
            Aftercare.left_on >= clock.today() - NEARLY,
        )
        .order_by(Aftercare.left_on)
        .limit(1)
    )


def _file(scope: Scope, followed: Aftercare) -> UUID:
    """The home's own file of them, begun while they lived there."""
    born = date(clock.today().year - AGE, 3, 14)
    file = files.begin(scope, first_name="Jaka", last_name="Izmišljen", birth_date=born)
    door.write(scope, file.id, Category.OWN_WORDS, WANTS)
    of_stay = {"placement_id": followed.placement_id, "person_id": file.id}
    db.session.add(PlacementFile(tenant_id=scope.tenant_id, **of_stay))
    db.session.flush()
    return file.id
