import pytest
from django.urls import reverse

from households.models import Assessment
from tests import factories
from tests.households.review_data import approved, start, submitted

BATCH = reverse("households:assessment_approve_many")


@pytest.fixture(autouse=True)
def _working_date(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def forms(village, this_round, officer):
    households = [
        factories.HouseholdFactory(village=village, head_name=name)
        for name in ("Rơ Châm A", "Siu B", "Ksor C")
    ]
    return [submitted(household, this_round, officer) for household in households]


def seen(*assessments):
    return {"form": [f"{each.pk}:{each.version}" for each in assessments]}


def test_the_chair_is_asked_with_number_and_names_before_anything_happens(forms, chair, log_in):
    page = log_in(chair).get(BATCH, {"form": [forms[0].pk, forms[1].pk]}).content.decode()

    assert "Duyệt 2 phiếu?" in page
    assert "Rơ Châm A" in page
    assert "Ksor C" not in page
    assert not Assessment.objects.filter(state="APPROVED").exists()


def test_the_ticked_forms_are_approved_together(forms, chair, log_in):
    answer = log_in(chair).post(BATCH, seen(*forms), follow=True)

    assert "Đã duyệt 3 phiếu" in answer.content.decode()
    assert Assessment.objects.filter(state="APPROVED", approved_by=chair).count() == 3


def test_what_could_not_be_approved_is_named_with_its_reason(forms, chair, log_in):
    good, changed, _ = forms
    stale = f"{changed.pk}:{changed.version - 1}"

    answer = (
        log_in(chair)
        .post(BATCH, {"form": [f"{good.pk}:{good.version}", stale]}, follow=True)
        .content.decode()
    )

    assert "Đã duyệt 1 phiếu" in answer
    assert "Chưa duyệt phiếu của hộ Siu B" in answer
    assert Assessment.objects.filter(state="APPROVED").count() == 1


def test_sending_the_batch_twice_approves_once(forms, chair, log_in):
    log_in(chair).post(BATCH, seen(*forms))
    history = Assessment.history.count()

    log_in(chair).post(BATCH, seen(*forms))

    assert Assessment.history.count() == history


def test_a_draft_in_the_batch_is_refused(forms, village, this_round, officer, chair, log_in):
    draft = start(factories.HouseholdFactory(village=village), this_round, officer)

    answer = log_in(chair).post(BATCH, seen(draft), follow=True)

    assert "không ở trạng thái chờ duyệt" in answer.content.decode()


def test_a_form_of_another_commune_spoils_the_whole_batch(
    forms, other_commune, this_round, officer, chair, log_in
):
    elsewhere = factories.VillageFactory(commune=other_commune)
    foreign = submitted(factories.HouseholdFactory(village=elsewhere), this_round, officer)

    answer = log_in(chair).post(BATCH, seen(forms[0], foreign))

    assert answer.status_code == 404
    assert not Assessment.objects.filter(state="APPROVED").exists()


@pytest.mark.parametrize(
    "ticked", [[], ["abc"], ["1:2:3"], [str(key) for key in range(1, 102)], ["9" * 30]]
)
def test_nonsense_or_nothing_ticked_leads_back_to_the_pile(chair, log_in, ticked):
    answer = log_in(chair).post(BATCH, {"form": ticked})

    assert answer.url == f"{reverse('households:assessment_list')}?pile=SUBMITTED"


def test_the_chair_sees_what_a_correction_changes_before_approving_many(
    village, this_round, officer, chair, log_in
):
    household = factories.HouseholdFactory(village=village)
    approved(household, this_round, officer, chair, points=135)
    correction = submitted(
        household, this_round, officer, points=100, correction_reason="Ghi nhầm B1"
    )

    page = log_in(chair).get(BATCH, seen(correction))

    text = page.content.decode()
    assert "Phiếu đính chính: Ghi nhầm B1" in text
    assert "<strong>Hộ cận nghèo → Hộ nghèo</strong>" in text
