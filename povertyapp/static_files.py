"""Static files as they are served: hashed names, compressed."""

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
