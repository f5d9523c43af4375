"""Goals get the comparison their code has had; shares given before become the adopted allocation."""

import uuid

from django.db import migrations
from django.db.models import Q

COMPARISONS = {
    "poor_rate": "AT_MOST",
    "relapse": "AT_MOST",
    "above_average_fall": "MORE_THAN",
}


def fill(apps, _schema_editor):
    for name in ("Goal", "HistoricalGoal"):
        goals = apps.get_model("targets", name).objects
        for code, comparison in COMPARISONS.items():
            goals.filter(code=code).update(comparison=comparison)
    YearPlan = apps.get_model("targets", "YearPlan")
    for plan in YearPlan.objects.order_by("year"):
        targets = plan.commune_targets.filter(Q(fall__gt=0) | Q(em_fall__gt=0))
        if targets.exists():
            _adopt(apps, plan)


def _adopt(apps, plan):
    Allocation = apps.get_model("targets", "Allocation")
    AllocationLine = apps.get_model("targets", "AllocationLine")
    moment = apps.get_model("targets", "HistoricalYearPlan").objects.filter(id=plan.pk).latest("history_id")
    allocation = Allocation.objects.create(
        client_id=uuid.uuid4(),
        plan=plan,
        name="Chỉ tiêu đã giao",
        rule="BY_HAND",
        state="ADOPTED",
        number=1,
        decision_number=plan.decision_number or "chưa ghi số",
        decided_on=plan.decided_on or moment.history_date.date(),
        created_at=moment.history_date,
        adopted_at=moment.history_date,
        note="Giao trước khi phần mềm ghi phương án.",
    )
    AllocationLine.objects.bulk_create(
        AllocationLine(
            allocation=allocation, commune_id=row.commune_id, fall=row.fall, em_fall=row.em_fall
        )
        for row in plan.commune_targets.all()
    )


class Migration(migrations.Migration):
    dependencies = [("targets", "0002_ledger")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
