"""Where the keys lie: in a file that nobody else can read, or with whoever a command asks."""

import os
import shlex
import stat
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from network.keys.keyring import Keyring, KeyringError, read, written

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PATIENCE = 30  # seconds that a command may take


def from_file(path: Path) -> Keyring | None:
    """The keys in a file, None if there is none. Raises KeyringError where others can read it."""
    try:
        with path.open(encoding="ascii") as file:
            if os.fstat(file.fileno()).st_mode & OTHERS:
                raise KeyringError(f"Others can read the keys: chmod 600 {path}")
            return read(file.read())
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as failure:
        raise KeyringError(f"The keys in {path} cannot be read: {failure}") from failure


def created(path: Path) -> Keyring:
    """New keys in a new file, or those that somebody else has put there in the same moment."""
    path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, name = tempfile.mkstemp(dir=path.parent)  # readable to nobody else from the start
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(written(Keyring.fresh()))
        file.flush()
        os.fsync(file.fileno())
    with suppress(FileExistsError):
        os.link(name, path)
    Path(name).unlink()
    found = from_file(path)
    if found is None:
        raise KeyringError(f"The keys could not be written to {path}.")
    return found


def from_command(command: str) -> Keyring:
    """The keys that a command prints: of a key management service, say. Raises KeyringError."""
    try:
        asked = subprocess.run(
            shlex.split(command), capture_output=True, text=True, timeout=PATIENCE, check=True
        )
    except (OSError, ValueError, subprocess.SubprocessError) as failure:
        raise KeyringError("The command of PRISTAN_KEYS_COMMAND brings no keys.") from failure
    return read(asked.stdout)
