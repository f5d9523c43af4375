"""A village, its list, forms, complaints, reports and corrections: every state has a next step."""

import pytest
from django.urls import reverse

from households.models import Assessment
from households.queries.closing import ClosingQuestion, hindrances_of, unmet
from households.services import entry
from procedure.choices import FINAL_STEPS
from procedure.models import CommuneSubmission, Complaint, Posting, VillageMeeting, VillageReview
from procedure.queries.lists import unlisted_in
from procedure.services import decisions, listing, meetings, postings
from tests import factories
from tests.households.review_data import NOON, TODAY, give_back, save, start, submit
from tests.households.review_data import facts as answers
from tests.procedure import steps_data as steps
from tests.states.walk import Move, NotHere, Walk

pytestmark = pytest.mark.django_db


class World:
    """One village with one poor household, in a round that follows the procedure."""

    def __init__(self, village, standard, officer, chair, labour_office):
        self.village, self.standard = village, standard
        self.officer, self.chair, self.labour_office = officer, chair, labour_office
        self.round = steps.a_round(standard)
        self.household = steps.poor_household(village, standard)

    @property
    def review(self) -> VillageReview:
        return _there(VillageReview.objects.order_by("-batch").first())

    @property
    def form(self) -> Assessment:
        """The form at work, else the decided one."""
        forms = Assessment.objects.exclude(state="SUPERSEDED").order_by("-pk")
        return _there(forms.first())

    @property
    def report(self) -> CommuneSubmission:
        return _there(CommuneSubmission.objects.order_by("-number").first())

    @property
    def posting(self) -> Posting:
        return _there(self.review.postings.order_by("-pk").first())

    @property
    def meeting(self) -> VillageMeeting:
        return _there(self.review.meetings.order_by("-number").first())

    @property
    def complaint(self) -> Complaint:
        return _there(Complaint.objects.filter(outcome="PENDING").first())

    @property
    def listed(self):
        return _there(self.review.listed_households.first())


def _there(found):
    if found is None:
        raise NotHere
    return found


def key_of(world) -> tuple:
    """What the world offers and needs: the lists, the last two forms, the report.

    A list before the last one counts only where it was recognised, older forms not at all. Whether
    the household waits for a list follows from these.
    """
    review = VillageReview.objects.order_by("-batch").first()
    decided = VillageReview.objects.filter(
        step="RECOGNISED", batch__lt=review.batch if review else 0
    )
    return (
        (*(("RECOGNISED",),) * decided.exists(), *((_list_key(review),) if review else ())),
        tuple((form.state, _is_as_voted(form)) for form in Assessment.objects.order_by("-pk")[:2]),
        _report_key(),
    )


def _list_key(review) -> tuple:
    """The step, the household, an open posting, and the complaint that needs something.

    A complaint in progress needs an answer, an upheld one lets the form be recognised that the
    village has not voted on. Closed postings and the other complaints are records only.
    """
    if review.step in FINAL_STEPS:
        return (review.step,)
    outcomes = set(review.complaints.values_list("outcome", flat=True)) - {"REJECTED"}
    if review.step in {"SURVEY", "MEETING"}:  # a new vote is to come
        outcomes -= {"UPHELD"}
    return (
        review.step,
        tuple(row.outcome for row in review.listed_households.all()),
        review.postings.filter(closed_on=None).exists(),
        tuple(sorted(outcomes)),
    )


def _report_key() -> tuple:
    """Whether the last report is answered; nothing once it is decided or all its lists are back."""
    report = CommuneSubmission.objects.order_by("-number").first()
    if report is None or hasattr(report, "decision") or _all_back(report):
        return ()
    return (hasattr(report, "opinion"),)


def _is_as_voted(form) -> bool:
    return form.is_submitted and form.listings.filter(assessed_version=form.version).exists()


def _all_back(report) -> bool:
    return not report.submitted_reviews.filter(sent_back=False).exists()


# --- What each role can do -----------------------------------------------------------------------


def open_list(world):
    steps.opened(world.round, world.village, world.officer, on=TODAY)


def refill(world):
    if not listing.refill_list(review_id=world.review.pk, by=world.officer):
        raise NotHere


def remove(world):
    listing.remove_from_list(listed_id=world.listed.pk, reason="Vắng nhà", by=world.officer)


def remove_without_form(world):
    """The way on for a household whose correction was discarded."""
    if not world.form.is_approved:
        raise NotHere
    remove(world)


def end_list(world):
    review = world.review
    if review.step == "ENDED":
        raise NotHere
    listing.end_list(review_id=review.pk, version=review.version, by=world.officer)


def add(world):
    decided = Assessment.objects.filter(state="APPROVED").exists()
    origin = "CORRECTION" if decided else "CURRENT_POOR"
    listing.add_to_list(
        review_id=world.review.pk, household=world.household, origin=origin, by=world.officer
    )


def begin_form(world):
    if Assessment.objects.exists():
        raise NotHere
    start(world.household, world.round, world.officer)


def begin_correction(world):
    if not world.form.is_approved or world.form.corrects_id:
        raise NotHere
    start(world.household, world.round, world.officer, correction_reason="Ghi nhầm B1")


def begin_again(world):
    """The way on for a listed household whose correction was discarded."""
    if world.listed.outcome != "OPEN":
        raise NotHere
    begin_correction(world)


def hand_in(world):
    """Fill in the draft and submit it; a correction changes the class."""
    if not world.form.is_draft:
        raise NotHere
    points = 135 if world.form.corrects_id else 100
    filled = save(world.form, answers(world.standard, points=points), by=world.officer)
    submit(filled, by=world.officer)


def discard(world):
    entry.discard_assessment(
        assessment_id=world.form.pk, version=world.form.version, by=world.officer, at=NOON
    )


def meet_without_agreement(world):
    number = world.review.meetings.count()
    steps.meet(world.review, world.officer, votes_for=10 + number, households_represented=0)


def correct_the_votes(world):
    meetings.change_meeting(
        meeting_id=world.meeting.pk,
        version=world.review.version,
        facts=steps.minutes(votes_for=20, households_represented=0),
        reason="Ghi nhầm số phiếu",
        by=world.officer,
        at=NOON,
        on=TODAY,
    )


def reopen_posting(world):
    posting = world.posting
    postings.change_posting(
        posting_id=posting.pk,
        version=world.review.version,
        places=posting.places,
        posted_on=posting.posted_on,
        closed_on=None,
        reason="Kết thúc nhầm",
        by=world.officer,
        on=TODAY,
    )


def complain(world):
    """One at a time, none after an upheld one: more of them need nothing else."""
    known = world.review.complaints
    if known.exclude(outcome="REJECTED").exists():
        raise NotHere
    content = f"Đã có xe máy mới ({known.count() + 1})"
    steps.complain(world.review, world.household, world.officer, content=content)


def send_back(world):
    decisions.send_back(
        submission_id=world.report.pk,
        version=world.report.version,
        village_reviews=[world.review.pk],
        reason="Xem lại điểm B1",
        by=world.chair,
        at=NOON,
        on=TODAY,
    )


def opine_against(world):
    steps.opine(
        world.report, world.labour_office, review_again=[world.review.pk], text="Xem lại B1"
    )


# --- Where it is offered -------------------------------------------------------------------------


def at(name, *parts):
    """Return the function that gives the address of a page for objects of the world."""

    def address(world) -> str:
        args = [getattr(world, part).pk for part in parts]
        return reverse(name, args=args)

    return address


VILLAGE = at("procedure:village_review", "review")
COMMUNE = lambda world: reverse("procedure:commune", args=[world.village.commune_id])  # noqa: E731
REPORT = at("procedure:submission", "report")
FORM = at("households:assessment_detail", "form")
EDIT = at("households:assessment_edit", "form")
HOUSEHOLD = at("households:detail", "household")
BEGIN = at("households:assessment_create", "household")
REMOVE = at("procedure:list_remove", "listed")


def list_page(world) -> str:
    """The page of the last list, before the first one that of the commune."""
    return VILLAGE(world) if VillageReview.objects.exists() else COMMUNE(world)


def of_officer(name, act, page, control, **given):
    return Move(name=name, role="officer", act=act, page=page, control=control, **given)


def of_step(name, act, control, **given):
    return of_officer(name, act, VILLAGE, at(f"procedure:{control}", "review"), **given)


OFFICER = [
    of_officer("open list", open_list, list_page, at("procedure:village_review_create", "village")),
    of_step("refill", refill, "list_refill"),
    of_step("add", add, "list_add"),
    of_officer("remove", remove, VILLAGE, REMOVE, leads_on=False),
    of_officer("remove without form", remove_without_form, VILLAGE, REMOVE),
    of_step("end list", end_list, "list_end"),
    of_officer("begin form", begin_form, HOUSEHOLD, BEGIN),
    of_officer("begin correction", begin_correction, FORM, BEGIN, leads_on=False),
    of_officer("begin it again", begin_again, VILLAGE, BEGIN),
    of_officer("hand in", hand_in, EDIT, EDIT),
    of_officer(
        "discard", discard, FORM, at("households:assessment_discard", "form"), leads_on=False
    ),
    of_step("start survey", lambda world: steps.start(world.review, world.officer), "survey_start"),
    of_step(
        "finish survey", lambda world: steps.finish(world.review, world.officer), "survey_finish"
    ),
    of_step(
        "agree",
        lambda world: steps.meet(world.review, world.officer, households_represented=0),
        "meeting_hold",
    ),
    of_step("disagree", meet_without_agreement, "meeting_hold"),
    of_officer(
        "correct votes",
        correct_the_votes,
        VILLAGE,
        at("procedure:meeting_change", "meeting"),
        leads_on=False,
    ),
    of_step("post", lambda world: steps.post(world.review, world.officer), "posting_create"),
    of_officer(
        "close posting",
        lambda world: steps.close(world.posting, world.officer),
        VILLAGE,
        at("procedure:posting_close", "posting"),
    ),
    of_officer(
        "reopen posting",
        reopen_posting,
        VILLAGE,
        at("procedure:posting_change", "posting"),
        leads_on=False,
    ),
    of_step("complain", complain, "complaint_create", leads_on=False),
    of_officer(
        "reject complaint",
        lambda world: steps.answer(world.complaint, world.officer),
        VILLAGE,
        at("procedure:complaint_answer", "complaint"),
    ),
    of_officer(
        "uphold complaint",
        lambda world: steps.answer(
            world.complaint, world.officer, outcome="UPHELD", answer="Đo lại"
        ),
        VILLAGE,
        at("procedure:complaint_answer", "complaint"),
    ),
    of_officer(
        "report",
        lambda world: steps.report([world.review], world.officer),
        COMMUNE,
        lambda world: reverse("procedure:commune_report", args=[world.village.commune_id]),
    ),
]


def of_office(name, act):
    control = at("procedure:opinion_give", "report")
    return Move(name=name, role="labour_office", act=act, page=REPORT, control=control)


def of_chair(name, act, page, control, **given):
    return Move(name=name, role="chair", act=act, page=page, control=control, **given)


OTHERS = [
    of_office("agree with report", lambda world: steps.opine(world.report, world.labour_office)),
    of_office("ask for review", opine_against),
    of_chair(
        "sign",
        lambda world: steps.decide(
            world.report, world.chair, number=f"{world.report.number}/QĐ-UBND"
        ),
        REPORT,
        at("procedure:decision_sign", "report"),
    ),
    of_chair(
        "send back", send_back, REPORT, at("procedure:report_send_back", "report"), leads_on=True
    ),
    of_chair(
        "return form",
        lambda world: give_back(world.form, by=world.chair),
        FORM,
        at("households:assessment_return", "form"),
        leads_on=False,
    ),
]


def is_final(world) -> bool:
    """Nothing in the commune keeps the round from being closed, and no household waits for a list."""
    asked = ClosingQuestion(
        round=world.round,
        user=world.labour_office,
        on=TODAY,
        at=NOON,
        commune_id=world.village.commune_id,
    )
    return not unmet(hindrances_of(asked)) and not unlisted_in(world.round, world.village)


@pytest.fixture
def world(village, standard, officer, chair, labour_office):
    factories.InstallationFactory(is_demo=True, district=village.commune.district)
    return World(village, standard, officer, chair, labour_office)


def walk(world, moves) -> Walk:
    people = {"officer": world.officer, "chair": world.chair, "labour_office": world.labour_office}
    return Walk(world=world, moves=moves, key_of=key_of, people=people, final=is_final).run()


def test_every_state_of_a_village_has_a_next_step_on_a_page(world):
    found = walk(world, [*OFFICER, *OTHERS])

    assert found.problems == []
    assert {key[0][-1][0] for key in found.states if key[0]} == {
        "LISTING",
        "SURVEY",
        "MEETING",
        "POSTING",
        "REPORTING",
        "OPINION",
        "DECISION",
        "RECOGNISED",
        "ENDED",
    }
    assert {state for key in found.states for state, _as_voted in key[1]} == {
        "DRAFT",
        "SUBMITTED",
        "APPROVED",
        "SUPERSEDED",
    }
    assert max(len(key[0]) for key in found.states) == 2
