from django.db import migrations, models
from django.db.models.functions import ExtractYear


def count_in_their_own_year(apps, schema_editor):
    """Until now an event was refused unless its own year was open."""
    for name in ("LifeEvent", "HistoricalLifeEvent"):
        rows = apps.get_model("households", name).objects.all()
        rows.update(counts_in=ExtractYear("happened_on"))


class Migration(migrations.Migration):
    dependencies = [("households", "0001_tables")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="counts_in",
                field=models.PositiveSmallIntegerField(default=0, verbose_name="tính vào năm"),
                preserve_default=False,
            )
            for name in ("lifeevent", "historicallifeevent")
        ),
        migrations.RunPython(count_in_their_own_year, migrations.RunPython.noop),
        migrations.AddIndex(
            model_name="lifeevent",
            index=models.Index(fields=["counts_in", "id"], name="life_event_by_year"),
        ),
    ]
