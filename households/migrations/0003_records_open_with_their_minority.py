from django.db import migrations, models
from django.db.models import Exists, F, OuterRef, Subquery
from django.utils import timezone

LISTED = ["POOR", "NEAR_POOR"]


def open_as_they_closed(apps, schema_editor):
    """Figures of closed years stay; the marks of an open year follow last year's list and the head."""
    record = apps.get_model("households", "PovertyRecord")
    apps.get_model("households", "HistoricalPovertyRecord").objects.update(
        opened_as_minority=F("is_ethnic_minority")
    )
    before_change = dict(record.objects.values_list("pk", "is_ethnic_minority"))
    household = apps.get_model("households", "Household").objects.filter(pk=OuterRef("household"))
    closed = apps.get_model("households", "Round").objects.filter(
        year=OuterRef("year"), kind="YEAR_END", state="CLOSED"
    )
    next_year = record.objects.filter(
        year=OuterRef("year") + 1, standard=OuterRef("standard"), opening_status__in=LISTED
    )
    is_open = record.objects.filter(~Exists(closed), ~Exists(next_year))
    is_open.filter(has_left=False, household__state="ACTIVE").update(
        is_ethnic_minority=Subquery(household.values("ethnicity__is_minority"))
    )
    record.objects.update(opened_as_minority=F("is_ethnic_minority"))
    before = record.objects.filter(
        household=OuterRef("household"), standard=OuterRef("standard"), year=OuterRef("year") - 1
    )
    is_open.filter(Exists(before), opening_status__in=LISTED).update(
        opened_as_minority=Subquery(before.values("is_ethnic_minority"))
    )
    _log(apps, before_change)


def _log(apps, before_change):
    """Write a history row of each record whose mark or opening differs from before."""
    history = apps.get_model("households", "HistoricalPovertyRecord")
    copied = [
        field.attname
        for field in apps.get_model("households", "PovertyRecord")._meta.concrete_fields
    ]
    rows = []
    for values in apps.get_model("households", "PovertyRecord").objects.values(*copied).iterator():
        before = before_change[values["id"]]
        if (values["is_ethnic_minority"], values["opened_as_minority"]) != (before, before):
            rows.append(
                history(
                    **values,
                    history_date=timezone.now(),
                    history_type="~",
                    history_change_reason="Hộ DTTS theo chủ hộ hiện nay",
                )
            )
    history.objects.bulk_create(rows, batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("households", "0002_life_events_count_in_a_year")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="opened_as_minority",
                field=models.BooleanField(
                    default=False, verbose_name="hộ dân tộc thiểu số đầu năm"
                ),
                preserve_default=False,
            )
            for name in ("povertyrecord", "historicalpovertyrecord")
        ),
        migrations.RunPython(open_as_they_closed, migrations.RunPython.noop),
        migrations.AddConstraint(
            model_name="povertyrecord",
            constraint=models.CheckConstraint(
                condition=models.Q(
                    ("opening_status__in", LISTED),
                    ("opened_as_minority", F("is_ethnic_minority")),
                    _connector="OR",
                ),
                name="poverty_record_opens_as_it_is_without_an_opening",
            ),
        ),
        migrations.RemoveIndex(model_name="povertyrecord", name="poverty_record_flow"),
        migrations.AddIndex(
            model_name="povertyrecord",
            index=models.Index(
                fields=[
                    *("year", "standard", "commune", "is_ethnic_minority", "opened_as_minority"),
                    *("movement", "near_poor_movement", "opening_status", "status", "has_left"),
                    *("opening_members", "members", "result"),
                ],
                name="poverty_record_flow",
            ),
        ),
    ]
