"""Form A: the quick identification of households that need the full form."""

from django.conf import settings
from django.db import models
from simple_history.models import HistoricalRecords

from areas.models import Commune
from common.constraints import possible_days
from households.models.register import Household
from households.models.review import Round
from households.querysets import QuickCheckQuerySet


class QuickCheck(models.Model):
    """The result of form A (nhận dạng nhanh) for a household in a round.

    Only `needs_form_b` is kept: True sends the household to form B (it joins the village's list of
    households to review), False ends its review. The questions of form A and their cut-off were not
    found in an official text, so the result on paper is entered.
    """

    household = models.ForeignKey(Household, models.PROTECT, related_name="quick_checks")
    commune = models.ForeignKey(Commune, models.PROTECT, related_name="+")
    round = models.ForeignKey(Round, models.PROTECT, related_name="quick_checks")
    needs_form_b = models.BooleanField("cần rà soát bằng phiếu B")
    checked_on = models.DateField("ngày nhận dạng")
    checked_by = models.CharField("người nhận dạng", max_length=100, blank=True)
    note = models.CharField("ghi chú", max_length=300, blank=True)
    entered_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField("nhập lúc")
    version = models.PositiveIntegerField(default=1, editable=False)

    objects = QuickCheckQuerySet.as_manager()
    history = HistoricalRecords()

    class Meta:
        verbose_name = "phiếu A"
        ordering = ["household__sort_key", "pk"]
        indexes = [
            models.Index(
                fields=["round", "commune", "needs_form_b"], name="quick_check_by_commune"
            ),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["household", "round"],
                name="quick_check_once_per_round",
                violation_error_message="Hộ này đã có phiếu A trong đợt.",
            ),
            possible_days("quick_check", "checked_on"),
        ]
