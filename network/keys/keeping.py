"""Where the keys lie: in a file that nobody else can read, or with whoever a command asks."""

import fcntl
import os
import shlex
import stat
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from network.keys.keyring import Keyring, KeyringError, Use, new_line, read, written

OTHERS = stat.S_IRWXG | stat.S_IRWXO
PATIENCE = 30  # seconds that a command may take


def from_file(path: Path) -> Keyring | None:
    """The keys in a file, None if there is none; what a newer Pristan needs is added to them.

    Raises KeyringError where others can read it.
    """
    try:
        with path.open(encoding="ascii") as file:
            if os.fstat(file.fileno()).st_mode & OTHERS:
                raise KeyringError(f"Others can read the keys: chmod 600 {path}")
            found = read(file.read())
        return found if not found.lacks() else _completed(path)
    except FileNotFoundError:
        return None
    except (OSError, UnicodeDecodeError) as failure:
        raise KeyringError(f"The keys in {path} cannot be read: {failure}") from failure


def _completed(path: Path) -> Keyring:
    """Two processes that begin at once add the same key only once."""
    with path.open("r+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.writelines(new_line(use, 1) for use in read(file.read()).lacks())
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        return read(file.read())


def add(path: Path, use: Use) -> Keyring:
    """Put one more key for that use below the others; from now on it is the one that is used.

    Raises KeyringError where there are no keys yet.
    """
    if from_file(path) is None:
        raise KeyringError(f"There are no keys in {path} yet.")
    with path.open("r+", encoding="ascii") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        file.write(new_line(use, read(file.read()).newest(use) + 1))
        file.flush()
        os.fsync(file.fileno())
        file.seek(0)
        return read(file.read())


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
    found = read(asked.stdout)
    if found.lacks():
        raise KeyringError(f"The command of PRISTAN_KEYS_COMMAND brings none for {found.lacks()}.")
    return found
