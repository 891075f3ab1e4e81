"""Which HTTP status each kind of refusal becomes, once for pages and API alike."""

from tenants.errors import N_, DomainError

BY_CODE = {
    "not_found": 404,
    "not_allowed": 403,
    "conflict": 409,
    "invalid": 422,
    "too_large": 413,
    "not_possible": 422,
    "wrong_credentials": 422,
    "challenge_gone": 422,
    "no_membership": 403,
    "link_gone": 404,
    "throttled": 429,
    "unavailable": 503,
}

# What a program is told in one line, and the code where nothing closer is known.
TITLES = {
    400: N_("This request could not be understood"),
    401: N_("A token is needed"),
    403: N_("This is not allowed"),
    404: N_("There is nothing here"),
    405: N_("This cannot be done here"),
    409: N_("Things have changed in the meantime"),
    412: N_("This is not the version you have seen"),
    413: N_("This is too large"),
    415: N_("This kind of content is not read here"),
    422: N_("Some values do not fit"),
    429: N_("Too many attempts"),
    500: N_("Something went wrong on our side"),
    503: N_("This cannot be done at the moment"),
}
BY_STATUS = {
    400: "bad_request",
    401: "unauthorized",
    403: "not_allowed",
    404: "not_found",
    405: "method_not_allowed",
    409: "conflict",
    412: "precondition_failed",
    413: "too_large",
    415: "unsupported_media_type",
    422: "invalid",
    429: "throttled",
    500: "broken",
    503: "unavailable",
}


def status_of(error: DomainError) -> int:
    """The status of an error: by its own code, else by the code of what it is a kind of."""
    return status_of_kind(type(error))


def status_of_kind(kind: type[DomainError]) -> int:
    """The status of every error of this kind."""
    codes = (getattr(each, "code", None) for each in kind.__mro__)
    return next((BY_CODE[code] for code in codes if code in BY_CODE), 422)
