"""One step of a request that is being written: its fields, the way through, what fits now."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from flask import Response, url_for
from werkzeug.datastructures import MultiDict

from network.requests import drafts, guard, identity, queries
from network.requests.drafts import FIELDS, RequestDraft, Step
from network.schemas.drafts import known, missing
from network.schemas.requests import fitting
from network.web import headers, instead
from network.web.labels import choices, explained
from network.web.rendering import FormView, page
from network.web.wizard_fits import Panel, panel
from network.web.words import gettext, ngettext
from tenants import staffing
from tenants.database import new_id
from tenants.errors import N_
from tenants.membership import networks_of
from tenants.scope import Scope

TITLES = {
    Step.WHO: N_("Who is it about?"),
    Step.NEEDS: N_("School and needs"),
    Step.SOUGHT: N_("What do you look for?"),
    Step.WORDS: N_("In your own words"),
    Step.REVIEW: N_("Look it over and send it"),
}
LABELS = {
    "file_reference": N_("Your own file reference"),
    "network_id": N_("Network"),
    "age": N_("Age"),
    "sex": N_("Sex"),
    "region": N_("Region"),
    "home_town": N_("Home town"),
    "school_level": N_("School"),
    "legal_group": N_("On what the stay rests"),
    "needs": N_("Needs"),
    "forms": N_("Forms of living"),
    "wanted_from": N_("The place is needed from"),
    "urgency": N_("Urgency"),
    "risks": N_("Risks"),
    "own_words": N_("What the young person wants"),
    "why_not": N_("Why will no programme do?"),
    "why_not_words": N_("In your own words"),
    "responsible_id": N_("Responsible"),
    "deputy_id": N_("Deputy"),
}
Stage = tuple[str, str, str, str | None]


def shown(
    scope: Scope,
    step: Step,
    draft: RequestDraft | None,
    form: FormView | None = None,
    status: int = 200,
    *,
    passable: bool = False,
) -> Response:
    """The step as it is kept, or `form` as it was typed; `passable` if it may stay incomplete."""
    values = known(drafts.whole(scope, draft)) if draft else {}
    form = instead.suggested(form or FormView(values), values.get("urgency"))
    return page(
        "wizard/show.html",
        "step",
        status,
        step=step,
        title=gettext(TITLES[step]),
        draft=draft,
        form=form,
        form_id=new_id(),
        passable=passable,
        steps=stages(draft, step),
        labels=labels(),
        follows=followed(scope, step, draft, form),
        traces=told_traces(step, values, form),
        wrong=wrong(form, draft) if draft else [],
        fits=fits(scope, values, draft),
        hints=hints,
        **_choices(scope, step, values),
    )


def _choices(scope: Scope, step: Step, values: Mapping[str, Any]) -> dict[str, Any]:
    """What the fields of one step offer, and for the last one everything that was said."""
    if step is Step.REVIEW:
        members = [(member.id, member.name) for member in staffing.active(scope)]
        told = dict.fromkeys(LABELS) | dict(values)
        return {
            "members": members,
            "told": told,
            "milder": instead.before_sending(scope, values),
        }
    networks = networks_of(scope) if step is Step.WHO and len(scope.network_ids) > 1 else []
    forms = [(value, text, explained(value)) for value, text in choices("Form")]
    return {"networks": networks, "form_options": forms}


def begun(scope: Scope, chosen: MultiDict[str, str]) -> Response:
    """The first step, before anything is kept; what the board was asked for is known already."""
    return shown(scope, Step.WHO, None, FormView(chosen.to_dict(flat=False)))


def step_url(draft: RequestDraft, step: int) -> str:
    """Where that step of the draft is written."""
    return url_for("drafts.show", draft_id=draft.id, step=int(step))


def stages(draft: RequestDraft | None, now: Step) -> list[Stage]:
    """The way through: what is done, what still misses something, and links to all of it."""
    return [_stage(draft, step, now) for step in Step]


def _stage(draft: RequestDraft | None, step: Step, now: Step) -> Stage:
    text = gettext(TITLES[step])
    if draft is None:
        return (text, "", "now" if step is now else "", None)
    reached = step < Step.REVIEW and step <= draft.step
    gaps = len(missing(draft.content, step)) if reached else 0
    small = ngettext("%(num)s entry is missing", "%(num)s entries are missing", gaps)
    state = "now" if step is now else "gap" if gaps else "done" if reached else ""
    return (text, small if gaps else "", state, None if step is now else step_url(draft, step))


def labels() -> dict[str, str]:
    """What the fields are called, in the order in which they stand."""
    return {name: gettext(label) for name, label in LABELS.items()}


def followed(
    scope: Scope, step: Step, draft: RequestDraft | None, form: FormView
) -> guard.Follows | None:
    """A live request for the same file reference, where a request begins and where it is sent."""
    if step not in (Step.WHO, Step.REVIEW):
        return None
    reference = form.text("file_reference") if step is Step.WHO else draft and draft.file_reference
    return guard.to_follow(scope, reference or "", but=draft.id if draft else None)


def traces(text: str) -> list[tuple[identity.Finding, str]]:
    """What in a text may tell who somebody is, each with the passage."""
    return [(found, text[found.start : found.end]) for found in identity.findings(text)]


def told_traces(
    step: Step, values: Mapping[str, Any], form: FormView
) -> Mapping[str, Sequence[tuple[identity.Finding, str]]]:
    """Of the free texts, as they are typed; in the last step as they are kept."""
    kept = step is Step.REVIEW
    return {
        name: traces(str(values.get(name, "")) if kept else form.text(name))
        for name in ("risks", "own_words")
        if step in (Step.WORDS, Step.REVIEW)
    }


def wrong(form: FormView, draft: RequestDraft) -> list[tuple[str, str]]:
    """What stands in the way of sending, each with the address of its field in its step."""
    named = labels()
    return [
        (
            f"{named[name]}: {' '.join(said)}" if name in named else " ".join(said),
            f"{step_url(draft, step_of(name))}#{name.replace('_', '-')}" if name in named else "",
        )
        for name, said in form.summary(LABELS)
    ]


def fits(scope: Scope, values: Mapping[str, Any], draft: RequestDraft | None) -> Panel:
    """What fits the values, and the brothers and sisters of the draft with them."""
    return panel(scope, values, siblings(scope, draft.family_id, draft.id) if draft else ())


def siblings(scope: Scope, family_id: UUID | None, but: UUID) -> Sequence[Mapping[str, Any]]:
    """The values of everybody with whom a draft or a request, `but`, looks for a place."""
    if family_id is None:
        return ()
    others = [known(one.content) for one in drafts.family(scope, family_id, but=but)]
    requests = queries.family(scope, family_id, but=but)
    return [*others, *({**fitting(one), "home_town": one.home_town} for one in requests)]


def hints(endpoint: str, target: str, trigger: str) -> dict[str, str]:
    """Attributes of a field that asks the server while one types."""
    return {
        "hx-post": url_for(endpoint),
        "hx-trigger": trigger,
        "hx-target": target,
        "hx-include": "closest form",
        "hx-swap": "innerHTML",
        "hx-nonce": headers.nonce(),
    }


def step_of(name: str) -> Step:
    """In which step a field stands."""
    return next(step for step, names in FIELDS.items() if name in names)


def typed_step(typed: str) -> Step | None:
    """The step that an address or a form names, if there is such a step."""
    return Step(int(typed)) if typed in {str(int(step)) for step in Step} else None


def draft_of(scope: Scope, typed: str) -> RequestDraft | None:
    """The draft that a form names; None for the first step of a new one. Raises NotFound."""
    return drafts.get(scope, UUID(typed)) if typed else None
