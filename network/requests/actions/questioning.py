"""The home asks for what it must know, and the centre answers; meanwhile the clock stands still.

An answer can be given without raising the level of disclosure.
"""

from uuid import UUID

from sqlalchemy import select

from network.clocks import actions as clocks
from network.clocks.kinds import ClockKind
from network.requests import spoken
from network.requests.actions.answering import answerers, received_ask
from network.requests.actions.asking import sent_ask
from network.requests.beside import AskQuestion
from network.requests.crossing import refuse_identity
from network.requests.lifecycle import LOOKING
from network.requests.models import Ask
from network.requests.moves import current_state, subject, write_step
from network.requests.reasons import Topic
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict, Invalid
from tenants.scope import Scope

LONGEST = 2000


class QuestionOpen(Conflict):
    """One question at a time: the first wants its answer."""

    code = "question_open"


def put_question(
    scope: Scope, ask_id: UUID, *, topic: Topic, body: str, identity_needed: bool = False
) -> Ask:
    """The home asks; the centre's answer is due, and the home's reply waits for it.

    Raises QuestionOpen, Conflict once there is an offer or an end, Invalid, NotFound.
    """
    found = received_ask(scope, ask_id)
    state = current_state(found)
    if state not in LOOKING:
        raise Conflict(N_("Questions are asked before an offer. Write a message instead."))
    if found.question_since is not None:
        raise QuestionOpen(N_("Your last question has not been answered yet."))
    said = _text(body, "body")
    refuse_identity(found.level, identity_needed, body=said)
    for name, value in answerers(scope, found).items():
        setattr(found, name, value)
    found.question_since = clock.now()
    question = AskQuestion(
        tenant_id=found.tenant_id,
        id=new_id(),
        ask_id=found.id,
        recipient_id=found.recipient_id,
        topic=topic.value,
        by_tenant_id=scope.tenant_id,
        by_member_id=scope.member_id,
        by_name=scope.member_name,
    )
    spoken.to_write(scope, found).put(question, "body", said)
    db.session.add(question)
    db.session.flush()
    write_step(scope, found, "question", (state.value, state.value), topic.value)
    clocks.pause(scope, ClockKind.REPLY, found.id)
    clocks.start(scope, ClockKind.QUESTION, subject(found), whose=found.tenant_id)
    return found


def answer_question(
    scope: Scope, ask_id: UUID, *, answer: str, identity_needed: bool = False
) -> Ask:
    """The centre answers the open question; the home's reply is due again.

    Raises Conflict if none is open, Invalid, NotFound.
    """
    found = sent_ask(scope, ask_id)
    if found.question_since is None:
        raise Conflict(N_("There is no open question."))
    said = _text(answer, "answer")
    refuse_identity(found.level, identity_needed, answer=said)
    question = db.session.scalars(
        select(AskQuestion)
        .where(
            AskQuestion.tenant_id == scope.tenant_id,
            AskQuestion.ask_id == found.id,
            AskQuestion.answer.is_(None),
        )
        .order_by(AskQuestion.id.desc())
        .limit(1)
        .with_for_update()
    ).one()
    spoken.to_write(scope, found).put(question, "answer", said)
    question.answered_at, question.answered_by = clock.now(), scope.member_name
    found.question_since = None
    state = current_state(found).value
    db.session.flush()
    write_step(scope, found, "answer", (state, state))
    clocks.meet(scope, ClockKind.QUESTION, found.id)
    clocks.resume(scope, ClockKind.REPLY, found.id)
    return found


def _text(typed: str, field: str) -> str:
    if not typed.strip():
        raise Invalid(N_("Write something first."), field)
    if len(typed) > LONGEST:
        raise Invalid(N_("At most %(most)s characters, please."), field, most=LONGEST)
    return typed.strip()
