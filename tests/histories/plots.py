"""What people do in a history: some are about homes, some about another centre, some about a night.

An act that comes more often stands there more often.
"""

from collections.abc import Callable

from tests.histories.basing import (
    care,
    consent,
    danger,
    dissent,
    narrow,
    order,
    task,
    withdraw,
)
from tests.histories.guarding import (
    ask_elsewhere,
    break_glass,
    erase,
    read_summaries,
    restrict,
    seal,
)
from tests.histories.life import Life
from tests.histories.moving import (
    approve_case,
    ask_case,
    decline_case,
    take_case,
    withdraw_case,
)
from tests.histories.showing import (
    admit,
    close,
    close_request,
    decline,
    lift,
    look,
    put_away,
    remove,
    reopen,
    show,
    take_back,
)

Act = Callable[[Life], None]
GRANTING = (consent, consent, order, task, danger)
ENDING = (withdraw, narrow, dissent)
SHARING = (show, show, show, show, show, look, look, close, decline, reopen, lift, put_away)
RARE = (take_back, admit, close_request, remove, restrict, seal)
NIGHT = (ask_elsewhere, break_glass, break_glass, read_summaries, seal)
CASE = (ask_case, approve_case, approve_case, take_case, take_case, decline_case, withdraw_case)
PLOTS: dict[str, tuple[tuple[Act, ...], tuple[Act, ...]]] = {
    # how it begins, and what may follow in any order
    "homes": ((consent, show), (*GRANTING, *ENDING, *SHARING, *SHARING, *RARE)),
    "order": ((order, show, show), (*GRANTING, *ENDING, *SHARING, *SHARING, *RARE)),
    "night": ((ask_elsewhere, break_glass), (*NIGHT, *NIGHT, *RARE, consent, show)),
    "case": ((care, close_request, ask_case), (*CASE, *CASE, *ENDING, *NIGHT, care, erase)),
    "end": ((consent, show, look, close_request), (*NIGHT, *CASE, put_away, look, erase, erase)),
}
# How much time goes by before the next act, in minutes: the hour of a glass and the fourteen days
# of a case are met and missed by one.
PASSES = (*[1] * 12, 58, 60, 60 * 24, 60 * 24 * 2, 60 * 24 * 4, 60 * 24 * 7, 60 * 24 * 14)


def acts(life: Life) -> list[Act]:
    """What will be tried in one history."""
    begins, follows = PLOTS[life.rng.choice(tuple(PLOTS))]
    return [*begins, *life.rng.choices(follows, k=life.rng.randint(2, 7))]
