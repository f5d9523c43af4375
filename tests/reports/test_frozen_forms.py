"""Official forms of a locked round."""

import datetime as dt

from common.clock import now
from households.models import PovertyRecord
from reports.queries.forms.base import FormRequest
from reports.words.forms.definition import form_table
from reports.words.forms.forms import FORM_BY_SLUG
from tests import factories
from tests.households.freezing_data import close, listed, reopen

DAY = dt.date(2021, 11, 15)


def test_frozen_figures_are_those_of_the_day_of_the_locking(commune, standard, this_round):
    factories.InstallationFactory(is_demo=True)
    household = listed(commune, standard, members=3)
    by = factories.UserFactory()
    reopen(close(this_round, by), commune, by)
    PovertyRecord.objects.filter(household=household)._raw_delete("default")

    def form(slug, basis):
        asked = FormRequest(
            year=2021,
            standard=standard,
            reader=by,
            as_of=DAY,
            computed_at=now(),
            basis=basis,
            boundaries="old",
        )
        return form_table(FORM_BY_SLUG[slug], asked)

    frozen = form("02", "frozen")
    households, people = (line.values for line in frozen.total.lines)
    assert (households["c1"], households["c9"], people["c9"]) == (1, 1, 3)
    assert (frozen.is_frozen, frozen.broken) == (True, [])
    assert form("01", "frozen").total.lines[0].values["c3"] == 1
    assert form("01", "present").total.lines[0].values["c3"] == 0
