"""The merger on its page, in the API and on the command line."""

import datetime as dt
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from areas.models import Commune, UnitChange
from areas.services.reference import load_units
from households.models import Household
from households.queries.units import unit_change_overview
from households.words.units import unit_warnings
from tests import factories
from tests.households.units_data import FIRST_DAY, LAST_DAY, small_world, village_of

PAGE = "/don-vi/sap-xep/"


@pytest.fixture
def world(db):
    return small_world()


@pytest.fixture
def working_day(settings, world):
    """Set the working date of the demo, after the merger by default."""
    factories.InstallationFactory(is_demo=True)
    settings.DEMO_DATE = dt.date(2025, 8, 1)
    return settings


def test_everybody_reads_what_goes_into_what(world, log_in):
    page = log_in(factories.UserFactory(leader=True)).get(PAGE)

    words = page.content.decode()
    assert "Thị trấn Ia Kha" in words
    assert "Xã Ia Grai" in words
    assert "Áp dụng…" not in words


def test_the_preview_counts_what_comes_together(world):
    village_of(world.town, "Mẫu")
    village_of(world.commune, "Mẫu")
    world.change.new_units.filter(code="23764").update(outside="xã Gào")

    overview = unit_change_overview(world.change, year=2021)

    row = overview.rows[0]
    assert (row.tally.households, row.tally.persons, row.tally.villages) == (4, 6, 4)
    assert (overview.total.households, overview.total.persons, overview.total.users) == (6, 9, 3)
    words = " ".join(unit_warnings(row))
    assert "xã Gào, ngoài huyện" in words
    assert "Thị trấn Ia Kha từ thành thị thành nông thôn" in words
    assert "Trùng tên: Làng Mẫu" in words


def test_the_sheet_says_the_same_before_and_after(world):
    household = Household.objects.get(code="23764-00001")
    factories.PovertyRecordFactory(household=household)
    factories.RoundFactory()
    before = unit_change_overview(world.change, year=2021)

    after = unit_change_overview(world.apply(), year=2021)

    assert [row.tally for row in after.rows] == [row.tally for row in before.rows]
    assert before.total.poor == 1


@pytest.mark.parametrize("state", ["planned", "applied"])
def test_the_sheet_takes_as_many_queries_at_any_size(world, state, django_assert_num_queries):
    for n in range(3):
        village_of(world.town, f"Thêm {n}")
    change = world.apply() if state == "applied" else world.change

    with django_assert_num_queries(12 if state == "applied" else 13):
        unit_change_overview(change, year=2021)


def test_the_administrator_applies_and_takes_back(working_day, world, log_in):
    client = log_in(world.by)
    asked = {"version": 1, "reason": "NQ 1664", "is_confirmed": "on"}

    applied = client.post(f"{PAGE}{world.change.pk}/ap-dung/", asked, follow=True)
    assert "Đã áp dụng" in applied.content.decode()
    assert world.new().households.count() == 4

    asked["version"] = 2
    back = client.post(f"{PAGE}{world.change.pk}/hoan-tac/", asked, follow=True)
    assert "Đã hoàn tác" in back.content.decode()
    assert not Commune.objects.filter(valid_from=FIRST_DAY).exists()


def test_without_confirmation_or_before_the_day_nothing_happens(working_day, world, log_in):
    client = log_in(world.by)
    address = f"{PAGE}{world.change.pk}/ap-dung/"

    unconfirmed = client.post(address, {"version": 1, "reason": "NQ 1664"})
    working_day.DEMO_DATE = LAST_DAY
    early = client.post(address, {"version": 1, "reason": "NQ 1664", "is_confirmed": "on"})

    assert "đánh dấu để xác nhận" in unconfirmed.content.decode()
    assert "Chưa đến ngày 01/07/2025" in early.content.decode()
    assert UnitChange.objects.get().state == "PLANNED"


def test_a_commune_says_what_it_was_merged_into_and_made_of(world, log_in, labour_office):
    world.apply()
    client = log_in(labour_office)

    old = client.get(f"/don-vi/{world.town.pk}/").content.decode()
    new = client.get(f"/don-vi/{world.new().pk}/").content.decode()

    assert "Sáp nhập vào" in old
    assert "Xã Ia Grai" in old
    assert "Lập từ" in new
    assert "Thị trấn Ia Kha" in new


def test_the_api_shows_applies_and_takes_back(working_day, world, api_as):
    api = api_as(world.by)
    address = f"/api/v1/unit-changes/{world.change.pk}/"

    planned = api.get(address).json()
    applied = api.post(f"{address}apply/", {"version": 1, "reason": "NQ"}, format="json").json()
    back = api.post(f"{address}roll-back/", {"version": 2, "reason": "Nhầm"}, format="json").json()

    states = [each["change"]["state"] for each in (planned, applied, back)]
    assert states == ["PLANNED", "APPLIED", "ROLLED_BACK"]
    assert planned["total"] == applied["total"] == back["total"]
    assert [old["code"] for old in planned["units"][0]["old"]] == ["23771", "23764"]


def test_the_api_refuses_before_the_day(working_day, world, api_as):
    working_day.DEMO_DATE = LAST_DAY

    answer = api_as(world.by).post(
        f"/api/v1/unit-changes/{world.change.pk}/apply/",
        {"version": 1, "reason": "NQ"},
        format="json",
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "refused")


def run(*options):
    out = StringIO()
    call_command("merge_units", "--from", "2025-07-01", *options, stdout=out)
    return out.getvalue()


def test_the_command_shows_applies_and_takes_back(working_day, world):
    asked = ["--user", world.by.username, "--reason", "NQ 1664"]

    assert "6 hộ, 9 khẩu" in run()
    assert "Đã áp dụng" in run("--apply", *asked)
    assert world.new().households.count() == 4
    assert "Đã hoàn tác" in run("--rollback", *asked)
    assert not Commune.objects.filter(valid_from=FIRST_DAY).exists()


def test_a_dry_run_leaves_nothing(working_day, world):
    said = run("--apply", "--dry-run", "--user", world.by.username, "--reason", "NQ")

    assert "Chỉ làm thử" in said
    assert UnitChange.objects.get().state == "PLANNED"
    assert not Commune.objects.filter(valid_from=FIRST_DAY).exists()


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (["--apply"], "quản trị viên"),
        (["--apply", "--user", "canbo-23764"], "quản trị viên"),
        (["--rollback", "--user", "admin", "--reason", "x"], "Chưa áp dụng"),
    ],
)
def test_the_command_says_why_it_does_not(world, options, said):
    factories.UserFactory(administrator=True, username="admin")

    with pytest.raises(CommandError, match=said):
        run(*options)


def test_the_command_knows_no_other_day(db):
    load_units()

    with pytest.raises(CommandError, match="Không có bảng sắp xếp đơn vị từ 01/07/2026"):
        call_command("merge_units", "--from", "2026-07-01")
