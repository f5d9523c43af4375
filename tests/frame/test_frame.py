"""The frame around every page, and the error pages."""

import gzip
import re
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tests import factories

FIRST_VISIT_BYTES = 120 * 1024


@pytest.fixture
def demo_district(db):
    return factories.InstallationFactory(is_demo=True)


def test_the_demo_banner_stands_on_the_sign_in_page(client, demo_district):
    page = client.get(reverse("accounts:login")).content.decode()

    assert "DỮ LIỆU MẪU" in page
    assert "15/11/2021" in page


def test_without_demo_data_there_is_no_banner(client, db):
    factories.InstallationFactory(is_demo=False)

    page = client.get(reverse("accounts:login")).content.decode()

    assert "DỮ LIỆU MẪU" not in page


def test_a_signed_in_person_sees_name_place_date_and_own_menu(log_in, officer, demo_district):
    page = log_in(officer).get(reverse("accounts:token_list")).content.decode()

    assert officer.full_name in page
    assert "Xã Ia O" in page
    assert "UBND huyện Ia Grai" in page
    assert reverse("households:list") in page
    assert reverse("accounts:user_list") not in page


def test_a_refused_form_says_so_in_the_title_and_links_to_the_field(log_in, officer):
    answer = log_in(officer).post(reverse("accounts:password_change"), {"old_password": ""})
    page = answer.content.decode()

    assert "<title>Lỗi: Đổi mật khẩu" in page
    assert 'href="#id_old_password"' in page
    assert 'id="id_old_password_error"' in page


@pytest.mark.django_db
def test_an_unknown_address_is_answered_in_vietnamese(client, log_in, officer):
    stranger = client.get("/khong-co/")
    known = log_in(officer).get("/khong-co/")

    assert (stranger.status_code, known.status_code) == (404, 404)
    assert "Không tìm thấy trang" in stranger.content.decode()
    assert "Danh mục chính" in known.content.decode()


def test_a_forbidden_page_names_the_role(log_in, officer):
    answer = log_in(officer).get(reverse("accounts:user_list"))

    assert answer.status_code == 403
    assert "Cán bộ xã" in answer.content.decode()


def test_a_stale_form_is_explained(officer):
    client = Client(enforce_csrf_checks=True)
    client.force_login(officer, backend="django.contrib.auth.backends.ModelBackend")

    answer = client.post(reverse("accounts:logout"))

    assert answer.status_code == 403
    assert "Trang đã hết hạn" in answer.content.decode()


@pytest.mark.parametrize("name", ["400.html", "500.html"])
def test_error_pages_need_no_database(name):
    page = render_to_string(name)

    assert "<h1>" in page


def test_pages_hold_no_inline_script_or_style(log_in, officer, demo_district):
    page = log_in(officer).get(reverse("accounts:password_change")).content.decode()

    assert re.findall(r"<script(?![^>]*\bsrc=)|<style|\sstyle=|\son\w+=|javascript:", page) == []


def test_the_first_visit_stays_within_its_budget(client, demo_district):
    page = client.get(reverse("accounts:login")).content
    files = set(re.findall(r'(?:src|href)="/static/([^"]+)"', page.decode()))

    sizes = [len(gzip.compress(Path(finders.find(name)).read_bytes())) for name in files]

    assert sum(sizes) + len(gzip.compress(page)) < FIRST_VISIT_BYTES
