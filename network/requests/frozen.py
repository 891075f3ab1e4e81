"""Where belongs what was frozen for a home of a file, or of a conversation. Pure."""

from uuid import UUID

from network.keys import sealing


def place(tenant_id: UUID, part_id: UUID) -> bytes:
    """What is bound to a frozen part, so that it opens nowhere else."""
    return sealing.place("shared_parts", "sealed", tenant_id, part_id)


def document_place(tenant_id: UUID, shared_id: UUID) -> bytes:
    """The same for what a document was called, and the digest of its content."""
    return sealing.place("shared_documents", "sealed", tenant_id, shared_id)
