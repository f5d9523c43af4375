"""The accounts of the demo, with invented names and one password."""

from collections.abc import Iterable
from dataclasses import dataclass
from random import Random

from django.conf import settings
from django.contrib.auth.hashers import make_password

from accounts.choices import Department, Role
from accounts.models import User
from areas.models import Commune
from common.history import create_many
from common.text import normalise_password, search_key
from demo import names


@dataclass(frozen=True, slots=True)
class DistrictAccount:
    username: str
    role: str
    full_name: str
    department: str = ""


DISTRICT_ACCOUNTS = (
    DistrictAccount("quantri", Role.ADMINISTRATOR, "Trần Minh Quân"),
    DistrictAccount("lanhdao", Role.DISTRICT_LEADER, "Lê Xuân Phúc"),
    DistrictAccount("ldtbxh", Role.LABOUR_OFFICE, "Phạm Thị Thu Hương"),
    DistrictAccount("taichinh", Role.DEPARTMENT, "Võ Đức Tài", Department.FINANCE),
    DistrictAccount("nongnghiep", Role.DEPARTMENT, "Nguyễn Văn Lâm", Department.AGRICULTURE),
    DistrictAccount("hatang", Role.DEPARTMENT, "Đặng Quốc Kiên", Department.INFRASTRUCTURE),
    DistrictAccount("nhcsxh", Role.POLICY_BANK, "Bùi Thị Ngọc Ánh"),
)
OFFICER_PREFIX, CHAIR_PREFIX = "canbo-", "chutich-"


def create_accounts(communes: Iterable[tuple[str, Commune]]) -> dict[str, User]:
    """Create the district's accounts, and an officer and a chair per commune; by user name."""
    # One slow hash for all of them.
    password = make_password(normalise_password(settings.DEMO_PASSWORD))
    users = [
        _user(account.username, account.full_name, account.role, password, account.department)
        for account in DISTRICT_ACCOUNTS
    ]
    for slug, commune in communes:
        rng = Random(f"demo accounts {slug}")  # noqa: S311  (invented names, not a secret)
        officer, chair = _person(rng, female=True), _person(rng, female=False)
        users.append(
            _user(OFFICER_PREFIX + slug, officer, Role.COMMUNE_OFFICER, password, commune=commune)
        )
        users.append(
            _user(CHAIR_PREFIX + slug, chair, Role.COMMUNE_CHAIR, password, commune=commune)
        )
    for number, user in enumerate(users, start=1):
        user.phone = f"0269 000 {number:04}"  # invented, as all of the demo
    create_many(users, by=None)
    return {user.username: user for user in User.objects.select_related("commune")}


def _person(rng: Random, *, female: bool) -> str:
    group = rng.choice((names.KINH, names.JRAI))
    return names.full_name(rng, group, names.family_name(rng, group), female=female)


def _user(
    username: str,
    full_name: str,
    role: str,
    password: str,
    department: str = "",
    commune: Commune | None = None,
) -> User:
    return User(
        username=username,
        full_name=full_name,
        search_key=search_key(full_name),
        role=role,
        department=department,
        commune=commune,
        password=password,
        must_change_password=False,
    )
