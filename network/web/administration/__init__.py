"""The administration of one's own organisation: members, invitations, tokens, exports."""

from network.web.administration import exports, invitations, members, tokens
from network.web.administration.frame import bp

__all__ = ["bp", "exports", "invitations", "members", "tokens"]
