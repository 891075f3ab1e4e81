"""What was typed into a form whose session had ended, carried through signing in."""

import json
from dataclasses import dataclass

from flask import current_app, request
from werkzeug.exceptions import HTTPException

from network.web.paths import local_path

FIELD = "kept"
LARGEST = 100_000
NEVER = ("password", "current", "again", "secret", "code", "credential", FIELD)


@dataclass(frozen=True, slots=True)
class KeptForm:
    """A form of ours that was posted too late: where it went, and its fields."""

    path: str
    fields: tuple[tuple[str, str], ...]

    def packed(self) -> str:
        """As one hidden field of the sign-in form."""
        return json.dumps([self.path, *self.fields])


def from_request() -> KeptForm | None:
    """The form of this request, without passwords and files; None if it cannot be kept."""
    path = request.full_path.rstrip("?")
    typed = [(name, value) for name, value in request.form.items(multi=True) if name not in NEVER]
    size = sum(len(name) + len(value) for name, value in typed)
    if not typed or size > LARGEST or not _takes_forms(path):
        return None
    return KeptForm(path, tuple(typed))


def unpacked(text: str) -> KeptForm | None:
    """The form as it came back; None for anything that is not a form of ours."""
    try:
        path, *pairs = json.loads(text)
        typed = tuple((str(name), str(value)) for name, value in pairs)
    except (ValueError, TypeError):
        return None
    return KeptForm(str(path), typed) if _takes_forms(str(path)) else None


def _takes_forms(path: str) -> bool:
    """Whether a page of ours takes a POST there; nothing else is ever posted to."""
    if local_path(path, "") != path:
        return False
    try:
        current_app.url_map.bind("").match(path.partition("?")[0], method="POST")
    except HTTPException:
        return False
    return True
