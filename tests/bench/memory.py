"""How much memory a worker takes, as the kernel counts it."""

from collections.abc import Iterator
from pathlib import Path

MEGABYTE = 1024  # kB, in which the kernel tells it


def workers_of(port: int) -> list[float]:
    """Resident megabytes of each worker of the server that listens on `port` (Linux only)."""
    family = [each for each in _processes() if f"PRISTAN_PORT={port}\n" in _said(each)]
    names = {each.name for each in family}
    return [_resident(each) for each in family if _field(each, "PPid") in names]


def _processes() -> Iterator[Path]:
    return (path for path in Path("/proc").iterdir() if path.name.isdigit())


def _said(process: Path) -> str:
    try:
        return (process / "environ").read_text(errors="replace").replace("\0", "\n") + "\n"
    except OSError:
        return ""


def _resident(process: Path) -> float:
    return int(_field(process, "VmRSS").split()[0]) / MEGABYTE


def _field(process: Path, name: str) -> str:
    try:
        lines = (process / "status").read_text().splitlines()
    except OSError:
        return ""
    return next((line.split(":")[1].strip() for line in lines if line.startswith(f"{name}:")), "")
