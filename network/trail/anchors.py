"""Where each day's trails had come to, in files that are to lie elsewhere than the database.

A line a trail, as JSON: the tenant, the place of its last entry and the seal that one carries. Who
cuts off the newest entries of a trail cannot cut them off these files, too.
"""

import json
from collections.abc import Iterable
from datetime import date
from pathlib import Path
from uuid import UUID

from network.trail.chain import Anchor


class AnchorsUnreadable(RuntimeError):
    """A file of anchors is not one."""


def written(anchors: Iterable[Anchor]) -> str:
    """The anchors as lines."""
    return "".join(
        json.dumps({"tenant": str(one.tenant_id), "seq": one.seq, "seal": one.seal.hex()}) + "\n"
        for one in anchors
    )


def put(folder: Path, day: date, anchors: Iterable[Anchor]) -> Path:
    """The anchors of a day as a file of their own; never over one that is there."""
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    path = folder / f"{day.isoformat()}.jsonl"
    try:
        with path.open("x", encoding="ascii") as file:
            file.write(written(anchors))
    except FileExistsError:
        pass
    return path


def read(paths: Iterable[Path]) -> list[Anchor]:
    """The anchors of those files, or of all files in those folders. Raises AnchorsUnreadable."""
    files: list[Path] = []
    for path in paths:
        files += [path] if path.is_file() else path.glob("*.jsonl")
    return [anchor for file in sorted(files) for anchor in _of_file(file)]


def _of_file(path: Path) -> Iterable[Anchor]:
    for number, line in enumerate(path.read_text("ascii").splitlines(), 1):
        try:
            told = json.loads(line)
            yield Anchor(UUID(told["tenant"]), int(told["seq"]), bytes.fromhex(told["seal"]))
        except (ValueError, KeyError, TypeError):
            raise AnchorsUnreadable(f"{path}, line {number}, is not an anchor.") from None
