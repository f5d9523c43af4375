"""Settings of the tests: the product's own, with a fast hasher and plain static files."""

import os

os.environ.setdefault("APP_ENV", "test")
os.environ.setdefault("SECRET_KEY", "only-for-tests-" + "x" * 50)
os.environ.setdefault("ALLOWED_HOSTS", "testserver,localhost,127.0.0.1")
os.environ.setdefault("HTTPS", "false")
# The browser's driver keeps an event loop running in the thread that also uses the database.
os.environ.setdefault("DJANGO_ALLOW_ASYNC_UNSAFE", "true")

from povertyapp.settings import *  # noqa: F403

PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.InMemoryStorage"},
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
# Static files are not collected; the test server finds them in their source directories.
MIDDLEWARE = [name for name in MIDDLEWARE if "whitenoise" not in name]  # noqa: F405
LOG_LEVEL = "ERROR"
LOGGING["root"]["level"] = LOG_LEVEL  # type: ignore[index]  # noqa: F405
# None: the engine's own choice (SQLite in memory, PostgreSQL "test_" + name). Concurrent
# runs on one server each name a separate database.
DATABASES["default"]["TEST"] = {"NAME": os.environ.get("TEST_DB_NAME")}  # noqa: F405
