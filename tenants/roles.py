"""What each role may do: one table, read by acts, buttons and refusals alike."""

from enum import StrEnum

from tenants.errors import N_, NotAllowed
from tenants.scope import Role, Scope, TenantKind


class Permission(StrEnum):
    """Something a member may be allowed to do."""

    MANAGE_MEMBERS = "manage_members"
    MANAGE_TOKENS = "manage_tokens"
    MANAGE_GROUPS = "manage_groups"
    MANAGE_CLOSURES = "manage_closures"
    CONFIRM_PLACES = "confirm_places"
    IMPORT_PLACES = "import_places"
    IMPORT_ALL_PLACES = "import_all_places"
    SEE_HOUSE = "see_house"
    WRITE_REQUESTS = "write_requests"
    ANSWER_ASKS = "answer_asks"
    MANAGE_PLACEMENTS = "manage_placements"
    AUTHORISE_EXCEPTIONS = "authorise_exceptions"
    HAND_OVER = "hand_over"
    KEEP_HOURS = "keep_hours"
    SEE_NETWORK_FIGURES = "see_network_figures"
    REVIEW_DECLINES = "review_declines"
    ADMIT_TENANTS = "admit_tenants"
    READ_TRAIL = "read_trail"
    KEEP_FILES = "keep_files"
    ASK_ELSEWHERE = "ask_elsewhere"
    BREAK_GLASS = "break_glass"
    REVIEW_EMERGENCIES = "review_emergencies"
    SET_UP_NETWORK = "set_up_network"
    TRANSFER_CASES = "transfer_cases"
    DECIDE_RIGHTS = "decide_rights"
    OVERSEE = "oversee"
    FIND_FILES = "find_files"
    KEEP_TRAIL = "keep_trail"
    INSPECT = "inspect"
    REPORT_BREACHES = "report_breaches"
    MANAGE_PROGRAMMES = "manage_programmes"
    RUN_PROGRAMMES = "run_programmes"
    REFER = "refer"
    ATTEND = "attend"
    FORM_TEAMS = "form_teams"
    GIVE_AFTERCARE = "give_aftercare"
    HAND_ON_PROPOSALS = "hand_on_proposals"
    TAKE_PROPOSALS = "take_proposals"


CARERS = frozenset({Role.HEAD, Role.COUNSELLOR, Role.CRISIS_WORKER})
NETWORK = frozenset({Role.COORDINATOR, Role.NETWORK_ADMINISTRATOR})

MAY: dict[Permission, frozenset[Role]] = {
    Permission.MANAGE_MEMBERS: frozenset({Role.ADMINISTRATOR}),
    Permission.MANAGE_TOKENS: frozenset({Role.ADMINISTRATOR}),
    Permission.MANAGE_GROUPS: frozenset({Role.ADMINISTRATOR, Role.HEAD}),
    Permission.MANAGE_CLOSURES: CARERS,
    Permission.CONFIRM_PLACES: CARERS | {Role.EDUCATOR},
    Permission.IMPORT_PLACES: frozenset({Role.ADMINISTRATOR}),
    Permission.IMPORT_ALL_PLACES: frozenset({Role.NETWORK_ADMINISTRATOR}),
    Permission.SEE_HOUSE: CARERS | {Role.EDUCATOR, Role.ADMINISTRATOR},
    Permission.WRITE_REQUESTS: frozenset({Role.CASE_WORKER, Role.CRISIS_WORKER, Role.HEAD}),
    Permission.ANSWER_ASKS: CARERS,
    Permission.MANAGE_PLACEMENTS: CARERS,
    Permission.AUTHORISE_EXCEPTIONS: frozenset({Role.HEAD}),
    Permission.HAND_OVER: frozenset({Role.ADMINISTRATOR, Role.HEAD}),
    Permission.KEEP_HOURS: frozenset({Role.ADMINISTRATOR, Role.HEAD}),
    Permission.SEE_NETWORK_FIGURES: NETWORK,
    Permission.REVIEW_DECLINES: frozenset({Role.COORDINATOR}),
    Permission.ADMIT_TENANTS: frozenset({Role.NETWORK_ADMINISTRATOR}),
    Permission.READ_TRAIL: frozenset({Role.ADMINISTRATOR, Role.DPO, Role.INSPECTOR}),
    Permission.KEEP_FILES: CARERS | {Role.CASE_WORKER, Role.EDUCATOR},
    Permission.ASK_ELSEWHERE: CARERS | {Role.CASE_WORKER, Role.EDUCATOR},
    Permission.BREAK_GLASS: CARERS | {Role.CASE_WORKER},
    Permission.REVIEW_EMERGENCIES: frozenset({Role.DPO, Role.HEAD}),
    Permission.SET_UP_NETWORK: frozenset({Role.NETWORK_ADMINISTRATOR}),
    Permission.TRANSFER_CASES: frozenset({Role.CASE_WORKER, Role.HEAD}),
    Permission.DECIDE_RIGHTS: frozenset({Role.DPO, Role.HEAD}),
    Permission.OVERSEE: frozenset({Role.DPO, Role.HEAD}),
    Permission.FIND_FILES: CARERS | {Role.CASE_WORKER, Role.EDUCATOR, Role.DPO},
    Permission.KEEP_TRAIL: frozenset({Role.DPO, Role.HEAD, Role.ADMINISTRATOR}),
    Permission.INSPECT: frozenset({Role.INSPECTOR}),
    Permission.REPORT_BREACHES: frozenset(Role) - {Role.INSPECTOR},
    Permission.MANAGE_PROGRAMMES: frozenset(
        {Role.ADMINISTRATOR, Role.HEAD, Role.COUNSELLOR, Role.COORDINATOR}
    ),
    Permission.RUN_PROGRAMMES: CARERS | {Role.CASE_WORKER},
    Permission.REFER: CARERS | {Role.CASE_WORKER},
    Permission.ATTEND: CARERS | {Role.CASE_WORKER, Role.EDUCATOR},
    Permission.FORM_TEAMS: frozenset({Role.HEAD}),
    Permission.GIVE_AFTERCARE: CARERS | {Role.EDUCATOR},
    Permission.HAND_ON_PROPOSALS: CARERS,
    Permission.TAKE_PROPOSALS: frozenset({Role.CASE_WORKER, Role.HEAD}),
}

HOMES = frozenset({TenantKind.INSTITUTION, TenantKind.CRISIS_CENTRE})
SENDERS = frozenset({TenantKind.CSD, TenantKind.CRISIS_CENTRE})
# Whoever asks for help for young people keeps their files. A school and a health institution see
# what came of what they asked for, and nothing of who else knows somebody (decision 0048).
KEEPERS = HOMES | SENDERS | {TenantKind.SCHOOL, TenantKind.HEALTH}

# A permission that is not named here does not depend on what kind of organisation it is.
KINDS: dict[Permission, frozenset[TenantKind]] = {
    Permission.MANAGE_GROUPS: HOMES,
    Permission.MANAGE_CLOSURES: HOMES,
    Permission.CONFIRM_PLACES: HOMES,
    Permission.IMPORT_PLACES: HOMES,
    Permission.SEE_HOUSE: HOMES,
    Permission.WRITE_REQUESTS: SENDERS,
    Permission.ANSWER_ASKS: HOMES,
    Permission.MANAGE_PLACEMENTS: HOMES,
    Permission.AUTHORISE_EXCEPTIONS: HOMES | SENDERS,
    Permission.KEEP_FILES: KEEPERS,
    Permission.ASK_ELSEWHERE: HOMES | SENDERS,
    Permission.BREAK_GLASS: HOMES | SENDERS,
    Permission.REVIEW_EMERGENCIES: KEEPERS,
    Permission.TRANSFER_CASES: frozenset({TenantKind.CSD}),
    Permission.DECIDE_RIGHTS: KEEPERS,
    Permission.FIND_FILES: KEEPERS,
    Permission.GIVE_AFTERCARE: HOMES,
    Permission.REFER: KEEPERS,
    Permission.HAND_ON_PROPOSALS: KEEPERS - SENDERS,
    Permission.TAKE_PROPOSALS: frozenset({TenantKind.CSD}),
}

REFUSALS: dict[Permission, str] = {
    Permission.MANAGE_MEMBERS: N_("Only an administrator of your organisation manages members."),
    Permission.MANAGE_TOKENS: N_("Only an administrator of your organisation manages tokens."),
    Permission.MANAGE_GROUPS: N_("Only an administrator or the head of the home manages groups."),
    Permission.MANAGE_CLOSURES: N_(
        "Only the head, a counsellor or a crisis worker of the home closes and opens places."
    ),
    Permission.CONFIRM_PLACES: N_("Only the staff of the home confirms its places."),
    Permission.IMPORT_PLACES: N_("Only an administrator of the home imports its places."),
    Permission.IMPORT_ALL_PLACES: N_(
        "Only the network's administrator imports places of several organisations."
    ),
    Permission.SEE_HOUSE: N_("Only the staff of the home sees who lives there."),
    Permission.WRITE_REQUESTS: N_(
        "Only a case worker, a crisis worker or the head writes requests."
    ),
    Permission.ANSWER_ASKS: N_(
        "Only the head, a counsellor or a crisis worker of the home answers asks."
    ),
    Permission.MANAGE_PLACEMENTS: N_(
        "Only the head, a counsellor or a crisis worker of the home manages placements."
    ),
    Permission.AUTHORISE_EXCEPTIONS: N_("Only the head authorises exceptions."),
    Permission.KEEP_HOURS: N_(
        "Only an administrator or the head of your organisation sets its working hours."
    ),
    Permission.HAND_OVER: N_(
        "Only an administrator or the head hands over the work of somebody else."
    ),
    Permission.SEE_NETWORK_FIGURES: N_(
        "Only a coordinator or the network's administrator sees the figures of the network."
    ),
    Permission.REVIEW_DECLINES: N_("Only a coordinator reviews declines."),
    Permission.ADMIT_TENANTS: N_("Only the network's administrator admits organisations."),
    Permission.KEEP_FILES: N_("Only those who work with young people keep their files."),
    Permission.ASK_ELSEWHERE: N_(
        "Only those who work with young people ask whether another house knows somebody."
    ),
    Permission.BREAK_GLASS: N_(
        "Only a crisis worker, a counsellor, a case worker or the head breaks the glass."
    ),
    Permission.REVIEW_EMERGENCIES: N_(
        "Only the data-protection officer or the head judges an emergency."
    ),
    Permission.SET_UP_NETWORK: N_("Only the network's administrator sets up the network."),
    Permission.TRANSFER_CASES: N_(
        "Only a case worker or the head of a centre for social work passes cases on."
    ),
    Permission.DECIDE_RIGHTS: N_(
        "Only the data-protection officer or the head decides about the rights of a person."
    ),
    Permission.OVERSEE: N_(
        "Only the data-protection officer or the head watches over data protection."
    ),
    Permission.FIND_FILES: N_(
        "Only those who work with young people, or the data-protection officer, look for files."
    ),
    Permission.KEEP_TRAIL: N_(
        "Only the data-protection officer, the head or an administrator says how long the trail is"
        " kept."
    ),
    Permission.REPORT_BREACHES: N_("An inspector only reads."),
    Permission.MANAGE_PROGRAMMES: N_(
        "Only an administrator, the head, a counsellor or a coordinator manages programmes."
    ),
    Permission.RUN_PROGRAMMES: N_(
        "Only those who work with young people see who takes part in a programme."
    ),
    Permission.ATTEND: N_("Only those who work with young people see sessions and mark who came."),
    Permission.FORM_TEAMS: N_("Only the head of the house forms a team."),
    Permission.REFER: N_("Only a case worker, a counsellor or the head asks for a programme."),
    Permission.GIVE_AFTERCARE: N_(
        "Only those who work with the young people of the home follow them after they have left."
    ),
    Permission.HAND_ON_PROPOSALS: N_(
        "Only a counsellor or the head passes on what advisers have proposed."
    ),
    Permission.TAKE_PROPOSALS: N_(
        "Only a case worker or the head of a centre for social work takes proposals up."
    ),
    Permission.INSPECT: N_("Only an inspector sees what was opened for an inspection."),
    Permission.READ_TRAIL: N_(
        "Only an administrator, the data-protection officer or an inspector reads the trail."
    ),
}

# Whoever holds one of these in any organisation needs a second factor: they let people in, see a
# whole network, or watch over it.
NEED_FACTOR = frozenset(
    {
        Role.ADMINISTRATOR,
        Role.COORDINATOR,
        Role.DPO,
        Role.INSPECTOR,
        Role.NETWORK_ADMINISTRATOR,
    }
)

EVERYWHERE = frozenset({Role.ADMINISTRATOR, Role.HEAD, Role.DPO, Role.INSPECTOR})
CARE = EVERYWHERE | {Role.COUNSELLOR, Role.EDUCATOR}

# Which roles an organisation can give its members. Those of the network belong to its
# coordination alone: no other administrator can make anybody see or admit more than their own.
HELD_IN: dict[TenantKind, frozenset[Role]] = {
    TenantKind.INSTITUTION: CARE,
    TenantKind.CSD: EVERYWHERE | {Role.CASE_WORKER},
    TenantKind.CRISIS_CENTRE: CARE | {Role.CRISIS_WORKER},
    TenantKind.COORDINATION: EVERYWHERE | NETWORK,
    TenantKind.SCHOOL: CARE,
    TenantKind.HEALTH: CARE,
    TenantKind.NGO: CARE,
    TenantKind.EMPLOYER: EVERYWHERE,
}
OTHER_KIND = N_("Organisations of this kind do not do this.")


def may(scope: Scope, permission: Permission) -> bool:
    """Whether this member, in this kind of organisation, may do it."""
    return scope.has(*MAY[permission]) and _fits(scope, permission)


def require(scope: Scope, permission: Permission) -> None:
    """Pass, or raise NotAllowed with a sentence that names who may."""
    if not _fits(scope, permission):
        raise NotAllowed(OTHER_KIND)
    if not scope.has(*MAY[permission]):
        raise NotAllowed(REFUSALS[permission])


def roles_for(kind: TenantKind | None) -> list[Role]:
    """The roles that members of such an organisation can have, in the order of the roles."""
    return [role for role in Role if kind is not None and role in HELD_IN[kind]]


def _fits(scope: Scope, permission: Permission) -> bool:
    kinds = KINDS.get(permission)
    return kinds is None or scope.kind in kinds
