"""`var/local.env`: the settings of a trial on a local machine, written once."""

import os
import secrets

from scripts.project import VAR

FILE = VAR / "local.env"
TEXT = """\
# Written by `make run` for a trial on this machine; git ignores it. A server has no such file:
# there the environment itself says everything (docs/howto/deploy.md).
APP_ENV=demo
SECRET_KEY={secret_key}
ALLOWED_HOSTS=localhost,127.0.0.1,[::1]
HTTPS=false
"""


def ensure() -> None:
    """Write the file unless it exists, or the environment is not a trial."""
    VAR.mkdir(mode=0o700, exist_ok=True)
    if FILE.exists() or os.environ.get("APP_ENV") == "production":
        return
    FILE.touch(mode=0o600)
    FILE.write_text(TEXT.format(secret_key=secrets.token_urlsafe(48)), encoding="utf-8")
