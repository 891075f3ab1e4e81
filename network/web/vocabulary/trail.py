"""What the trail tells: kinds of entries, legal bases, and the parts of a file."""

from enum import Enum

from network.consent.kinds import Basis, Category
from network.trail.kinds import Entrance, EntryKind, RightsChange
from tenants.errors import N_

LABELS: dict[type[Enum], dict[Enum, str]] = {
    EntryKind: {
        EntryKind.SIGN_IN: N_("signed in"),
        EntryKind.SIGN_IN_REFUSED: N_("failed at the second step"),
        EntryKind.READ: N_("read"),
        EntryKind.DISCLOSE: N_("showed"),
        EntryKind.DECIDE: N_("decided"),
        EntryKind.EXPORT: N_("took along"),
        EntryKind.RIGHTS: N_("changed rights"),
    },
    RightsChange: {
        RightsChange.MEMBER_ADDED: N_("a member came in"),
        RightsChange.ROLES: N_("the roles of a member"),
        RightsChange.LAST_DAY: N_("the last day of a member"),
        RightsChange.ACTIVE_OR_NOT: N_("a member deactivated or active again"),
        RightsChange.CONFIRMED: N_("a member paused or confirmed"),
        RightsChange.INVITED: N_("an invitation"),
        RightsChange.INVITATION_REVOKED: N_("an invitation withdrawn"),
        RightsChange.PASSWORD_LINK: N_("a link to set a password"),
        RightsChange.TOKEN_ISSUED: N_("a token issued"),
        RightsChange.TOKEN_REVOKED: N_("a token withdrawn"),
        RightsChange.FACTOR_ADDED: N_("a second step for signing in added"),
        RightsChange.FACTOR_REMOVED: N_("a second step for signing in removed"),
        RightsChange.FACTORS_TAKEN: N_("the lost second step of a member taken away"),
        RightsChange.RECOVERY_CODES: N_("new recovery codes"),
    },
    Entrance: {
        Entrance.PASSWORD: N_("by password"),
        Entrance.INVITATION: N_("by an invitation"),
        Entrance.SWITCH: N_("from another organisation of theirs"),
        Entrance.PASSKEY: N_("with a passkey"),
        Entrance.CODE: N_("by password and a code"),
        Entrance.RECOVERY: N_("by password and a recovery code"),
    },
    Basis: {
        Basis.CONSENT: N_("consent"),
        Basis.STATUTORY_TASK: N_("task given by statute"),
        Basis.COURT_ORDER: N_("court order"),
        Basis.DUTY_TO_REPORT: N_("duty to report"),
        Basis.VITAL_INTEREST: N_("vital interest"),
        Basis.STATISTICS: N_("statistics"),
    },
    Category: {
        Category.IDENTITY: N_("identity"),
        Category.CONTACT: N_("contact"),
        Category.FAMILY: N_("family"),
        Category.SCHOOL: N_("school"),
        Category.NEEDS: N_("needs"),
        Category.HEALTH: N_("health"),
        Category.RISK: N_("risks"),
        Category.COURT: N_("court"),
        Category.HISTORY: N_("history"),
        Category.OWN_WORDS: N_("own words"),
        Category.DOCUMENTS: N_("documents"),
    },
}
# What was decided about a file, by the code that stands in the entry.
DECISIONS: dict[str, str] = {
    "file": N_("a part of the file written"),
    "handed_over": N_("somebody else answers for it"),
    "basis_recorded": N_("a legal basis recorded"),
    "basis_proven": N_("the document of a consent named"),
    "basis_agreed": N_("somebody else agreed"),
    "basis_withdrawn": N_("a legal basis ended"),
    "stop_use": N_("said that it is no longer used"),
    "asked_elsewhere": N_("asked whether another house may know"),
    "elsewhere_call_us": N_("answered another house: call us"),
    "elsewhere_declined": N_("told another house nothing"),
    "elsewhere_on": N_("let the members of the network ask each other"),
    "elsewhere_off": N_("let the members of the network ask each other no more"),
    "emergency_judged": N_("judged an emergency"),
}
