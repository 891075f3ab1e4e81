"""Acts at night, and upon the whole file: asked elsewhere, broken, sealed, restricted, erased."""

from network.elsewhere import asking, glass
from network.elsewhere.kinds import Danger
from network.records import actions as files
from network.records.fields import Sensitivity
from network.records.restricting import Ground, Lifted
from network.rights import erasing, restriction
from tenants.scope import Scope
from tests.histories.life import Life
from tests.histories.model import OTHER
from tests.histories.nights import Question
from tests.shares import born

WHO = {"first_name": "ziva", "last_name": "ilic"}  # as somebody types it at night


def ask_elsewhere(life: Life) -> None:
    who = life.rng.choice(("institution", "stranger", OTHER))

    def act(scope: Scope) -> None:
        made = asking.by_name(scope, birth_date=born(), **WHO)
        life.questions.append(made.id)

    life.model.questions.append(Question(who, life.model.now))
    life.agree("ask elsewhere", True, act, who)


def break_glass(life: Life) -> None:
    if not life.questions:
        return
    at = life.one(life.questions)
    asked, which = life.model.questions[at], life.questions[at]

    def act(scope: Scope) -> None:
        reason = Danger.ACUTE_MEDICAL
        made = glass.break_glass(scope, which, reason=reason, words="Ne odziva se.")
        life.glasses.append(made.id)

    life.agree("break glass", life.model.break_glass(asked), act, asked.by)


def read_summaries(life: Life) -> None:
    """Whoever broke the glass opens what it shows: the least of the file, in its own words."""
    if not life.glasses:
        return
    at = life.one(life.glasses)
    broken, which = life.model.glasses[at], life.glasses[at]
    found: list[str] = []

    def act(scope: Scope) -> None:
        shown = glass.summaries(scope, glass.emergency(scope, which))
        found.extend(one.house for one in shown)

    life.agree("read summaries", True, act, broken.question.by)
    expected = broken.reads(life.model.unsealed, life.model.now)
    assert set(found) == expected, (found, expected)


def seal(life: Life) -> None:
    life.model.seal(not life.model.sealed)
    how = Sensitivity.SEALED if life.model.sealed else Sensitivity.STANDARD
    of = life.ground.person_id
    life.agree(how.value, True, lambda scope: files.classify(scope, of, how), "centre")


def restrict(life: Life) -> None:
    """Nothing more of the file is shown; or that is lifted."""
    of, was = life.ground.restriction_id, life.model.restricted
    life.model.restricted = not was

    def act(scope: Scope) -> None:
        if was:
            restriction.lift(scope, of, lifted=Lifted.ACCURATE)
        else:
            restriction.restrict(scope, of, ground=Ground.ACCURACY)

    life.agree("lift restriction" if was else "restrict", True, act, "dpo")


def erase(life: Life) -> None:
    """One asks for the erasure that was granted, another confirms it."""
    erasures = []

    def ask(scope: Scope) -> None:
        erasures.append(erasing.ask(scope, life.ground.erasure_id).id)

    if life.agree("ask for erasure", life.model.erase(), ask, "dpo"):
        life.agree("erase", True, lambda scope: erasing.confirm(scope, erasures[0]), "centre")
