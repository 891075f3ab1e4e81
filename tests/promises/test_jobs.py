"""Jobs lie outside every tenant's policy: they carry ids, their names are known, and they come
with the transaction that deferred them or not at all."""

import ast
import importlib
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import pytest
from sqlalchemy import Engine, text

from network.jobs import every_job
from network.jobs.registry import JOBS
from network.queue import defer
from tenants.database import new_id, transaction
from tests.actors import Cast
from tests.promises.retelling import Retold

ROOMS = ("network", "tenants")


def deferred_names() -> Iterator[str]:
    """The names with which any code of ours calls `defer`."""
    for path in (each for room in ROOMS for each in Path(room).rglob("*.py")):
        for call in ast.walk(ast.parse(path.read_text())):
            if isinstance(call, ast.Call) and getattr(call.func, "id", "") == "defer":
                yield _name(path, call.args[0])


def _name(path: Path, said: ast.expr) -> str:
    if isinstance(said, ast.Constant):
        return str(said.value)
    assert isinstance(said, ast.Name), f"{path}: a job's name is a constant"
    module = importlib.import_module(".".join(path.with_suffix("").parts))
    return str(getattr(module, said.id))


def test_every_name_that_is_deferred_is_known_to_the_worker_and_the_other_way_round():
    assert every_job.known()

    assert set(deferred_names()) == set(JOBS)


def test_jobs_carry_ids_and_nothing_else(retold: Retold):
    with retold.owner.connect() as connection:
        jobs = connection.execute(text("SELECT task_name, args, lock FROM procrastinate_jobs"))
        carried = [(job.task_name, name, said) for job in jobs for name, said in job.args.items()]

    assert carried
    assert [each for each in carried if not (each[1].endswith("_id") and is_id(each[2]))] == []


def is_id(said: object) -> bool:
    """Of a row, or of a step, which is counted."""
    try:
        return str(said).isdecimal() or str(UUID(str(said))) == said
    except ValueError:
        return False


def test_what_is_rolled_back_defers_nothing(cast: Cast, owner: Engine):
    def undone() -> None:
        with cast.centre.acting() as scope, transaction():
            defer("nudge", tenant_id=scope.tenant_id, clock_id=new_id())
            raise LookupError

    with pytest.raises(LookupError):
        undone()

    with owner.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM procrastinate_jobs")) == 0
