"""A school of the demo: for one pupil it has asked for advice in writing, with another a mobile
team is at work, for the third a place is proposed, which the school has passed on to a centre."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial
from uuid import UUID

from network.availability.profile import Sex
from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How, SharingPurpose
from network.demo import advising
from network.demo.advising import Asked, Work
from network.demo.diary import at_local, played_by
from network.demo.houses import House, World
from network.demo.papers import paper
from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.legal_bases import actions as bases
from network.legal_bases.actions import Told
from network.programmes.cases.kinds import MobileKind
from network.programmes.proposals import passing, queries
from network.programmes.published import published_programmes
from network.programmes.referring import refer
from network.records import actions as files
from network.records.models import YoungPerson
from network.requests.actions import asking, sharing
from tenants import clock
from tenants.scope import Role, Scope, TenantKind

C = Category
BEFORE = timedelta(days=19)
A_DAY, A_YEAR = timedelta(days=1), timedelta(days=365)
WHO = (C.IDENTITY, C.CONTACT, C.FAMILY, C.SCHOOL)
ADVICE, TEAM = "Prvi pogovor", "Družina v gibanju"


@dataclass(frozen=True)
class Pupil:
    """Somebody invented, what their school has tried, and for which programme it asks."""

    first_name: str
    last_name: str
    sex: Sex
    born: date
    grade: str
    situation: str
    helped: str
    programme: str
    reference: str = ""


PUPILS = (
    Pupil(
        "Mlinček",
        "Izmišljen",
        Sex.MALE,
        date(2014, 4, 9),
        "6. razred",
        "Pri pouku pogosto vstane in odide, v manjši skupini dela mirno.",
        "Leto dni dodatne strokovne pomoči, tedenski pogovori, dogovor z razredničarko.",
        ADVICE,
    ),
    Pupil(
        "Zvončica",
        "Primer",
        Sex.FEMALE,
        date(2013, 9, 23),
        "7. razred",
        "Izostaja ob ponedeljkih, doma ostaja sama.",
        "Razgovori s starši, spremstvo na poti v šolo, prilagojen urnik.",
        TEAM,
        "S-02",
    ),
    Pupil(
        "Kresnik",
        "Vzorec",
        Sex.MALE,
        date(2012, 1, 30),
        "8. razred",
        "V šolo prihaja trikrat na teden, doma so prepiri vsak dan.",
        "Dve leti pogovorov, pomoč prostovoljke, timski sestanki s centrom.",
        TEAM,
        "S-03",
    ),
)


@dataclass(frozen=True)
class Sent:
    """A pupil for whom the school has asked."""

    pupil: Pupil
    person_id: UUID
    ask_id: UUID


def plan(world: World, houses: Sequence[House]) -> None:
    """Nineteen days ago it begins three files and asks."""
    school = next(one for one in houses if one.people[0].kind is TenantKind.SCHOOL)
    asks = max(at_local(world.until - BEFORE, 12), world.starts + timedelta(hours=6))
    by_name = {house.name: house for house in houses}
    world.diary.at(asks, partial(_ask, world, school, by_name))


def _ask(world: World, school: House, houses: dict[str, House], moment: datetime) -> None:
    counsellor = next(one for one in school.people if one.has(Role.COUNSELLOR))
    with played_by(counsellor, moment) as scope:
        offered = {one.name: one for one in published_programmes(scope)}
    for number, pupil in enumerate(PUPILS):
        programme = offered[pupil.programme]
        house = houses[programme.tenant_name]
        asks = partial(_asks, world, counsellor, (pupil, programme.id, house))
        later = timedelta(0) if pupil.reference else BEFORE - 3 * A_DAY
        world.diary.at(moment + later + timedelta(minutes=25 * number), asks)


def _asks(
    world: World, counsellor: Scope, what: tuple[Pupil, UUID, House], moment: datetime
) -> None:
    pupil, programme_id, house = what
    with played_by(counsellor, moment) as scope:
        sent = _refer(scope, pupil, programme_id)
    if pupil.reference:
        _goes_on(world, counsellor, house, sent, moment)


def _goes_on(world: World, counsellor: Scope, house: House, sent: Sent, moment: datetime) -> None:
    """With the first the team is at work still, for the other it proposes a place."""
    last = sent.pupil is PUPILS[-1]
    then = partial(_proposes, counsellor, sent.person_id) if last else advising.at_work
    asked = Asked(counsellor, house, sent.ask_id, then, sent.pupil.reference, MobileKind.TEAM)
    world.diary.at(moment + A_DAY, partial(advising.begin, world, asked))


def _begin(scope: Scope, pupil: Pupil) -> tuple[YoungPerson, UUID]:
    """A file, its written report, and what the parents agree to."""
    file = files.begin(
        scope,
        first_name=pupil.first_name,
        last_name=pupil.last_name,
        sex=pupil.sex.value,
        birth_date=pupil.born,
    )
    files.write(scope, file.id, C.CONTACT, {"address": "Izmišljena ulica 5, Ljubljana"})
    files.write(scope, file.id, C.FAMILY, {"parental_care": "both"})
    said = {"school": scope.tenant_name, "grade": pupil.grade}
    files.write(scope, file.id, C.SCHOOL, said | {"school_situation": pupil.situation})
    kind = DocumentKind.SCHOOL_REPORT
    report = documents.keep(scope, file.id, kind=kind, content=paper(kind))
    _agree(scope, file.id, SharingPurpose.PROGRAMME)
    return file, report.id


def _refer(scope: Scope, pupil: Pupil, programme_id: UUID) -> Sent:
    """The request from the file; the house is shown who it is where it comes to the family."""
    file, report_id = _begin(scope, pupil)
    ask = refer(
        scope,
        programme_id,
        person_id=file.id,
        file_reference=file.number,
        requested_by="school",
        age=clock.today().year - pupil.born.year - 1,
        sex=pupil.sex.value,
        region="osrednjeslovenska",
        home_town="Ljubljana",
        school_level="primary",
        needs=["school_problems"],
        legal_group="not_guided",
        urgency="planned",
        wanted_from=clock.today(),
        help_given=pupil.helped,
    )
    asking.raise_level(scope, ask.id)
    if pupil.reference:
        sharing.show_parts(scope, ask.id, WHO)
        sharing.show_parts(scope, ask.id, documents=[report_id])
    return Sent(pupil, file.id, ask.id)


def _agree(scope: Scope, person_id: UUID, purpose: SharingPurpose) -> None:
    told = Told(
        Basis.CONSENT,
        (*WHO, C.DOCUMENTS),
        purpose=purpose,
        givers=[Giver.MOTHER],
        how=How.ON_PAPER,
        ends=clock.today() + A_YEAR,
    )
    bases.record(scope, person_id, told)


def _proposes(counsellor: Scope, person_id: UUID, work: Work, moment: datetime) -> None:
    """The parents agree, and the school passes it on to the nearest centre on the same day."""
    advising.proposes(work, moment)
    with played_by(counsellor, moment + timedelta(hours=2)) as scope:
        _agree(scope, person_id, SharingPurpose.PLACEMENT)
        request = passing.request_of(scope, work.enrolment_id)
        [centre, *_] = queries.centres(scope, request)
        along = [category for category in WHO if category is not C.IDENTITY]
        passing.pass_on(scope, work.enrolment_id, centre_id=centre.id, categories=along)
