"""Nothing any more: that a head belongs to its household is one of `households/database/triggers.py`."""

from django.db import migrations


class Migration(migrations.Migration):
    dependencies = [("households", "0001_initial")]

    operations = []
