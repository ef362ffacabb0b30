"""Is an Office document locked with a password? Then it is no zip, but a container of noise.

Source: [MS-OFFCRYPTO] 2.3.4.4 "EncryptedPackage stream"; [MS-CFB] 2.6 for names in UTF-16.
"""

from pathlib import Path

STREAM = "EncryptedPackage".encode("utf-16-le")
PIECE_BYTES = 1024 * 1024
MOST_PIECES = 256


def is_locked(path: Path) -> bool:
    """A compound file that holds an encrypted package."""
    end = b""
    try:
        with path.open("rb") as handle:
            for _ in range(MOST_PIECES):
                piece = handle.read(PIECE_BYTES)
                if STREAM in end + piece:
                    return True
                if not piece:
                    return False
                end = piece[-len(STREAM) :]
    except (OSError, ValueError):
        return False
    return False
