"""Acts upon legal bases: given, ordered, refused, narrowed, withdrawn."""

from datetime import date, timedelta

from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How, SharingPurpose
from network.legal_bases.actions import Told
from network.requests.actions import withdrawing
from tenants.scope import Scope
from tests.histories.asked import DOCUMENTS, HEALTH, IDENTITY, SCHOOL, STEP
from tests.histories.cases import WRITTEN
from tests.histories.grounds import Ground
from tests.histories.life import Life
from tests.histories.model import OTHER

EVERYTHING = tuple(STEP)
SENSIBLE = 0.8
WORDS = {
    "givers": [Giver.MOTHER],
    "how": How.IN_PERSON,
    "article": "ZSV, 88. člen",
    "court": "Okrožno sodišče",
    "decision_number": "III N 1/2026",
    "final_on": date(2026, 11, 2),
    "reason": "Nevarnost.",
}


def _record(life: Life, name: str, ground: Ground) -> None:
    told = Told(
        Basis(ground.kind),
        [Category(each) for each in ground.what],
        purpose=SharingPurpose(ground.purpose),
        recipients=[life.ground.actor(each).tenant_id for each in ground.whom],
        starts=ground.first,
        ends=ground.last,
        dissent=ground.no,
        **WORDS,  # type: ignore[arg-type]
    )

    def act(scope: Scope) -> None:
        made = withdrawing.record_basis(scope, life.ground.person_id, told)
        life.bases.append(made.id)

    life.model.grounds.append(ground)
    life.agree(name, True, act, "centre")
    life.story[-1] += (
        f" · {' '.join(sorted(ground.what))} for {' '.join(ground.whom) or 'all'},"
        f" {ground.first} to {ground.last}"
    )


def _ground(life: Life, kind: Basis, no: bool = False) -> Ground:
    first = life.model.today + timedelta(days=life.rng.choice((0, 0, 0, 2)))
    whom = frozenset(life.rng.choice(((), (), ("institution",), ("stranger",))))
    last = first + timedelta(days=life.rng.randint(0, 6))
    return Ground(kind.value, life.some(EVERYTHING), whom, first, last, no=no)


def consent(life: Life) -> None:
    _record(life, "consent", _ground(life, Basis.CONSENT))


def dissent(life: Life) -> None:
    """Mostly to what somebody has agreed to, from today on."""
    no = _ground(life, Basis.CONSENT, no=True)
    given = [one for one in life.model.grounds if one.kind == no.kind and not one.no]
    if given and life.rng.random() < SENSIBLE:
        no.first, no.what = life.model.today, life.some(tuple(sorted(given[-1].what)))
        no.last = no.first + timedelta(days=3)
    _record(life, "dissent", no)


def two_bases(life: Life) -> None:
    """What documents tell of is agreed to, that they are shown is ordered: each may end alone."""
    first, last = life.model.today, life.model.today + timedelta(days=5)
    shown, told = frozenset({IDENTITY, DOCUMENTS}), frozenset({SCHOOL, HEALTH})
    _record(life, "order", Ground(Basis.COURT_ORDER.value, shown, frozenset(), first, last))
    _record(life, "consent", Ground(Basis.CONSENT.value, told, frozenset(), first, last))


def order(life: Life) -> None:
    _record(life, "order", _ground(life, Basis.COURT_ORDER))


def task(life: Life) -> None:
    _record(life, "task", _ground(life, Basis.STATUTORY_TASK))


def danger(life: Life) -> None:
    _record(life, "danger", _ground(life, Basis.VITAL_INTEREST))


def care(life: Life) -> None:
    """A statute or a consent lets another centre look after the young person."""
    kind = life.rng.choice((Basis.STATUTORY_TASK, Basis.CONSENT))
    first = life.model.today
    what = life.some(WRITTEN) | life.rng.choice((frozenset(), {IDENTITY}, {IDENTITY}))
    last = first + timedelta(days=life.rng.choice((3, 30)))
    whom = frozenset(life.rng.choice(((), (), (OTHER,), (OTHER,), (OTHER,), ("institution",))))
    _record(life, "care", Ground(kind.value, what, whom, first, last, "care"))


def withdraw(life: Life) -> None:
    if not life.bases:
        return
    at = life.one(life.bases)
    ground = life.model.grounds[at]
    expected, ground.gone = not ground.gone, True
    life.agree(
        "withdraw",
        expected,
        lambda scope: withdrawing.withdraw_basis(scope, life.bases[at]),
        "centre",
    )
    life.story[-1] += f" · no. {at + 1}"


def narrow(life: Life) -> None:
    """Taken back and given anew for less."""
    withdraw(life)
    consent(life)
