"""Short files and short functions: what is read often should be read at a glance."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parent.parent
ROOMS = ("tenants", "network", "migrations", "tests")
LONGEST_FILE = 300
LONGEST_BODY = 30
LONGEST_FUNCTION = 40


def test_no_file_is_longer_than_people_read() -> None:
    lengths = {path: len((ROOT / path).read_text().splitlines()) for path in sources()}

    assert {f"{p}: {n}" for p, n in lengths.items() if n > LONGEST_FILE} == set()


def test_no_function_is_longer_than_a_glance() -> None:
    long = {
        f"{path}: {function.name}, {whole(function)} lines, {body(function)} of them its body"
        for path in sources()
        for function in functions(path)
        if whole(function) > LONGEST_FUNCTION or body(function) > LONGEST_BODY
    }

    assert long == set()


def whole(function: ast.FunctionDef) -> int:
    """Lines from its name to its end: an argument with a line of its own is read too."""
    return (function.end_lineno or 0) - function.lineno + 1


def body(function: ast.FunctionDef) -> int:
    """Lines of what it does, without its name, its arguments and its docstring."""
    does = function.body[1:] if ast.get_docstring(function) else function.body
    return (does[-1].end_lineno or 0) - does[0].lineno + 1 if does else 0


def functions(path: Path) -> Iterator[ast.FunctionDef]:
    tree = ast.parse((ROOT / path).read_text(), str(path))
    return (node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef))


def sources() -> list[Path]:
    """All of ours but the migrations, each of which is one step and most of it tables."""
    paths = (path for room in ROOMS for path in (ROOT / room).rglob("*.py"))
    return [path.relative_to(ROOT) for path in paths if path.parent.name != "versions"]
