"""Give the records there are their near-poor movement and their people.

How many people a household had at an earlier opening was not kept: it gets those of now, so
that no change of persons is made up.
"""

from django.db import migrations
from django.db.models import Exists, OuterRef, Q, Subquery

POOR, NEAR_POOR, NOT_POOR = "POOR", "NEAR_POOR", "NOT_POOR"
# The later lines overrule the earlier ones.
BY_CLASS = (
    ("FIRST_NEAR_POOR", Q(status=NEAR_POOR, has_left=False)),
    ("STAYED_NEAR_POOR", Q(opening_status=NEAR_POOR, status=NEAR_POOR, has_left=False)),
    ("EXITED", Q(opening_status=NEAR_POOR, status=NOT_POOR, has_left=False)),
    ("BECAME_POOR", Q(opening_status=NEAR_POOR, status=POOR, has_left=False)),
    ("FELL_FROM_POOR", Q(opening_status=POOR, status=NEAR_POOR, has_left=False)),
    ("LEFT", Q(opening_status=NEAR_POOR, has_left=True)),
    ("FIRST_YEAR", Q(movement="FIRST_YEAR")),
)


def fill(apps, schema_editor):
    records = apps.get_model("households", "PovertyRecord").objects
    log = apps.get_model("households", "HistoricalPovertyRecord").objects
    members = apps.get_model("households", "Household").objects.filter(pk=OuterRef("household_id"))
    for rows in (records, log):
        # A history row may speak of a household of which nothing but history is left.
        known = rows.filter(Exists(members))
        known.update(members=Subquery(members.values("member_count")[:1]))
        known.exclude(opening_status="").update(
            opening_members=Subquery(members.values("member_count")[:1])
        )
        for movement, condition in BY_CLASS:
            rows.filter(condition).update(near_poor_movement=movement)
    _tell_the_new_apart(records, log)


def _tell_the_new_apart(records, log):
    """Of the households new on the near-poor list: who exited it before, and who arrived."""
    first = Q(near_poor_movement="FIRST_NEAR_POOR")
    for year in records.order_by("year").values_list("year", flat=True).distinct():
        exited = records.filter(
            household=OuterRef("household"), year__lt=year, near_poor_movement="EXITED"
        )
        new = records.filter(first, year=year)
        relapsed = list(new.filter(Exists(exited)).values_list("pk", flat=True))
        arrived = list(
            new.exclude(pk__in=relapsed)
            .filter(household__arrived_on__year=year)
            .values_list("pk", flat=True)
        )
        for movement, keys in (("RELAPSED", relapsed), ("ARRIVED", arrived)):
            records.filter(pk__in=keys).update(near_poor_movement=movement)
            log.filter(first, id__in=keys).update(near_poor_movement=movement)


class Migration(migrations.Migration):
    dependencies = [("households", "0005_people_and_near_poor_movement")]

    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
