"""The merger of 1 July 2025 on the demo: applied, read, undone."""

import datetime as dt
import re
import zipfile
from html import unescape
from io import BytesIO, StringIO

import pytest
from django.core.management import call_command

from accounts.models import User
from areas.choices import Boundaries
from areas.models import Commune, UnitChange
from common.clock import now
from households.models import Assessment, Household, Member, PovertyRecord
from households.queries.population import living_population
from households.services.freezing import freeze_population
from households.services.units import apply_unit_change
from households.services.units_back import roll_back_unit_change
from reports.exports.district_summary import district_summary
from targets.models import YearPlan
from targets.queries.progress import progress
from tests.households.units_data import business_state

AFTER = dt.date(2025, 8, 1)
TIME_LINE = re.compile(r"Lập lúc [0-9:]+ ngày [0-9/]+\.")


@pytest.fixture
def after(settings, small_demo):
    """Set the demo's working date to a day after the merger."""
    settings.DEMO_DATE = AFTER


def apply():
    change = UnitChange.objects.get()
    return apply_unit_change(
        change_id=change.pk,
        version=change.version,
        reason="NQ 1664/NQ-UBTVQH15",
        by=User.objects.get(username="quantri"),
        at=now(),
        on=AFTER,
    )


def roll_back():
    change = UnitChange.objects.get()
    return roll_back_unit_change(
        change_id=change.pk,
        version=change.version,
        reason="Làm thử",
        by=User.objects.get(username="quantri"),
        at=now(),
    )


def report(boundaries=Boundaries.OLD):
    plan = YearPlan.objects.select_related("standard", "district").get(year=2021)
    found = progress(plan, as_of=AFTER, computed_at=now(), boundaries=boundaries)
    return found, district_summary(found, is_demo=True)


def parts_of(workbook):
    """Return the files in a workbook without the line with the time of creation."""
    with zipfile.ZipFile(BytesIO(workbook)) as packed:
        found = {name: unescape(packed.read(name).decode()) for name in packed.namelist()}
    made = found.pop("docProps/core.xml")
    found["docProps/core.xml"] = re.sub(r"[0-9T:-]{19}Z", "", made)
    return {name: TIME_LINE.sub("", text) for name, text in found.items()}


def totals():
    living = living_population().values()
    return {
        "households": Household.objects.count(),
        "living": sum(each.households for each in living),
        "members": Member.objects.count(),
        "persons": sum(each.persons for each in living),
        "users": User.objects.count(),
        "forms": Assessment.objects.count(),
        "records": PovertyRecord.objects.count(),
    }


def test_totals_are_equal_before_after_and_when_taken_back(after):
    before = totals()

    apply()
    applied = totals()
    roll_back()

    assert before == applied == totals()


def test_everything_is_as_it_was_when_taken_back(after):
    freeze_population(year=2020, at=now(), by=None)  # a locked year stays frozen
    before = business_state()

    apply()
    roll_back()

    assert business_state() == before


def test_the_report_of_2021_is_byte_for_byte_the_same_but_for_its_time(after):
    _, before = report()

    apply()
    _, applied = report()
    roll_back()
    _, back = report()

    assert parts_of(before) == parts_of(applied) == parts_of(back)


def test_the_same_year_on_the_new_units_adds_up_to_the_same_district(after):
    apply()

    old, _ = report()
    new, _ = report(Boundaries.NEW)

    assert (len(old.communes), len(new.communes)) == (13, 6)
    assert old.total == new.total
    for line in ("everyone", "minority"):
        assert (
            sum(getattr(row, line).flow.closing for row in new.communes)
            == getattr(old.total, line).flow.closing
        )
    assert new.problems == old.problems


def test_the_new_units_are_named_in_their_workbook(after):
    apply()

    words = "".join(parts_of(report(Boundaries.NEW)[1]).values())

    assert "theo đơn vị hành chính sau sắp xếp" in words
    assert "Thị trấn Ia Kha" not in words


def test_an_officer_of_an_old_commune_sees_exactly_the_new_scope(after):
    officer = User.objects.get(username="canbo-ia-kha")
    merged = Commune.objects.filter(code__in=["23764", "23771", "23778"])
    expected = {
        model: set(model.objects.filter(commune__in=list(merged)).values_list("pk", flat=True))
        for model in (Household, Member, Assessment, PovertyRecord)
    }
    other = User.objects.get(username="canbo-ia-o")
    own = set(Household.objects.visible_to(other).values_list("pk", flat=True))

    apply()

    officer.refresh_from_db()
    seen = {
        model: set(model.objects.visible_to(officer).values_list("pk", flat=True))
        for model in expected
    }
    assert seen == expected
    other.refresh_from_db()
    assert set(Household.objects.visible_to(other).values_list("pk", flat=True)) == own


def test_the_numbers_still_hold_after_the_merger(after):
    apply()

    call_command("check_numbers", "--year", "2021", stdout=StringIO())


PAGES = (
    "/",
    "/tien-do/",
    "/tien-do/?year=2021&boundaries=new",
    "/ke-hoach/",
    "/ho-dan/",
    "/phieu/",
    "/ho-ngheo/",
    "/don-vi/",
    "/don-vi/sap-xep/",
    "/bao-cao/",
    "/dot-ra-soat/",
)


@pytest.mark.parametrize("username", ["canbo-ia-kha", "chutich-ia-ba", "ldtbxh", "quantri"])
def test_every_main_page_opens_for_people_of_the_new_units(after, log_in, username):
    apply()
    client = log_in(User.objects.get(username=username))

    answers = {page: client.get(page).status_code for page in PAGES}

    assert set(answers.values()) <= {200, 403}
    assert answers["/"] == answers["/don-vi/sap-xep/"] == 200
