"""Scoring tables and rescoring through the API."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from households.choices import TableState
from households.models import Rescoring, RescoringChange, ScoringAnswer, ScoringTable
from households.queries.scoring import items_of, whole_tables
from tests import factories
from tests.common.workbooks import workbook
from tests.households.scoring_data import stored_table
from tests.households.test_scoring_content import ROWS, SIZE, TITLES, WORK

pytestmark = pytest.mark.django_db

ITEM = {
    "group_number": 4,
    "group_name": "Việc làm",
    "key": "work",
    "label": "Việc phi nông nghiệp",
    "source": "ASKED",
    "answers": [{"key": "state", "label": "Công chức", "points": 30}],
}
HEAD = {"legal_basis": "TT 17/2016", "valid_from": "2016-08-15"}


@pytest.fixture
def api(api_as, labour_office):
    return api_as(labour_office)


@pytest.fixture
def draft(standard):
    return stored_table(standard, state=TableState.DRAFT)


def address(name, *keys):
    return reverse(f"api:{name}", args=keys)


def post(api, name, row, **sent):
    return api.post(address(name, row.pk), sent, format="json")


def test_a_table_is_begun_filled_and_put_in_force(api, standard):
    made = api.post(
        address("scoring_table_list"),
        HEAD | {"standard": standard.code, "sheet": "URBAN"},
        format="json",
    )
    key = made.json()["id"]

    changed = api.put(
        address("scoring_table_detail", key),
        HEAD | {"version": 1, "is_complete": True, "items": [ITEM]},
        format="json",
    )
    applied = api.post(
        address("scoring_table_apply", key), {"version": changed.json()["version"]}, format="json"
    )

    assert (made.status_code, changed.status_code, applied.status_code) == (201, 200, 200)
    assert items_of(whole_tables().get()) == [WORK]
    assert applied.json()["state"] == "IN_FORCE"
    assert applied.json()["is_provisional"] is True
    assert applied.json()["items"][0]["answers"][0]["points"] == 30


def test_the_same_put_again_changes_nothing(api, draft):
    sent = HEAD | {"version": 1, "items": [ITEM]}
    first = api.put(address("scoring_table_detail", draft.pk), sent, format="json")
    sent["version"] = first.json()["version"]

    again = api.put(address("scoring_table_detail", draft.pk), sent, format="json")

    assert again.json()["version"] == first.json()["version"]


def test_head_and_items_are_written_together_or_not_at_all(api, draft):
    twice = ITEM | {"answers": ITEM["answers"] * 2}

    answer = api.put(
        address("scoring_table_detail", draft.pk),
        HEAD | {"version": 1, "items": [twice]},
        format="json",
    )

    assert (answer.status_code, answer.json()["code"]) == (400, "refused")
    assert ScoringTable.objects.get().version == 1


def test_an_old_version_is_a_conflict(api, draft):
    assert post(api, "scoring_table_apply", draft, version=7).status_code == 409


def test_the_list_says_what_is_provisional_in_few_queries(
    api, standard, django_assert_max_num_queries
):
    stored_table(standard)
    stored_table(standard, area="URBAN")

    with django_assert_max_num_queries(3):
        answer = api.get(address("scoring_table_list")).json()

    assert [row["is_provisional"] for row in answer["results"]] == [True, True]


def test_verifying_retiring_discarding_and_the_next_edition(api, standard):
    table = stored_table(standard, is_complete=True)

    verified = post(api, "scoring_table_verify", table, version=1, against="PL 3b.4").json()
    copy = post(api, "scoring_table_edition", table).json()
    retired = post(api, "scoring_table_retire", table, version=2).json()
    gone = api.post(
        address("scoring_table_discard", copy["id"]), {"version": copy["version"]}, format="json"
    )

    assert (verified["is_verified"], verified["is_provisional"]) == (True, False)
    assert (copy["edition"], copy["based_on"], copy["is_verified"]) == (2, table.pk, False)
    assert (retired["state"], gone.status_code) == ("RETIRED", 204)


def test_two_editions_are_compared(api, standard):
    former = stored_table(standard, state=TableState.RETIRED)
    table = stored_table(standard)
    ScoringAnswer.objects.filter(item__table=table, key="state").update(points=99)

    found = api.get(address("scoring_table_compare", table.pk), {"with": former.pk}).json()

    assert [(one["kind"], one["points_before"], one["points_after"]) for one in found] == [
        ("CHANGED", 30, 99)
    ]


def upload(api, table, *rows, **sent):
    file = SimpleUploadedFile("bang.xlsx", workbook(TITLES, *rows))
    told = {"file": file, "version": 1} | sent
    return api.post(address("scoring_table_upload", table.pk), told, format="multipart")


def test_an_upload_says_what_would_change_and_writes_only_when_told(api, draft):
    preview = upload(api, draft, *ROWS)
    assert (preview.json()["written"], ScoringTable.objects.get().version) == (False, 1)

    written = upload(api, draft, *ROWS, dry_run="false")

    assert written.json()["written"] is True
    assert items_of(whole_tables().get()) == [SIZE, WORK]


def test_wrong_cells_are_named_one_by_one(api, draft):
    row = ROWS[0].copy()
    row[10] = "nhiều"

    answer = upload(api, draft, row, *ROWS[1:], dry_run="false")

    assert answer.status_code == 422
    assert [one["cell"] for one in answer.json()["cells"]] == ["K2"]
    assert ScoringTable.objects.get().version == 1


def test_the_export_is_a_workbook(api, draft):
    answer = api.get(address("scoring_table_export", draft.pk))

    assert answer.getvalue().startswith(b"PK")


def test_scoring_again_is_accepted_once_and_followed(api, standard, this_round):
    table = stored_table(standard)
    sent = {"table": table.pk, "round": this_round.pk}

    first = api.post(address("rescoring_start"), sent, format="json")
    second = api.post(address("rescoring_start"), sent, format="json")
    followed = api.get(address("rescoring_detail", first.json()["id"])).json()

    assert (first.status_code, first.json()["id"]) == (202, second.json()["id"])
    assert (followed["total"], followed["finished_at"]) == (0, None)
    assert api.post(address("rescoring_resume", first.json()["id"])).status_code == 202
    assert Rescoring.objects.count() == 1


def test_what_a_run_changed_is_listed_and_exported(api, standard):
    run = factories.RescoringFactory(table=stored_table(standard))
    result = factories.ResultFactory(standard=standard)
    RescoringChange.objects.create(
        rescoring=run,
        commune=result.assessment.commune,
        result=result,
        b1_before=75,
        b1_after=145,
        status_before="POOR",
        status_after="NEAR_POOR",
        explanation="Công chức = 100 điểm",
    )

    listed = api.get(address("rescoring_changes", run.pk)).json()["results"]
    file = api.get(address("rescoring_export", run.pk)).getvalue()

    assert [(one["b1_before"], one["b1_after"], one["household"]) for one in listed] == [
        (75, 145, result.assessment.household.code)
    ]
    assert file.startswith(b"PK")
