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
    two_bases,
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
from tests.histories.passing import pass_time
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
ENDING = (withdraw, narrow, dissent, pass_time, pass_time, pass_time)
SHARING = (show, show, show, show, show, look, look, close, decline, reopen, lift, put_away)
RARE = (take_back, admit, close_request, remove, restrict, seal)
NIGHT = (ask_elsewhere, break_glass, break_glass, read_summaries, pass_time, seal)
CASE = (
    *(ask_case, approve_case, approve_case, take_case, take_case),
    *(decline_case, decline_case, withdraw_case, withdraw_case),
)
ANY = (*GRANTING, *ENDING, *SHARING, *SHARING, *RARE)
# So many that they share no divisor with the parts into which a run is cut.
PLOTS: tuple[tuple[tuple[Act, ...], tuple[Act, ...]], ...] = (
    # how it begins, and what may follow in any order
    ((consent, show), ANY),
    ((order, consent, show, show), ANY),
    ((consent, show, dissent), ANY),
    ((two_bases, show, show, show, withdraw), ANY),
    ((two_bases, show, show, show, dissent), ANY),
    ((consent, show, admit, show, close_request), ANY),
    ((consent, show, show, withdraw), ANY),
    ((task, show, show, look), ANY),
    ((consent, show, look, decline, reopen, lift), ANY),
    ((consent, show, look, close, put_away), ANY),
    ((restrict, consent, show, restrict, show), ANY),
    ((seal, ask_elsewhere, break_glass, seal), (*NIGHT, *NIGHT, *RARE, consent, show)),
    ((ask_elsewhere, break_glass), (*NIGHT, *NIGHT, *RARE, consent, show)),
    ((care, close_request, ask_case), (*CASE, *CASE, *ENDING, *NIGHT, care, erase)),
    ((care, close_request, ask_case, approve_case), (*CASE, *ENDING, ask_elsewhere)),
    ((care, close_request, ask_case, approve_case, take_case), (*CASE, *ENDING, ask_elsewhere)),
    ((care, close_request, ask_case, approve_case, erase), (erase,)),
    ((ask_elsewhere, close_request, break_glass, erase), (erase,)),
    ((care, ask_case, withdraw_case, ask_case, decline_case), (*CASE, close_request, *ENDING)),
    ((care, ask_case, close_request, approve_case, pass_time), CASE),
    ((consent, show, look, erase, close_request), (*NIGHT, *CASE, put_away, look, erase, erase)),
)
# What every run has to have seen done, and a proof refused as well.
NAMES = {
    *("consent", "order", "task", "danger", "care", "dissent", "withdraw", "show", "close", "look"),
    *("put away", "lift", "decline", "reopen", "take back", "offer", "accept", "close request"),
    *("remove", "ask for case", "approve case", "decline case", "withdraw case", "take case"),
    *("ask elsewhere", "break glass", "read summaries", "sealed", "standard", "restrict"),
    *("pass time", "lift restriction", "ask for erasure", "erase"),
}
NEVER_REFUSED = {
    *("consent", "order", "task", "danger", "care", "dissent", "look", "accept", "ask for case"),
    *("ask elsewhere", "read summaries", "sealed", "standard", "restrict", "lift restriction"),
    *("erase", "pass time"),
}
EVERYTHING = {f"{name} done" for name in NAMES}
REFUSED = {f"{name} refused" for name in NAMES - NEVER_REFUSED}


def acts(life: Life, seed: int) -> list[Act]:
    """What will be tried in one history; seeds one after the other begin in every way there is."""
    begins, follows = PLOTS[seed % len(PLOTS)]
    return [*begins, *life.rng.choices(follows, k=life.rng.randint(1, 7))]
