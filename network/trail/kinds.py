"""What is written into the trail. Pure. Codes are never reused."""

from enum import StrEnum


class EntryKind(StrEnum):
    SIGN_IN = "sign_in"
    SIGN_IN_REFUSED = "sign_in_refused"
    READ = "read"
    READ_REFUSED = "read_refused"
    DISCLOSE = "disclose"
    DECIDE = "decide"
    EXPORT = "export"
    RIGHTS = "rights"


class Purpose(StrEnum):
    """For what somebody looked at, showed or took something."""

    ANSWER_ASK = "answer_ask"
    FIND_PLACE = "find_place"
    CARE = "care"
    EMERGENCY = "emergency"
    OVERSIGHT = "oversight"
    ADMINISTRATION = "administration"
    OWN_PAGE = "own_page"


class RightsChange(StrEnum):
    """How it was changed who may do what."""

    MEMBER_ADDED = "member_added"
    ROLES = "roles"
    LAST_DAY = "last_day"
    ACTIVE_OR_NOT = "active_or_not"
    CONFIRMED = "confirmed"
    INVITED = "invited"
    INVITATION_REVOKED = "invitation_revoked"
    PASSWORD_LINK = "password_link"
    TOKEN_ISSUED = "token_issued"
    TOKEN_REVOKED = "token_revoked"
    FACTOR_ADDED = "factor_added"
    FACTOR_REMOVED = "factor_removed"
    FACTORS_TAKEN = "factors_taken"
    RECOVERY_CODES = "recovery_codes"


class Entrance(StrEnum):
    """How somebody came in."""

    PASSWORD = "password"
    INVITATION = "invitation"
    SWITCH = "switch"
    PASSKEY = "passkey"
    CODE = "code"
    RECOVERY = "recovery"
    OWN_PAGE = "own_page"
