"""Which HTTP status each kind of refusal becomes, once for pages and API alike."""

from tenants.errors import DomainError

BY_CODE = {
    "not_found": 404,
    "not_allowed": 403,
    "conflict": 409,
    "invalid": 422,
    "too_large": 413,
    "not_possible": 422,
    "wrong_credentials": 422,
    "no_membership": 403,
    "link_gone": 404,
    "throttled": 429,
}


def status_of(error: DomainError) -> int:
    """The status of an error: by its own code, else by the code of what it is a kind of."""
    for kind in type(error).__mro__:
        code = getattr(kind, "code", None)
        if code in BY_CODE:
            return BY_CODE[code]
    return 422
