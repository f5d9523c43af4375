from django.db import migrations
from django.utils import timezone

from common.mend_names import mend_names
from common.text import search_key


def mend(apps, schema_editor):
    mend_names(
        apps.get_model("accounts", "User").objects,
        apps.get_model("accounts", "HistoricalUser").objects,
        names=["full_name"],
        keys={"search_key": lambda user: search_key(user.full_name)[:100]},
        at=timezone.now(),
    )


class Migration(migrations.Migration):
    dependencies = [("accounts", "0003_sign_in_key")]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
