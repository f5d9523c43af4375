"""Readers of environment variables: an invalid value stops start-up and names the variable."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parent.parent

# The key of the example file, refused in production.
EXAMPLE_SECRET_KEY = "change-me"  # noqa: S105  (a name for the wrong value, not a secret)
SHORTEST_SECRET_KEY = 50

_env = environ.Env()


def read_local_file(path: Path) -> None:
    """Load the settings that `make run` wrote for this machine; the environment takes precedence.

    In production the file is ignored: it may be left over from a trial.
    """
    if _env.str("APP_ENV", default="") != "production":
        _env.read_env(path)


def text(name: str, default: str | None = None) -> str:
    """Return a text; a missing one without a default stops start-up."""
    if default is None:
        return _env.str(name)
    return _env.str(name, default=default)


def boolean(name: str, *, default: bool) -> bool:
    """Return a yes or no; any other value stops start-up."""
    raw = _env.str(name, default="").strip().casefold()
    if not raw:
        return default
    if raw in {"1", "true", "yes", "on"}:
        return True
    if raw in {"0", "false", "no", "off"}:
        return False
    raise ImproperlyConfigured(f"{name} must be true or false, not {raw!r}.")


def integer(name: str, default: int) -> int:
    """Return a whole number."""
    raw = _env.str(name, default="").strip()
    if not raw:
        return default
    try:
        return int(raw)
    except ValueError as error:
        raise ImproperlyConfigured(f"{name} must be a whole number, not {raw!r}.") from error


def listing(name: str, default: list[str] | None = None) -> list[str]:
    """Return words separated by commas."""
    return [word.strip() for word in _env.list(name, default=default or []) if word.strip()]


def choice(name: str, allowed: tuple[str, ...], default: str) -> str:
    """Return one of the allowed words."""
    value = _env.str(name, default=default)
    if value not in allowed:
        raise ImproperlyConfigured(f"{name} must be one of {', '.join(allowed)}, not {value!r}.")
    return value


def database(name: str, default: str) -> dict[str, Any]:
    """Return the database settings of a URL with the options of its engine.

    SQLite: IMMEDIATE transactions, WAL and a 20 s wait keep ten writers free of "locked" errors.
    """
    config: dict[str, Any] = _env.db_url(name, default=default)
    config["CONN_MAX_AGE"] = integer("CONN_MAX_AGE", 60)
    if config["ENGINE"].endswith("sqlite3"):
        config["OPTIONS"] = {
            "transaction_mode": "IMMEDIATE",
            "timeout": 20,
            "init_command": (
                "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;"
                "PRAGMA cache_size=-32000; PRAGMA temp_store=MEMORY;"
            ),
        }
    else:
        config["CONN_HEALTH_CHECKS"] = True
        config["OPTIONS"] = {
            **config.get("OPTIONS", {}),
            "options": "-c statement_timeout=60000 -c lock_timeout=5000"
            " -c idle_in_transaction_session_timeout=30000",
        }
    return config


def refuse_unsafe_production(
    *, app_env: str, debug: bool, secret_key: str, allowed_hosts: list[str]
) -> None:
    """Stop start-up in production with an unsafe setting."""
    if app_env != "production":
        return
    if debug:
        raise ImproperlyConfigured("DEBUG must be off in production.")
    if secret_key == EXAMPLE_SECRET_KEY or len(secret_key) < SHORTEST_SECRET_KEY:
        raise ImproperlyConfigured(
            f"SECRET_KEY must be your own and at least {SHORTEST_SECRET_KEY} characters long."
        )
    if not allowed_hosts or "*" in allowed_hosts:
        raise ImproperlyConfigured("ALLOWED_HOSTS must name the hosts; '*' is refused.")
