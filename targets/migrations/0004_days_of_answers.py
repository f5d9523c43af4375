"""The working dates of answers, withdrawals and decisions: deadlines are held against them."""

import datetime as dt

from django.db import migrations, models
from django.db.models import Q

_DAY = dt.date(2021, 1, 1)  # nobody has answered yet: no row is given it


class Migration(migrations.Migration):
    dependencies = [("targets", "0003_goals_and_shares_so_far")]

    operations = [
        operation
        for prefix in ("", "historical")
        for operation in (
            migrations.AddField(
                model_name=f"{prefix}allocationanswer",
                name="answered_on",
                field=models.DateField(default=_DAY, verbose_name="ngày trả lời"),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name=f"{prefix}allocationanswer",
                name="withdrawn_on",
                field=models.DateField(blank=True, null=True, verbose_name="ngày rút"),
            ),
            migrations.AddField(
                model_name=f"{prefix}adjustmentdecision",
                name="decided_on",
                field=models.DateField(default=_DAY, verbose_name="ngày quyết định"),
                preserve_default=False,
            ),
            migrations.AddField(
                model_name=f"{prefix}adjustmentdecision",
                name="decision_number",
                field=models.CharField(default="", max_length=50, verbose_name="số quyết định"),
                preserve_default=False,
            ),
        )
    ]
    operations += [
        migrations.RemoveConstraint("allocationanswer", "answer_withdrawn_means_signed"),
        migrations.AddConstraint(
            "allocationanswer",
            models.CheckConstraint(
                name="answer_withdrawn_means_signed",
                condition=Q(withdrawn_at=None, withdrawn_by=None, withdrawn_on=None)
                | Q(
                    withdrawn_at__isnull=False,
                    withdrawn_by__isnull=False,
                    withdrawn_on__isnull=False,
                ),
            ),
        ),
    ]
