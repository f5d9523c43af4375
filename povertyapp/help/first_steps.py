"""What a new district sets up before its first review, ticked from the database."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.db.models import Count, Exists, OuterRef, Q
from django.urls import reverse

from accounts.choices import Action, Role
from accounts.models import User
from areas.models import Commune, Installation, Village
from areas.queries import today
from areas.querysets import LIVING_HERE
from households.models import Household, PovertyStandard, Round
from targets.models import YearPlan

_KEY = "help.first_steps"
_SECONDS, _COMPLETE_SECONDS = 30, 60 * 60


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstStep:
    """One line of the checklist: `done` of `wanted`. `url` is empty where the user may not do it."""

    code: str
    name: str
    who: str
    done: int
    wanted: int
    unit: str
    url: str

    @property
    def is_done(self) -> bool:
        return self.wanted > 0 and self.done >= self.wanted


@dataclass(frozen=True, slots=True)
class FirstSteps:
    """The checklist in its order."""

    steps: Sequence[FirstStep]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def left(self) -> list[FirstStep]:
        return [step for step in self.steps if not step.is_done]

    @property
    def is_complete(self) -> bool:
        return self.done == len(self.steps)


@dataclass(frozen=True, slots=True)
class _Line:
    code: str
    name: str
    action: Action
    page: str
    unit: str = ""


_ADMIN, _OFFICE = Action.MANAGE_USERS, Action.CONFIGURE
_WHO = {_ADMIN: "Quản trị hệ thống", _OFFICE: "Phòng LĐ-TB&XH huyện"}
_LINES = (
    _Line("units", "Nạp danh mục xã, thị trấn của huyện", _ADMIN, "areas:list"),
    _Line("standards", "Nạp chuẩn nghèo và bảng điểm", _ADMIN, "households:standard_list"),
    _Line("support", "Ghi số điện thoại người hỗ trợ", _ADMIN, "accounts:support_contact"),
    _Line("office", "Tạo tài khoản Phòng LĐ-TB&XH huyện", _ADMIN, "accounts:user_create"),
    _Line("leader", "Tạo tài khoản lãnh đạo huyện", _ADMIN, "accounts:user_create"),
    _Line("officers", "Tạo tài khoản cán bộ của từng xã", _ADMIN, "accounts:user_list", "xã"),
    _Line("chairs", "Tạo tài khoản chủ tịch UBND từng xã", _ADMIN, "accounts:user_list", "xã"),
    _Line("villages", "Ghi thôn, làng, tổ dân phố của từng xã", _OFFICE, "areas:list", "xã"),
    _Line("register", "Lập sổ hộ của từng xã", _OFFICE, "households:list", "xã"),
    _Line("round", "Lập đợt rà soát đầu tiên", _OFFICE, "households:round_list"),
    _Line("plan", "Lập kế hoạch năm, nhập số liệu đầu kỳ", _OFFICE, "targets:plan"),
)
_BY_COMMUNE = frozenset(line.code for line in _LINES if line.unit)


def first_steps_of(user: User) -> FirstSteps:
    """Return the checklist with the links that the user may follow, in one query."""
    return _steps_with(_facts(today()), user)


def first_steps_to_do(user: User) -> FirstSteps | None:
    """Return the checklist for those who set the district up; None once it is complete.

    The home page is opened often: its figures are up to half a minute old, and those of a complete
    checklist up to an hour.
    """
    if not (user.may(_ADMIN) or user.may(_OFFICE)):
        return None
    kept = cache.get(_KEY)
    facts = kept or _facts(today())
    steps = _steps_with(facts, user)
    if kept is None:
        cache.set(_KEY, facts, _COMPLETE_SECONDS if steps.is_complete else _SECONDS)
    return None if steps.is_complete else steps


def _steps_with(facts: dict[str, int], user: User) -> FirstSteps:
    return FirstSteps([_step(line, facts, user) for line in _LINES])


def _step(line: _Line, facts: dict[str, int], user: User) -> FirstStep:
    wanted = facts["units"] if line.code in _BY_COMMUNE else 1
    return FirstStep(
        code=line.code,
        name=line.name,
        who=_WHO[line.action],
        done=min(facts[line.code], wanted),
        wanted=wanted,
        unit=line.unit,
        url=reverse(line.page) if user.may(line.action) else "",
    )


def _facts(day: dt.date) -> dict[str, int]:
    """Count the communes in force on a day, and those of them that have what a step is about."""
    found = {**_of_each_commune(day), **_of_the_district()}
    counted = Commune.objects.valid_on(day).annotate(**found)
    return counted.aggregate(
        units=Count("pk"),
        **{name: Count("pk", filter=Q(**{f"_{name}": True})) for name in _names(found)},
    )


def _names(found: dict[str, Any]) -> list[str]:
    return [name.removeprefix("_") for name in found]


def _of_each_commune(day: dt.date) -> dict[str, Exists]:
    here = {"commune": OuterRef("pk")}
    users = User.objects.filter(is_active=True, **here).order_by()
    living = Household.objects.filter(state=LIVING_HERE, village__commune=OuterRef("pk"))
    return {
        "_officers": Exists(users.filter(role=Role.COMMUNE_OFFICER)),
        "_chairs": Exists(users.filter(role=Role.COMMUNE_CHAIR)),
        "_villages": Exists(Village.objects.valid_on(day).filter(**here)),
        "_register": Exists(living),
    }


def _of_the_district() -> dict[str, Exists]:
    users = User.objects.filter(is_active=True).order_by()
    return {
        "_standards": Exists(PovertyStandard.objects.all()),
        "_support": Exists(Installation.objects.exclude(support_phone="")),
        "_office": Exists(users.filter(role=Role.LABOUR_OFFICE)),
        "_leader": Exists(users.filter(role=Role.DISTRICT_LEADER)),
        "_round": Exists(Round.objects.all()),
        "_plan": Exists(YearPlan.objects.filter(households__gt=0)),
    }
