"""Acts of two centres: a case is asked for, handed over or not, taken."""

from network.transfers import actions
from network.transfers.kinds import CaseReason, CaseRefusal
from tenants.scope import Scope
from tests.histories.cases import Case
from tests.histories.life import Life
from tests.histories.model import OTHER


def ask_case(life: Life) -> None:
    def act(scope: Scope) -> None:
        made = actions.ask(
            scope,
            owner_id=life.ground.cast.centre.tenant_id,
            file_number=life.ground.file_number,
            reason=CaseReason.MOVED,
        )
        life.cases.append(made.id)

    life.model.cases.append(Case())
    life.agree("ask for case", True, act, OTHER)


def approve_case(life: Life) -> None:
    if life.cases:
        at = life.one(life.cases)
        expected, which = life.model.approve(life.model.cases[at]), life.cases[at]
        life.agree("approve case", expected, lambda scope: actions.approve(scope, which), "centre")


def decline_case(life: Life) -> None:
    if life.cases:
        at = life.one(life.cases)
        expected, which = life.model.cases[at].answer("declined"), life.cases[at]
        life.agree(
            "decline case",
            expected,
            lambda scope: actions.decline(scope, which, CaseRefusal.STAYS_WITH_US),
            "centre",
        )


def withdraw_case(life: Life) -> None:
    if life.cases:
        at = life.one(life.cases)
        expected, which = life.model.cases[at].answer("withdrawn"), life.cases[at]
        life.agree("withdraw case", expected, lambda scope: actions.withdraw(scope, which), OTHER)


def take_case(life: Life) -> None:
    if life.cases:
        at = life.one(life.cases)
        expected, which = life.model.take(life.model.cases[at]), life.cases[at]
        life.agree("take case", expected, lambda scope: actions.take_over(scope, which), OTHER)
