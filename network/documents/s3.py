"""Sealed contents in an object store that speaks S3, our own or a rented one."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit
from uuid import UUID

from network.documents.store import READ_AT_ONCE, Lost, Lying, StoreFailure

REGION = "us-east-1"  # what stores that know no regions expect to be told
REACHED_WITHIN, ANSWERED_WITHIN = 5, 60  # seconds
GONE = ("NoSuchKey", "404", "NotFound")


class S3Store:
    """A bucket, with the contents of each tenant below a prefix of its own."""

    def __init__(self, address: str) -> None:
        """`address` is https://key:secret@host/bucket/prefix?region=..., as settings read it."""
        parts = urlsplit(address)
        self._key, self._secret = unquote(parts.username or ""), unquote(parts.password or "")
        host = (parts.hostname or "") + (f":{parts.port}" if parts.port else "")
        self._endpoint = f"{parts.scheme}://{host}"
        self._region = parse_qs(parts.query).get("region", [REGION])[0]
        self._bucket, _, prefix = parts.path.strip("/").partition("/")
        self._prefix = f"{prefix}/" if prefix else ""

    def put(self, tenant_id: UUID, content_id: UUID, pieces: Iterable[bytes]) -> None:
        with _answering():
            self._client.put_object(
                Bucket=self._bucket,
                Key=self._name(tenant_id, content_id),
                Body=b"".join(pieces),
                ContentType="application/octet-stream",
            )

    def get(self, tenant_id: UUID, content_id: UUID) -> Iterator[bytes]:
        with _answering():
            name = self._name(tenant_id, content_id)
            found = self._client.get_object(Bucket=self._bucket, Key=name)
            yield from found["Body"].iter_chunks(READ_AT_ONCE)

    def delete(self, tenant_id: UUID, content_id: UUID) -> None:
        with _answering():
            name = self._name(tenant_id, content_id)
            self._client.delete_object(Bucket=self._bucket, Key=name)

    def lying(self, tenant_id: UUID) -> Iterator[Lying]:
        with _answering():
            pages = self._client.get_paginator("list_objects_v2")
            below = f"{self._prefix}{tenant_id}/"
            for page in pages.paginate(Bucket=self._bucket, Prefix=below):
                for one in page.get("Contents", ()):
                    yield Lying(UUID(one["Key"].removeprefix(below)), one["LastModified"])

    def _name(self, tenant_id: UUID, content_id: UUID) -> str:
        return f"{self._prefix}{tenant_id}/{content_id}"

    @cached_property
    def _client(self) -> Any:
        """Made when it is first needed: the library is large, and not everybody has such a store.

        Addresses by path and no newer checksums: every store that calls itself S3 knows that.
        """
        import boto3
        from botocore.config import Config

        return boto3.client(
            "s3",
            endpoint_url=self._endpoint,
            region_name=self._region,
            aws_access_key_id=self._key,
            aws_secret_access_key=self._secret,
            config=Config(
                connect_timeout=REACHED_WITHIN,
                read_timeout=ANSWERED_WITHIN,
                retries={"max_attempts": 3, "mode": "standard"},
                s3={"addressing_style": "path"},
                request_checksum_calculation="when_required",
                response_checksum_validation="when_required",
            ),
        )


@contextmanager
def _answering() -> Iterator[None]:
    """What the library raises, in our words; they never repeat an address or a key."""
    from botocore.exceptions import BotoCoreError, ClientError

    try:
        yield
    except ClientError as refused:
        code = str(refused.response.get("Error", {}).get("Code", ""))
        if code in GONE:
            raise Lost("There is no such content.") from refused
        raise StoreFailure(f"The store refused it: {code}") from refused
    except BotoCoreError as failure:
        raise StoreFailure("The store cannot be reached.") from failure
