import pytest
from django.urls import reverse

from tests import factories
from tests.households.review_data import (
    approved,
    filled,
    give_back,
    new_standard,
    start,
    submitted,
)

LIST = reverse("households:assessment_list")
TODO = reverse("households:assessment_todo")


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)  # the demo's date is 15/11/2021


@pytest.fixture
def household(village):
    return factories.HouseholdFactory(village=village, head_name="Rơ Châm Hyơi")


def names(page):
    return [line.head_name for line in page.context["lines"]]


def test_an_officer_first_sees_the_drafts_and_a_chair_what_waits(
    household, this_round, village, officer, chair, log_in
):
    start(household, this_round, officer)
    other = factories.HouseholdFactory(village=village, head_name="Siu Blơi")
    submitted(other, this_round, officer)

    drafts = log_in(officer).get(LIST)
    waiting = log_in(chair).get(LIST)

    assert (names(drafts), names(waiting)) == (["Rơ Châm Hyơi"], ["Siu Blơi"])


def test_piles_count_all_forms_of_the_year_in_the_commune(
    household, this_round, village, other_commune, officer, chair, log_in
):
    give_back(submitted(household, this_round, officer), by=chair)
    submitted(factories.HouseholdFactory(village=village), this_round, officer)
    elsewhere = factories.VillageFactory(commune=other_commune)
    start(factories.HouseholdFactory(village=elsewhere), this_round, officer)

    page = log_in(officer).get(LIST)

    found = {each.pile.value: each.count for each in page.context["piles"]}
    assert found == {"DRAFT": 0, "RETURNED": 1, "SUBMITTED": 1, "APPROVED": 0, "SUPERSEDED": 0}


def test_a_form_is_found_by_its_heads_name_without_marks(household, this_round, officer, log_in):
    start(household, this_round, officer)

    page = log_in(officer).get(LIST, {"q": "ro cham hyoi"})
    nothing = log_in(officer).get(LIST, {"q": "siu"})

    assert (names(page), names(nothing)) == (["Rơ Châm Hyơi"], [])


def test_forms_are_filtered_by_the_class_under_the_standard_of_the_year(
    household, standard, village, officer, log_in
):
    round_ = factories.RoundFactory(with_standards=[standard, new_standard()])
    filled(household, round_, officer, points=110)  # poor by the first, near-poor by the second
    filled(factories.HouseholdFactory(village=village), round_, officer, points=200)

    page = log_in(officer).get(LIST, {"status": "POOR"})

    assert names(page) == ["Rơ Châm Hyơi"]


def test_both_results_stand_side_by_side(household, standard, officer, log_in):
    round_ = factories.RoundFactory(with_standards=[standard, new_standard()])
    filled(household, round_, officer, points=110)

    page = log_in(officer).get(LIST)

    [line] = page.context["lines"]
    assert [cell.status for cell in line.results] == ["Hộ nghèo", "Hộ cận nghèo"]


def test_a_filter_that_makes_no_sense_shows_nothing(household, this_round, officer, log_in):
    start(household, this_round, officer)

    page = log_in(officer).get(LIST, {"pile": "NONSENSE"})

    assert names(page) == []
    # Neither counts of nothing nor "no form matches": the filter itself was refused.
    assert 'class="pile"' not in page.content.decode()
    assert "Không có phiếu nào khớp" not in page.content.decode()


def test_htmx_is_given_the_table_alone(household, this_round, officer, log_in):
    page = log_in(officer).get(LIST, headers={"HX-Request": "true"})

    assert "households/_assessment_table.html" in [each.name for each in page.templates]
    assert "base.html" not in [each.name for each in page.templates]


@pytest.mark.parametrize("address", [LIST, f"{LIST}?pile=ALL", TODO])
def test_a_list_asks_the_same_number_of_questions_for_3_and_30_rows(
    address, village, this_round, standard, officer, log_in, django_assert_max_num_queries
):
    client = log_in(officer)
    _fill_lists(village, this_round, standard, officer, 3)
    with django_assert_max_num_queries(12) as few:
        client.get(address)

    _fill_lists(village, this_round, standard, officer, 27)

    with django_assert_max_num_queries(len(few)):
        client.get(address)


def _fill_lists(village, round_, standard, officer, count):
    for household in factories.HouseholdFactory.create_batch(count, village=village):
        assessment = factories.AssessmentFactory(
            household=household, round=round_, entered_by=officer
        )
        factories.ResultFactory(assessment=assessment, standard=standard)
        waiting = factories.HouseholdFactory(village=village)
        factories.PovertyRecordFactory(household=waiting, standard=standard)


def test_those_not_yet_reviewed_are_last_years_poor_and_near_poor_without_a_form(
    household, this_round, standard, village, officer, chair, log_in
):
    waiting = factories.HouseholdFactory(village=village, head_name="Siu Chờ")
    factories.PovertyRecordFactory(household=waiting, standard=standard, near_poor=True)
    begun = factories.HouseholdFactory(village=village)
    factories.PovertyRecordFactory(household=begun, standard=standard)
    start(begun, this_round, officer)
    factories.PovertyRecordFactory(household=household, standard=standard)
    approved(household, this_round, officer, chair)
    factories.PovertyRecordFactory(
        household=factories.HouseholdFactory(village=village), standard=standard, left=True
    )

    page = log_in(officer).get(TODO)

    assert [record.household for record, _ in page.context["rows"]] == [waiting]
    assert page.context["awaiting"] == 1


def test_a_reader_is_offered_no_work(household, standard, this_round, log_in):
    factories.PovertyRecordFactory(household=household, standard=standard)

    page = log_in(factories.UserFactory(finance=True)).get(TODO)

    assert "Bắt đầu phiếu" not in page.content.decode()


def test_the_todo_list_names_the_round_and_its_deadline(this_round, officer, log_in):
    page = log_in(officer).get(TODO)

    assert "hạn 14/12/2021" in page.content.decode()


@pytest.mark.parametrize(
    ("reader", "name"), [("officer", "Làng Klăh"), ("labour_office", "Ia O – Làng Klăh")]
)
def test_villages_to_choose_name_their_commune_for_readers_of_several(
    reader, name, village, commune, request, log_in
):
    type(village).objects.update(kind="VILLAGE", name="Klăh")
    type(commune).objects.filter(pk=commune.pk).update(name="Ia O")

    page = log_in(request.getfixturevalue(reader)).get(LIST)

    (found,) = [
        label for key, label in page.context["filter"].form.fields["village"].choices if key
    ]
    assert found == name
