"""Everything that one reader is given of a year, collected as he would."""

from io import BytesIO

from django.test import Client
from lxml import html
from openpyxl import load_workbook
from rest_framework.test import APIClient

from areas.models import Commune
from households.models import Indicator
from tests.disclosure.auditor import EM, GROUPS, Auditor, Published
from tests.disclosure.page_numbers import PageNumber, numbers_on

BOTH = ("old", "new")
SUMMARY = "/api/v1/reports/district-summary/"


def auditor_of(user, *, year=2021, has_new_units=True) -> Auditor:
    """Return the auditor of what a user is given over pages, API and workbook."""
    api, web = APIClient(), Client()
    api.force_authenticate(user)
    web.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    boundaries = BOTH if has_new_units else ("old",)
    counts = api.get("/api/v1/reason-counts/", {"year": year})
    summary = api.get(SUMMARY, {"year": year})
    published = Published(
        dashboards={
            each: api.get("/api/v1/dashboard/", {"year": year, "boundaries": each}).json()
            for each in boundaries
        },
        pages={
            (each, group): _page(web, year=year, boundaries=each, group=group)
            for each in boundaries
            for group in GROUPS
        },
        reason_counts=counts.json() if counts.status_code == 200 else None,
        indicators=dict(Indicator.objects.values_list("key", "name")),
        units=_units(),
        keys=dict(Commune.objects.values_list("pk", "code")),
        own=user.commune.code if user.commune else "",
        border=frozenset(Commune.objects.filter(is_border=True).values_list("code", flat=True)),
    )
    progress = api.get("/api/v1/progress/", {"year": year}).json()
    for goal in (*progress["goals"], *published.dashboards["old"]["progress"]["goals"]):
        published.notes.setdefault(goal["label"], []).append(goal["note"])
    if summary.status_code == 200:
        for label, note in _notes_of(b"".join(summary.streaming_content)):
            published.notes.setdefault(label, []).append(note)
    for label, note in _notes_on(web.get("/tien-do/", {"year": year}).content.decode()):
        published.notes.setdefault(label, []).append(note)
    return Auditor(published)


def _page(web: Client, *, year: int, boundaries: str, group: str) -> list[PageNumber]:
    asked = {"year": year, "by_commune": "true"}
    if boundaries == "new":
        asked["boundaries"] = "new"
    if group == EM:
        asked["minority"] = "true"
    page = web.get("/bang-dieu-hanh/", asked)
    assert page.status_code == 200, asked
    return numbers_on(page.content.decode())


def _units() -> dict[str, str]:
    merged = Commune.objects.filter(merged_into__isnull=False)
    return dict(merged.values_list("code", "merged_into__code"))


def _notes_of(workbook: bytes) -> list[tuple[str, str]]:
    sheet = load_workbook(BytesIO(workbook))["Mục tiêu"]
    rows = [[str(cell or "") for cell in row] for row in sheet.iter_rows(values_only=True)]
    return [(row[1], row[-1]) for row in rows if len(row) > 1]


def _notes_on(page: str) -> list[tuple[str, str]]:
    rows = html.fromstring(page).xpath("//tr | //li")
    texts = [[each.strip() for each in row.itertext() if each.strip()] for row in rows]
    return [(text[0], each) for text in texts for each in text[1:]]
