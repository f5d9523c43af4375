"""Static files as they are served: hashed names, compressed."""

from typing import Any

from django.contrib.staticfiles.storage import HashedFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

_OWN_MODULES = "js/*.js"
_IMPORTS = (
    r"""(?P<matched>(?P<what>import\s[^'";]*|import\s*)["'](?P<url>\./[^'"]+)["'])""",
    """%(what)s"%(url)s\"""",
)


class HashedStaticFilesStorage(CompressedManifestStaticFilesStorage):
    """Also replaces the names that our JavaScript modules import.

    A module that a page names with its hash and another module without it would be loaded, and
    would run, twice. `support_js_module_import_aggregation` would do it for all files, and fails
    at a comment in one of django-htmx.
    """

    patterns = (*HashedFilesMixin.patterns, (_OWN_MODULES, (_IMPORTS,)))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._addresses: dict[str, str] = {}

    def url(self, name: str, force: bool = False) -> str:  # noqa: FBT001, FBT002  (Django's)
        """Return the address of a file, kept: a page names thirty, which a process never changes."""
        if force:
            return super().url(name, force)
        if name not in self._addresses:
            self._addresses[name] = super().url(name)
        return self._addresses[name]
