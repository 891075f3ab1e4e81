"""What is told of a legal basis; each kind asks for its own things (`consent.needs`)."""

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any

from marshmallow import Schema, ValidationError, fields, validate, validates_schema

from network.consent import needs
from network.consent.giving import Giver
from network.consent.kinds import Basis, Category, How, SharingPurpose
from network.documents.queries import MOST_SHOWN
from network.legal_bases.actions import ASKED_FOR
from network.requests.ladder import EVERY_PART
from network.schemas.values import NOTE, Given, day, line, one_of, some_of, text

MOST_RECIPIENTS = 50
MAYBE: dict[str, Any] = {"load_default": None, "allow_none": True}


def _how() -> fields.Field[Any]:
    """As somebody of the house may say it: on their own page givers say it themselves."""
    found = one_of(How, **MAYBE)
    found.validators.append(validate.NoneOf([How.OWN_PAGE]))
    return found


MAKERS: dict[str, Callable[[], fields.Field[Any]]] = {
    "givers": lambda: some_of(Giver, load_default=list),
    "how": _how,
    "ends": lambda: day(**MAYBE),
    "dissent": lambda: fields.Boolean(load_default=False),
    "article": lambda: line(load_default=""),
    "court": lambda: line(load_default=""),
    "decision_number": lambda: line(load_default=""),
    "final_on": lambda: day(**MAYBE),
    "reason": lambda: text(NOTE, load_default=""),
}


@cache
def basis_schema(kind: Basis) -> type[Schema]:
    """What a basis of this kind is told with."""
    members: dict[str, Any] = {
        name: MAKERS[name]() for name in (*needs.NEEDED[kind], *needs.OPTIONAL[kind])
    }
    name = "".join(part.title() for part in kind.value.split("_"))
    return type(f"{name}In", (_BasisIn,), {**members, "kind": kind})


class _BasisIn(Given):
    categories = some_of(Category, load_default=list)
    recipients = fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_RECIPIENTS)
    )
    purpose = one_of(SharingPurpose, load_default=SharingPurpose.PLACEMENT)
    starts = day(**MAYBE)
    kind: Basis

    @validates_schema(pass_original=True)
    def tell_all(
        self, data: Mapping[str, Any], original: Mapping[str, Any], **_kwargs: object
    ) -> None:
        """All that is missing is told at once; what was typed and does not fit is no blank."""
        said = {**original, **data}
        blank = needs.missing(self.kind, said)
        if not said.get("categories"):
            blank.append("categories")
        if blank:
            raise ValidationError({name: [ASKED_FOR[name]] for name in blank})


class AgreementIn(Given):
    """Somebody else whose word is needed agrees."""

    giver = one_of(Giver, required=True)


class BasisWithdrawnIn(Given):
    """Who takes it back, where it is a consent."""

    by = one_of(Giver, **MAYBE)


class ProofIn(Given):
    """The document of the file on which a consent was given."""

    document_id = fields.UUID(required=True)


class FileLinkIn(Given):
    """The number of the file to which a request belongs."""

    file_number = line(40, required=True)


class PartsIn(Given):
    """Categories of a file."""

    categories = some_of(Category, load_default=list)


class ShownPartsIn(Given):
    """Categories of a file that a home is shown from now on, and which of its documents."""

    categories = fields.List(
        one_of(Category), load_default=list, validate=validate.Length(max=len(EVERY_PART))
    )
    documents = fields.List(
        fields.UUID(), load_default=list, validate=validate.Length(max=MOST_SHOWN)
    )
