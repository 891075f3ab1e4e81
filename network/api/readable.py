"""The contract as people read it: sections of endpoints, and the shapes they take and tell."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

Json = Mapping[str, Any]
BY_REFERENCE = "$ref"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a value is: in words, or by the name of a shape; `listed` if there are several."""

    text: str = ""
    shape: str = ""
    listed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A field of a shape, or a parameter of an endpoint."""

    name: str
    kind: Kind
    required: bool


@dataclass(frozen=True, slots=True)
class Endpoint:
    """What can be done at an address."""

    id: str
    method: str
    path: str
    summary: str
    scope: str
    query: list[Part]
    takes: Kind | None
    tells: Kind | None
    status: str


@dataclass(frozen=True, slots=True)
class Section:
    """Endpoints about one thing."""

    name: str
    description: str
    endpoints: list[Endpoint]


@dataclass(frozen=True, slots=True)
class Shape:
    """An object that is sent or told."""

    name: str
    parts: list[Part]


def sections(contract: Json) -> list[Section]:
    """The endpoints, under the headings of their areas."""
    found = list(_endpoints(contract))
    return [
        Section(tag["name"], tag["description"], [e for name, e in found if name == tag["name"]])
        for tag in contract["tags"]
    ]


def shapes(contract: Json) -> list[Shape]:
    """Every object of the contract, by name."""
    return [
        Shape(name, _parts(schema))
        for name, schema in sorted(contract["components"]["schemas"].items())
    ]


def _endpoints(contract: Json) -> Iterator[tuple[str, Endpoint]]:
    for path, item in contract["paths"].items():
        for method, operation in item.items():
            if method != "parameters":
                yield operation["tags"][0], _endpoint(method, path, operation)


def _endpoint(method: str, path: str, operation: Json) -> Endpoint:
    status = min(operation["responses"])
    [scopes] = operation["security"][0].values()
    return Endpoint(
        id=operation["operationId"],
        method=method.upper(),
        path=path,
        summary=operation["summary"],
        scope=" ".join(scopes),
        query=[
            Part(each["name"], kind(each["schema"]), each["required"])
            for each in operation.get("parameters", ())
            if each["in"] == "query"
        ],
        takes=_content(operation.get("requestBody", {})),
        tells=_content(operation["responses"][status]),
        status=status,
    )


def _content(described: Json) -> Kind | None:
    for content in described.get("content", {}).values():
        return kind(content["schema"])
    return None


def _parts(schema: Json) -> list[Part]:
    required = schema.get("required", ())
    return [
        Part(name, kind(each), name in required)
        for name, each in schema.get("properties", {}).items()
    ]


def kind(schema: Json) -> Kind:
    """What a value of this schema is, shortly."""
    if BY_REFERENCE in schema:
        return Kind(shape=schema[BY_REFERENCE].rpartition("/")[2])
    if "items" in schema:
        inner = kind(schema["items"])
        return Kind(inner.text, inner.shape, listed=True)
    if "enum" in schema:
        return Kind(" | ".join("null" if each is None else str(each) for each in schema["enum"]))
    return Kind(_plain(schema))


def _plain(schema: Json) -> str:
    kinds = schema.get("type", "any")
    said = " | ".join(kinds) if isinstance(kinds, list) else str(kinds)
    if form := schema.get("format"):
        said = said.replace("string", form)
    if "minimum" in schema:
        said += f" {schema['minimum']}–{schema['maximum']}"
    elif "maxLength" in schema:
        said += f" ≤ {schema['maxLength']}"
    return said
