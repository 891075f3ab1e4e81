"""The accounts of the demo, for its sign-in page: everybody is invented, the password is known."""

from collections.abc import Sequence
from dataclasses import dataclass

from network.demo.cast import CENTRES, HOMES, OTHERS
from tenants.scope import Role

PASSWORD = "svetilnik jadro veter"
# The page of a young person of the demo; whoever comes first chooses the word for it.
OWN_LINK, OWN_CODE = "demo-svetilnik-jadro-veter", "24681357"
# Likewise of one who has left a home and is followed.
CARE_LINK, CARE_CODE = "demo-po-odhodu-jadro-veter", "13572468"
# The same as the sign-in page tells them: the link, the code, and whether they have left.
PAGES = ((OWN_LINK, OWN_CODE, False), (CARE_LINK, CARE_CODE, True))


@dataclass(frozen=True, slots=True)
class Shown:
    """One account as the sign-in page offers it."""

    email: str
    password: str
    name: str
    roles: Sequence[Role]
    tenant_name: str


def shown() -> Sequence[Shown]:
    """Everybody of the first network once, centres before homes."""
    found: dict[str, Shown] = {}
    for organisation in (*CENTRES, *HOMES, *OTHERS):
        for post in organisation.posts:
            email = organisation.email(post)
            if email.partition("@")[2].startswith(organisation.slug + "."):
                found[email] = Shown(email, PASSWORD, post.name, post.roles, organisation.name)
    return list(found.values())
