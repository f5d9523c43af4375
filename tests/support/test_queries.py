"""The number of households by reason."""

from support.queries.reasons import reason_counts
from tests import factories


def poor(commune, *reasons, kinh=False, year=2021, **record):
    """A poor household of a commune, analysed when reasons are given."""
    village = commune.villages.first() or factories.VillageFactory(commune=commune)
    group = factories.EthnicGroupFactory(kinh=kinh)
    household = factories.HouseholdFactory(village=village, ethnicity=group)
    found = factories.PovertyRecordFactory(household=household, **record)
    analyses = [factories.ReasonAnalysisFactory(household=household, year=year)] if reasons else []
    for reason in reasons:
        analyses[0].findings.create(reason=reason)
    return found


def test_reasons_are_counted_by_commune_and_in_all(commune, other_commune, land, illness):
    standard = poor(commune, land, illness).standard
    poor(commune, land, kinh=True)
    poor(commune)
    poor(other_commune, illness)

    counts = reason_counts(year=2021, standard=standard)

    own = counts.communes[commune.pk]
    assert (own.poor, own.analysed, own.em_poor, own.em_analysed) == (3, 2, 2, 1)
    assert (own.found["no_land"].households, own.found["no_land"].em_households) == (2, 1)
    assert (counts.total.poor, counts.total.analysed) == (4, 3)
    assert counts.total.found["illness"].households == 2
    assert [reason.key for reason in counts.reasons] == ["no_land", "illness"]


def test_other_years_and_households_no_longer_poor_do_not_count(commune, land):
    standard = poor(commune, land, year=2020).standard
    poor(commune, land, exited=True)

    counts = reason_counts(year=2021, standard=standard)

    assert (counts.total.poor, counts.total.analysed) == (1, 0)
    assert counts.total.found["no_land"].households == 0


def test_two_queries_whatever_the_number(commune, land, illness, django_assert_num_queries):
    standard = poor(commune, land).standard
    poor(commune, land, illness)

    with django_assert_num_queries(2):
        reason_counts(year=2021, standard=standard)
