"""The rows that documents are built from, limited to the user's communes."""

from django.db.models import QuerySet

from accounts.models import User
from households.models import Household
from procedure.models import (
    Certificate,
    CommuneSubmission,
    ListedHousehold,
    Posting,
    RecognitionDecision,
    VillageMeeting,
    VillageReview,
)

_COMMUNE = ("commune__district", "commune__province")
_VILLAGE = ("village_review__village", "village_review__round", "procedure", *_COMMUNE)


def reviews_for(user: User) -> QuerySet[VillageReview]:
    """Return villages' lists with their villages and rounds."""
    related = ("village", "round", *_COMMUNE)
    return VillageReview.objects.visible_to(user).select_related(*related)


def listed_of(review: VillageReview) -> QuerySet[ListedHousehold]:
    """Return the households of a list that were not removed, in the order of names."""
    listed = ListedHousehold.objects.filter(village_review=review).on_the_list()
    return listed.select_related("household").order_by("household__sort_key", "pk")


def households_of(review: VillageReview) -> QuerySet[Household]:
    """Return the same as households."""
    keys = listed_of(review).order_by().values("household")
    return Household.objects.filter(pk__in=keys).order_by("sort_key", "pk")


def meetings_for(user: User) -> QuerySet[VillageMeeting]:
    """Return village meetings with their lists."""
    return VillageMeeting.objects.visible_to(user).select_related(*_VILLAGE)


def postings_for(user: User) -> QuerySet[Posting]:
    """Return postings with their lists."""
    return Posting.objects.visible_to(user).select_related(*_VILLAGE)


def submissions_for(user: User) -> QuerySet[CommuneSubmission]:
    """Return the commune's reports to the district."""
    submissions = CommuneSubmission.objects.visible_to(user)
    return submissions.select_related("round", "procedure", *_COMMUNE)


def decisions_for(user: User) -> QuerySet[RecognitionDecision]:
    """Return decisions of recognition with their reports."""
    decisions = RecognitionDecision.objects.visible_to(user)
    return decisions.select_related("round", "submission__procedure", *_COMMUNE)


def certificates_for(user: User) -> QuerySet[Certificate]:
    """Return certificates with their households, in the order of their numbers."""
    related = ("household__village", "household__ethnicity", "standard", *_COMMUNE)
    certificates = Certificate.objects.visible_to(user).select_related(*related)
    return certificates.order_by("commune", "year", "number")
