"""What somebody does on their own page: writes their words, agrees, takes back, speaks up.

A visitor acts for no house. What their word sets in motion there - a share that closes, somebody
who is told, something that is due - is done by the house, in the same transaction.
"""

from uuid import UUID

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.clocks.subjects import Subject, SubjectKind
from network.consent.kinds import Category
from network.legal_bases import actions as bases
from network.legal_bases.models import LegalBasis
from network.notices.kinds import NoticeKind
from network.own_pages import house as houses
from network.own_pages import looking, wishes
from network.own_pages.kinds import Topic
from network.own_pages.looking import Consent
from network.own_pages.models import Voice
from network.own_pages.sealed import seal
from network.records import door
from network.records.door import Values
from network.requests.actions.withdrawing import withdraw_oneself
from network.trail import writing as trail
from network.trail.kinds import EntryKind, Purpose
from network.trail.writing import About
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid, NotFound
from tenants.scope import Scope

VOICE_PATH = "/voices/{}"
NO_CONSENT = N_("There is no such consent.")
MOST_OPEN = 10


def write_words(scope: Scope, values: Values, version: int | None = None) -> None:
    """The young person's own words, as the file says them from now on, written by themself.

    Raises NotFound for others, Conflict where somebody has changed them meanwhile.
    """
    mine = looking.page(scope)
    looking.own_words(scope, mine)
    door.write(scope, mine.person_id, Category.OWN_WORDS, values, version)


def agree(scope: Scope, basis_id: UUID) -> None:
    """Agree, too, to a consent that waits for this reader's word. Raises NotFound, Conflict."""
    found = consent(scope, basis_id)
    if not found.may_agree:
        raise Conflict(N_("Your word is not asked for here."))
    reader = looking.page(scope).reader
    with houses.acting(scope) as house:
        basis = bases.agree_oneself(house, basis_id, reader)
        houses.tell_decided(house, basis.person_id, f"agreed {basis_id} {reader}")


def withdraw(scope: Scope, basis_id: UUID) -> None:
    """Take a consent back, from this moment. Always works for whoever gave it, and from fifteen on
    for the young person whoever gave it. Raises NotFound, Conflict."""
    found = consent(scope, basis_id)
    if not found.may_withdraw:
        raise Conflict(N_("This consent was given by somebody else. Tell us what you think of it."))
    reader = looking.page(scope).reader
    with houses.acting(scope) as house:
        basis = db.session.get(LegalBasis, (scope.tenant_id, basis_id))
        if basis is None:
            raise NotFound(NO_CONSENT)
        withdraw_oneself(house, basis, reader)
        houses.tell_decided(house, basis.person_id, f"withdrawn {basis_id}")


def speak_up(scope: Scope, *, topic: Topic, words: str) -> Voice:
    """Say something to whoever decides: they are told at once, and an answer is due in three
    working days. Raises Invalid, Conflict where many wait for an answer already."""
    if topic is Topic.PROGRAMME:
        raise Invalid(N_("Choose a programme first."), "topic")
    return _say(scope, topic, words)


def wish_for(scope: Scope, programme_id: UUID, *, words: str = "") -> Voice:
    """Say that one would like to take part in a programme of the catalogue, and why, if one likes.
    Whoever decides answers it like everything that is said. Raises NotFound, Conflict."""
    found = wishes.one(scope, programme_id)
    said = f"{found.name}, {found.tenant_name}"
    return _say(scope, Topic.PROGRAMME, f"{said}\n{words.strip()}".strip(), programme_id)


def _say(scope: Scope, topic: Topic, words: str, programme_id: UUID | None = None) -> Voice:
    mine = looking.page(scope)
    if sum(one.voice.answered_at is None for one in looking.voices(scope)) >= MOST_OPEN:
        raise Conflict(N_("We have what you wrote and will answer. Please wait for it."))
    if not words.strip():
        raise Invalid(N_("Write a few words."), "words")
    file = door.person(scope, mine.person_id)
    voice_id = new_id()
    made = Voice(
        tenant_id=scope.tenant_id,
        id=voice_id,
        page_id=mine.id,
        person_id=mine.person_id,
        number=file.number,
        reader=mine.reader.value,
        topic=topic.value,
        programme_id=programme_id,
        sealed=seal(scope, mine.person_id, voice_id, "sealed", words),
    )
    db.session.add(made)
    db.session.flush()
    about = About("young_person", mine.person_id, file.number)
    trail.enter(scope, EntryKind.DECIDE, Purpose.OWN_PAGE, about, detail="spoke_up")
    _have_it_answered(scope, mine.person_id, voice_id, file.number)
    return made


def _have_it_answered(scope: Scope, person_id: UUID, voice_id: UUID, number: str) -> None:
    with houses.acting(scope) as house:
        clocks.start(house, ClockKind.VOICE, Subject(SubjectKind.VOICE, voice_id, number))
        path, once = VOICE_PATH.format(voice_id), f"voice {voice_id}"
        houses.tell(house, person_id, NoticeKind.VOICE, path=path, once=once)


def consent(scope: Scope, basis_id: UUID) -> Consent:
    """One consent as this reader reads it. Raises NotFound."""
    mine = looking.page(scope)
    found = next((one for one in looking.consents(scope, mine) if one.id == basis_id), None)
    if found is None:
        raise NotFound(NO_CONSENT)
    return found
