"""The lines of the side navigation: where each leads, and for whom it is."""

from dataclasses import dataclass

from tenants.errors import N_
from tenants.roles import Permission, may
from tenants.scope import Scope


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the navigation, for those who may do one of `needs` (none: for everybody), but
    not `unless` they may do more elsewhere.

    `short` is its name on a phone, `count` names its number, `having` what the house must have for
    the line to stand there, `also` the rooms that belong to it.
    """

    endpoint: str
    label: str
    icon: str
    short: str = ""
    count: str = ""
    section: str = ""
    needs: tuple[Permission, ...] = ()
    unless: tuple[Permission, ...] = ()
    also: tuple[str, ...] = ()
    having: str = ""

    def seen_by(self, scope: Scope) -> bool:
        if any(may(scope, one) for one in self.unless):
            return False
        return not self.needs or any(may(scope, one) for one in self.needs)


NETWORK = N_("Network")
ORGANISATION = N_("Organisation")
ENTRIES = (
    Entry(
        "my_day.show",
        N_("My day"),
        "home",
        count="my_day",
        unless=(Permission.INSPECT,),
        also=("due", "hours"),
    ),
    Entry(
        "inspection.show",
        N_("Inspection"),
        "eye",
        N_("Oversight"),
        needs=(Permission.INSPECT,),
        also=("breaches",),
    ),
    Entry("board.show", N_("Open places"), "bed", N_("Places"), unless=(Permission.INSPECT,)),
    Entry(
        "requests.index",
        N_("Requests"),
        "clipboard-list",
        count="requests",
        needs=(Permission.WRITE_REQUESTS,),
    ),
    Entry(
        "asks.index",
        N_("Asks received"),
        "inbox",
        N_("Asks"),
        count="asks",
        needs=(Permission.ANSWER_ASKS,),
    ),
    Entry(
        "asks.index",
        N_("Asks received"),
        "inbox",
        N_("Asks"),
        count="asks",
        needs=(Permission.RUN_PROGRAMMES,),
        unless=(Permission.ANSWER_ASKS,),
        having="has programmes",
    ),
    Entry("house.show", N_("The house"), "home-heart", N_("House"), needs=(Permission.SEE_HOUSE,)),
    Entry(
        "placements.index",
        N_("Placements"),
        "users",
        count="placements",
        needs=(Permission.SEE_HOUSE, Permission.WRITE_REQUESTS),
    ),
    Entry(
        "aftercare.index",
        N_("Aftercare"),
        "leaf",
        N_("After"),
        needs=(Permission.GIVE_AFTERCARE,),
    ),
    Entry(
        "programmes.index",
        N_("Programmes"),
        "compass",
        unless=(Permission.INSPECT,),
        also=("programme_cohorts",),
    ),
    Entry(
        "enrolments.index",
        N_("Who takes part"),
        "users",
        N_("Enrolled"),
        needs=(Permission.RUN_PROGRAMMES, Permission.REFER),
        also=("referrals",),
    ),
    Entry(
        "sessions.index",
        N_("Sessions"),
        "calendar",
        needs=(Permission.ATTEND,),
        also=("rooms", "feeds"),
        having="has programmes",
    ),
    Entry(
        "requests.index",
        N_("Requests"),
        "clipboard-list",
        count="requests",
        needs=(Permission.REFER,),
        unless=(Permission.WRITE_REQUESTS,),
    ),
    Entry(
        "files.index",
        N_("Files"),
        "file-text",
        needs=(Permission.KEEP_FILES,),
        also=(
            "bases",
            "consent_questions",
            "file_bases",
            "file_consents",
            "file_elsewhere",
            "file_rights",
            "access_reports",
            "report_acts",
            "corrections",
            "elsewhere",
            "asked",
            "own_pages",
            "file_pages",
            "voices",
            "transfers",
        ),
    ),
    Entry(
        "coordination.show",
        N_("Coordination"),
        "arrows-shuffle",
        count="coordination",
        section=NETWORK,
        needs=(Permission.SEE_NETWORK_FIGURES,),
        also=("figures", "reviews"),
    ),
    Entry(
        "elsewhere.network",
        N_("The network"),
        "settings",
        section=NETWORK,
        needs=(Permission.SET_UP_NETWORK,),
    ),
    Entry(
        "emergencies.index",
        N_("Emergencies"),
        "alert-triangle",
        short=N_("In need"),
        count="emergencies",
        section=ORGANISATION,
        needs=(Permission.REVIEW_EMERGENCIES,),
        also=("emergency_reviews",),
    ),
    Entry(
        "rights.index",
        N_("Rights of persons"),
        "scale",
        short=N_("Rights"),
        section=ORGANISATION,
        needs=(Permission.DECIDE_RIGHTS,),
        also=("rights_requests", "erasures", "erasure_acts", "retention"),
    ),
    Entry(
        "data_protection.show",
        N_("Data protection"),
        "shield-lock",
        count="breaches",
        section=ORGANISATION,
        needs=(Permission.OVERSEE,),
        also=("breaches", "inspections", "finder"),
    ),
    Entry(
        "groups.index",
        N_("Groups"),
        "building-community",
        section=ORGANISATION,
        needs=(Permission.SEE_HOUSE,),
        also=("closures", "confirmations"),
    ),
    Entry(
        "imports.new",
        N_("Import places"),
        "file-import",
        section=ORGANISATION,
        needs=(Permission.IMPORT_PLACES, Permission.IMPORT_ALL_PLACES),
    ),
    Entry(
        "duties.index",
        N_("Duties"),
        "users-group",
        section=ORGANISATION,
        needs=(Permission.HAND_OVER,),
        unless=(Permission.MANAGE_MEMBERS,),
    ),
    Entry(
        "administration.members",
        N_("Administration"),
        "settings",
        section=ORGANISATION,
        needs=(Permission.MANAGE_MEMBERS,),
    ),
    Entry(
        "trail.show",
        N_("Trail"),
        "history",
        section=ORGANISATION,
        needs=(Permission.READ_TRAIL,),
    ),
)
