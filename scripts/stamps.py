"""Stamps: files that record the inputs of a result, so that it is not rebuilt."""

import hashlib
from collections.abc import Iterable
from pathlib import Path


def of_contents(files: Iterable[Path]) -> str:
    """Return a digest of the contents of some files."""
    digest = hashlib.sha256()
    for file in files:
        digest.update(file.name.encode() + b"\0" + file.read_bytes() + b"\0")
    return digest.hexdigest()


def of_tree(folder: Path) -> str:
    """Return a digest of names, sizes and times below a folder, without opening files."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*")):
        facts = file.stat()
        digest.update(f"{file}\0{facts.st_size}\0{facts.st_mtime_ns}\0".encode())
    return digest.hexdigest()


def is_fresh(stamp: Path, digest: str) -> bool:
    """Return whether the stamp holds this digest."""
    return stamp.is_file() and stamp.read_text(encoding="ascii") == digest


def write(stamp: Path, digest: str) -> None:
    """Store the digest."""
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(digest, encoding="ascii")
