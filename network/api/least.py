"""Least restrictive first: what fits instead of a place, and why it will not do."""

from uuid import UUID

from flask import Response

from network.api.areas import Area
from network.api.telling import answer, teller
from network.programmes.instead import Seeker, offered
from network.requests import least, permitted, queries
from network.requests.models import Request
from network.schemas.answers import least as told
from tenants.credentials import ApiScope
from tenants.login import acting
from tenants.roles import require
from tenants.scope import Scope

area = Area("least", "Programmes without placement that fit, and why none of them will do.")
tell_programme = teller(told.MilderProgramme)
tell_answer = teller(told.WhyNotAnswer)


@area.get("/requests/<uuid:request_id>/programmes", ApiScope.REQUESTS_READ, told.MilderProgrammes)
def programmes(request_id: UUID) -> Response:
    """Programmes that fit instead of a place, beside one, or while one waits"""
    scope = acting()
    found = _own(scope, request_id)
    seeker = Seeker(found.age, found.region, frozenset(found.needs))
    items = [
        tell_programme(one.programme, because=list(one.because), needs=list(one.needs))
        for one in offered(scope, seeker, network_id=found.network_id)
    ]
    return answer({"items": items})


@area.get("/requests/<uuid:request_id>/why-not", ApiScope.REQUESTS_READ, told.WhyNotAnswers)
def why_not(request_id: UUID) -> Response:
    """Why no programme will do, as it was answered before a place was asked for"""
    scope = acting()
    found = least.answers_of(scope, _own(scope, request_id).id)
    return answer({"items": [tell_answer(one) for one in found]})


def _own(scope: Scope, request_id: UUID) -> Request:
    """An own request, to somebody who may write to it; 404 before 403."""
    found = queries.get_request(scope, request_id)
    require(scope, permitted.to_write(found))
    return found
