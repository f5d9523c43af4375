"""Template loaders that leave the indentation of HTML templates out of the pages.

A line break stays where there was one, so that words do not run together; lines with nothing but a
tag of the template language, and comments, leave none.
"""

import re

from django.template import Origin
from django.template.loaders import app_directories, filesystem

_INDENTATION = re.compile(r"\n[ \t]+")
_TAG_LINE = re.compile(
    r"(?<=\n)\{% (?:if|elif|else|endif|for|empty|endfor|with|endwith|load|block|endblock)\b[^%]*%\}\n"
)
_COMMENT = re.compile(r"\{% comment %\}.*?\{% endcomment %\}\n?", re.DOTALL)


def lean(source: str) -> str:
    """Return the source of an HTML template without indentation and empty lines."""
    source = _INDENTATION.sub("\n", _COMMENT.sub("", source))
    return _TAG_LINE.sub(lambda found: found[0][:-1], source)


class FilesystemLoader(filesystem.Loader):
    def get_contents(self, origin: Origin) -> str:
        return _contents(super().get_contents(origin), origin)


class AppDirectoriesLoader(app_directories.Loader):
    def get_contents(self, origin: Origin) -> str:
        return _contents(super().get_contents(origin), origin)


def _contents(source: str, origin: Origin) -> str:
    return lean(source) if str(origin.template_name).endswith(".html") else source
