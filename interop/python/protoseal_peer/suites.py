"""The two suites of section 4: AEAD, key length, hash; and the key derivation."""

from __future__ import annotations

import hmac
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes
from cryptography.hazmat.primitives.hmac import HMAC
from cryptography.hazmat.primitives.kdf.hkdf import HKDFExpand

from .encoding import u8, u32

TAG_SIZE = 16


@dataclass(frozen=True)
class Suite:
    """One line of the table of suites."""

    name: str
    number: int
    key_size: int
    cipher: type
    hash: hashes.HashAlgorithm


AES_256_GCM = Suite("AES-256-GCM", 1, 32, algorithms.AES, hashes.SHA256())
SM4_GCM = Suite("SM4-GCM", 2, 16, algorithms.SM4, hashes.SM3())
SUITES = {suite.name: suite for suite in (AES_256_GCM, SM4_GCM)}


@dataclass(frozen=True)
class EpochKeys:
    """What one salt makes of a data key."""

    suite: Suite
    key: bytes
    base_iv: bytes
    commitment: bytes

    def commits(self, commitment: bytes) -> bool:
        """Whether an envelope's commitment is this key's, in constant time."""
        return hmac.compare_digest(self.commitment, commitment)

    def encrypt(self, n: bytes, plaintext: bytes, aad: bytes) -> bytes:
        """Ciphertext and tag."""
        cipher = Cipher(self.suite.cipher(self.key), modes.GCM(self._nonce(n)))
        encryptor = cipher.encryptor()
        encryptor.authenticate_additional_data(aad)
        ciphertext = encryptor.update(plaintext) + encryptor.finalize()
        return ciphertext + encryptor.tag

    def decrypt(self, n: bytes, sealed: bytes, aad: bytes) -> bytes | None:
        """The plaintext, or None if the tag is not that of these bytes."""
        ciphertext, tag = sealed[:-TAG_SIZE], sealed[-TAG_SIZE:]
        cipher = Cipher(self.suite.cipher(self.key), modes.GCM(self._nonce(n), tag))
        decryptor = cipher.decryptor()
        decryptor.authenticate_additional_data(aad)
        try:
            return decryptor.update(ciphertext) + decryptor.finalize()
        except InvalidTag:
            return None

    def _nonce(self, n: bytes) -> bytes:
        return bytes(a ^ b for a, b in zip(self.base_iv, n, strict=True))


def derive(suite: Suite, secret: bytes, key_id: bytes, version: int, salt: bytes) -> EpochKeys:
    """The epoch of a salt: HKDF with the suite's hash, one label for each use."""
    extract = HMAC(salt, suite.hash)
    extract.update(secret)
    prk = extract.finalize()

    def expand(label: bytes, length: int) -> bytes:
        info = b"protoseal/v1/field/" + label + u8(suite.number) + key_id + u32(version)
        return HKDFExpand(suite.hash, length, info).derive(prk)

    return EpochKeys(suite, expand(b"key", suite.key_size), expand(b"iv", 12), expand(b"commitment", 32))
