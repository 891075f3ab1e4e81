"""Organisations and what people are in them."""

from enum import Enum

from tenants.credentials import ApiScope
from tenants.errors import N_
from tenants.scope import Role, TenantKind

LABELS: dict[type[Enum], dict[Enum, str]] = {
    TenantKind: {
        TenantKind.INSTITUTION: N_("institution"),
        TenantKind.CSD: N_("centre for social work"),
        TenantKind.CRISIS_CENTRE: N_("crisis centre"),
        TenantKind.COORDINATION: N_("coordination"),
        TenantKind.SCHOOL: N_("school"),
        TenantKind.HEALTH: N_("health institution"),
        TenantKind.NGO: N_("non-governmental organisation"),
        TenantKind.EMPLOYER: N_("employer"),
    },
    Role: {
        Role.ADMINISTRATOR: N_("administrator"),
        Role.CASE_WORKER: N_("case worker"),
        Role.COUNSELLOR: N_("counsellor"),
        Role.EDUCATOR: N_("educator"),
        Role.CRISIS_WORKER: N_("crisis worker"),
        Role.HEAD: N_("head"),
        Role.COORDINATOR: N_("coordinator"),
        Role.DPO: N_("data protection officer"),
        Role.INSPECTOR: N_("inspector"),
        Role.NETWORK_ADMINISTRATOR: N_("network administrator"),
    },
    ApiScope: {
        ApiScope.PLACES_READ: N_("see places"),
        ApiScope.PLACES_WRITE: N_("change places"),
        ApiScope.REQUESTS_READ: N_("see requests"),
        ApiScope.REQUESTS_WRITE: N_("write requests"),
        ApiScope.ASKS_READ: N_("see asks"),
        ApiScope.ASKS_WRITE: N_("send and answer asks"),
        ApiScope.PLACEMENTS_READ: N_("see placements"),
        ApiScope.PLACEMENTS_WRITE: N_("change placements"),
        ApiScope.PROGRAMMES_READ: N_("see programmes"),
        ApiScope.PROGRAMMES_WRITE: N_("change programmes"),
        ApiScope.FILES_READ: N_("read young people's files"),
        ApiScope.FILES_WRITE: N_("write young people's files"),
        ApiScope.ACCOUNT_READ: N_("see how the person signs in"),
        ApiScope.ACCOUNT_WRITE: N_("remove second steps for signing in"),
        ApiScope.NETWORK_READ: N_("see the figures of the network"),
        ApiScope.MEMBERS_READ: N_("see members and invitations"),
        ApiScope.MEMBERS_WRITE: N_("change members and invite"),
        ApiScope.NOTICES_READ: N_("see notices"),
        ApiScope.NOTICES_WRITE: N_("mark notices as read, and say how to be told"),
    },
}
