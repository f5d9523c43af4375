"""The letter that reminds late communes."""

from collections.abc import Sequence

from areas.documents import district_frame
from common.text import lower_first
from common.word import WordPaper, filename_of, short_day
from correspondence.choices import Matter
from correspondence.models import Thread
from correspondence.queries.letters import SentReminder
from correspondence.words.reminders import parted_text
from papers.queries import word_paper


def reminder_letter_paper(thread: Thread, sent: Sequence[SentReminder]) -> WordPaper:
    """Return “Công văn đôn đốc” to the communes that were reminded together.

    It says what each commune was sent, not what is late today; number and date are left to the
    registry.
    """
    plan = thread.plan
    parts = [(each.commune, *parted_text(each.body)) for each in sent]
    asked = list(dict.fromkeys(line for _commune, _facts, lines in parts for line in lines))
    names = ", ".join(commune.name_in_sentence for commune, _facts, _lines in parts)
    values = {
        **district_frame(plan.district, year=thread.opened_at.year),
        "year": str(plan.year),
        "matter": lower_first(str(Matter(thread.matter).label)),
        "addressee": f"Ủy ban nhân dân {names}",
        "communes": [
            {"name": commune.full_name, "facts": facts} for commune, facts, _lines in parts
        ],
        "request": asked,
        "due_on": short_day(thread.due_on),
    }
    which = parts[0][0].name if len(parts) == 1 else f"{len(parts)}-xa"
    name = filename_of("cong-van-don-doc", which, thread.matter, thread.pk)
    return word_paper("reminder_letter", filename=name, values=values)
