"""The page of an ask as the home sees it: what it may know, and what it can answer."""

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from flask import Response, current_app

from network.availability import queries as availability
from network.availability.strip import Counts, counts
from network.consent.kinds import Category
from network.documents.kinds import Media
from network.duties.queries import names_of
from network.notes.subjects import of_ask
from network.placements.queries import of_ask as placement_of
from network.programmes import queries as programmes
from network.programmes.enrolments import of_ask as enrolment_of
from network.records.fields import FIELDS
from network.requests import around, given, permitted, received, reviews, thread
from network.requests.lifecycle import ENDED, LOOKING, Action, AskMove, AskState, Party, actions_for
from network.requests.lists import state_now
from network.requests.models import Ask
from network.web import dues, happenings, reasons, retelling, standing, talk
from network.web.desk import Forms
from network.web.rendering import FormView, page
from tenants import clock, staffing
from tenants.roles import may
from tenants.scope import Scope

# The home records these on the page of the placement.
AT_PLACEMENT = frozenset({AskMove.ARRIVE, AskMove.NOT_ARRIVE, AskMove.DEPART})
VISIT_MINUTES = 60
# As people think of it: first yes, then not yet, then no.
BUTTONS = (
    AskMove.OFFER,
    AskMove.VISIT,
    AskMove.INTEREST,
    AskMove.ARRANGE_VISIT,
    AskMove.WAITLIST,
    AskMove.NOT_READY,
    AskMove.PUT_ON_HOLD,
    AskMove.EXTEND,
    AskMove.DECLINE,
    AskMove.STEP_BACK,
    *sorted(AT_PLACEMENT),
)


def shown(
    scope: Scope, ask: Ask, forms: Mapping[str, FormView] | None = None, status: int = 200
) -> Response:
    """The ask, or what is left of it after its end; `forms` are those that were refused."""
    retelling.tell_of(ask)
    stands = standing.of_ask(scope, ask)
    said = happenings.of_ask(
        thread.timeline(scope, ask), scope.tenant_id, programme=ask.programme_id is not None
    )
    found = talk.on(scope, of_ask(scope, ask), said)
    answer = _page(scope, ask, stands, found, forms, status)
    talk.seen(scope, found)
    return answer


def _page(
    scope: Scope,
    ask: Ask,
    stands: standing.Standing,
    found: talk.Talk,
    forms: Mapping[str, FormView] | None,
    status: int,
) -> Response:
    told = {
        "ask": ask,
        "stands": stands,
        "talk": found,
        "forms": _forms(ask, forms),
        "placement": None if ask.programme_id else placement_of(scope, ask.id),
        "enrolment": enrolment_of(scope, ask.id) if ask.programme_id else None,
        "to_stop": received.to_stop(scope, ask),
        "papers_to_stop": received.documents_to_stop(scope, ask),
    }
    if stands.state in ENDED:
        return page("asks/ended.html", "ask", status, **told, **_remains(scope, ask, stands))
    return page(
        "asks/show.html",
        "ask",
        status,
        **told,
        **_told(scope, ask),
        actions=_actions(stands.state, programme=ask.programme_id is not None),
        reasons=reasons.offered(programme=ask.programme_id is not None),
        may_ask=stands.state in LOOKING and ask.question_since is None,
        due=dues.line(scope, around.dues(scope, [ask]).get(ask.id)),
        questions=around.questions(scope, ask),
        visit=(visit := around.visit(scope, ask)),
        wish_words=around.wish_words(scope, ask, visit),
        place=around.position(scope, ask),
        **_room(scope, ask),
        **people(scope, ask.recipient_responsible_id, ask.recipient_deputy_id),
    )


def _told(scope: Scope, ask: Ask) -> dict[str, object]:
    """What the home is told of the young person; of the file only whoever answers asks."""
    disclosed = thread.disclosed(scope, ask)
    if not may(scope, permitted.on_ask(scope, ask)):
        return {"disclosed": disclosed, "file": None}
    file, documents = received.file_of(scope, ask), given.documents_of(scope, ask)
    school = next((part.values for part in file.parts if part.category is Category.SCHOOL), {})
    guided = bool(school.get("guidance_decision"))
    return {
        "disclosed": disclosed,
        "file": file,
        "fields": FIELDS,
        "given": documents,
        "missing": given.missing(documents, str(disclosed["legal_group"]), guided=guided),
        "stamped": [media for media in Media if media.is_stamped],
    }


def _actions(state: AskState, *, programme: bool) -> list[Action]:
    """What the home may do, and why not; what is recorded at the placement only when it may be."""
    shown_ = [
        one
        for one in actions_for(state, Party.RECIPIENT, programme=programme)
        if one.move in BUTTONS and (one.open or one.move not in AT_PLACEMENT)
    ]
    return sorted(shown_, key=lambda one: BUTTONS.index(one.move))


def _remains(scope: Scope, ask: Ask, stands: standing.Standing) -> dict[str, object]:
    """What the tombstone says of the answer, and whether it can be opened again."""
    declined = stands.state is AskState.DECLINED
    return {
        "why": reasons.ending(stands.state, ask.end_reason),
        "also": reasons.listed(ask.also_because),
        "again": reasons.again(ask),
        "review": reviews.of_ask(scope, ask) if declined else None,
        "can_reopen": declined and ask.search_ended_at is None,
    }


def people(scope: Scope, *answering: UUID | None) -> dict[str, object]:
    """Whom one may choose, and what those are called who answer now, also if they have left."""
    members = {member.id: member.name for member in staffing.active(scope)}
    left = [one for one in answering if one not in members]
    return {"members": list(members.items()), "names": members | names_of(scope, left)}


def _forms(ask: Ask, refused: Mapping[str, FormView] | None) -> Forms:
    settings = current_app.extensions["pristan_settings"]
    return Forms(
        refused,
        offer=FormView.known(starts=_first_day(ask), hold_hours=settings.hold_hours),
        extend=FormView.known(hold_hours=settings.hold_hours),
        arrange_visit=FormView.known(minutes=VISIT_MINUTES),
        assign=FormView.known(
            responsible_id=ask.recipient_responsible_id, deputy_id=ask.recipient_deputy_id
        ),
    )


def _first_day(ask: Ask) -> date:
    return max(ask.wanted_from, clock.today())


def _room(scope: Scope, ask: Ask) -> dict[str, object]:
    """What there is to offer: free places of the group, or the cohorts of the programme."""
    if ask.group_id is not None:
        return {"rooms": _rooms(scope, ask, ask.group_id), "cohorts": None}
    cohorts = programmes.cohorts_of(scope, ask.programme_id) if ask.programme_id else []
    filled = programmes.filled(scope, [each.id for each in cohorts])
    return {"rooms": None, "cohorts": [(each, filled[each.id]) for each in cohorts]}


def _rooms(scope: Scope, ask: Ask, group_id: UUID) -> dict[str, tuple[date, Counts]]:
    """How many places of the group are free today, and on the day asked for."""
    house = availability.house(scope, group_id)
    days = {"today": clock.today(), "wanted": _first_day(ask)}
    if ask.offered_from is not None and state_now(ask) is AskState.OFFERED:
        days["wanted"] = ask.offered_from
    return {name: (on, counts(house.strip(group_id, on))) for name, on in days.items()}
