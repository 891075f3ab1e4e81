"""What the scanner finds is not kept, and nothing is while it does not answer."""

from collections.abc import Iterator
from uuid import UUID

import pytest

from network.documents import actions, queries, scanning
from network.documents.accepting import ScannerSilent
from network.documents.flaws import Flaw, Unacceptable
from network.documents.kinds import DocumentKind, Scan
from tenants.database import transaction
from tests.actors import Cast
from tests.documents import made
from tests.documents.clamd import SCANNERS, pretended
from tests.documents.conftest import With


@pytest.fixture(scope="module", params=SCANNERS)
def scanner(request: pytest.FixtureRequest) -> Iterator[str]:
    with SCANNERS[request.param]() as address:
        yield address


def test_a_scanner_tells_the_clean_from_the_infected(scanner: str) -> None:
    assert scanning.is_clean(scanner, b"x" * 5_000_000)
    assert not scanning.is_clean(scanner, made.infected())


def test_what_is_clean_is_kept_and_what_is_infected_is_not(
    cast: Cast, file_id: UUID, deployed: With, scanner: str
) -> None:
    with cast.centre.acting() as scope, deployed(clamd=scanner):
        with transaction():
            actions.keep(scope, file_id, kind=DocumentKind.OTHER, content=made.pdf())
        with pytest.raises(Unacceptable) as refused, transaction():
            actions.keep(scope, file_id, kind=DocumentKind.OTHER, content=made.infected())

    assert refused.value.flaw is Flaw.INFECTED
    with cast.centre.acting() as scope:
        [kept] = queries.documents(scope, file_id).rows
        assert kept.document.scan == Scan.CLEAN


def test_while_the_scanner_is_silent_nothing_is_kept(
    cast: Cast, file_id: UUID, deployed: With
) -> None:
    with pretended() as gone:
        pass

    for address in (gone, "/nowhere/clamd.ctl"):
        with (
            cast.centre.acting() as scope,
            deployed(clamd=address),
            pytest.raises(ScannerSilent),
            transaction(),
        ):
            actions.keep(scope, file_id, kind=DocumentKind.OTHER, content=made.pdf())

    with cast.centre.acting() as scope:
        assert queries.documents(scope, file_id).rows == []


@pytest.mark.parametrize(
    "answer", [b"INSTREAM size limit exceeded. ERROR\0", b"", b"stream: OK, or so\0"]
)
def test_an_answer_that_is_none_is_no_clean_one(answer: bytes) -> None:
    with pretended(answer) as scanner, pytest.raises(scanning.NoAnswer):
        scanning.is_clean(scanner, b"x")
