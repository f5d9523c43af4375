import uuid

from django.db import migrations, models


def give_each_its_own(apps, schema_editor):
    for token in apps.get_model("accounts", "ApiToken").objects.filter(client_id=None):
        token.client_id = uuid.uuid4()
        token.save(update_fields=["client_id"])


class Migration(migrations.Migration):
    dependencies = [("accounts", "0002_commune_and_history")]

    operations = [
        migrations.AddField(
            model_name="apitoken",
            name="client_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, null=True),
        ),
        migrations.AddField(
            model_name="historicalapitoken",
            name="client_id",
            field=models.UUIDField(db_index=True, default=uuid.uuid4, editable=False),
        ),
        migrations.RunPython(give_each_its_own, migrations.RunPython.noop),
        migrations.AlterField(
            model_name="apitoken",
            name="client_id",
            field=models.UUIDField(default=uuid.uuid4, editable=False, unique=True),
        ),
    ]
