"""Members write requests step by step: begun, saved, renewed, sent or thrown away."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any
from uuid import UUID

from network.requests import drafts, guard
from network.requests.actions.writing import check_texts, known_town, write
from network.requests.drafts import KNOWN, SHARED, RequestDraft, Step
from tenants import clock
from tenants.database import db, new_id
from tenants.errors import N_, Conflict
from tenants.roles import Permission, require
from tenants.scope import Scope


class DraftChanged(Conflict):
    """The draft was saved from somewhere else meanwhile."""

    code = "draft_changed"


def begin(scope: Scope, content: Mapping[str, Any], *, step: Step = Step.WHO) -> RequestDraft:
    """A new draft of the scope's member, who has come to `step`. Raises AlreadyLive, Invalid."""
    require(scope, Permission.WRITE_REQUESTS)
    draft = RequestDraft(
        tenant_id=scope.tenant_id, id=new_id(), member_id=scope.member_id, step=step
    )
    _fill(scope, draft, content)
    db.session.add(draft)
    db.session.flush()
    return draft


def save(
    scope: Scope,
    draft_id: UUID,
    values: Mapping[str, Any],
    *,
    of: Iterable[str],
    step: Step | None = None,
    seen: int | None = None,
) -> RequestDraft:
    """Put `values` in place of what the draft says of the fields `of`; the rest stays.

    `step` is how far its writer has come. Raises DraftChanged if `seen` is not its version,
    AlreadyLive, Invalid, NotFound, DraftSent.
    """
    draft = _own(scope, draft_id)
    if seen is not None and seen != draft.version:
        raise DraftChanged(
            N_(
                "This draft was saved in another window since you opened the page. What you typed"
                " stands below: look at the other steps, then save again."
            )
        )
    before = drafts.whole(scope, draft)
    stays = {name: value for name, value in before.items() if name not in set(of)}
    _fill(scope, draft, stays | dict(values))
    draft.step = max(draft.step, step or draft.step)
    draft.renewed_at = clock.now()
    db.session.flush()
    return draft


def renew(scope: Scope, draft_id: UUID) -> RequestDraft:
    """Keep the draft for another thirty days. Raises NotFound, DraftSent."""
    draft = _own(scope, draft_id)
    draft.renewed_at = clock.now()
    db.session.flush()
    return draft


def discard(scope: Scope, draft_id: UUID) -> None:
    """Delete the draft for good. Raises NotFound, DraftSent."""
    db.session.delete(_own(scope, draft_id))
    db.session.flush()


def send(
    scope: Scope, draft_id: UUID, complete: Callable[[Mapping[str, Any]], Mapping[str, Any]]
) -> UUID:
    """Make a request of the draft and delete the draft; the id of the request.

    `complete` makes of the content what `write` takes, or refuses it. Sent twice, also by two at
    once, it is one request. Raises what `write` raises, and NotFound.
    """
    require(scope, Permission.WRITE_REQUESTS)
    try:
        draft = _own(scope, draft_id)
    except drafts.DraftSent as sent:
        return UUID(str(sent.facts["request_id"]))
    content = complete(drafts.whole(scope, draft))
    request = write(scope, draft_id=draft.id, family_id=draft.family_id, **content)
    db.session.delete(draft)
    db.session.flush()
    return request.id


def begin_sibling(scope: Scope, draft_id: UUID) -> RequestDraft:
    """A second draft beside the first, for a brother or a sister: both look together.

    What is the same for both is copied. Raises NotFound, DraftSent.
    """
    first = _own(scope, draft_id)
    first.family_id = first.family_id or new_id()
    second = begin(scope, {name: first.content[name] for name in SHARED if name in first.content})
    second.family_id = first.family_id
    db.session.flush()
    return second


def _own(scope: Scope, draft_id: UUID) -> RequestDraft:
    """The draft, locked, for somebody who may write; what is not seen is not found first."""
    draft = drafts.get(scope, draft_id, lock=True)
    require(scope, Permission.WRITE_REQUESTS)
    return draft


def _fill(scope: Scope, draft: RequestDraft, content: Mapping[str, Any]) -> None:
    """Raises TypeError for fields that a request has not: a bug of ours, seen at once."""
    if unknown := content.keys() - KNOWN:
        raise TypeError(f"of a draft {sorted(unknown)} is not kept")
    kept = {name: value for name, value in content.items() if value}
    if "home_town" in kept:
        kept["home_town"] = known_town(kept["home_town"])
    check_texts(kept, bool(kept.get("identity_needed")))
    guard.check(scope, kept.get("file_reference", ""), but=draft.id)
    drafts.put(scope, draft, kept)
