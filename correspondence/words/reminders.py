"""The text of a reminder, made of what is late in a commune."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from areas.models import Commune
from common.formats import vn_date
from correspondence.choices import Matter
from correspondence.models import Thread
from correspondence.words.threads import reminder_words
from targets.choices import AlertCode
from targets.queries.alerts import Alert
from targets.words.alerts import late_sentences

_MATTERS: Mapping[str, Matter] = {
    AlertCode.MISSES_TARGET: Matter.RESULT,
    AlertCode.SMALL_FALL: Matter.RESULT,
    AlertCode.EM_GAP: Matter.RESULT,
    AlertCode.BEHIND_PATH: Matter.RESULT,
    AlertCode.NOT_REVIEWED: Matter.REVIEW,
    AlertCode.VILLAGES_LATE: Matter.REVIEW,
    AlertCode.FEW_NAMES: Matter.REGISTRATION,
    AlertCode.ANSWER_LATE: Matter.ANSWER,
    AlertCode.TASKS_OVERDUE: Matter.TASKS,
}


_FACTS_BEGIN = "Số liệu đến ngày"


def matter_of(alerts: Sequence[Alert]) -> Matter:
    """Return what the most severe of a commune's alerts is about."""
    return _MATTERS[alerts[0].code] if alerts else Matter.OTHER


def facts_text(commune: Commune, alerts: Sequence[Alert], *, on: dt.date) -> str:
    """Return what is late in a commune by the product's figures; empty where nothing is."""
    sentences = late_sentences(alerts, commune.pk)
    if not sentences:
        return ""
    head = f"{_FACTS_BEGIN} {vn_date(on)} của {commune.name_in_sentence}:"
    return "\n".join([head, *(f"- {each}" for each in sentences)])


def request_text(*communes: Commune) -> str:
    """Return what a reminder asks of one commune, or of several."""
    whom = communes[0].name_in_sentence if len(communes) == 1 else "các xã, thị trấn"
    return f"Đề nghị UBND {whom} chỉ đạo thực hiện, trả lời kết quả và vướng mắc."


def full_text(facts: str, body: str) -> str:
    """Return the text of a reminder: what is late, then what is asked."""
    return f"{facts}\n\n{body}" if facts else body


def parted_text(text: str) -> tuple[list[str], list[str]]:
    """Return the lines of what is late and of what is asked, the parts of `full_text`."""
    facts, found, body = text.partition("\n\n")
    if not found or not facts.startswith(_FACTS_BEGIN):
        return [], [line for line in text.splitlines() if line]
    return facts.splitlines(), [line for line in body.splitlines() if line]


def subject_of_reminder(matter: str, year: int) -> str:
    return f"{Matter(matter).label}, năm {year}"


@dataclass(frozen=True, slots=True, kw_only=True)
class ProposedReminder:
    """What a reminder to a commune would say, and how its latest one stands ("" without one)."""

    key: int
    name: str
    matter: Matter
    alerts: int
    text: str
    latest: str


def proposed_reminder(
    commune: Commune, alerts: Sequence[Alert], latest: Thread | None, *, on: dt.date
) -> ProposedReminder:
    """Return what a reminder to a commune would say; `alerts` are those of this commune."""
    return ProposedReminder(
        key=commune.pk,
        name=commune.full_name,
        matter=matter_of(alerts),
        alerts=len(alerts),
        text=full_text(facts_text(commune, alerts, on=on), request_text(commune)),
        latest=reminder_words(latest, today=on) if latest else "",
    )


def proposed_reminders(
    communes: Iterable[Commune],
    alerts: Sequence[Alert],
    latest: Mapping[int, Thread],
    *,
    on: dt.date,
) -> list[ProposedReminder]:
    """Return what reminders to communes would say, in their order."""
    return [
        proposed_reminder(
            each,
            [alert for alert in alerts if alert.commune_id == each.pk],
            latest.get(each.pk),
            on=on,
        )
        for each in communes
    ]
