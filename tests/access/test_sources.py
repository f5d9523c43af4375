"""Every page, answer and workbook with figures says their year, their standard and their time.

A new page, answer or file is held to it unless it is listed here with the reason.
"""

import re
from collections.abc import Callable
from html import unescape
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook

from areas.queries import today
from tests import factories
from tests.access.line import Line
from tests.access.matrix import MATRIX
from tests.access.test_parameters import address, taken_by
from tests.access.worlds import World, each_line
from tests.targets.answers_data import give

pytestmark = pytest.mark.django_db

_STANDARD = r"(?:.+; )?Chuẩn nghèo \d{4}–\d{4}(?:; .+)?"
_DAY, _TIME = r"\d\d/\d\d/\d{4}", r"\d\d:\d\d"
ON_A_PAGE = re.compile(rf"Năm 20\d\d · {_STANDARD} · Số liệu đến ngày {_DAY} \(lúc {_TIME}\)")
# An official form says the year in its title, the standard and the day below it, the time at its end.
IN_A_FILE = (
    r"(?i:năm) 20\d\d",
    r"Chuẩn nghèo \d{4}–\d{4}",
    rf"số liệu đến ngày {_DAY}",
    rf"(?i:lập lúc) {_TIME} (?:ngày )?{_DAY}",
)
KEYS = ("year", "standard", "standard_name", "as_of", "computed_at")

# Pages and files without figures of the poor list, of a review or of a plan.
WITHOUT_FIGURES = {
    "the product itself": ("healthz", "api:schema"),
    "the manual and the set-up of the district": (
        *("help:contents", "help:chapter", "help:first_steps"),
        *("api:manual_list", "api:manual_chapter", "api:first_steps"),
        *("accounts:support_contact", "api:support_contact"),
    ),
    "accounts": (
        *("accounts:login", "accounts:password_change", "accounts:kept_form"),
        *("accounts:user_list", "accounts:user_create", "accounts:user_edit"),
        *("accounts:role_table", "accounts:token_list", "accounts:token_issue"),
        *("api:user_list", "api:user_detail", "api:role_table", "api:token_list"),
    ),
    "reference: units, ethnic groups, standards, scoring tables, deadlines, list of reports": (
        *("areas:list", "areas:commune_detail", "areas:ethnic_group_list"),
        *("households:standard_list", "households:standard_detail"),
        *("households:scoring_list", "households:scoring_detail", "households:scoring_compare"),
        *("households:scoring_export", "households:scoring_edit", "households:scoring_upload"),
        *("procedure:procedures", "reports:catalogue"),
        *("api:commune_list", "api:commune_detail", "api:village_list"),
        *("api:ethnic_group_list", "api:standard_list", "api:standard_detail"),
        *("api:scoring_table_list", "api:scoring_table_detail", "api:scoring_table_compare"),
        *("api:scoring_table_export", "api:procedure_list", "api:holiday_list"),
        *("api:report_list", "api:form_list", "api:roster_words"),
    ),
    "units before and after a merger: whole households, under no standard": (
        *("households:unit_change", "households:unit_change_apply"),
        *("households:unit_change_roll_back", "api:unit_change_list", "api:unit_change_detail"),
    ),
    "forms to fill in": (
        *("areas:zone_add", "areas:village_add", "areas:village_edit", "areas:ethnic_group_edit"),
        *("households:create", "households:edit", "households:leave"),
        *("households:assessment_create", "households:assessment_edit"),
        *("households:assessment_submit", "households:assessment_return"),
        *("households:round_create", "households:round_edit", "households:round_reopen"),
        *("households:round_unlock", "households:scoring_create", "households:scoring_head"),
        *("households:split", "households:merge", "households:move_within"),
        *("households:move_between", "households:change_head", "households:death"),
        *("households:merge_duplicate", "households:remove_duplicate", "households:life_undo"),
        *("inspections:sample_draw", "inspections:case_edit", "support:reason_edit"),
        *("procedure:list_remove", "procedure:report_send_back", "procedure:meeting_change"),
        *("procedure:posting_change", "procedure:term_edit", "procedure:application_create"),
        *("procedure:application_edit", "procedure:application_withdraw"),
        "procedure:application_decide",
        *("targets:plan_create", "targets:baseline_edit", "targets:goals_edit"),
        *("targets:path_edit", "targets:allocation_withdraw", "targets:registration_edit"),
        *("targets:registration_withdraw", "targets:direction_give", "targets:direction_edit"),
        *("targets:direction_withdraw", "targets:direction_report", "targets:direction_due"),
        *("correspondence:remind", "correspondence:ask", "correspondence:withdraw"),
    ),
    "one household, form, application or round: each line names its own round and standard": (
        *("households:detail", "households:history", "households:assessment_detail"),
        *("support:reason_detail", "procedure:application_detail"),
        *("api:household_detail", "api:household_members", "api:household_history"),
        *("api:assessment_detail", "api:assessment_differences", "api:application_detail"),
        *("api:round_detail", "api:recheck_case_detail", "api:exit_registration_detail"),
        *("api:village_review_detail", "api:submission_detail", "api:complaint_list"),
    ),
    "what waits for the user: counts of open tasks, each a link to its page": (
        *("to_do_card", "api:to_do"),
    ),
    "what was done and when": (
        *("households:life_list", "households:duplicate_list", "households:duplicate_pair"),
        *("api:life_event_list", "api:duplicate_list", "api:round_reopening_list"),
        "api:rescoring_detail",
        *("correspondence:list", "api:thread_list", "api:thread_detail"),
    ),
    "official papers, dated and signed": (
        *("procedure:decision_draft", "procedure:application_answer"),
        *("households:field_form", "households:field_form_many", "households:field_form_blank"),
        *("procedure:village_field_forms", "procedure:meeting_list"),
        *("procedure:meeting_minutes", "procedure:posting_list", "procedure:submission_document"),
        *("procedure:decision_document", "procedure:decision_certificates"),
        *("procedure:certificate_list", "procedure:certificate_document"),
        *("api:decision_draft", "api:application_answer", "api:meeting_minutes"),
        *("api:submission_document", "api:decision_document", "api:decision_certificates"),
        *("api:certificate_document", "targets:party_report_document"),
        *("api:party_report_document", "targets:allocation_decision"),
        *("targets:allocation_submission", "targets:answer_reply"),
        *("api:allocation_decision", "api:allocation_submission", "api:answer_reply"),
        *("inspections:sample_minutes", "api:recheck_sample_minutes"),
        *("correspondence:reminder_letter", "api:reminder_letter"),
        *("reports:year_report", "api:year_report"),
    ),
    "templates of papers": (
        *("papers:list", "papers:detail", "papers:template_file", "papers:built_in_file"),
        *("papers:earlier_file", "api:paper_list", "api:paper_detail"),
        *("api:paper_template_file", "api:paper_built_in_file", "api:earlier_template_file"),
    ),
    "files that users attached": (
        *("targets:answer_file", "targets:direction_file"),
        *("api:answer_file", "api:direction_file"),
    ),
}
# Pages of records: each row names its own round, year or standard; the page says its moment.
RECORDS = {
    *("api:assessment_list", "api:quick_check_list", "api:round_list", "api:year_plan_list"),
    *("api:village_review_list", "api:submission_list", "api:application_list"),
    *("api:recheck_sample_list", "api:reason_analysis_list"),
}
EXEMPT = {name for names in WITHOUT_FIGURES.values() for name in names}
READ = [line for line in MATRIX if line.method == "GET"]
HELD = [line for line in READ if line.name not in EXEMPT]
EXCEL = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def opened(world: World) -> Any:
    """Return the answer to a request of a user who may, with a round and a plan of the year."""
    url = address(world)
    factories.RoundFactory(year=today().year, follows_procedure=True)
    if world.line.name in NEEDED:
        NEEDED[world.line.name](world.commune)
    return world.client().get(url, follow=True)


# A bare list, or a page that says so without it, has to hold something.
NEEDED: dict[str, Callable[[Any], Any]] = {
    "api:allocation_list": lambda _commune: factories.AllocationFactory(adopted=True),
    "api:direction_list": lambda _commune: factories.DirectionFactory(),
    "targets:answer_compare": give,
    "targets:answers": give,
    "api:deadline_board": lambda commune: factories.VillageFactory(commune=commune),
}


PLAIN_FILES = {"text/csv", "image/svg+xml"}


def says_its_source(answer: Any, line: Line) -> bool:
    kind = answer["Content-Type"].partition(";")[0]
    if kind == EXCEL or kind in PLAIN_FILES:
        content = b"".join(answer.streaming_content) if answer.streaming else answer.content
        texts = texts_of_sheets(content) if kind == EXCEL else [unescape(content.decode())]
        return all(re.search(wanted, text) for text in texts for wanted in IN_A_FILE)
    if kind == "application/json":
        return says_in_keys(answer.json(), line)
    assert kind == "text/html"
    return bool(ON_A_PAGE.search(text_of(answer.content.decode())))


def texts_of_sheets(content: bytes) -> list[str]:
    book = load_workbook(BytesIO(content))
    return [
        " | ".join(str(cell) for row in sheet.values for cell in row if cell is not None)
        for sheet in book
    ]


def says_in_keys(found: Any, line: Line) -> bool:
    wanted = ("computed_at",) if line.name in RECORDS else KEYS
    objects = found if isinstance(found, list) else [found]
    assert objects
    return all(all(each.get(key) for key in wanted) for each in objects)


def text_of(page: str) -> str:
    """Return the words of the main part of a page, without its footer."""
    main = page[page.index("<main") : page.index("</main>")]
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", main)).split())


def test_all_that_is_exempt_exists():
    assert {line.name for line in READ} >= EXEMPT | RECORDS


@each_line(HELD)
def test_figures_say_their_year_standard_and_time(line, world):
    answer = opened(world)

    assert answer.status_code == 200
    assert says_its_source(answer, line)


# Pages for figures of a year: records of any year are filtered by it, files are found or not.
OF_A_YEAR = [
    line
    for line in HELD
    if not line.year and line.name not in RECORDS and not line.name.startswith("api:report_")
]


@each_line(OF_A_YEAR)
def test_a_year_without_a_plan_or_a_round_is_named(world):
    url = address(world)
    asked = {"year": "2019"} if "year" in taken_by(url) else {}

    answer = world.client().get(url, asked, follow=True)

    kind = answer["Content-Type"].partition(";")[0]
    if asked and kind == "text/html" and answer.status_code == 200:
        assert re.search(r"(?i)năm 2019", text_of(answer.content.decode()))
    if asked and kind == "application/json" and answer.status_code != 400:
        assert "2019" in answer.content.decode()
