"""What was posted after the session had ended is kept for the user who typed it, and only for them."""

import datetime as dt
import re

import pytest
from django.middleware.csrf import get_token, rotate_token
from django.test import Client

from accounts.lost_forms import digest_of
from accounts.models import KeptForm
from accounts.services.kept_forms import MOST_FORMS, keep_form
from common.clock import now
from tests import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN, FORM = "/dang-nhap/", "/nguoi-dung/them/"
TYPED = "Rơ Châm Đang Gõ"


@pytest.fixture(autouse=True)
def _installation(db):
    factories.InstallationFactory(is_demo=True)


@pytest.fixture
def typist():
    return factories.UserFactory(administrator=True, username="quantri")


@pytest.fixture
def browser():
    return Client(enforce_csrf_checks=True)


def token_in(answer) -> str:
    found = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', answer.content.decode())
    return found[1]


def sign_in(browser, user, **given):
    data = {"username": user.username, "password": PASSWORD, **given}
    data["csrfmiddlewaretoken"] = token_in(browser.get(LOGIN))
    return browser.post(LOGIN, data)


def filled_in(browser, **given):
    """Open a form and return what would be posted from it."""
    return {
        "csrfmiddlewaretoken": token_in(browser.get(FORM)),
        "full_name": TYPED,
        "username": "",
        **given,
    }


def end_session(browser):
    del browser.cookies["sessionid"]


def test_a_form_posted_after_the_session_is_offered_after_signing_in(browser, typist):
    sign_in(browser, typist)
    data = filled_in(browser)
    end_session(browser)

    answer = browser.post(FORM, data, headers={"Referer": f"http://testserver{FORM}?a=1"})

    kept = KeptForm.objects.get()
    assert (kept.user, kept.address, kept.page) == (typist, FORM, f"{FORM}?a=1")
    assert ["full_name", TYPED] in kept.content
    assert answer["Location"] == f"{LOGIN}?next=/bieu-chua-gui/{kept.key}/"
    page = browser.get(answer["Location"]).content.decode()
    assert "Nội dung bạn vừa gửi chưa được lưu nhưng còn được giữ" in page
    back = sign_in(browser, typist, next=f"/bieu-chua-gui/{kept.key}/")
    assert back["Location"] == f"/bieu-chua-gui/{kept.key}/"
    assert TYPED in browser.get(back["Location"]).content.decode()


def test_tokens_of_one_secret_have_one_digest_and_of_another_secret_another(rf):
    """What is relied on of Django's masked tokens, with its public functions alone."""
    request = rf.get(FORM)
    one, again = get_token(request), get_token(request)
    rotate_token(request)
    other = get_token(request)

    assert len({one, again, other}) == 3
    assert digest_of(one) == digest_of(again) != digest_of(other)
    assert "-" not in {digest_of(one), digest_of(other)}


def test_nothing_is_done_until_the_user_sends_it(browser, typist):
    sign_in(browser, typist)
    data = filled_in(browser, username="nguoi-moi", role="LABOUR_OFFICE")
    end_session(browser)
    browser.post(FORM, data)
    kept = KeptForm.objects.get()
    sign_in(browser, typist)
    page = browser.get(f"/bieu-chua-gui/{kept.key}/")
    assert not type(typist).objects.filter(username="nguoi-moi").exists()

    again = dict(
        re.findall(r'<input type="hidden" name="(\w+)" value="([^"]*)">', page.content.decode())
    )
    browser.post(FORM, again | {"csrfmiddlewaretoken": token_in(page)})

    assert type(typist).objects.filter(username="nguoi-moi").exists()


def test_a_form_of_an_earlier_sign_in_is_kept_too(browser, typist):
    sign_in(browser, typist)
    data = filled_in(browser)
    end_session(browser)
    sign_in(browser, typist)

    answer = browser.post(FORM, data)

    kept = KeptForm.objects.get()
    assert answer.status_code == 403
    assert f'href="/bieu-chua-gui/{kept.key}/"' in answer.content.decode()


def test_it_belongs_to_who_typed_it_even_when_another_user_is_signed_in(browser, typist):
    sign_in(browser, typist)
    data = filled_in(browser)
    end_session(browser)
    other = factories.UserFactory(username="nguoi-khac")
    sign_in(browser, other)

    answer = browser.post(FORM, data)

    kept = KeptForm.objects.get()
    assert answer.status_code == 403
    assert kept.user == typist
    assert browser.get(f"/bieu-chua-gui/{kept.key}/").status_code == 404
    end_session(browser)
    elsewhere = sign_in(browser, other, next=f"/bieu-chua-gui/{kept.key}/")
    assert elsewhere["Location"] == "/bat-dau/"


@pytest.mark.parametrize("token", ["", "x" * 64, "0" * 64, "é" * 64])
def test_what_no_page_of_the_browsers_sign_ins_sent_is_not_kept(browser, typist, token):
    sign_in(browser, typist)
    data = filled_in(browser) | {"csrfmiddlewaretoken": token}
    end_session(browser)

    browser.post(FORM, data)

    assert not KeptForm.objects.exists()


def test_a_cookie_of_ones_own_making_is_not_believed(browser, typist):
    sign_in(browser, typist)
    data = filled_in(browser)
    end_session(browser)
    browser.cookies["sign_ins"] = browser.cookies["sign_ins"].value[:-2] + "xx"

    browser.post(FORM, data)

    assert not KeptForm.objects.exists()


def test_passwords_are_never_kept(browser, typist):
    sign_in(browser, typist)
    token = filled_in(browser)["csrfmiddlewaretoken"]
    end_session(browser)
    words = {"old_password": PASSWORD, "new_password1": "moi", "new_password2": "moi"}

    browser.post("/doi-mat-khau/", words | {"csrfmiddlewaretoken": token})
    browser.post(LOGIN, {"username": "a", "password": "b", "csrfmiddlewaretoken": "x"})
    browser.post(FORM, words | {"full_name": TYPED, "csrfmiddlewaretoken": token})

    assert [kept.content for kept in KeptForm.objects.all()] == [[["full_name", TYPED]]]


def test_a_request_of_a_script_is_not_kept(browser, typist):
    sign_in(browser, typist)
    data = filled_in(browser)
    end_session(browser)

    browser.post(FORM, data, headers={"HX-Request": "true"})

    assert not KeptForm.objects.exists()


def test_a_kept_form_expires_and_can_be_discarded(log_in, typist):
    client = log_in(typist)
    old = factories.KeptFormFactory(user=typist, kept_at=now() - dt.timedelta(hours=25))
    fresh = factories.KeptFormFactory(user=typist)

    assert client.get(f"/bieu-chua-gui/{old.key}/").status_code == 404
    client.post(f"/bieu-chua-gui/{fresh.key}/bo/")

    assert list(KeptForm.objects.all()) == [old]


def test_the_latest_forms_are_kept_each_once_and_expired_ones_go(typist):
    factories.KeptFormFactory(user=typist, kept_at=now() - dt.timedelta(hours=25))
    for number in [*range(MOST_FORMS + 2), MOST_FORMS + 1]:
        content = [("full_name", str(number))]
        keep_form(user_id=typist.pk, address=FORM, page=FORM, content=content, at=now())

    kept = [form.content[0][1] for form in KeptForm.objects.order_by("pk")]
    assert kept == [str(number) for number in range(2, MOST_FORMS + 2)]


@pytest.mark.parametrize(
    ("address", "words"),
    [
        (f"{LOGIN}?next=/ho-dan/", "Hãy đăng nhập để mở trang này."),
        (LOGIN, None),
    ],
)
def test_the_sign_in_page_says_why_it_came(client, address, words):
    page = client.get(address).content.decode()

    assert words in page if words else "notice" not in page


def test_the_sign_in_page_says_that_the_session_ended(browser, typist):
    sign_in(browser, typist)
    end_session(browser)

    page = browser.get(browser.get(FORM)["Location"]).content.decode()

    assert "Phiên làm việc đã hết. Đăng nhập để làm tiếp." in page
