"""Types and the arrows between rooms, checked beside the other tests: both take a while, alone."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
CHECKS = {"types": "mypy", "imports": "lint-imports"}


@pytest.mark.parametrize("program", CHECKS.values(), ids=CHECKS)
def test_the_checker_has_nothing_to_say(program: str) -> None:
    found = shutil.which(program, path=str(Path(sys.executable).parent))
    assert found, f"{program} is not installed beside Python"

    said = subprocess.run([found], cwd=ROOT, capture_output=True, text=True, check=False)

    assert said.returncode == 0, said.stdout + said.stderr
