"""Where a part of a file belongs that was frozen for a home. Pure."""

from uuid import UUID

from network.keys import sealing


def place(tenant_id: UUID, part_id: UUID) -> bytes:
    """What is bound to a frozen part, so that it opens nowhere else."""
    return sealing.place("shared_parts", "sealed", tenant_id, part_id)
