"""What axe has looked at in this run, whichever worker showed it."""

import atexit
import fcntl
import json
import os
import tempfile
from pathlib import Path
from uuid import uuid4

RUN = os.environ.get("PYTEST_XDIST_TESTRUNUID") or uuid4().hex


class Looked:
    """A line for each thing in a file that the workers of a run share and that goes with them."""

    def __init__(self) -> None:
        self._file = Path(tempfile.gettempdir()) / f"pristan-looked-{RUN}"
        self._known: set[str] = set()
        self._read = 0
        atexit.register(self._file.unlink, missing_ok=True)

    def anything_new(self, where: object, drawn: set[str]) -> bool:
        """Whether there is something in it that nobody has looked at; from now on somebody has."""
        lines = {json.dumps([str(where), each]) for each in drawn}
        if lines <= self._known:
            return False
        with self._file.open("a+", encoding="ascii") as shared:
            fcntl.flock(shared, fcntl.LOCK_EX)
            shared.seek(self._read)
            self._known.update(shared.read().splitlines())
            new = lines - self._known
            shared.writelines(f"{line}\n" for line in sorted(new))
            shared.flush()
            self._read = shared.tell()
        self._known |= new
        return bool(new)
