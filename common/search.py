"""Searching in stored search keys (`common.text.search_key`)."""

import re
from functools import reduce
from operator import or_

from django.db.models import F, Q, TextField, Value
from django.db.models.functions import Concat, Replace
from django.db.models.lookups import Contains

from common.text import search_key

# One syllable: one group of vowels. A word of several, or of H or Y and a name, as in "rocham" and
# "hlinh", may be stored with a blank.
_SYLLABLE = re.compile(r"\A[^aeiouy]*[aeiouy]+[^aeiouy]*\Z")
_PARTICLE = re.compile(r"\A[hy][^aeiouy]")


def has_every_word(field: str, text: str) -> Q:
    """Return a condition: each word of the text is in a column of search keys, in any order.

    "rocham" is also found as "ro cham". A text without letters and digits matches nothing.
    """
    words = search_key(text).split()
    if not words:
        return Q(pk__in=[])
    found = Q()
    for word in words:
        found &= Q(**{f"{field}__contains": word}) | _across_a_blank(field, word)
    return found


def _across_a_blank(field: str, word: str) -> Q:
    """Return a condition: two neighbouring words of the key, from the start of the first."""
    if _SYLLABLE.match(word) and not _PARTICLE.match(word):
        return Q()
    joined = Contains(Replace(F(field), Value(" "), Value(""), output_field=TextField()), word)
    spaced = Concat(Value(" "), F(field), output_field=TextField())
    splits = (f" {word[:place]} {word[place:]}" for place in range(1, len(word)))
    pairs = [Q(Contains(spaced, split)) for split in splits]
    # The first part is cheap and false for nearly all rows.
    return Q(joined) & reduce(or_, pairs) if pairs else Q()
