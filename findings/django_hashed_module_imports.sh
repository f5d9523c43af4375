#!/usr/bin/env bash
# Django's import rewriting for hashed static files stops `collectstatic` at a JSDoc comment of
# django-htmx, although no file imports anything.
#
# With ManifestStaticFilesStorage alone, a module that a page names with its hash and that another
# module imports without it is loaded, and runs, twice. `support_js_module_import_aggregation` is
# Django's remedy. Its patterns also match inside comments: `import("../htmx")` in a type annotation
# of the htmx extension hx-sse-2.js, which django-htmx ships beside the files a page uses, is read as a
# dynamic import of a file without the ending .js, and the whole command fails. A pattern of its own for
# the project's modules, under a folder, does what is needed.
#
# Needs Python 3.11 or newer with venv, and pip with access to a package index. Exits with 0 while
# the behaviour below is seen, with 1 when it has changed.
set -euo pipefail

folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT

python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip install --quiet --disable-pip-version-check \
    Django==5.2.19 asgiref==3.11.1 sqlparse==0.5.5 django-htmx==1.29.0

cd "$folder"
mkdir -p static/js
printf 'export const rows = () => [];\n' > static/js/grid.js
printf 'import { rows } from "./grid.js";\nrows();\n' > static/js/paste.js

"$folder/venv/bin/python" - <<'PYTHON'
import re
import sys
from importlib.metadata import version
from pathlib import Path

import django
from django.conf import settings
from django.contrib.staticfiles.storage import HashedFilesMixin, ManifestStaticFilesStorage
from django.core.management import call_command
from django.test import override_settings


class WholeTree(ManifestStaticFilesStorage):
    support_js_module_import_aggregation = True


class OwnModules(ManifestStaticFilesStorage):
    patterns = (
        *HashedFilesMixin.patterns,
        (
            "js/*.js",
            ((r"""(?P<matched>(?P<what>import[^'";]*)"(?P<url>\./[^"]+)")""", '%(what)s"%(url)s"'),),
        ),
    )


settings.configure(
    INSTALLED_APPS=["django.contrib.staticfiles", "django_htmx"],
    STATIC_URL="static/",
    STATICFILES_DIRS=["static"],
    STATIC_ROOT="unused",
)
django.setup()


def collected(storage):
    """Return the import line of the hashed paste.js, or the error of collectstatic."""
    backend = {"staticfiles": {"BACKEND": f"{__name__}.{storage.__name__}"}}
    with override_settings(STORAGES=settings.STORAGES | backend, STATIC_ROOT=storage.__name__):
        try:
            call_command("collectstatic", interactive=False, verbosity=0)
        except ValueError as error:
            return f"{type(error).__name__}: {str(error).splitlines()[0]}"
    (file,) = Path(storage.__name__, "js").glob("paste.*.js")
    return file.read_text().splitlines()[0]


whole, own, plain = (collected(one) for one in (WholeTree, OwnModules, ManifestStaticFilesStorage))
print(f"Django {version('django')}, django-htmx {version('django-htmx')}, Python {sys.version.split()[0]}")
print(f"without the option:           {plain}")
print(f"with it, for the whole tree:  {whole}")
print(f"a pattern for own modules:    {own}")

as_before = (
    plain == 'import { rows } from "./grid.js";'
    and "'django_htmx/htmx' could not be found" in whole
    and re.fullmatch(r'import \{ rows \} from "\./grid\.[0-9a-f]{12}\.js";', own)
)
sys.exit(0 if as_before else 1)
PYTHON
