"""Whoever gets a copy of the database and of the documents, but not the keys, learns nothing that a
young person's file says: neither a name, nor a text, nor a document; nor what people wrote."""

import subprocess
from pathlib import Path

import pytest
from sqlalchemy import make_url

from network.consent.kinds import Category
from network.documents import actions as documents
from network.documents.kinds import DocumentKind
from network.records import actions as files
from network.settings import Settings
from tenants.cluster import Cluster
from tenants.database import transaction
from tests.actors import Cast
from tests.database import Database
from tests.documents import made
from tests.spoken import CANARY, referred, written_all_over, written_of_sessions

NAMES = ("Kanarčica", "Rumenoperutna")
SAID = "Kanarcek prepeva ob zori"


@pytest.fixture
def kept(cast: Cast, settings: Settings) -> list[Path]:
    """A file with canaries in everything that can be said in it, and what lies in the store."""
    before = set(settings.documents_folder.rglob("*"))
    with cast.centre.acting() as scope, transaction():
        file = files.begin(scope, first_name=NAMES[0], last_name=NAMES[1])
        for category, field in ((Category.HEALTH, "allergies"), (Category.OWN_WORDS, "wants")):
            files.write(scope, file.id, category, {field: SAID})
        for content in (made.pdf(SAID), made.docx(word__a=SAID.encode()), made.picture()):
            kind = DocumentKind.SOCIAL_ANAMNESIS
            documents.keep(scope, file.id, kind=kind, content=content, title=SAID)
    return [path for path in set(settings.documents_folder.rglob("*")) - before if path.is_file()]


def test_a_dump_and_the_store_of_documents_hold_no_word_of_a_file(
    cluster: Cluster, database: Database, kept: list[Path]
) -> None:
    dump = dumped(cluster, database)

    assert b"COPY public.stored_documents" in dump
    assert len(kept) == 3
    for canary in (*NAMES, SAID):
        plain = canary.encode()
        for copy in (dump, *(path.read_bytes() for path in kept)):
            assert plain not in copy
            assert plain.hex().encode() not in copy
    for path in kept:
        assert not path.read_bytes().startswith((b"%PDF", b"PK", b"\xff\xd8"))
        assert "Kanar" not in path.name


def test_a_dump_holds_no_word_that_anybody_wrote_of_a_search_or_a_stay(
    cast: Cast, cluster: Cluster, database: Database, settings: Settings
) -> None:
    written_all_over(cast)
    referred(cast)
    written_of_sessions(cast.institution)

    dump = dumped(cluster, database)
    stored = [path for path in settings.documents_folder.rglob("*") if path.is_file()]

    assert b"COPY public.messages" in dump
    for copy in (dump, *(path.read_bytes() for path in stored)):
        assert CANARY.encode() not in copy
        assert CANARY.encode().hex().encode() not in copy


def dumped(cluster: Cluster, database: Database) -> bytes:
    """As an operator dumps it: with the administrator's rights, which no policy binds."""
    url = make_url(database.owner_url)
    host = url.host or str(url.query["host"])
    port = str(url.port or url.query.get("port", 5432))
    program = cluster.bindir / "pg_dump"
    return subprocess.run(
        [program, "-h", host, "-p", port, "-U", str(url.username), database.name],
        capture_output=True,
        check=True,
    ).stdout
