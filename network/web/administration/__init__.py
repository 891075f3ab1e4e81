"""The administration of one's own organisation: members, invitations, tokens."""

from network.web.administration import invitations, members, tokens
from network.web.administration.frame import bp

__all__ = ["bp", "invitations", "members", "tokens"]
