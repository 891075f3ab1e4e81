"""A device that keeps passkeys, without the device: it signs as the standard says (WebAuthn L3)."""

import hashlib
import json
import secrets
from dataclasses import dataclass, field
from typing import Any

import cbor2
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from webauthn.helpers import base64url_to_bytes, bytes_to_base64url

PRESENT, VERIFIED, ATTESTED = 0x01, 0x04, 0x40
ES256 = -7


@dataclass
class Device:
    """One passkey. What it claims can be changed, as a forged or copied one would."""

    origin: str = "http://localhost"
    host: str = "localhost"
    verifies: bool = True
    count: int = 0
    key: ec.EllipticCurvePrivateKey = field(
        default_factory=lambda: ec.generate_private_key(ec.SECP256R1())
    )
    credential_id: bytes = field(default_factory=lambda: secrets.token_bytes(16))
    user: str = ""

    def create(self, options: str) -> str:
        """What the browser sends when a passkey is made."""
        told = json.loads(options)
        self.user = told["user"]["id"]
        client = self._client("webauthn.create", told["challenge"])
        attested = b"\0" * 16 + len(self.credential_id).to_bytes(2, "big") + self.credential_id
        data = self._data(ATTESTED) + attested + cbor2.dumps(self._public())
        made = cbor2.dumps({"fmt": "none", "attStmt": {}, "authData": data})
        return self._sent({"clientDataJSON": client, "attestationObject": made})

    def sign(self, options: str) -> str:
        """What the browser sends when a passkey is used."""
        client = self._client("webauthn.get", json.loads(options)["challenge"])
        self.count += 1
        data = self._data()
        signed = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        answer = {"clientDataJSON": client, "authenticatorData": data, "signature": signed}
        return self._sent(answer | {"userHandle": base64url_to_bytes(self.user)})

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, more: int = 0) -> bytes:
        flags = PRESENT | more | (VERIFIED if self.verifies else 0)
        host = hashlib.sha256(self.host.encode()).digest()
        return host + bytes([flags]) + self.count.to_bytes(4, "big")

    def _public(self) -> dict[int, Any]:
        numbers = self.key.public_key().public_numbers()
        return {1: 2, 3: ES256, -1: 1, -2: numbers.x.to_bytes(32), -3: numbers.y.to_bytes(32)}

    def _sent(self, answer: dict[str, bytes]) -> str:
        told = {name: bytes_to_base64url(value) for name, value in answer.items()}
        known = bytes_to_base64url(self.credential_id)
        return json.dumps({"id": known, "rawId": known, "type": "public-key", "response": told})
