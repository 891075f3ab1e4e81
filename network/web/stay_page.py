"""The page of a stay: what each side sees of it, and what each can record."""

from collections.abc import Mapping
from typing import Any

from flask import Response

from network.aftercare import queries as aftercare
from network.aftercare.models import Aftercare
from network.availability import queries as availability
from network.clocks import queries as clocks
from network.notes.subjects import of_placement
from network.placements import absences, filing, outcomes, queries
from network.placements.lifecycle import PlacementState, actions_for
from network.placements.models import LeavingHint, Placement
from network.placements.reasons import INTERRUPTIONS, LEAVES, LegalKind
from network.requests.queries import get_ask
from network.web import happenings, talk
from network.web.ask_page import people
from network.web.desk import Forms
from network.web.rendering import FormView, page
from tenants import clock
from tenants.database import db
from tenants.roles import Permission, may
from tenants.scope import Scope


def shown(scope: Scope, found: Placement, refused: Mapping[str, FormView], status: int) -> Response:
    """The placement as the scope's side sees it; `refused` are forms that come back."""
    ours = found.tenant_id == scope.tenant_id
    lines = happenings.of_placement(reversed(queries.steps(found)))
    said = talk.on(scope, of_placement(scope, found), lines)
    answer = page(
        "placements/show.html",
        "placement",
        status,
        placement=found,
        state=PlacementState(found.state),
        overstays=queries.overstays(found),
        talk=said,
        ask=get_ask(scope, found.ask_id) if found.ask_id else None,
        ours=ours,
        aftercare=_aftercare(scope, found, ours),
        **_legal(scope, found),
        **_outcomes(scope, found, ours),
        **(_house(scope, found, refused) if ours else {"forms": Forms(refused)}),
    )
    talk.seen(scope, said)
    return answer


def _aftercare(scope: Scope, found: Placement, ours: bool) -> Aftercare | None:
    """What came after the stay, to who may look at it; one query, once somebody has left."""
    needs = Permission.GIVE_AFTERCARE if ours else Permission.WRITE_REQUESTS
    if found.state != PlacementState.DEPARTED or not may(scope, needs):
        return None
    return aftercare.of_placement(scope, found.id)


def _legal(scope: Scope, found: Placement) -> dict[str, Any]:
    """On what the stay rests, to both sides; told by the centre, or by the home without one."""
    told = queries.legal_states(found)
    asked = found.asker_id == scope.tenant_id
    needs = Permission.WRITE_REQUESTS if asked else Permission.MANAGE_PLACEMENTS
    tells = (asked or found.asker_id is None) and may(scope, needs)
    return {
        "legal_states": told,
        "tells": tells and found.state in queries.LIVE,
        "court_waits": bool(told) and told[0].kind == LegalKind.EMERGENCY_REMOVAL,
    }


def _outcomes(scope: Scope, found: Placement, ours: bool) -> dict[str, Any]:
    """How it goes, to both sides, each of which tells for itself."""
    needs = Permission.MANAGE_PLACEMENTS if ours else Permission.WRITE_REQUESTS
    return {"going": outcomes.how_it_goes(scope, found), "tells_outcome": may(scope, needs)}


def _house(scope: Scope, found: Placement, refused: Mapping[str, FormView]) -> dict[str, Any]:
    """What only the home sees of a stay: its place, who is away, what is due and can be done."""
    away = absences.of_placement(scope, found)
    lives = found.state == PlacementState.RESIDENT
    hint = db.session.get(LeavingHint, (scope.tenant_id, found.id))
    return {
        "at": queries.resident(scope, found),
        "actions": actions_for(PlacementState(found.state)),
        "lives": lives,
        "manages": may(scope, Permission.MANAGE_PLACEMENTS),
        "authorises": may(scope, Permission.AUTHORISE_EXCEPTIONS),
        "absences": away,
        "open_absence": next((one for one in away if one.ended_at is None), None),
        "away_now": any(one.ended_at is None and absences.away_now(one) for one in away),
        "due": _due(scope, found),
        "file": filing.file_of(scope, found),
        "keeps_files": may(scope, Permission.KEEP_FILES),
        "sees_shown": may(scope, Permission.ANSWER_ASKS),
        "hint": hint,
        "other_groups": _other_groups(scope, found) if lives else [],
        "other_homes": list(queries.other_homes(scope).items()) if lives else [],
        "leaves": LEAVES,
        "interruptions": INTERRUPTIONS,
        "forms": _forms(found, hint, refused),
        **people(scope, found.responsible_id, found.deputy_id),
    }


def _due(scope: Scope, found: Placement) -> list[clocks.Due]:
    """What still runs, the soonest first."""
    running = clocks.of_subjects(scope, [found.id])[found.id]
    return sorted(
        (one for one in running if not clocks.ended(one.clock)), key=lambda one: one.clock.due_at
    )


def _other_groups(scope: Scope, found: Placement) -> list[tuple[object, str]]:
    groups = availability.own_groups(scope)
    return [(one.id, one.name) for one in groups if one.id != found.group_id]


def _forms(found: Placement, hint: LeavingHint | None, refused: Mapping[str, FormView]) -> Forms:
    today, now = clock.today(), clock.now()
    return Forms(
        refused,
        arrive=FormView.known(arrived_on=today, planned_end=found.planned_end),
        plan_end=FormView.known(planned_end=found.planned_end),
        depart=FormView.known(left_on=today),
        transfer=FormView.known(left_on=today),
        report_away=FormView.known(begins_at=now),
        come_back=FormView.known(returned_at=now),
        record_legal_state=FormView.known(starts=today),
        expect_leaving=FormView.known(
            majority_on=hint.majority_on if hint else None,
            school_until=hint.school_until if hint else None,
        ),
        assign=FormView.known(responsible_id=found.responsible_id, deputy_id=found.deputy_id),
    )
