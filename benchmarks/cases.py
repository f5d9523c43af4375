"""The named benchmarks, registered in `CASES`."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from django.db import connection
from django.test import Client
from django.urls import reverse

from accounts.models import User
from benchmarks.form_save import save_form
from benchmarks.rescoring import bare_update, rescore_everybody
from benchmarks.scale import multiply_register
from benchmarks.timing import RUNS, Measured, measure
from benchmarks.urls import HELLO

SEARCHED = "puih h'lan"
SEARCH = (
    "SELECT id, code, head_name FROM households_household WHERE id IN"
    " (SELECT household_id FROM households_member WHERE search_key LIKE %s)"
    " ORDER BY sort_key, id LIMIT 50"
)


READER = "ldtbxh"
OFFICER, CHAIR, LEADER = "canbo-ia-o", "chutich-ia-o", "lanhdao"


@dataclass(frozen=True, slots=True)
class Case:
    """A page and its baseline; both are functions of a client signed in as `username`."""

    name: str
    page: Callable[[Client], object]
    against: str
    comparison: Callable[[Client], object]
    runs: int = RUNS
    username: str = READER

    def run(self) -> Measured:
        client = Client()
        user = User.objects.get(username=self.username)
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return measure(
            self.name,
            partial(self.page, client),
            against=self.against,
            comparison=partial(self.comparison, client),
            runs=self.runs,
        )


def opened(address: str, **query: str) -> Callable[[Client], object]:
    """Return an action that opens a page and fails for any status but 200."""

    def open_page(client: Client) -> object:
        path = address if address.startswith("/") else reverse(address)
        answer = client.get(path, query)
        if answer.status_code != 200:
            raise RuntimeError(f"{path} answered {answer.status_code}.")
        return answer

    return open_page


def bare_search(_client: Client) -> object:
    """Run the search of the household list as one statement."""
    with connection.cursor() as cursor:
        cursor.execute(SEARCH, [f"%{SEARCHED}%"])
        return cursor.fetchall()


def in_a_province(page: Callable[[Client], object]) -> Callable[[Client], object]:
    """Return an action on a register of 350,000 households, created on first use."""

    def open_page(client: Client) -> object:
        multiply_register()
        return page(client)

    return open_page


_HELLO_PAGE = ("a Django hello page", opened(HELLO))

CASES = (
    Case("home_page", opened("home"), *_HELLO_PAGE, username=OFFICER),
    Case("home_page_chair", opened("home"), *_HELLO_PAGE, username=CHAIR),
    Case("home_page_leader", opened("home"), *_HELLO_PAGE, username=LEADER),
    Case("home_page_labour_office", opened("home"), *_HELLO_PAGE),
    Case("home_page_finance", opened("home"), *_HELLO_PAGE, username="taichinh"),
    Case("home_page_bank", opened("home"), *_HELLO_PAGE, username="nhcsxh"),
    Case("home_page_administrator", opened("home"), *_HELLO_PAGE, username="quantri"),
    Case("review_list_page", opened("households:assessment_list"), *_HELLO_PAGE),
    Case(
        "registration_page",
        opened("targets:registration_list"),
        *_HELLO_PAGE,
        username=OFFICER,
    ),
    Case("progress_page", opened("targets:progress"), *_HELLO_PAGE),
    Case("dashboard_page", opened("reports:dashboard"), *_HELLO_PAGE),
    Case("flow_page", opened("households:flow"), *_HELLO_PAGE),
    Case("household_list_page", opened("households:list"), *_HELLO_PAGE),
    Case("household_search", opened("households:list", q=SEARCHED), "its bare SQL", bare_search),
    Case(
        "household_last_page",
        opened("households:list", cursor="last"),
        "the first page of the list",
        opened("households:list"),
    ),
    Case("form_save", save_form, *_HELLO_PAGE),
    Case("rescore_27771", rescore_everybody, "one bare UPDATE of the rows", bare_update, runs=10),
    # Last, because the register stays multiplied.
    Case("dashboard_page_350k", in_a_province(opened("reports:dashboard")), *_HELLO_PAGE),
)
