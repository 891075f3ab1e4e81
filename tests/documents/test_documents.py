"""A document in a file: sealed, open to whoever opens the file, gone for good when removed."""

from pathlib import Path
from uuid import UUID, uuid4

import pytest
from sqlalchemy import Engine, text
from sqlalchemy.exc import ProgrammingError

from network.documents import actions, queries, showing
from network.documents.flaws import Unacceptable
from network.documents.kinds import DocumentKind, Media, Removal, Scan
from network.keys.sealing import Unreadable
from network.records import actions as files
from network.records import door
from network.records.fields import Sensitivity
from network.settings import Settings
from network.trail import queries as trail
from tenants.database import db, transaction
from tenants.errors import Conflict, NotAllowed, NotFound
from tenants.scope import Role
from tests.actors import Actor, Cast, colleague
from tests.documents import made
from tests.documents.conftest import With, begun

CANARY = "Kanarcek prepeva"


def keep(actor: Actor, file_id: UUID, content: bytes = b"", title: str = "") -> UUID:
    with actor.acting() as scope, transaction():
        kind = DocumentKind.SOCIAL_ANAMNESIS
        sent = content or made.pdf(CANARY)
        return actions.keep(scope, file_id, kind=kind, content=sent, title=title).id


def stored(settings: Settings, actor: Actor) -> list[Path]:
    """What lies in the folder of documents for the actor's house."""
    folder = settings.documents_folder / str(actor.tenant_id)
    return sorted(folder.iterdir()) if folder.is_dir() else []


def test_a_document_is_kept_listed_and_shown(cast: Cast, file_id: UUID) -> None:
    document_id = keep(cast.centre, file_id, title="Pisala Živina učiteljica")

    with cast.centre.acting() as scope:
        [listed] = queries.documents(scope, file_id).rows
        shown = queries.shown(scope, file_id, document_id)
        number = door.person(scope, file_id).number

    assert listed.title == "Pisala Živina učiteljica"
    assert listed.document.scan == Scan.NOT_SCANNED
    assert listed.document.by_name == "centre worker"
    assert (shown.media, shown.content[:5]) == (Media.PDF, b"%PDF-")
    assert shown.name == f"{number.replace('/', '-')}-social-anamnesis.pdf"


def test_a_text_is_shown_as_it_was_sent(cast: Cast, file_id: UUID) -> None:
    text_ = made.docx()
    document_id = keep(cast.centre, file_id, text_)

    with cast.centre.acting() as scope:
        shown = queries.shown(scope, file_id, document_id)

    assert shown.content == text_


def test_nothing_of_it_lies_anywhere_in_the_clear(
    cast: Cast, owner: Engine, settings: Settings, file_id: UUID
) -> None:
    before = set(stored(settings, cast.centre))
    keep(cast.centre, file_id, title=CANARY)

    [path] = set(stored(settings, cast.centre)) - before
    with owner.connect() as connection:
        row = connection.execute(
            text("SELECT to_jsonb(d)::text, title, digest, content_key FROM stored_documents d")
        ).one()

    for kept in (path.read_bytes(), row[0].encode(), *map(bytes, row[1:])):
        assert CANARY.encode() not in kept
        assert b"%PDF" not in kept
    assert path.stat().st_mode & 0o077 == 0
    assert path.parent.stat().st_mode & 0o077 == 0


def test_only_who_opens_the_file_opens_its_documents(
    cast: Cast, owner: Engine, file_id: UUID
) -> None:
    document_id = keep(cast.centre, file_id)
    other = colleague(owner, cast.centre, "other", Role.CASE_WORKER)

    for actor in (other, cast.institution, cast.stranger):
        with actor.acting() as scope:
            for look in (queries.shown, queries.document):
                with pytest.raises(NotFound):
                    look(scope, file_id, document_id)
            assert db.session.scalar(text("SELECT count(*) FROM stored_documents")) == 0
            with pytest.raises(NotFound), transaction():
                actions.remove(scope, file_id, document_id, Removal.OTHER)
    with cast.centre.acting() as scope, transaction():
        files.take_in(scope, file_id, other.scope.member_id)
    with other.acting() as scope:
        assert queries.shown(scope, file_id, document_id).content


def test_a_document_of_another_file_is_not_found_in_this_one(cast: Cast, file_id: UUID) -> None:
    document_id, second = keep(cast.centre, file_id), begun(cast.centre)

    with cast.centre.acting() as scope:
        for wrong in (second, uuid4()):
            with pytest.raises(NotFound):
                queries.shown(scope, wrong, document_id)


def test_of_a_sealed_file_its_team_alone_opens_them(cast: Cast, owner: Engine) -> None:
    worker = colleague(owner, cast.centre, "worker", Role.CASE_WORKER)
    file_id = begun(worker)
    document_id = keep(worker, file_id)
    with worker.acting() as scope, transaction():
        files.classify(scope, file_id, Sensitivity.SEALED)

    with worker.acting() as scope:
        assert queries.shown(scope, file_id, document_id)
    with cast.centre.acting() as scope, pytest.raises(NotFound):
        queries.shown(scope, file_id, document_id)


def test_the_database_gives_no_job_a_document(cast: Cast, file_id: UUID) -> None:
    keep(cast.centre, file_id)
    nobody = Actor(cast.centre.app, type(cast.centre.scope).caretaker(cast.centre.tenant_id), "")

    with nobody.acting():
        assert db.session.scalar(text("SELECT count(*) FROM stored_documents")) == 0
        assert db.session.scalar(text("SELECT count(*) FROM document_contents")) == 1


def test_what_was_kept_is_never_changed(cast: Cast, file_id: UUID) -> None:
    keep(cast.centre, file_id)

    for change in ("kind = 'other'", "size = 1", "scan = 'clean'", "person_id = person_id"):
        with cast.centre.acting(), pytest.raises(ProgrammingError, match="permission denied"):
            db.session.execute(text(f"UPDATE stored_documents SET {change}"))


def test_a_removed_document_is_gone_for_good(
    cast: Cast, owner: Engine, settings: Settings, file_id: UUID
) -> None:
    document_id = keep(cast.centre, file_id)

    with cast.centre.acting() as scope, transaction():
        actions.remove(scope, file_id, document_id, Removal.WRONG_FILE)

    with cast.centre.acting() as scope:
        [listed] = queries.documents(scope, file_id).rows
        with pytest.raises(NotFound):
            queries.shown(scope, file_id, document_id)
        with pytest.raises(Conflict):
            actions.remove(scope, file_id, document_id, Removal.OTHER)
    with owner.connect() as connection:
        kept = connection.execute(
            text("SELECT content_id, content_key FROM stored_documents")
        ).one()
    assert tuple(kept) == (None, None)
    assert (listed.document.removal, listed.document.removed_by) == ("wrong_file", "centre worker")


def test_who_destroys_the_key_of_a_file_destroys_its_documents(
    cast: Cast, owner: Engine, settings: Settings, file_id: UUID
) -> None:
    document_id = keep(cast.centre, file_id)
    with owner.begin() as connection:
        connection.execute(text("UPDATE person_keys SET wrapped = NULL, destroyed_at = app_now()"))

    with cast.centre.acting() as scope:
        with pytest.raises(NotFound):
            queries.shown(scope, file_id, document_id)
        for look in (
            lambda: queries.documents(scope, file_id),
            lambda: actions.keep(
                scope, file_id, kind=DocumentKind.OTHER, content=made.pdf(), title=""
            ),
        ):
            with pytest.raises(door.Erased):
                look()
    assert stored(settings, cast.centre)


def test_a_content_that_somebody_swapped_or_cut_does_not_open(
    cast: Cast, settings: Settings, file_id: UUID
) -> None:
    before = set(stored(settings, cast.centre))
    first = keep(cast.centre, file_id)
    [one] = set(stored(settings, cast.centre)) - before
    keep(cast.centre, file_id)
    [two] = set(stored(settings, cast.centre)) - before - {one}

    for instead in (two.read_bytes(), one.read_bytes()[:-1], b""):
        one.write_bytes(instead)
        with cast.centre.acting() as scope, pytest.raises(Unreadable):
            queries.shown(scope, file_id, first)


def test_a_content_that_is_not_there_is_said_to_be_out_of_reach(
    cast: Cast, settings: Settings, file_id: UUID
) -> None:
    before = set(stored(settings, cast.centre))
    document_id = keep(cast.centre, file_id)
    for path in set(stored(settings, cast.centre)) - before:
        path.unlink()

    with cast.centre.acting() as scope, pytest.raises(showing.OutOfReach):
        queries.shown(scope, file_id, document_id)


def test_looks_at_a_protected_file_and_all_changes_stand_in_the_trail(
    cast: Cast, file_id: UUID
) -> None:
    with cast.centre.acting() as scope, transaction():
        files.classify(scope, file_id, Sensitivity.PROTECTED)
    document_id = keep(cast.centre, file_id)
    with cast.centre.acting() as scope, transaction():
        queries.shown(scope, file_id, document_id)
    with cast.centre.acting() as scope, transaction():
        actions.remove(scope, file_id, document_id, Removal.OTHER)

    with cast.centre.acting() as scope:
        entries = [row.entry for row in trail.trail(scope).rows]
        told = [(e.kind, e.detail) for e in entries if e.categories == ["documents"]]
    assert told == [
        ("decide", "removed"),
        ("read", "social_anamnesis"),
        ("decide", "social_anamnesis"),
    ]
    assert {e.subject_id for e in entries} == {file_id}


def test_what_is_refused_leaves_nothing(
    cast: Cast, owner: Engine, settings: Settings, file_id: UUID, deployed: With
) -> None:
    before = stored(settings, cast.centre)

    with cast.centre.acting() as scope, deployed(document_megabytes=1):
        for content in (b"", b"MZ", made.with_script(), b"%PDF-" + b"\0" * 2_000_000):
            with pytest.raises(Unacceptable), transaction():
                actions.keep(scope, file_id, kind=DocumentKind.OTHER, content=content)

    with owner.connect() as connection:
        assert connection.scalar(text("SELECT count(*) FROM document_contents")) == 0
    assert stored(settings, cast.centre) == before


def test_it_takes_the_right_role(cast: Cast, owner: Engine, file_id: UUID) -> None:
    document_id = keep(cast.centre, file_id)
    clerk = colleague(owner, cast.centre, "clerk", Role.ADMINISTRATOR)
    with cast.centre.acting() as scope, transaction():
        files.take_in(scope, file_id, clerk.scope.member_id)

    with clerk.acting() as scope:
        for act in (
            lambda: actions.keep(scope, file_id, kind=DocumentKind.OTHER, content=made.pdf()),
            lambda: actions.remove(scope, file_id, document_id, Removal.OTHER),
            lambda: queries.shown(scope, file_id, document_id),
            lambda: queries.documents(scope, file_id),
        ):
            with pytest.raises(NotAllowed):
                act()
