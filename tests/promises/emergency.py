"""Somebody asks about the story's young person, is told nothing, and breaks the glass."""

from dataclasses import replace
from datetime import date
from uuid import UUID

from network.elsewhere import asking, glass, judging, switching
from network.elsewhere.kinds import Answer, Danger
from tenants import clock
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import NOBODY, Scope
from tests.actors import Actor, Cast

# As the file of the story says it.
WHO = {
    "first_name": "Živa",
    "last_name": "Izmišljena",
    "birth_date": date(clock.today().year - 13, 1, 1),
}


def ask_and_break(cast: Cast) -> tuple[UUID, UUID, UUID, UUID]:
    """The question, what the centre was asked, the emergency, and what the centre has to judge."""
    with cast.coordination.acting() as scope, transaction():
        switching.switch(scope, scope.network_ids[0], True)
    with cast.institution.acting() as scope, transaction():
        question_id = asking.by_name(scope, **WHO).id  # type: ignore[arg-type]
    asked_id = _told_nothing(cast.centre, question_id)
    with cast.institution.acting() as scope, transaction():
        reason = Danger.LIFE
        emergency = glass.break_glass(scope, question_id, reason=reason, words="Beseda doma.")
        emergency_id = emergency.id
    with cast.centre.app.app_context(), acting_as(_keeper(cast.centre)) as scope, transaction():
        [review] = judging.of_emergency(scope, emergency_id)
        judging.due(scope, review)
        return question_id, asked_id, emergency_id, review.id


def _told_nothing(centre: Actor, question_id: UUID) -> UUID:
    with centre.app.app_context(), acting_as(_keeper(centre)) as scope, transaction():
        [asked] = asking.receive(scope, question_id)
        asked_id = asked.id
    with centre.acting() as scope, transaction():
        asking.answer(scope, asked_id, Answer.DECLINED)
    return asked_id


def _keeper(actor: Actor) -> Scope:
    """Who keeps house for the actor's tenant."""
    return replace(actor.scope, member_id=NOBODY, account_id=NOBODY)
