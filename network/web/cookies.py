"""The few cookies of ours that hold a choice or a code; never a fact about anybody."""

from flask import Response, current_app, request

A_YEAR = 365 * 24 * 3600


def https() -> bool:
    """Whether people reach us by HTTPS, as the settings say or as the request shows."""
    return bool(request.is_secure or current_app.config["SESSION_COOKIE_SECURE"])


def remember(response: Response, name: str, value: str, seconds: int = A_YEAR) -> None:
    """Keep `value` in this browser; scripts cannot read it and other sites cannot send it."""
    response.set_cookie(
        name, value, max_age=seconds, path="/", httponly=True, samesite="Lax", secure=https()
    )


def forget(response: Response, name: str) -> None:
    response.delete_cookie(name, path="/", httponly=True, samesite="Lax", secure=https())
