"""`make run`: install what is missing, prepare the database, start the web server and the worker."""

import http.client
import os
import socket
import subprocess
import time
from pathlib import Path

from scripts import local_state, node_packages, processes, python_packages, stamps
from scripts.project import ROOT, VAR, WINDOWS, Stop, main, say, tool

HOST = "127.0.0.1"
SECONDS_TO_ANSWER = 60
STATIC_ROOT = ROOT / "staticfiles"
STATIC_STAMP = VAR / "static.stamp"
LOGS = VAR / "log"
ACCOUNTS = VAR / "demo_accounts.txt"


def serve() -> int:
    """Start everything and keep it running; exit status 0 only for a requested end."""
    port = chosen_port(os.environ.get("PORT", ""))
    refuse_taken(port)
    python_packages.ensure(python_packages.RUNTIME)
    node_packages.ensure()
    local_state.ensure()
    accounts = prepare()

    stopping = processes.Stopping()
    LOGS.mkdir(parents=True, exist_ok=True)
    worker_command = [tool("python"), "manage.py", "db_worker", "--interval", "2"]
    web = processes.start("The web server", web_command(port), log=LOGS / "web.log")
    worker = processes.start("The worker", worker_command, log=LOGS / "worker.log")
    children = [web, worker]
    try:
        wait_until_healthy(port, children, stopping)
        if not stopping.asked:
            say(ready(accounts, port))
        ended = processes.wait(children, stopping)
    finally:
        processes.stop(children)
    if ended:
        raise Stop(_how_it_ended(ended))
    say("Stopped.")
    return 0


def chosen_port(text: str) -> int:
    """Return PORT; 8000 when empty."""
    if not text:
        return 8000
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Stop(f"PORT must be a number from 1 to 65535, not {text!r}.")


def refuse_taken(port: int) -> None:
    """Stop with a message when another program listens on the port."""
    with socket.socket() as probe:
        if not WINDOWS:  # a recently closed connection must not count as in use
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError as error:
            raise Stop(f"Port {port} needs more rights. Choose one above 1023.") from error
        except OSError as error:
            raise Stop(
                f"Port {port} is already in use by another program. "
                f"Stop that program, or choose another port:  PORT={port + 1} make run"
            ) from error


def prepare() -> str:
    """Migrate, load the demo into an empty database, collect files; return the demo accounts."""
    files = [ROOT / "package-lock.json", ROOT / "requirements.txt", ROOT / "povertyapp/settings.py"]
    digest = stamps.of_contents(files) + stamps.of_tree(ROOT / "static")
    collected = STATIC_ROOT.is_dir() and stamps.is_fresh(STATIC_STAMP, digest)
    command = [tool("python"), "-m", "scripts.prepare", *([] if collected else ["--collect"])]
    done = subprocess.run(command, cwd=ROOT, stdout=subprocess.PIPE, text=True, encoding="utf-8")
    if done.returncode:
        raise Stop("The start was broken off: the reason stands above.")
    stamps.write(STATIC_STAMP, digest)
    return done.stdout


def ready(accounts: str, port: int) -> str:
    """Return the last lines of the start; the demo accounts are also kept in a file."""
    if accounts:
        ACCOUNTS.write_text(accounts, encoding="utf-8")
    kept = f"Accounts: {_shown(ACCOUNTS)}   " if accounts else ""
    return (
        f"\n{accounts}\n{kept}Logs: {_shown(LOGS)}/\n"
        f"Ready: http://localhost:{port}/   (Ctrl-C stops it)\n"
    )


def _shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def web_command(port: int) -> list[str]:
    """Return the command of the web server with a fixed number of workers and threads."""
    workers = os.environ.get("WEB_WORKERS", "2")
    threads = os.environ.get("WEB_THREADS", "4")
    application = "povertyapp.wsgi:application"
    if WINDOWS:
        return [
            tool("waitress-serve"),
            f"--listen={HOST}:{port}",
            f"--threads={threads}",
            application,
        ]
    return [
        *(tool("python"), "-m", "gunicorn", application),
        *("--bind", f"{HOST}:{port}", "--worker-class", "gthread"),
        *("--workers", workers, "--threads", threads, "--graceful-timeout", "10"),
        *("--no-control-socket", "--log-level", "warning"),
    ]


def wait_until_healthy(
    port: int, children: list[processes.Child], stopping: processes.Stopping
) -> None:
    """Return once GET /healthz/ answers 200, or a stop is requested."""
    answer = "nothing"
    deadline = time.monotonic() + SECONDS_TO_ANSWER
    while time.monotonic() < deadline and not stopping.asked:
        if ended := processes.first_ended(children):
            raise Stop(_how_it_ended(ended))
        answer = health(port)
        if answer == "200":
            return
        time.sleep(0.1)
    if not stopping.asked:
        raise Stop(f"GET /healthz/ answered {answer} for {SECONDS_TO_ANSWER} seconds: giving up.")


def health(port: int) -> str:
    """Return the status of GET /healthz/, or "nothing"."""
    connection = http.client.HTTPConnection(HOST, port, timeout=5)
    try:
        connection.request("GET", "/healthz/", headers={"Host": f"localhost:{port}"})
        return str(connection.getresponse().status)
    except (OSError, http.client.HTTPException):
        return "nothing"
    finally:
        connection.close()


def _how_it_ended(child: processes.Child) -> str:
    status = child.process.returncode
    said = f"\n{child.last_lines()}" if child.log else ""
    return f"{child.name} ended by itself (exit status {status}); everything was stopped.{said}"


if __name__ == "__main__":
    main(serve)
