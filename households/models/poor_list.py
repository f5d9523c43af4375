"""The list of the poor and near-poor over the year."""

from django.db import models
from django.db.models import F, Q
from simple_history.models import HistoricalRecords

from areas.models import Commune
from common.constraints import possible_days
from households.choices import Movement, NearPoorMovement, PovertyStatus
from households.models.register import MOST_MEMBERS, Household
from households.models.review import AssessmentResult
from households.models.standards import PovertyStandard
from households.querysets import PovertyRecordQuerySet

_POOR, _NEAR_POOR, _NOT_POOR = PovertyStatus.POOR, PovertyStatus.NEAR_POOR, PovertyStatus.NOT_POOR


def _here(opening: str, status: str) -> Q:
    return Q(opening_status=opening, status=status, has_left=False)


def _new_here(status: str) -> Q:
    return Q(opening_status__in=["", _NOT_POOR], status=status, has_left=False)


def _off_list(status: str) -> Q:
    return ~Q(opening_status=status) & (Q(has_left=True) | ~Q(status=status))


# The class at the opening and now that each movement requires.
MOVEMENT_FITS = (
    Q(movement=Movement.FIRST_YEAR, opening_status="")
    | Q(movement=Movement.LEFT, opening_status=_POOR, has_left=True)
    | Q(movement=Movement.STAYED_POOR) & _here(_POOR, _POOR)
    | Q(movement=Movement.EXITED_TO_NEAR_POOR) & _here(_POOR, _NEAR_POOR)
    | Q(movement=Movement.EXITED_ABOVE) & _here(_POOR, _NOT_POOR)
    | Q(movement=Movement.FELL_FROM_NEAR_POOR) & _here(_NEAR_POOR, _POOR)
    | Q(movement__in=[Movement.RELAPSED, Movement.FIRST_POOR, Movement.ARRIVED]) & _new_here(_POOR)
    | Q(movement=Movement.NONE) & _off_list(_POOR)
)
NEAR_POOR_MOVEMENT_FITS = (
    Q(near_poor_movement=NearPoorMovement.FIRST_YEAR, opening_status="")
    | Q(near_poor_movement=NearPoorMovement.LEFT, opening_status=_NEAR_POOR, has_left=True)
    | Q(near_poor_movement=NearPoorMovement.STAYED_NEAR_POOR) & _here(_NEAR_POOR, _NEAR_POOR)
    | Q(near_poor_movement=NearPoorMovement.EXITED) & _here(_NEAR_POOR, _NOT_POOR)
    | Q(near_poor_movement=NearPoorMovement.BECAME_POOR) & _here(_NEAR_POOR, _POOR)
    | Q(near_poor_movement=NearPoorMovement.FELL_FROM_POOR) & _here(_POOR, _NEAR_POOR)
    | Q(
        near_poor_movement__in=[
            NearPoorMovement.RELAPSED,
            NearPoorMovement.FIRST_NEAR_POOR,
            NearPoorMovement.ARRIVED,
        ]
    )
    & _new_here(_NEAR_POOR)
    | Q(near_poor_movement=NearPoorMovement.NONE) & _off_list(_NEAR_POOR)
)


class PovertyRecord(models.Model):
    """The class of a household in a year under a standard: at the opening, and now.

    The list of poor and near-poor households maintained by the commune. A row is made when the year
    opens (from last year's list), when a form is approved, or when a household splits off or moves
    in with the class of another (`inherited_status`). Progress, lists and reports all read these
    rows, so their numbers agree.

    `opening_members` is the number of people when the previous year closed (0 when the household
    was on no list), `members` the number now, or when the household left. In the same way
    `opened_as_minority` is whether it closed the previous year as an ethnic-minority household, and
    `is_ethnic_minority` whether it is one now, by its head (decision 29).
    """

    matched_name: str | None = None  # set by a search, with the next
    matched_relation: str | None = None

    household = models.ForeignKey(Household, models.PROTECT, related_name="poverty_records")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField("năm")
    standard = models.ForeignKey(PovertyStandard, models.PROTECT, related_name="+")
    is_ethnic_minority = models.BooleanField("hộ dân tộc thiểu số")
    opened_as_minority = models.BooleanField("hộ dân tộc thiểu số đầu năm")
    opening_status = models.CharField("đầu năm", max_length=10, choices=PovertyStatus, blank=True)
    inherited_status = models.CharField(
        "phân loại mang theo", max_length=10, choices=PovertyStatus, blank=True
    )
    status = models.CharField("hiện nay", max_length=10, choices=PovertyStatus)
    movement = models.CharField("biến động", max_length=20, choices=Movement)
    near_poor_movement = models.CharField(
        "biến động cận nghèo", max_length=20, choices=NearPoorMovement
    )
    has_left = models.BooleanField("đã rời địa bàn", default=False)
    opening_members = models.PositiveSmallIntegerField("số khẩu đầu năm", default=0)
    members = models.PositiveSmallIntegerField("số khẩu hiện nay")
    result = models.ForeignKey(
        AssessmentResult, models.PROTECT, related_name="+", null=True, blank=True
    )
    moved_on = models.DateField("ngày biến động", null=True, blank=True)

    objects = PovertyRecordQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "theo dõi hộ nghèo"
        ordering = ["household__sort_key", "pk"]
        indexes = [
            # Covers everything the flow tables count (index-only scans).
            models.Index(
                fields=[
                    "year",
                    "standard",
                    "commune",
                    "is_ethnic_minority",
                    "opened_as_minority",
                    "movement",
                    "near_poor_movement",
                    "opening_status",
                    "status",
                    "has_left",
                    "opening_members",
                    "members",
                    "result",
                ],
                name="poverty_record_flow",
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "year", "standard"], name="poverty_record_once_a_year"
            ),
            models.CheckConstraint(
                name="poverty_record_movement_fits_statuses", condition=MOVEMENT_FITS
            ),
            models.CheckConstraint(
                name="poverty_record_near_poor_movement_fits_statuses",
                condition=NEAR_POOR_MOVEMENT_FITS,
            ),
            models.CheckConstraint(
                name="poverty_record_inherits_only_without_an_opening",
                condition=Q(inherited_status="") | Q(opening_status=""),
            ),
            models.CheckConstraint(
                name="poverty_record_opening_members_only_with_an_opening",
                condition=Q(opening_members=0) | ~Q(opening_status=""),
            ),
            models.CheckConstraint(
                name="poverty_record_opens_as_it_is_without_an_opening",
                condition=Q(opening_status__in=[_POOR, _NEAR_POOR])
                | Q(opened_as_minority=F("is_ethnic_minority")),
            ),
            models.CheckConstraint(
                name="poverty_record_members_in_range",
                condition=Q(
                    opening_members__gte=0,
                    opening_members__lte=MOST_MEMBERS,
                    members__gte=0,
                    members__lte=MOST_MEMBERS,
                ),
            ),
            possible_days("poverty_record", "moved_on"),
        ]

    @property
    def is_minority_throughout(self) -> bool:
        """Whether it is an ethnic-minority household now, and was when the year opened."""
        return self.is_ethnic_minority and self.opened_as_minority

    @property
    def standing(self) -> str:
        """The present state of the household in words: gone, or its class."""
        return "Đã rời địa bàn" if self.has_left else PovertyStatus(self.status).label

    @property
    def change(self) -> str:
        """The movement of the household in words: on the poor list, else on the near-poor one."""
        if self.movement != Movement.NONE:
            return Movement(self.movement).label
        if self.near_poor_movement != NearPoorMovement.NONE:
            return NearPoorMovement(self.near_poor_movement).label
        return ""
