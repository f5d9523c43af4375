"""Records of a year's list that contradict what they are made from, and how."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import (
    BooleanField,
    Case,
    Count,
    Exists,
    F,
    IntegerField,
    OuterRef,
    Q,
    Subquery,
    TextField,
    Value,
    When,
)
from django.db.models.functions import Coalesce

from accounts.models import User
from areas.querysets import scoped
from households.choices import PovertyStatus, RoundKind, RoundState
from households.models import Member, PovertyRecord, PovertyStandard, Round
from households.models.poor_list import MOVEMENT_FITS, NEAR_POOR_MOVEMENT_FITS
from households.queries.poor_list import deciding_results

MOVEMENT, OPENING, CLASS = "MOVEMENT", "OPENING", "CLASS"
PEOPLE, REGISTER = "PEOPLE", "REGISTER"
_LISTED = [PovertyStatus.POOR, PovertyStatus.NEAR_POOR]
_WORDS = {**dict(PovertyStatus.choices), "": "ngoài danh sách"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """A household that breaks something, and how."""

    commune_id: int
    household_id: int
    code: str
    head_name: str
    what: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """What there is to compare a year's list with."""

    with_last_year: bool
    with_register: bool

    def why_not(self, key: str) -> str:
        """Say why an identity is not asked of this year, nothing when it is."""
        if key == OPENING and not self.with_last_year:
            return "Không có danh sách năm trước theo chuẩn này để so sánh."
        if key in {PEOPLE, REGISTER} and not self.with_register:
            return "Năm đã khóa: danh sách giữ nguyên, sổ hộ đi tiếp."
        return ""


def what_is_compared(*, year: int, standard: PovertyStandard) -> Compared:
    """Say which identities make sense for a year, in one query."""
    records = PovertyRecord.objects.filter(standard=standard)
    closed = Round.objects.filter(year=year, kind=RoundKind.YEAR_END, state=RoundState.CLOSED)
    found = PovertyStandard.objects.values(
        before=Exists(records.filter(year=year - 1)),
        opened=Exists(records.filter(year=year).exclude(opening_status="")),
        later=Exists(records.filter(year__gt=year)),
        closed=Exists(closed),
    ).get(pk=standard.pk)
    return Compared(
        with_last_year=found["before"] and found["opened"],
        with_register=not found["later"] and not found["closed"],
    )


def wrong_records(
    *, year: int, standard: PovertyStandard, user: User, compared: Compared
) -> dict[str, list[Found]]:
    """Return the households that break each identity of the records, by identity.

    In three queries: records that contradict something, households of last year's closing that
    are not on this year's list, approved forms without a record.
    """
    found: dict[str, list[Found]] = {
        key: [] for key in (MOVEMENT, OPENING, CLASS, PEOPLE, REGISTER)
    }
    for row in _questioned(year, standard, user, compared):
        for key in found:
            if row[key]:
                found[key].append(_found(row, _what(key, row)))
    if compared.with_last_year:
        for row in _not_opened(year, standard, user):
            what = (
                f"cuối năm trước {_WORDS[row['status']].lower()}, năm nay không có trong danh sách"
            )
            found[OPENING].append(_found(row, what))
    found[CLASS] += [
        _found(row, f"phiếu đã duyệt ({_WORDS[row['status']].lower()}) không có trong danh sách")
        for row in _forms_without_record(year, standard, user)
    ]
    return found


def _found(row: dict[str, Any], what: str) -> Found:
    return Found(
        commune_id=row["commune"],
        household_id=row["household"],
        code=row["code"],
        head_name=row["head_name"],
        what=what,
    )


_OF_THE_HOUSEHOLD = {"code": F("household__code"), "head_name": F("household__head_name")}


def _questioned(
    year: int, standard: PovertyStandard, user: User, compared: Compared
) -> Iterable[Any]:
    before = PovertyRecord.objects.filter(
        household=OuterRef("household"),
        standard=standard,
        year=year - 1,
        status__in=_LISTED,
        has_left=False,
    )
    latest = deciding_results(year=year, standard=standard).filter(
        assessment__household=OuterRef("household")
    )
    roster = Member.objects.filter(household=OuterRef("household")).order_by().values("household")
    records = (
        PovertyRecord.objects.visible_to(user)
        .of_year(year, standard)
        .annotate(
            before=Coalesce(Subquery(before.values("status")), Value(""), output_field=TextField()),
            before_members=Coalesce(Subquery(before.values("members")), 0),
            opened=Case(
                When(opening_status__in=_LISTED, then=F("opening_status")),
                default=Value(""),
                output_field=TextField(),
            ),
            roster=Coalesce(
                Subquery(roster.annotate(n=Count("pk")).values("n")), 0, output_field=IntegerField()
            ),
            latest=Subquery(latest.values("pk")[:1]),
            latest_status=Subquery(latest.values("status")[:1]),
        )
        .annotate(
            **{MOVEMENT: _flag(~(MOVEMENT_FITS & NEAR_POOR_MOVEMENT_FITS))},
            **{OPENING: _flag(_OPENS_OTHERWISE if compared.with_last_year else None)},
            **{CLASS: _flag(_CLASS_OTHERWISE)},
            **{PEOPLE: _flag(_PEOPLE_OTHERWISE if compared.with_register else None)},
            **{REGISTER: _flag(_register_otherwise(year) if compared.with_register else None)},
        )
        .filter(
            Q(**{MOVEMENT: True})
            | Q(**{OPENING: True})
            | Q(**{CLASS: True})
            | Q(**{PEOPLE: True})
            | Q(**{REGISTER: True})
        )
    )
    return records.order_by("household__code").values(
        *("commune", "household"),
        *("before", "before_members", "opened", "opening_members", "status", "members", "roster"),
        *("latest_status", MOVEMENT, OPENING, CLASS, PEOPLE, REGISTER),
        **_OF_THE_HOUSEHOLD,
    )


def _flag(condition: Q | None) -> Case | Value:
    if condition is None:
        return Value(value=False)
    return Case(
        When(condition, then=Value(value=True)),
        default=Value(value=False),
        output_field=BooleanField(),
    )


_OPENS_OTHERWISE = ~Q(opened=F("before")) | ~Q(opened="") & ~Q(opening_members=F("before_members"))
# With a form, the class is the latest one's; without, the one it opened or came with.
_CLASS_OTHERWISE = (
    Q(latest__isnull=False) & (Q(result__isnull=True) | ~Q(result=F("latest")))
    | Q(latest__isnull=False) & ~Q(status=F("latest_status"))
    | Q(latest__isnull=True, result__isnull=False)
    | Q(latest__isnull=True) & ~Q(status=F("opening_status")) & ~Q(status=F("inherited_status"))
)
_PEOPLE_OTHERWISE = Q(has_left=False) & ~Q(members=F("roster"))


def _register_otherwise(year: int) -> Q:
    is_gone = Q(household__left_on__lte=dt.date(year, 12, 31))
    return (
        ~Q(commune=F("household__commune"))
        | Q(has_left=False) & is_gone
        | Q(has_left=True) & (Q(household__left_on__isnull=True) | ~is_gone)
    )


def _not_opened(year: int, standard: PovertyStandard, user: User) -> Iterable[Any]:
    this_year = PovertyRecord.objects.of_year(year, standard).filter(
        household=OuterRef("household")
    )
    return (
        PovertyRecord.objects.visible_to(user)
        .of_year(year - 1, standard)
        .filter(~Exists(this_year), status__in=_LISTED, has_left=False)
        .order_by("household__code")
        .values("commune", "household", "status", **_OF_THE_HOUSEHOLD)
    )


def _forms_without_record(year: int, standard: PovertyStandard, user: User) -> Iterable[Any]:
    records = PovertyRecord.objects.of_year(year, standard).filter(
        household=OuterRef("assessment__household")
    )
    from_forms: dict[str, Any] = {
        "commune": F("assessment__commune"),
        "household": F("assessment__household"),
        "code": F("assessment__household__code"),
        "head_name": F("assessment__household__head_name"),
    }
    return (
        scoped(deciding_results(year=year, standard=standard), user, "assessment__commune")
        .filter(~Exists(records))
        .order_by("assessment__household__code")
        .values("status", **from_forms)
    )


def _what(key: str, row: dict[str, Any]) -> str:
    """Say in words what is wrong with a record."""
    words = {key: word.lower() for key, word in _WORDS.items()}
    if key == MOVEMENT:
        return "biến động không khớp phân loại đầu kỳ và hiện nay"
    if key == OPENING:
        return (
            f"cuối năm trước {words[row['before']]}, {row['before_members']} khẩu; "
            f"đầu kỳ {words[row['opened']]}, {row['opening_members']} khẩu"
        )
    if key == CLASS:
        by_form = row["latest_status"]
        said = f"theo phiếu {words[by_form]}" if by_form else "không có phiếu đã duyệt"
        return f"danh sách ghi {words[row['status']]}, {said}"
    if key == PEOPLE:
        return f"danh sách ghi {row['members']} khẩu, sổ hộ có {row['roster']}"
    return "đã rời địa bàn theo một bên, chưa rời theo bên kia, hoặc khác xã"
