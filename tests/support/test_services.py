"""Recording why a household is poor."""

import datetime as dt

import pytest

from common.errors import Conflict
from households.models import PovertyRecord
from support.models import PovertyReason, ReasonAnalysis
from support.services import CannotAnalyse, record_analysis
from support.services.reference import load_reasons
from tests import factories

TODAY = dt.date(2021, 11, 15)
AT = dt.datetime(2021, 11, 15, 9, tzinfo=dt.UTC)


def recorded(household, *keys, by, **said):
    said = {"year": 2021, "analysed_on": dt.date(2021, 5, 4), "note": "", "version": 0, **said}
    return record_analysis(
        household_id=household.pk, reason_keys=keys, by=by, at=AT, on=TODAY, **said
    )


def keys_of(analysis):
    return [finding.reason.key for finding in analysis.findings.select_related("reason")]


def test_reasons_are_written_down_with_their_author(poor_household, officer):
    made = recorded(poor_household, "no_land", "illness", by=officer)

    assert keys_of(made) == ["no_land", "illness"]
    assert (made.entered_by, made.version, made.commune_id) == (
        officer,
        1,
        poor_household.commune_id,
    )
    assert made.history.latest().history_change_reason == "Ghi nguyên nhân nghèo"


def test_reasons_are_changed_and_what_was_said_stays_in_the_history(poor_household, officer):
    recorded(poor_household, "no_land", by=officer)

    changed = recorded(poor_household, "illness", by=officer, version=1)

    assert (keys_of(changed), changed.version) == (["illness"], 2)
    past = changed.findings.model.history.filter(analysis_id=changed.pk).order_by("history_id")
    assert [row.history_type for row in past] == ["+", "-", "+"]


def test_the_same_again_changes_nothing(poor_household, officer):
    recorded(poor_household, "no_land", by=officer)

    again = recorded(poor_household, "no_land", by=officer)

    assert (again.version, again.history.count()) == (1, 1)


def test_who_comes_late_is_told(poor_household, officer):
    recorded(poor_household, "no_land", by=officer)

    with pytest.raises(Conflict, match=officer.full_name):
        recorded(poor_household, "illness", by=officer)

    assert keys_of(ReasonAnalysis.objects.get()) == ["no_land"]


@pytest.mark.parametrize(
    ("keys", "said", "words"),
    [
        ([], {}, "ít nhất một nguyên nhân"),
        (["nothing"], {}, "Không có nguyên nhân “nothing”"),
        (["no_land"], {"analysed_on": dt.date(2020, 12, 31)}, "trong năm 2021"),
        (["no_land"], {"analysed_on": dt.date(2021, 11, 16)}, "không được sau hôm nay"),
        (["no_land"], {"year": 2020, "analysed_on": dt.date(2020, 5, 4)}, "không có trong danh"),
    ],
)
def test_an_analysis_that_makes_no_sense_is_refused(poor_household, officer, keys, said, words):
    with pytest.raises(CannotAnalyse, match=words):
        recorded(poor_household, *keys, by=officer, **said)

    assert not ReasonAnalysis.objects.exists()


def test_a_household_off_the_list_or_gone_is_refused(poor_household, officer):
    stranger = factories.HouseholdFactory(village=poor_household.village)
    PovertyRecord.objects.all().delete()
    factories.PovertyRecordFactory(household=poor_household, left=True)

    with pytest.raises(CannotAnalyse, match="không có trong danh sách"):
        recorded(stranger, "no_land", by=officer)
    with pytest.raises(CannotAnalyse, match="không có trong danh sách"):
        recorded(poor_household, "no_land", by=officer)


def test_a_near_poor_household_can_be_analysed_too(poor_household, officer):
    PovertyRecord.objects.all().delete()
    factories.PovertyRecordFactory(household=poor_household, near_poor=True)

    assert recorded(poor_household, "no_land", by=officer).version == 1


def test_the_eight_reasons_are_loaded_once(db):
    assert (load_reasons(), load_reasons()) == (8, 0)
    assert PovertyReason.objects.get(number=8).key == "other"
