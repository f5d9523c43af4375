"""Households and their members."""

import datetime as dt
import uuid

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.models import Commune, EthnicGroup, Village
from common.constraints import possible_days
from common.dates import PartialDate
from households.choices import Arrival, HouseholdState, Relation, Schooling, Sex, Work
from households.models.fields import CitizenNumberField, IsCitizenNumber
from households.querysets import HouseholdQuerySet, MemberQuerySet

MOST_MEMBERS = 40
MOST_REASON = 200


class Household(models.Model):
    """A household of a commune. Its head is one of its members, as the database enforces.

    A CHECK refuses members without a head, the column holds one head only, and a trigger
    refuses a head from another household. Name, keys and number of members are copied to the
    row for lists; the services write them together with the roster.
    """

    code = models.CharField("mã hộ", max_length=20, unique=True)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    commune = models.ForeignKey(
        Commune, models.PROTECT, related_name="households", verbose_name="xã"
    )
    village = models.ForeignKey(
        Village, models.PROTECT, related_name="households", verbose_name="thôn, làng"
    )
    address = models.CharField("địa chỉ", max_length=200, blank=True)
    head = models.OneToOneField(
        "Member", models.RESTRICT, related_name="headed_household", null=True, editable=False
    )
    head_name = models.CharField("chủ hộ", max_length=100, editable=False)
    search_key = models.TextField(editable=False)
    sort_key = models.TextField(editable=False)
    given_name_key = models.TextField(editable=False, default="")
    ethnicity = models.ForeignKey(
        EthnicGroup, models.PROTECT, related_name="+", verbose_name="dân tộc của chủ hộ"
    )
    member_count = models.PositiveSmallIntegerField("số khẩu", default=0, editable=False)
    no_labour_capacity = models.BooleanField("không có khả năng lao động", default=False)
    has_merit = models.BooleanField("có người có công với cách mạng", default=False)
    state = models.CharField(
        "tình trạng", max_length=10, choices=HouseholdState, default=HouseholdState.ACTIVE
    )
    left_on = models.DateField("ngày rời địa bàn", null=True, blank=True)
    left_reason = models.CharField("lý do", max_length=200, blank=True)
    arrival = models.CharField(
        "nguồn gốc", max_length=10, choices=Arrival, default=Arrival.RESIDENT
    )
    arrived_on = models.DateField("ngày đến hoặc tách hộ", null=True, blank=True)
    came_from = models.ForeignKey(
        "self",
        models.PROTECT,
        related_name="offshoots",
        null=True,
        blank=True,
        editable=False,
        verbose_name="hộ gốc",
    )
    earlier_exit_year = models.PositiveSmallIntegerField(
        "năm thoát nghèo trước đây",
        null=True,
        blank=True,
        help_text="Năm được công nhận thoát nghèo trước khi dùng phần mềm, để nhận ra hộ tái nghèo.",
    )
    created_at = models.DateTimeField("tạo lúc", auto_now_add=True)
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = HouseholdQuerySet.as_manager()
    # The key follows from the name, whatever row of the history the name comes from.
    history = HistoricalRecords(excluded_fields=["given_name_key"])

    class Meta:
        verbose_name = "hộ"
        ordering = ["sort_key", "pk"]
        indexes = [
            models.Index(fields=["sort_key", "id"], name="household_by_name"),
            models.Index(fields=["commune", "sort_key", "id"], name="household_by_commune_name"),
            models.Index(fields=["given_name_key", "id"], name="household_by_given_name"),
            models.Index(
                fields=["commune", "given_name_key", "id"], name="household_by_commune_given"
            ),
            # Covers every count of a commune's population.
            models.Index(
                fields=["commune", "state", "ethnicity", "member_count"],
                name="household_population",
            ),
        ]
        constraints = [
            models.CheckConstraint(
                name="household_with_members_has_a_head",
                condition=Q(member_count=0) | Q(head__isnull=False),
                violation_error_message="Hộ phải có đúng một chủ hộ.",
            ),
            models.CheckConstraint(
                name="household_member_count_in_range",
                condition=Q(member_count__lte=MOST_MEMBERS),
            ),
            models.CheckConstraint(
                name="household_left_means_dated",
                condition=Q(state=HouseholdState.ACTIVE, left_on__isnull=True)
                | (~Q(state=HouseholdState.ACTIVE) & Q(left_on__isnull=False)),
                violation_error_message="Hộ đã rời địa bàn phải có ngày; hộ đang cư trú thì không.",
            ),
            models.CheckConstraint(
                name="household_arrival_means_dated",
                condition=Q(arrival=Arrival.RESIDENT, arrived_on__isnull=True)
                | (~Q(arrival=Arrival.RESIDENT) & Q(arrived_on__isnull=False)),
                violation_error_message="Hộ chuyển đến hoặc tách hộ phải có ngày.",
            ),
            possible_days("household", "left_on", "arrived_on"),
        ]

    def __str__(self) -> str:
        return f"{self.code} – {self.head_name}"


class Member(models.Model):
    """A member of a household, with its own commune column so that rows are scoped without a join."""

    household = models.ForeignKey(Household, models.CASCADE, related_name="members")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+", editable=False)
    client_id = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    position = models.PositiveSmallIntegerField("số thứ tự")
    full_name = models.CharField("họ và tên", max_length=100)
    search_key = models.TextField(editable=False)
    birth_date = models.DateField("ngày sinh", null=True, blank=True)
    birth_date_is_exact = models.BooleanField("biết đủ ngày, tháng", default=True)
    sex = models.CharField("giới tính", max_length=6, choices=Sex)
    relation = models.CharField("quan hệ với chủ hộ", max_length=15, choices=Relation, blank=True)
    ethnicity = models.ForeignKey(
        EthnicGroup, models.PROTECT, related_name="+", verbose_name="dân tộc"
    )
    citizen_number = CitizenNumberField(
        "số định danh",
        null=True,
        blank=True,
        unique=True,
        error_messages={"unique": "Số định danh này đã có trong sổ hộ."},
    )
    # Of a member of a household that left: the number that another row holds now.
    released_number = CitizenNumberField(
        "số định danh đã nhường",
        null=True,
        blank=True,
        editable=False,
        db_index=True,
    )
    number_reason = models.CharField(
        "lý do số định danh không khớp", max_length=MOST_REASON, blank=True
    )
    schooling = models.CharField("trình độ học vấn", max_length=20, choices=Schooling, blank=True)
    work = models.CharField("việc làm", max_length=15, choices=Work, blank=True)
    has_health_insurance = models.BooleanField("bảo hiểm y tế", null=True, blank=True)
    has_disability = models.BooleanField("khuyết tật", default=False)

    objects = MemberQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "nhân khẩu"
        ordering = ["household", "position", "pk"]
        indexes = [
            models.Index(fields=["search_key", "birth_date"], name="member_by_name_and_birth"),
        ]
        constraints = [
            models.CheckConstraint(
                name="member_citizen_number_is_12_digits",
                condition=Q(citizen_number__isnull=True) | Q(IsCitizenNumber(F("citizen_number"))),
                violation_error_message="Số định danh phải gồm đúng 12 chữ số.",
            ),
            models.CheckConstraint(
                name="member_birth_date_in_range",
                condition=Q(birth_date__isnull=True) | Q(birth_date__gte=dt.date(1900, 1, 1)),
            ),
            possible_days("member", "birth_date"),
        ]

    def __str__(self) -> str:
        return self.full_name

    @property
    def birth(self) -> PartialDate | None:
        if self.birth_date is None:
            return None
        return PartialDate(self.birth_date, self.birth_date_is_exact)

    @property
    def masked_citizen_number(self) -> str:
        """The number with its first and last digit only, as lists and prints show it."""
        number = self.citizen_number or ""
        return f"{number[0]}**********{number[-1]}" if number else ""
