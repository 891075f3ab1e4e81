"""A folder and an object store keep contents alike: whole, under opaque names, until deleted."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from uuid import UUID

import boto3
import pytest
from botocore.exceptions import EndpointConnectionError

from network.documents import actions, queries, sweeping
from network.documents.kinds import DocumentKind
from network.documents.s3 import S3Store
from network.documents.store import DirectoryStore, Lost, Store, StoreFailure
from tenants import clock
from tenants.database import new_id, transaction
from tests.actors import Cast
from tests.documents import made
from tests.documents.conftest import With

TENANT, OTHER = new_id(), new_id()
SECRET = "skrit/no:st"


@pytest.fixture(scope="module")
def s3() -> Iterator[str]:
    """The address of a bucket in an object store of its own process."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    server = subprocess.Popen(
        [sys.executable, "-m", "moto.server", "-p", str(port)],
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        make_bucket(f"http://127.0.0.1:{port}")
        yield f"http://pristan:skrit%2Fno%3Ast@127.0.0.1:{port}/spisi/documents?region=eu-central-1"
    finally:
        server.terminate()
        server.wait()


def make_bucket(endpoint: str) -> None:
    client = boto3.client(
        "s3",
        endpoint_url=endpoint,
        region_name="eu-central-1",
        aws_access_key_id="pristan",
        aws_secret_access_key=SECRET,
    )
    ends = time.monotonic() + 60
    while True:
        try:
            client.create_bucket(
                Bucket="spisi", CreateBucketConfiguration={"LocationConstraint": "eu-central-1"}
            )
            return
        except EndpointConnectionError:
            assert time.monotonic() < ends


@pytest.fixture(params=["folder", "s3"])
def store(request: pytest.FixtureRequest, tmp_path: Path) -> Store:
    if request.param == "folder":
        return DirectoryStore(tmp_path / "documents")
    return S3Store(request.getfixturevalue("s3"))


def test_what_is_put_comes_back_until_it_is_deleted(store: Store) -> None:
    content_id = new_id()

    store.put(TENANT, content_id, iter([b"a" * 100_000, b"b"]))
    got = b"".join(store.get(TENANT, content_id))
    lying = [one.content_id for one in store.lying(TENANT)]
    store.delete(TENANT, content_id)
    store.delete(TENANT, content_id)

    assert got == b"a" * 100_000 + b"b"
    assert content_id in lying
    assert content_id not in [one.content_id for one in store.lying(TENANT)]
    with pytest.raises(Lost):
        b"".join(store.get(TENANT, content_id))


def test_tenants_lie_apart(store: Store) -> None:
    content_id = new_id()

    store.put(TENANT, content_id, [b"a"])

    assert content_id not in [one.content_id for one in store.lying(OTHER)]
    with pytest.raises(Lost):
        b"".join(store.get(OTHER, content_id))


def test_a_content_that_breaks_off_is_not_there(tmp_path: Path) -> None:
    store, content_id = DirectoryStore(tmp_path), new_id()

    def breaking() -> Iterator[bytes]:
        yield b"a"
        raise LookupError

    with pytest.raises(LookupError):
        store.put(TENANT, content_id, breaking())

    with pytest.raises(Lost):
        b"".join(store.get(TENANT, content_id))
    assert [one.content_id for one in store.lying(TENANT)] == [content_id]
    store.delete(TENANT, content_id)
    assert list(store.lying(TENANT)) == []


def test_a_store_that_cannot_be_had_says_so_without_its_secrets(tmp_path: Path) -> None:
    (tmp_path / "documents").write_text("a file where the folder should be")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]

    for store in (
        DirectoryStore(tmp_path / "documents"),
        S3Store(f"http://pristan:secret@127.0.0.1:{port}/spisi"),
    ):
        with pytest.raises(StoreFailure) as failed:
            store.put(TENANT, new_id(), [b"a"])
        assert "secret" not in str(failed.value)


def test_documents_are_kept_in_an_object_store(
    cast: Cast, file_id: UUID, deployed: With, s3: str
) -> None:
    text = made.docx()

    with cast.centre.acting() as scope, deployed(documents_s3=s3):
        with transaction():
            kept = actions.keep(scope, file_id, kind=DocumentKind.OTHER, content=text).id
        shown = queries.shown(scope, file_id, kept)
        [lying] = S3Store(s3).lying(scope.tenant_id)
        raw = b"".join(S3Store(s3).get(scope.tenant_id, lying.content_id))

    assert shown.content == text
    assert b"PK" not in raw[:4]
    assert "skrit" not in repr(S3Store(s3))


def test_while_the_store_is_away_nothing_is_kept(
    cast: Cast, file_id: UUID, deployed: With, tmp_path: Path
) -> None:
    (tmp_path / "documents").write_text("a file where the folder should be")

    with cast.centre.acting() as scope, deployed(documents=tmp_path / "documents"):
        with pytest.raises(actions.NoRoom), transaction():
            actions.keep(scope, file_id, kind=DocumentKind.OTHER, content=made.pdf())

        assert queries.documents(scope, file_id).rows == []


def test_the_sweep_takes_what_an_undone_upload_left_and_nothing_else(
    cast: Cast, file_id: UUID, deployed: With, tmp_path: Path
) -> None:
    def undone() -> None:
        with transaction():
            actions.keep(scope, file_id, kind=DocumentKind.OTHER, content=made.pdf())
            raise LookupError

    store = DirectoryStore(tmp_path)
    with cast.centre.acting() as scope, deployed(documents=tmp_path):
        with transaction():
            kept = actions.keep(scope, file_id, kind=DocumentKind.OTHER, content=made.pdf())
            in_use = kept.content_id
        with pytest.raises(LookupError):
            undone()

        lying = {one.content_id for one in store.lying(scope.tenant_id)}
        assert len(lying) == 2
        assert sweeping.sweep(scope) == 0
        for path in (tmp_path / str(scope.tenant_id)).iterdir():
            long_ago = (clock.now() - sweeping.AT_REST).timestamp() - 60
            os.utime(path, (long_ago, long_ago))
        assert sweeping.sweep(scope) == 1

        assert [one.content_id for one in store.lying(scope.tenant_id)] == [in_use]
