from pathlib import Path

from django.db import migrations
from django.utils import timezone

from common.mend_names import mend_names
from common.tables import read_table
from common.text import search_key, sort_key

REASON = "Bổ sung cách viết khác"
GROUPS = Path(__file__).resolve().parent.parent / "data" / "ethnic_groups.tsv"


def mend_units(apps, schema_editor):
    at = timezone.now()
    for name in ("Province", "District", "Commune", "Village"):
        mend_names(
            apps.get_model("areas", name).objects,
            apps.get_model("areas", f"Historical{name}").objects,
            names=["name"],
            keys={
                # The key also holds other spellings.
                "search_key": lambda unit: search_key(unit.search_key),
                "sort_key": lambda unit: sort_key(unit.name)[:300],
            },
            at=at,
        )


def add_spellings(apps, schema_editor):
    """Add the spellings of the data file that a group lacks; those entered by users stay."""
    at = timezone.now()
    shipped = {row["code_1979"]: row["aliases"].split("; ") for row in read_table(GROUPS)}
    history = apps.get_model("areas", "HistoricalEthnicGroup").objects
    for group in apps.get_model("areas", "EthnicGroup").objects.all():
        kept = [each.strip() for each in group.aliases.split(";") if each.strip()]
        known = {each.casefold() for each in kept}
        added = [each for each in shipped.get(group.code_1979, []) if each.casefold() not in known]
        aliases = "; ".join(each for each in (*kept, *added) if each)
        if len(aliases) > 200:
            aliases = group.aliases
        key = search_key(f"{group.name} {aliases}")[:300]
        if (aliases, key) == (group.aliases, group.search_key):
            continue
        is_changed = aliases != group.aliases
        group.aliases, group.search_key = aliases, key
        group.version += is_changed
        group.save()
        if is_changed:
            own = {field.attname: getattr(group, field.attname) for field in group._meta.fields}
            history.create(**own, history_date=at, history_type="~", history_change_reason=REASON)


class Migration(migrations.Migration):
    dependencies = [("areas", "0002_days_are_possible"), ("accounts", "0002_commune_of_user")]

    operations = [
        migrations.RunPython(mend_units, migrations.RunPython.noop),
        migrations.RunPython(add_spellings, migrations.RunPython.noop),
    ]
