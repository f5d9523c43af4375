"""Test data of the scoring tables."""

import datetime as dt

from households.choices import FactSource, ScoringArea, TableState
from households.models import ScoringAnswer, ScoringItem, ScoringTable
from households.rules.scoring import Answer, Item, RosterFacts, Table
from tests import factories

SURVEY = dt.date(2021, 11, 15)

SIZE = Item(
    key="size",
    label="Số người",
    source=FactSource.HOUSEHOLD_SIZE,
    is_withheld_from_dependants=True,
    answers=(
        Answer(key="one", label="1 người", points=75, at_least=1, at_most=1),
        Answer(key="few", label="2–3 người", points=40, at_least=2, at_most=3),
        Answer(key="many", label="Trên 3 người", points=0, at_least=4),
    ),
)
DEPENDANTS = Item(
    key="dependants",
    label="Người phụ thuộc",
    source=FactSource.DEPENDANTS,
    answers=(
        Answer(key="none", label="Không có", points=20, at_least=0, at_most=0),
        Answer(key="some", label="Có", points=5, at_least=1),
    ),
)
SCHOOLING = Item(
    key="schooling",
    label="Bằng cấp",
    source=FactSource.HIGHEST_SCHOOLING,
    answers=(
        Answer(key="COLLEGE", label="Cao đẳng trở lên", points=10),
        Answer(key="UPPER_SECONDARY", label="Trung học phổ thông", points=5),
    ),
)
WORK = Item(
    key="work",
    label="Việc làm",
    source=FactSource.ASKED,
    answers=(
        Answer(key="state", label="Công chức", points=30),
        Answer(key="none", label="Không", points=0),
    ),
)
TABLE = Table(items=(SIZE, DEPENDANTS, SCHOOLING, WORK))


def known(**given):
    """Facts of a household of three with one dependant."""
    told = {"size": 3, "dependants": 1, "pensioners": 0, "highest_schooling": "PRIMARY"}
    return RosterFacts(**told | given)


def stored_table(standard=None, *, rule=TABLE, area=ScoringArea.CENTRAL_HIGHLANDS, **given):
    """Return a rule's table as rows, in force by default."""
    standard = standard or factories.StandardFactory()
    told = {
        "edition": ScoringTable.objects.filter(standard=standard, area=area).count() + 1,
        "legal_basis": "TT 17/2016/TT-BLĐTBXH",
        "valid_from": dt.date(2016, 1, 5),
        "state": TableState.IN_FORCE,
    }
    table = ScoringTable.objects.create(standard=standard, area=area, **told | given)
    for position, item in enumerate(rule.items, start=1):
        _store(table, position, item)
    return table


def _store(table, position, item):
    row = ScoringItem.objects.create(
        table=table,
        position=position,
        group_number=position,
        group_name=item.label,
        key=item.key,
        label=item.label,
        source=item.source,
        is_withheld_from_dependants=item.is_withheld_from_dependants,
    )
    for place, answer in enumerate(item.answers, start=1):
        ScoringAnswer.objects.create(
            item=row,
            position=place,
            key=answer.key,
            label=answer.label,
            points=answer.points,
            at_least=answer.at_least,
            at_most=answer.at_most,
        )


def verified(by):
    """The fields of a verified and complete table."""
    return {
        "is_complete": True,
        "verified_by": by,
        "verified_at": factories.NOON,
        "verified_against": "TT 17/2016/TT-BLĐTBXH, PL 3b.4",
    }
