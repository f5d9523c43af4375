"""What the words of a pasted household list mean, and cells that were not understood."""

import re

import pytest
from django.urls import reverse

from areas.models import EthnicGroup
from areas.services.reference import load_units
from households.choices import Relation, Schooling, Sex, Work
from households.imports.roster_words import exact_key, head_key, meanings, plain_key, roster_words
from households.models import Household
from tests import factories
from tests.households.register_data import row, sent

pytestmark = pytest.mark.django_db


def read(column: str, text: str) -> str | None:
    known = roster_words()["values"][column]
    exact = exact_key(text)
    return known["exact"].get(exact) or (
        known["plain"].get(exact) if exact == plain_key(text) else None
    )


@pytest.mark.parametrize(
    ("name", "spellings"),
    [
        ("Ê Đê", ["Ê-đê", "Êđê", "Ede", "e de", "Rađê", "Ê ĐÊ"]),
        ("Ba Na", ["Ba-na", "Bana", "Bahnar", "Ba na"]),
        ("Xơ Đăng", ["Xơ-đăng", "Xơđăng", "Sedang", "xo dang"]),
        ("Cơ Ho", ["Cơ-ho", "Cơho", "K'Ho", "K’Ho"]),
        ("Khơ-me", ["Khơ me", "Khơme", "Khmer"]),
        ("Ra Glai", ["Ra-glai", "Raglai", "Raglay"]),
        ("Mông", ["Hmông", "H'Mông", "H‘Mông", "Hmong"]),
        ("Gia Rai", ["Jrai", "J'rai", "Gia-rai", "Jarai"]),
        ("Mnông", ["M'Nông", "M`nông"]),
        ("Kinh", ["kinh", "KINH", "Việt", "01"]),
    ],
)
def test_common_spellings_of_an_ethnic_group_are_known(name, spellings):
    load_units()
    key = str(EthnicGroup.objects.get(name=name).pk)

    assert {spelling: read("ethnicity", spelling) for spelling in spellings} == dict.fromkeys(
        spellings, key
    )


@pytest.mark.parametrize("text", ["Con", "Gia", "Tây", "Xơ", "Ê", "12", "Ba", "Khơ", ""])
def test_an_ethnic_group_is_not_guessed(text):
    load_units()

    assert read("ethnicity", text) is None


def test_no_name_means_two_ethnic_groups():
    load_units()
    named = [
        (name, str(group.pk))
        for group in EthnicGroup.objects.all()
        for name in [group.name, *group.aliases.split("; ")]
        if name
    ]
    read_back = meanings(named)

    assert [name for name, key in named if read_back["plain"].get(plain_key(name)) != key] == []


@pytest.mark.parametrize(
    ("column", "text", "value"),
    [
        ("relation", "Con đẻ", Relation.CHILD),
        ("relation", "con rể", Relation.CHILD_IN_LAW),
        ("relation", "Cháu nội", Relation.GRANDCHILD),
        ("relation", "Vợ/chồng", Relation.SPOUSE),
        ("relation", "vc", Relation.SPOUSE),
        ("relation", "CH", "IS_HEAD"),
        ("relation", "bà", Relation.GRANDPARENT),
        ("relation", "ba", None),
        ("relation", "Con đầu", None),
        ("relation", "Con d", None),
        ("sex", "Nữ", Sex.FEMALE),
        ("sex", "nu", Sex.FEMALE),
        ("sex", "N", None),
        ("sex", "na", None),
        ("schooling", "9/12", Schooling.LOWER_SECONDARY),
        ("schooling", "12/12", Schooling.UPPER_SECONDARY),
        ("schooling", "7/12", None),
        ("schooling", "Đi học", None),
        ("schooling", "Đại học", Schooling.COLLEGE),
        ("work", "Đi học", Work.STUDYING),
        ("work", "Làm rẫy", Work.FARM),
        ("has_health_insurance", "x", "true"),
        ("has_health_insurance", "Không", "false"),
        ("has_health_insurance", "GD4640", None),
        ("has_disability", "X", "true"),
        ("has_disability", "?", None),
    ],
)
def test_words_of_household_lists_are_read_or_left_to_the_user(column, text, value):
    assert read(column, text) == value


@pytest.mark.parametrize(
    ("head", "column"),
    [
        ("STT", "-"),
        ("Họ và tên", "full_name"),
        ("HỌ, CHỮ ĐỆM VÀ TÊN", "full_name"),
        ("Ngày, tháng, năm sinh", "birth"),
        ("Số CCCD/CMND", "citizen_number"),
        ("Quan hệ với chủ hộ", "relation"),
        ("Trình độ văn hoá", "schooling"),
        ("BHYT", "has_health_insurance"),
        ("Ghi chú", None),
    ],
)
def test_columns_are_known_by_their_usual_names(head, column):
    assert roster_words()["heads"].get(head_key(head)) == column


WORDS = reverse("api:roster_words")


def address_on_the_page(client) -> str:
    page = client.get(reverse("households:create")).content.decode()
    return re.search(r'data-words="([^"]+)"', page)[1]


@pytest.fixture
def _in_2021(db):
    factories.InstallationFactory(is_demo=True)


@pytest.mark.usefixtures("_in_2021")
def test_the_page_names_words_that_the_browser_may_keep(log_in, officer):
    client = log_in(officer)

    answer = client.get(address_on_the_page(client))

    assert answer.json() == roster_words()
    assert answer["Cache-Control"] == "private, max-age=31536000, immutable"


@pytest.mark.usefixtures("_in_2021")
def test_words_that_changed_have_another_address_and_are_read_anew(log_in, officer):
    client = log_in(officer)
    before = address_on_the_page(client)
    group = factories.EthnicGroupFactory(aliases="Mới")

    answer = client.get(before)

    assert address_on_the_page(client) != before
    assert answer.json()["values"]["ethnicity"]["exact"]["mới"] == str(group.pk)
    assert answer["Cache-Control"] == "no-store"


def test_words_without_a_digest_are_not_kept(api_as, officer):
    answer = api_as(officer).get(WORDS)

    assert answer.json().keys() == {"heads", "values"}
    assert answer["Cache-Control"] == "no-store"


UNREAD = {
    "ethnicity": "?Ê đe",
    "sex": "?N",
    "relation": "?con riêng",
    "work": "?rẫy",
    "has_health_insurance": "?thẻ",
    "has_disability": "?mù",
}
CREATE = reverse("households:create")


@pytest.mark.usefixtures("_in_2021")
@pytest.mark.parametrize("name", UNREAD)
def test_a_cell_that_was_not_understood_is_refused_and_keeps_its_text(
    log_in, officer, village, name
):
    client = log_in(officer)
    wife = row("Rơ Châm Hyơi", relation="SPOUSE") | {name: UNREAD[name]}

    for _ in range(2):  # sent again as it came back
        page = client.post(CREATE, sent(village, row(), wife))
        assert page.context["formset"].forms[1].errors.keys() == {name}
        assert f'value="{UNREAD[name]}"' in page.content.decode()
    assert not Household.objects.exists()


@pytest.mark.usefixtures("_in_2021")
def test_more_rows_keep_a_cell_that_was_not_understood(log_in, officer, village):
    data = sent(village, row(ethnicity="?Ê đe"), add_rows="1")

    page = log_in(officer).post(CREATE, data)

    assert 'value="?Ê đe" selected' in page.content.decode()


@pytest.mark.usefixtures("_in_2021")
def test_an_explicit_tick_replaces_what_was_not_understood(log_in, officer, village):
    data = sent(village, row(has_disability=["?mù", "on"]))

    log_in(officer).post(CREATE, data)

    assert Household.objects.get().head.has_disability
