"""The reasons of poverty and the kinds of support supplied with the product."""

from pathlib import Path

from django.db import transaction

from common.history import save_with_history
from common.tables import read_table
from support.models import PovertyReason, SupportNeed

DATA = Path(__file__).resolve().parent.parent / "data"


@transaction.atomic
def load_reasons() -> int:
    """Create the missing reasons of poverty; returns how many were created.

    Existing ones are left unchanged. Source: report on reasons, TT 07/2021/TT-BLĐTBXH family.
    """
    known = set(PovertyReason.objects.values_list("key", flat=True))
    missing = [row for row in read_table(DATA / "poverty_reasons.tsv") if row["key"] not in known]
    for row in missing:
        reason = PovertyReason(number=int(row["number"]), key=row["key"], name=row["name"])
        save_with_history(reason, by=None)
    return len(missing)


@transaction.atomic
def load_needs() -> int:
    """Create the missing kinds of support; returns how many were created.

    Existing ones are left unchanged. Source: lists with members, TT 07/2021/TT-BLĐTBXH family.
    """
    known = set(SupportNeed.objects.values_list("key", flat=True))
    missing = [row for row in read_table(DATA / "support_needs.tsv") if row["key"] not in known]
    for row in missing:
        need = SupportNeed(number=int(row["number"]), key=row["key"], name=row["name"])
        save_with_history(need, by=None)
    return len(missing)
