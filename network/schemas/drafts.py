"""Drafts of requests: any part of one may still be missing, but nothing in them is wrong."""

from collections.abc import Mapping
from typing import Any

from marshmallow import fields, validate

from network.requests.drafts import FIELDS, Step
from network.requests.least import WhyNot
from network.schemas.requests import RequestIn
from network.schemas.values import LONG, Given, one_of, text

MOST_GROUPS = 5


class DraftIn(RequestIn):
    """Some fields of a request, and the groups that are to be asked. Load it as partial."""

    group_ids = fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_GROUPS)
    )


class WholeDraft(RequestIn):
    """A draft that is to be sent: it says why no programme without placement will do."""

    why_not = one_of(WhyNot, required=True)


class TextIn(Given):
    """A text to be looked at. It is not kept."""

    text = text(LONG, required=True)


def part(step: Step) -> DraftIn:
    """What one step takes."""
    names = (*FIELDS[step], "group_ids") if step is Step.WHO else FIELDS[step]
    return DraftIn(only=names, partial=True)


def kept(values: Mapping[str, Any]) -> dict[str, Any]:
    """Loaded values as they are kept of a draft."""
    dumped: dict[str, Any] = DraftIn().dump(values)
    return {name: dumped[name] for name in values}


def known(content: Mapping[str, Any]) -> dict[str, Any]:
    """The values of a draft, as far as they are known."""
    loaded: dict[str, Any] = DraftIn(partial=True).load(content)
    return loaded


def complete(content: Mapping[str, Any]) -> dict[str, Any]:
    """What `requests.actions.writing.write` takes. Raises ValidationError for what is missing."""
    request = {name: value for name, value in content.items() if name != "group_ids"}
    loaded: dict[str, Any] = WholeDraft().load(request)
    return loaded


def missing(content: Mapping[str, Any], step: Step) -> dict[str, list[str]]:
    """What is still missing of one step, by field."""
    names = FIELDS[step]
    told = {name: value for name, value in content.items() if name in names}
    found: dict[str, list[str]] = WholeDraft(only=names).validate(told)
    return found
