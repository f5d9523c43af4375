"""Reference data: the versions of the procedure and the holidays."""

import datetime as dt
from pathlib import Path

from django.db import transaction

from common.history import save_with_history
from common.tables import read_table
from procedure.models import Holiday, Procedure, ProcedureTerm
from procedure.queries.deadlines import forget_terms

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_procedures() -> int:
    """Create missing procedures and holidays; return the number of rows created.

    Existing rows are not changed: the labour office corrects numbers and adds holidays. Sources: TT
    17/2016 with TT 14/2018/TT-BLĐTBXH, QĐ 24/2021/QĐ-TTg; each number has a certainty, and numbers
    that were not found are empty.
    """
    known = set(Procedure.objects.values_list("code", flat=True))
    made: dict[str, Procedure] = {}
    for row in read_table(DATA / "procedures.tsv"):
        if row["code"] not in known:
            made[row["code"]] = _make_procedure(row)
    for row in read_table(DATA / "procedure_terms.tsv"):
        if row["procedure"] in made:
            _make_term(made[row["procedure"]], row)
    forget_terms()
    return len(made) + _load_holidays()


def _make_procedure(row: dict[str, str]) -> Procedure:
    last = row["valid_to"]
    procedure = Procedure(
        code=row["code"],
        name=row["name"],
        legal_basis=row["legal_basis"],
        valid_from=dt.date.fromisoformat(row["valid_from"]),
        valid_to=dt.date.fromisoformat(last) if last else None,
        periodic_from=row["periodic_from"],
        periodic_to=row["periodic_to"],
    )
    save_with_history(procedure, by=None)
    return procedure


def _make_term(procedure: Procedure, row: dict[str, str]) -> None:
    term = ProcedureTerm(
        procedure=procedure,
        key=row["key"],
        value=int(row["value"]) if row["value"] else None,
        certainty=row["certainty"],
        source=row["source"] or "",
    )
    save_with_history(term, by=None)


def _load_holidays() -> int:
    known = set(Holiday.objects.values_list("day", flat=True))
    made = 0
    for row in read_table(DATA / "holidays.tsv"):
        day = dt.date.fromisoformat(row["day"])
        if day not in known:
            save_with_history(Holiday(day=day, name=row["name"]), by=None)
            made += 1
    return made
