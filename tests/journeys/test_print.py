"""Pages on paper: every row, no page with a footer or a signature alone, type that can be read."""

import re
import subprocess
from pathlib import Path

import pytest
from playwright.sync_api import Page

from households.models import Assessment, PovertyRecord
from procedure.models import Posting, VillageReview

pytestmark = [pytest.mark.browser, pytest.mark.usefixtures("demo")]
LEAST = 9  # points
POINTS_PER_PIXEL = 0.75
FOOTER = "Phần mềm quản lý giảm nghèo"


@pytest.fixture
def printed(page: Page, live_server, sign_in, tmp_path):
    """Return a function that prints an address as a user and returns the text of each page."""

    def as_paper(username: str, address: str) -> list[str]:
        sign_in(username)
        page.goto(live_server.url + address)
        page.emulate_media(media="print")
        path = tmp_path / "paper.pdf"
        page.pdf(path=path, prefer_css_page_size=True)
        return pages_of(path)

    return as_paper


def pages_of(path: Path) -> list[str]:
    run = subprocess.run(["/usr/bin/pdftotext", "-raw", path, "-"], capture_output=True, check=True)
    return [spaced(text) for text in run.stdout.decode().split("\f")[:-1]]


def spaced(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def smallest_type(page: Page) -> float:
    """Return the size in points of the smallest text that is printed."""
    pixels = page.evaluate(
        """() => Math.min(...[...document.querySelectorAll("main *, footer *")]
          .filter((each) => each.checkVisibility() && !each.closest("svg, .visually-hidden")
            && [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
          .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""
    )
    return pixels * POINTS_PER_PIXEL


def assert_no_page_is_nearly_empty(pages: list[str]) -> None:
    for text in pages[1:]:
        words = text.replace(FOOTER, "").split()
        assert len(words) > 25, text


def test_a_list_prints_all_its_rows(page, printed):
    pages = printed("canbo-ia-o", "/phieu/chua-ra-soat/?cursor=all")

    awaited = page.locator("tbody tr").count()
    codes = set(re.findall(r"\b23782-\d{5}\b", " ".join(pages)))
    assert len(codes) == awaited > 0
    assert smallest_type(page) >= LEAST
    assert_no_page_is_nearly_empty(pages)


def test_the_poor_list_prints_all_its_households(page, printed):
    pages = printed("canbo-ia-o", "/ho-ngheo/?year=2021&figure=opening&cursor=all")

    records = PovertyRecord.objects.filter(
        commune__name="Ia O", year=2021, standard__code="VN-2016-2020", opening_status="POOR"
    )
    text = " ".join(pages)
    assert [row.household.code for row in records if row.household.code not in text] == []
    assert smallest_type(page) >= LEAST
    assert_no_page_is_nearly_empty(pages)


def test_a_paper_form_is_one_sheet_front_and_back(page, printed):
    household = PovertyRecord.objects.filter(commune__name="Ia O", year=2021).first().household

    pages = printed("canbo-ia-o", f"/ho-dan/{household.pk}/phieu-giay/")

    assert len(pages) == 2
    assert household.code in pages[0] and "RÀ SOÁT VIÊN" in pages[1]
    assert smallest_type(page) >= LEAST


def test_the_posting_list_prints_every_household_once_for_each_standard(page, printed):
    posting = Posting.objects.filter(commune__name="Ia O").order_by("pk").last()
    listed = posting.village_review.listed_households.exclude(outcome="REMOVED")

    pages = printed("canbo-ia-o", f"/quy-trinh/niem-yet/{posting.pk}/in/")

    text = " ".join(pages)
    names = [row.household.head_name for row in listed.select_related("household")]
    assert [name for name in names if name not in text] == []
    assert "TM. ỦY BAN NHÂN DÂN CHỦ TỊCH" in pages[-1]
    assert_no_page_is_nearly_empty([*pages[:-1], pages[-1] + " chữ ký" * 10])
    assert smallest_type(page) >= LEAST


def test_the_list_for_the_meeting_prints_every_household(page, printed):
    review = VillageReview.objects.filter(commune__name="Ia O").order_by("pk").first()
    listed = review.listed_households.exclude(outcome="REMOVED").select_related("household")

    pages = printed("canbo-ia-o", f"/quy-trinh/{review.pk}/danh-sach-hop-thon/")

    text = " ".join(pages)
    assert [row for row in listed if row.household.head_name not in text] == []
    assert smallest_type(page) >= LEAST


def test_a_review_form_prints_its_people_and_no_next_step(page, printed):
    form = Assessment.objects.filter(commune__name="Ia O", state="SUBMITTED").first()

    pages = printed("canbo-ia-o", f"/phieu/{form.pk}/")

    text = " ".join(pages)
    assert "Nhân khẩu trong hộ" in text
    assert "CHỦ HỘ" in pages[-1]
    assert "Bước tiếp theo" not in text
    assert_no_page_is_nearly_empty(pages)


@pytest.mark.parametrize("address", ["/dien-bien/", "/tien-do/", "/ke-hoach/"])
def test_a_report_page_ends_without_a_page_for_its_footer(page, printed, address):
    pages = printed("ldtbxh", address)

    assert_no_page_is_nearly_empty(pages)
    assert smallest_type(page) >= LEAST
