"""What an address says: which page of a list, and where to go back to, only ever to ours."""

from urllib.parse import urlsplit

from flask import request


def local_path(text: str | None, fallback: str = "/") -> str:
    """`text` if it is a path on this site, else `fallback`.

    A link must not be able to send people elsewhere after signing in or switching language.
    """
    if not text or not text.startswith("/") or text.startswith(("//", "/\\")):
        return fallback
    if "\\" in text or not text.isprintable() or " " in text:
        return fallback
    parts = urlsplit(text)
    return fallback if parts.scheme or parts.netloc else text


def page_number() -> int:
    """Which page of a list is asked for; the first where the address makes no sense."""
    return max(1, request.args.get("page", 1, type=int))


def this_page() -> str:
    """The path that shows this page again: its own for a GET, where it came from for a form."""
    if request.method in ("GET", "HEAD"):
        return request.full_path.rstrip("?")
    came_from = urlsplit(request.referrer or "")
    if came_from.netloc != request.host:
        return "/"
    return local_path(came_from.path + (f"?{came_from.query}" if came_from.query else ""))
