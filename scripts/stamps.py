"""Stamps: a file that remembers what something was made from, so that it is not made again."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def of_contents(files: Iterable[Path]) -> str:
    """Digest of the contents of a few files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def of_tree(folder: Path) -> str:
    """Digest of names, sizes and times below a folder: cheap, nothing is opened."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        facts = file.stat()
        digest.update(f"{file}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def is_fresh(stamp: Path, digest: str) -> bool:
    """Say whether the stamp holds this very digest."""
    return stamp.is_file() and stamp.read_text(encoding="ascii") == digest


def write(stamp: Path, digest: str) -> None:
    """Remember the digest."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest, encoding="ascii")
