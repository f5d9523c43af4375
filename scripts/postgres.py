"""A PostgreSQL server for the tests: the one configured, a local one, or a temporary one."""

import contextlib
import os
import secrets
import shutil
import socket
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

from scripts import debian
from scripts.project import ROOT, Stop, is_root, say, tool

AT_HAND = "postgres://postgres@127.0.0.1:5432/postgres"
THROWAWAY = "throwaway"
SYSTEM_USER = "postgres"
PROGRAMS = Path("/usr/lib/postgresql")


@contextlib.contextmanager
def server() -> Iterator[str]:
    """Return the URL of a server on which databases can be created.

    TEST_DATABASE_URL names it (or is `throwaway`); without it the server on 127.0.0.1:5432 is used
    if it accepts `postgres`, else a temporary cluster is created and removed.
    """
    wanted = os.environ.get("TEST_DATABASE_URL", "")
    if wanted and wanted != THROWAWAY:
        if problem := why_unusable(wanted):
            raise Stop(f"The server named by TEST_DATABASE_URL cannot be used: {problem}")
        say("PostgreSQL: the server named by TEST_DATABASE_URL.")
        yield wanted
    elif not wanted and why_unusable(AT_HAND) is None:
        say("PostgreSQL: the server on 127.0.0.1:5432.")
        yield AT_HAND
    else:
        with throwaway_cluster() as url:
            say("PostgreSQL: a throw-away cluster, removed at the end.")
            yield url


def why_unusable(url: str) -> str | None:
    """Create a database to test the connection; return the error, or None."""
    command = [tool("python"), "-m", "scripts.probe_postgres", url]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    return None if done.returncode == 0 else done.stderr.strip() or "no reason given"


@contextlib.contextmanager
def throwaway_cluster() -> Iterator[str]:
    """Start a cluster in a temporary folder on a free port; stop and remove it at the end."""
    programs = _programs()
    user = SYSTEM_USER if is_root() else None  # the server refuses to run as root
    folder = Path(tempfile.mkdtemp(prefix="povertyapp-pg-"))
    try:
        if user:
            shutil.chown(folder, user, user)
        port, password = _free_port(), secrets.token_hex(16)
        _initialise(programs, folder, password, user)
        options = (
            f"-c listen_addresses=127.0.0.1 -c port={port} -c unix_socket_directories={folder}"
            " -c fsync=off -c synchronous_commit=off -c full_page_writes=off"
        )
        control = [str(programs / "pg_ctl"), "-D", str(folder / "data")]
        log = ["-l", str(folder / "log")]
        _run_as(user, [*control, *log, "-w", "-o", options, "start"], folder)
        try:
            yield f"postgres://postgres:{password}@127.0.0.1:{port}/postgres"
        finally:
            _run_as(user, [*control, "-m", "immediate", "stop"], folder)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Return the folder of the newest installed server; install Debian's package if there is none."""
    if not _installed():
        debian.install("postgresql", missing="a PostgreSQL server")
    if not _installed():
        raise Stop(f"No PostgreSQL server was found below {PROGRAMS}.")
    return _installed()[-1]


def _installed() -> list[Path]:
    found = [path.parent for path in PROGRAMS.glob("[0-9]*/bin/initdb")]
    return sorted(found, key=lambda path: int(path.parent.name))


def _initialise(programs: Path, folder: Path, password: str, user: str | None) -> None:
    secret = folder / "password"
    secret.touch(mode=0o600)
    secret.write_text(password, encoding="ascii")
    if user:
        shutil.chown(secret, user, user)
    command = [
        *(str(programs / "initdb"), "-D", str(folder / "data"), "-U", "postgres"),
        *("--auth=scram-sha-256", f"--pwfile={secret}"),
        *("--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"),
    ]
    _run_as(user, command, folder)


def _run_as(user: str | None, command: list[str], folder: Path) -> None:
    # Output goes to a file: the server would keep a pipe open after pg_ctl has ended.
    output = folder / "output"
    with output.open("w", encoding="utf-8") as file:
        done = subprocess.run(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            env={"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C.UTF-8"},
            user=user,
            group=user,
            extra_groups=[] if user else None,
            start_new_session=True,  # Ctrl-C must reach this process only, which then stops the server
        )
    if done.returncode:
        logs = [
            file.read_text(errors="replace") for file in (output, folder / "log") if file.exists()
        ]
        raise Stop(f"The throw-away PostgreSQL cluster failed:\n{''.join(logs)[-2000:]}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port
