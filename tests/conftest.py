"""Fixtures shared by all tests."""

import gc
from collections.abc import Callable, Iterator

import pytest
from django.core.cache import cache
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.test import Client
from hypothesis import HealthCheck, settings
from rest_framework.test import APIClient

from accounts.models import User
from areas.models import Commune, Village
from common import triggers
from households.models import PovertyStandard, Round
from tests import factories

# Both engines are tested in parallel, so the duration of one example is meaningless.
settings.register_profile("shared", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("shared")


def pytest_collection_finish() -> None:
    """Keep the collector from walking modules and collected tests again and again (a tenth faster)."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 100)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker) -> None:
    """The tables come from the models (`--no-migrations`); the list of migrations stays empty."""
    with django_db_blocker.unblock():
        MigrationRecorder(connection).ensure_schema()


@pytest.fixture(autouse=True)
def _empty_cache() -> Iterator[None]:
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def transactional_db(transactional_db: None) -> Iterator[None]:
    """On SQLite remaining rows, also of closed rounds, are deleted one by one, without the rules.

    Flushing the database ends like a migration, which restores the rules.
    """
    yield
    triggers.remove(connection)


@pytest.fixture
def commune(db) -> Commune:
    return factories.CommuneFactory(code="23782", name="Ia O", is_border=True)


@pytest.fixture
def other_commune(db) -> Commune:
    return factories.CommuneFactory(code="23788", name="Ia Chia", is_border=True)


@pytest.fixture
def village(commune) -> Village:
    return factories.VillageFactory(commune=commune)


@pytest.fixture
def standard(db) -> PovertyStandard:
    return factories.StandardFactory()


@pytest.fixture
def this_round(standard) -> Round:
    return factories.RoundFactory(year=2021, with_standards=[standard])


@pytest.fixture
def officer(commune) -> User:
    return factories.UserFactory(officer=True, commune=commune)


@pytest.fixture
def chair(commune) -> User:
    return factories.UserFactory(chair=True, commune=commune)


@pytest.fixture
def labour_office(db) -> User:
    return factories.UserFactory()


@pytest.fixture
def log_in(client: Client) -> Callable[[User], Client]:
    """Return a function that signs a user in with the test client and returns the client."""

    def sign_in(user: User) -> Client:
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return sign_in


@pytest.fixture
def api_as() -> Callable[[User], APIClient]:
    """Return a function that returns an API client for a user."""

    def client_for(user: User) -> APIClient:
        api = APIClient()
        api.force_authenticate(user)
        return api

    return client_for
