"""What is written for the other side says who somebody is only once that side knows it, or where
somebody says that it is needed. Pure: the one place of this rule, asked by every act that carries
free text across (capabilities row 86)."""

from network.requests import identity
from network.requests.profile import Level
from tenants.errors import N_, Invalid

RECOGNISED = N_(
    "This holds a number or an address by which somebody can be recognised. Take it out, or say"
    " that it is needed."
)


def refuse_identity(level: int, identity_needed: bool, **texts: str) -> None:
    """Raises Invalid at the first of the texts, by its field, that holds a personal number, a
    telephone number or an e-mail address, as long as the home has not been shown who the young
    person is at `level`, unless that is needed."""
    if level >= Level.IDENTITY or identity_needed:
        return
    for field, text in texts.items():
        if identity.certain(text):
            raise Invalid(RECOGNISED, field)
