"""Pages of scoring tables and of rescoring."""

import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.urls import reverse
from django_tasks_db.models import DBTaskResult

from households.choices import TableState
from households.forms.scoring import ConfirmForm
from households.models import Rescoring, ScoringAnswer, ScoringTable
from households.queries.scoring import items_of, whole_tables
from households.rules.scoring import Answer
from households.rules.scoring_tables import ItemContent
from households.services.rescoring_job import score_again
from tests import factories
from tests.common.workbooks import workbook
from tests.households.scoring_data import stored_table, verified
from tests.households.test_scoring_content import ROWS, SIZE, TITLES, WORK

pytestmark = pytest.mark.django_db


@pytest.fixture
def office(log_in, labour_office):
    return log_in(labour_office)


@pytest.fixture
def draft(standard):
    return stored_table(standard, state=TableState.DRAFT)


def address(name, row):
    return reverse(f"households:{name}", args=[row.pk])


def text(response):
    return " ".join(response.content.decode().split())


def xlsx(*rows):
    return SimpleUploadedFile("bang.xlsx", workbook(TITLES, *rows))


def test_the_list_shows_standards_without_points_too(office, standard):
    stored_table(standard)
    factories.StandardFactory(code="VN-2022-2025", name="Chuẩn nghèo 2022–2025")

    page = office.get(reverse("households:scoring_list"))

    assert "Nông thôn Tây Nguyên" in text(page)
    assert "chưa được nhập hoặc chưa công bố" in text(page)


def test_the_list_takes_the_same_queries_whatever_its_length(
    office, standard, django_assert_max_num_queries
):
    stored_table(standard)
    stored_table(standard, area="URBAN")

    with django_assert_max_num_queries(6):
        office.get(reverse("households:scoring_list"))


def test_an_unverified_table_carries_its_banner_and_a_verified_one_none(
    office, standard, labour_office
):
    doubtful = stored_table(standard)
    sound = stored_table(standard, area="URBAN", **verified(labour_office))

    assert "Chưa kiểm chứng với phụ lục chính thức" in text(
        office.get(address("scoring_detail", doubtful))
    )
    page = text(office.get(address("scoring_detail", sound)))
    assert "Chưa kiểm chứng" not in page
    assert "TT 17/2016/TT-BLĐTBXH, PL 3b.4" in page


def test_a_reader_sees_no_buttons(log_in, officer, standard):
    table = stored_table(standard)

    page = text(log_in(officer).get(address("scoring_detail", table)))

    assert "Soạn lần ban hành mới" not in page


def test_the_detail_takes_few_queries(office, standard, django_assert_max_num_queries):
    table = stored_table(standard)

    with django_assert_max_num_queries(12):
        office.get(address("scoring_detail", table))


def test_a_table_is_begun_in_the_browser(office, standard):
    answer = office.post(
        reverse("households:scoring_create"),
        {
            "standard": standard.pk,
            "area": "URBAN",
            "legal_basis": "TT 17/2016",
            "valid_from": "15/08/2016",
        },
    )

    table = ScoringTable.objects.get()
    assert answer.url == address("scoring_edit", table)
    assert (table.area, table.valid_from.isoformat()) == ("URBAN", "2016-08-15")


def test_what_is_said_about_a_draft_is_changed(office, draft):
    office.post(
        address("scoring_head", draft),
        {"version": 1, "legal_basis": "Mới", "valid_from": "01/01/2017", "is_complete": "on"},
    )

    draft.refresh_from_db()
    assert (draft.legal_basis, draft.is_complete, draft.version) == ("Mới", True, 2)


def sent_grid(page, **changes):
    """Return what the browser sends from the editor, with changes."""
    html = page.content.decode()
    inputs = re.findall(r'<input [^>]*name="(r\d+_\w+)"[^>]*?value="([^"]*)"', html)
    selects = re.findall(r'name="(r\d+_source)".*?<option selected>(.*?)</option>', html, re.S)
    told = {name: value for name, value in inputs if not name.endswith("_drop")}
    return {**told, **dict(selects), "version": "1", "do": "save", **changes}


def test_the_editor_sent_back_as_it_is_changes_nothing(office, draft):
    before = items_of(whole_tables().get(pk=draft.pk))
    page = office.get(address("scoring_edit", draft))

    answer = office.post(address("scoring_edit", draft), sent_grid(page))

    assert answer.status_code == 302
    assert items_of(whole_tables().get(pk=draft.pk)) == before
    assert ScoringTable.objects.get().version == 1


def test_a_point_is_changed_an_answer_added_and_a_row_dropped(office, draft):
    page = office.get(address("scoring_edit", draft))
    changed = sent_grid(page, r0_points="80", r11_drop="1")
    changed |= {"r13_answer": "other", "r13_answer_label": "Khác", "r13_points": "7"}

    answer = office.post(address("scoring_edit", draft), changed)

    assert answer.status_code == 302, text(answer)
    size, *_others, work = items_of(whole_tables().get(pk=draft.pk))
    assert size.answers[0].points == 80
    assert [(one.key, one.points) for one in work.answers] == [("state", 30), ("other", 7)]


def test_a_wrong_cell_is_named_and_nothing_is_lost(office, draft):
    page = office.get(address("scoring_edit", draft))

    answer = office.post(address("scoring_edit", draft), sent_grid(page, r0_points="nhiều"))

    assert "Hàng 1, Điểm: “nhiều” không phải số nguyên" in text(answer)
    assert 'href="#r0_points"' in text(answer)
    assert 'value="nhiều"' in text(answer)
    assert ScoringTable.objects.get().version == 1


def test_more_rows_come_without_javascript_and_write_nothing(office, draft):
    page = office.get(address("scoring_edit", draft))

    more = office.post(address("scoring_edit", draft), sent_grid(page, do="add", r0_points="99"))

    assert more.content.count(b"_drop") == page.content.count(b"_drop") + 5
    assert 'value="99"' in text(more)
    assert ScoringTable.objects.get().version == 1


def test_an_uploaded_table_is_shown_before_it_is_written(office, draft):
    page = office.post(address("scoring_upload", draft), {"file": xlsx(*ROWS)})

    assert "chưa ghi gì" in text(page)
    assert "Việc phi nông nghiệp" in text(page)
    assert ScoringTable.objects.get().version == 1


def test_confirmed_it_is_written(office, draft):
    page = office.post(address("scoring_upload", draft), {"file": xlsx(*ROWS)})
    confirm = {name: page.context["confirm"].initial[name] for name in ("items", "version")}

    office.post(address("scoring_upload_confirm", draft), confirm)

    assert items_of(whole_tables().get(pk=draft.pk)) == [SIZE, WORK]


def test_a_preview_somebody_tampered_with_is_not_written(office, draft):
    packed = ConfirmForm.packed([WORK])

    office.post(
        address("scoring_upload_confirm", draft), {"items": packed[:-3] + "abc", "version": 1}
    )

    assert ScoringTable.objects.get().version == 1


def test_wrong_cells_of_a_workbook_are_named(office, draft):
    row = ROWS[0].copy()
    row[10] = "nhiều"

    page = office.post(address("scoring_upload", draft), {"file": xlsx(row, *ROWS[1:])})

    assert "K2: “nhiều” không phải số nguyên" in text(page)
    assert "chưa ghi gì" in text(page)


def test_a_file_that_is_no_workbook_is_refused_in_words(office, draft):
    file = SimpleUploadedFile("bang.xlsx", b"<html></html>")

    page = office.post(address("scoring_upload", draft), {"file": file})

    assert "không phải tệp Excel" in text(page)


def test_the_export_can_be_uploaded_to_the_next_edition(office, standard, labour_office):
    table = stored_table(standard)
    file = office.get(address("scoring_export", table)).getvalue()
    office.post(address("scoring_edition", table))
    draft = ScoringTable.objects.get(state=TableState.DRAFT)

    page = office.post(
        address("scoring_upload", draft), {"file": SimpleUploadedFile("x.xlsx", file)}
    )

    assert "giống nhau" in text(page)


def test_two_editions_are_compared_on_a_page(office, standard):
    former = stored_table(standard, state=TableState.RETIRED)
    table = stored_table(standard, based_on=former)
    ScoringAnswer.objects.filter(item__table=table, key="state").update(points=99)

    page = text(office.get(address("scoring_compare", table)))

    assert "1 chỗ khác nhau" in page
    assert "Công chức" in page


def test_a_comparison_with_nothing_is_refused(office, standard):
    table = stored_table(standard)

    assert office.get(address("scoring_compare", table), {"other": "999999"}).status_code == 400
    assert office.get(address("scoring_compare", table), {"other": "x"}).status_code == 400


def test_a_draft_is_put_in_force_verified_and_retired_by_buttons(office, draft):
    office.post(address("scoring_apply", draft), {"version": 1})
    office.post(address("scoring_verify", draft), {"version": 2, "against": "PL 3b.4"})
    office.post(address("scoring_retire", draft), {"version": 3})

    draft.refresh_from_db()
    assert (draft.state, draft.is_verified, draft.version) == (TableState.RETIRED, True, 4)


@pytest.mark.parametrize(
    "name", ["scoring_apply", "scoring_discard", "scoring_verify", "rescoring_start"]
)
def test_a_refusal_is_told_on_the_next_page(office, standard, name):
    table = stored_table(standard)

    page = office.post(address(name, table), {"version": 99}, follow=True)

    assert page.context["messages"]


def test_a_draft_is_discarded(office, draft):
    office.post(address("scoring_discard", draft), {"version": 1})

    assert not ScoringTable.objects.exists()


def test_scoring_again_is_put_on_the_workers_list(office, standard, this_round):
    table = stored_table(standard)

    answer = office.post(address("rescoring_start", table), {"round": this_round.pk})

    run = Rescoring.objects.get()
    assert answer.url == address("rescoring_detail", run)
    assert DBTaskResult.objects.get().task_path == score_again.module_path


@pytest.mark.django_db(transaction=True)  # the worker closes connections as it goes
def test_the_worker_finishes_the_run(standard, this_round, labour_office, client):
    table = stored_table(standard)
    client.force_login(labour_office, backend="django.contrib.auth.backends.ModelBackend")
    client.post(address("rescoring_start", table), {"round": this_round.pk})

    call_command("db_worker", batch=True, interval=0, startup_delay=False, verbosity=0)

    assert Rescoring.objects.get().is_finished


def test_a_run_at_work_asks_for_its_progress_and_can_be_resumed(office):
    run = factories.RescoringFactory()

    page = office.get(address("rescoring_detail", run))
    fragment = office.get(
        address("rescoring_detail", run), {"progress": "true"}, headers={"HX-Request": "true"}
    )
    office.post(address("rescoring_resume", run))

    assert "every 2s" in text(page)
    assert "<html" not in text(fragment)
    assert DBTaskResult.objects.count() == 1


def test_one_command_scores_a_round_again(standard, this_round, labour_office, capsys):
    table = stored_table(standard)
    said = {"table": table.pk, "round": this_round.pk, "by": labour_office.username}

    call_command("rescore", **said)

    assert capsys.readouterr().out == "Đã chấm lại 0 phiếu, 0 phiếu thay đổi.\n"
    with pytest.raises(CommandError):
        call_command("rescore", **said | {"by": "nobody"})
    ScoringTable.objects.update(state=TableState.RETIRED)
    with pytest.raises(CommandError):
        call_command("rescore", **said)


def test_packed_items_come_back_as_they_were():
    item = ItemContent(
        group_number=1,
        group_name="A",
        key="a",
        label="A",
        source="ASKED",
        answers=(Answer(key="x", label="X", points=1),),
    )
    form = ConfirmForm({"items": ConfirmForm.packed([item]), "version": 1})

    assert form.is_valid()
    assert form.cleaned_data["items"] == [item]
