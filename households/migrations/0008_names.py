from django.db import migrations
from django.utils import timezone

from common.mend_names import mend_names
from common.text import given_name_sort_key, search_key, sort_key


def mend(apps, schema_editor):
    at = timezone.now()
    mend_names(
        apps.get_model("households", "Member").objects,
        apps.get_model("households", "HistoricalMember").objects,
        names=["full_name"],
        keys={"search_key": lambda member: search_key(member.full_name)[:100]},
        at=at,
    )
    mend_names(
        apps.get_model("households", "Household").objects,
        apps.get_model("households", "HistoricalHousehold").objects,
        names=["head_name"],
        keys={
            "search_key": lambda household: search_key(household.head_name)[:100],
            "sort_key": lambda household: sort_key(household.head_name)[:200],
            "given_name_key": lambda household: given_name_sort_key(household.head_name)[:200],
        },
        at=at,
    )


class Migration(migrations.Migration):
    dependencies = [("households", "0007_given_name_key")]

    operations = [migrations.RunPython(mend, migrations.RunPython.noop)]
