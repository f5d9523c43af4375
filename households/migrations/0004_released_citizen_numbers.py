from django.db import migrations
from django.db.models import OuterRef, Subquery

import households.models.fields


def restore_from_history(apps, schema_editor):
    """Members of households that left, whose number was given to another row since."""
    member = apps.get_model("households", "Member").objects
    held = apps.get_model("households", "HistoricalMember").objects.filter(
        id=OuterRef("pk"), citizen_number__isnull=False
    )
    former = member.filter(citizen_number=None).exclude(household__state="ACTIVE")
    former.update(
        released_number=Subquery(held.order_by("-history_id").values("citizen_number")[:1])
    )


class Migration(migrations.Migration):
    dependencies = [("households", "0003_records_open_with_their_minority")]

    operations = [
        *(
            migrations.AddField(
                model_name=name,
                name="released_number",
                field=households.models.fields.CitizenNumberField(
                    blank=True,
                    db_index=True,
                    editable=False,
                    max_length=12,
                    null=True,
                    verbose_name="số định danh đã nhường",
                ),
            )
            for name in ("member", "historicalmember")
        ),
        migrations.RunPython(restore_from_history, migrations.RunPython.noop),
    ]
