"""The names of jobs, and what each does. Whoever defers one knows its name only."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from uuid import UUID

from tenants.caretaking import caretaker_of
from tenants.database import transaction
from tenants.isolation import acting_as
from tenants.scope import Scope

JOBS: dict[str, Callable[..., None]] = {}
ROUNDS: dict[str, tuple[str, Callable[[], None]]] = {}


def job(name: str) -> Callable[[Callable[..., None]], Callable[..., None]]:
    """Register what is done for jobs of that name. It gets ids as text, and may come twice."""

    def register(done: Callable[..., None]) -> Callable[..., None]:
        JOBS[name] = done
        return done

    return register


def rounds(name: str, cron: str) -> Callable[[Callable[[], None]], Callable[[], None]]:
    """Register what is done again and again, at the times `cron` tells (UTC, five fields)."""

    def register(done: Callable[[], None]) -> Callable[[], None]:
        ROUNDS[name] = (cron, done)
        return done

    return register


@contextmanager
def keeping_house(tenant_id: str | UUID) -> Iterator[Scope]:
    """Act for one tenant, in one transaction."""
    scope = caretaker_of(UUID(str(tenant_id)))
    with acting_as(scope), transaction():
        yield scope
