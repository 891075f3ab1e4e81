"""Asks a ClamAV daemon whether a content is infected (clamd, INSTREAM)."""

import socket
import struct

PIECE = 64 * 1024  # bytes
REACHED_WITHIN, ANSWERED_WITHIN = 5, 60  # seconds
LONGEST_ANSWER = 4096
CLEAN, INFECTED = "stream: OK", " FOUND"


class NoAnswer(RuntimeError):
    """The scanner cannot be reached, or did not say that the content is clean or infected."""


def is_clean(address: str, content: bytes) -> bool:
    """What the scanner at `address` (a socket's path, or host:port) says of it. Raises NoAnswer."""
    try:
        with _reached(address) as scanner:
            scanner.settimeout(ANSWERED_WITHIN)
            scanner.sendall(b"zINSTREAM\0")
            for start in range(0, len(content), PIECE):
                piece = content[start : start + PIECE]
                scanner.sendall(struct.pack("!I", len(piece)) + piece)
            scanner.sendall(struct.pack("!I", 0))
            answer = _answer(scanner)
    except (OSError, ValueError) as failure:
        raise NoAnswer("The scanner does not answer.") from failure
    if answer == CLEAN:
        return True
    if answer.endswith(INFECTED):
        return False
    raise NoAnswer("The scanner answers something else.")


def _reached(address: str) -> socket.socket:
    if not address.startswith("/"):
        host, _, port = address.rpartition(":")
        return socket.create_connection((host.strip("[]"), int(port)), REACHED_WITHIN)
    scanner = socket.socket(socket.AF_UNIX, socket.SOCK_STREAM)
    try:
        scanner.settimeout(REACHED_WITHIN)
        scanner.connect(address)
    except OSError:
        scanner.close()
        raise
    return scanner


def _answer(scanner: socket.socket) -> str:
    said = bytearray()
    while b"\0" not in said and len(said) < LONGEST_ANSWER:
        arrived = scanner.recv(LONGEST_ANSWER)
        if not arrived:
            break
        said += arrived
    return said.partition(b"\0")[0].decode("utf-8", "replace").strip()
