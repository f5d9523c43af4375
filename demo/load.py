"""Loads the whole demo in one transaction."""

import datetime as dt
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from random import Random

from django.core.cache import cache
from django.db import transaction

from accounts.models import User
from areas.models import Commune, District, EthnicGroup, Installation, Village
from areas.queries import CACHE_KEY
from areas.services.reference import load_units
from areas.services.unit_changes import load_unit_change
from common.clock import now
from common.history import create_many, save_with_history
from demo.accounts import CHAIR_PREFIX, OFFICER_PREFIX, create_accounts
from demo.allocations import allocate
from demo.answers import DemoJudge
from demo.answers_to_targets import answer_targets
from demo.applications import write_applications
from demo.closing_2020 import close_2020
from demo.correspondence import correspond
from demo.directions import give_and_report
from demo.forms import FormFiller
from demo.history_dates import backdate_history
from demo.life import households_live
from demo.people import CitizenNumbers
from demo.plan import CommunePlan
from demo.procedure import Book
from demo.reasons import analyse_reasons
from demo.rechecks import recheck_some
from demo.records import PoorList
from demo.register import Registrar
from demo.registrations import name_exits
from demo.scoring import score_some_drafts
from demo.targets import create_year_plan
from demo.village_work import VillageOrder
from demo.villages import villages_of
from demo.writing import Writer
from demo.year_2020 import Year2020
from demo.year_2021 import Year2021
from households.choices import RoundKind
from households.models import Household, PovertyStandard, Round
from households.services.reference import load_standards
from households.services.rounds import create_round
from households.services.scoring_reference import load_scoring_tables
from procedure.models import Procedure
from procedure.services.reference import load_procedures
from support.services.reference import load_needs, load_reasons
from targets.models import YearPlan

DISTRICT = "628"
STANDARD_OF_2021, STANDARD_FROM_2022 = "VN-2016-2020", "VN-2022-2025"
SEED = "Ia Grai 2021"
SUPPORT = ("Phòng LĐ-TB&XH huyện", "0269 000 0000")  # invented, as all of the demo


def is_empty() -> bool:
    """Return whether the database has no data besides units and standards."""
    models = (User, Installation, Household, Round, YearPlan)
    return not any(model._default_manager.exists() for model in models)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Rounds:
    of_2020: Round
    in_year: Round
    year_end: Round


@transaction.atomic
def load_demo(
    plans: Sequence[CommunePlan],
    *,
    at: dt.datetime,
    after_commune: Callable[[int], None] = lambda _number: None,
) -> None:
    """Fill an empty database with the invented district: same plan, same rows, on both engines.

    `at` is the moment of the invented entries, also in their history. `after_commune` is called
    with the number of communes prepared so far.
    """
    began = now()
    load_units()
    load_unit_change()
    load_standards()
    load_scoring_tables()
    load_procedures()
    load_reasons()
    load_needs()
    district = District.objects.get(code=DISTRICT)
    _install(district)
    by_code = {commune.code: commune for commune in district.communes.all()}
    communes = [(plan, by_code[plan.code]) for plan in plans]
    old, new = (
        PovertyStandard.objects.get(code=code) for code in (STANDARD_OF_2021, STANDARD_FROM_2022)
    )
    users = create_accounts((plan.slug, commune) for plan, commune in communes)
    rounds = _open_rounds(old, new, by=users["ldtbxh"])
    writer, numbers = Writer(at), CitizenNumbers()
    for number, (plan, commune) in enumerate(communes, start=1):
        villages = create_many(list(villages_of(commune, plan.slug, commune.valid_from)), by=None)
        judges = [_judge(standard, commune) for standard in (old, new)]
        _load_commune(plan, commune, villages, judges, rounds, users, writer, numbers)
        after_commune(number)
    writer.finish()
    close_2020(rounds.of_2020, by=users["ldtbxh"])
    write_applications(communes, in_year=rounds.in_year, users=users)
    year_plan = create_year_plan(communes, district=district, standard=old)  # counts existing rows
    allocate(year_plan, by=users["ldtbxh"])
    answer_targets(year_plan, {plan.code: plan.slug for plan in plans}, users)
    if officer := users.get(f"{OFFICER_PREFIX}ia-o"):  # Ia O may be missing in a small plan
        score_some_drafts(rounds.year_end, old, by=officer)
    officers = {plan.code: users[OFFICER_PREFIX + plan.slug] for plan, _ in communes}
    analyse_reasons(officers, standard=old)
    households_live(dict(by_code), officers, at=at)
    recheck_some(rounds.year_end, by=users["ldtbxh"], at=at)
    name_exits(year_plan, officers)
    give_and_report(communes, users=users)  # reports depend on all other data
    correspond(year_plan, communes, users=users)
    backdate_history(since=began, to=at)


def _install(district: District) -> None:
    installation = Installation.objects.first() or Installation(pk=1)
    installation.district, installation.is_demo = district, True
    installation.support_name, installation.support_phone = SUPPORT
    save_with_history(installation, by=None)
    transaction.on_commit(lambda: cache.delete(CACHE_KEY))


def _open_rounds(old: PovertyStandard, new: PovertyStandard, *, by: User) -> _Rounds:
    year_end, in_year = RoundKind.YEAR_END, RoundKind.IN_YEAR
    first, last = dt.date(2021, 1, 1), dt.date(2021, 12, 31)
    autumn = dt.date(2021, 9, 1), dt.date(2021, 12, 14)
    autumn_2020 = dt.date(2020, 9, 1), dt.date(2020, 12, 31)
    return _Rounds(
        of_2020=_round(2020, year_end, autumn_2020, [old], by=by),
        in_year=_round(2021, in_year, (first, last), [old], by=by),
        year_end=_round(2021, year_end, autumn, [old, new], by=by, follows_procedure=True),
    )


def _round(
    year: int,
    kind: RoundKind,
    days: tuple[dt.date, dt.date],
    standards: Sequence[PovertyStandard],
    *,
    by: User,
    follows_procedure: bool = False,
) -> Round:
    return create_round(
        year=year,
        kind=kind,
        starts_on=days[0],
        due_on=days[1],
        standards=standards,
        follows_procedure=follows_procedure,
        by=by,
    )


def _judge(standard: PovertyStandard, commune: Commune) -> DemoJudge:
    line = standard.lines.select_related("standard").get(area_type=commune.area_type)
    wordings = standard.indicators.order_by("number").values_list("key", "threshold")
    return DemoJudge(standard=standard, line=line.as_rule(), wordings=dict(wordings))


def _load_commune(
    plan: CommunePlan,
    commune: Commune,
    villages: Sequence[Village],
    judges: Sequence[DemoJudge],
    rounds: _Rounds,
    users: dict[str, User],
    writer: Writer,
    numbers: CitizenNumbers,
) -> None:
    rng = Random(f"{SEED} {plan.code}")  # noqa: S311  (the same demo everywhere, not a secret)
    group_ids = dict(EthnicGroup.objects.values_list("code_1979", "pk"))
    registrar = Registrar(rng, writer, commune, group_ids, numbers, writer.at)
    residents = registrar.residents(plan, villages)
    arrivals = registrar.arrivals(plan, villages)
    filler = FormFiller(
        rng=rng,
        writer=writer,
        officer=users[OFFICER_PREFIX + plan.slug],
        chair=users[CHAIR_PREFIX + plan.slug],
        commune_id=commune.pk,
    )
    list_of_2020 = PoorList(year=2020, writer=writer, is_past=True)
    year_2020 = Year2020(
        rng=rng, filler=filler, round_=rounds.of_2020, judge=judges[0], poor_list=list_of_2020
    )
    year_2020.write(residents)
    list_of_2021 = PoorList(
        year=2021,
        writer=writer,
        exited_before=list_of_2020.exited(),
        exited_near_poor_before=list_of_2020.exited_near_poor(),
        first_years=[judges[1].standard],
    )
    work = VillageOrder(rng=rng, villages=villages, offset=int(plan.code) % 7)
    lists = Year2021(
        rng=rng,
        plan=plan,
        filler=filler,
        year_end=rounds.year_end,
        in_year=rounds.in_year,
        judges=judges,
        poor_list=list_of_2021,
        work=work,
    ).write(residents, arrivals, exited=year_2020.exited, risen=year_2020.risen)
    writer.flush()
    Book(
        round_=rounds.year_end,
        procedure=Procedure.objects.in_force_on(rounds.year_end.starts_on).get(),
        officer=users[OFFICER_PREFIX + plan.slug],
        chair=users[CHAIR_PREFIX + plan.slug],
        lists=lists,
    ).write()
