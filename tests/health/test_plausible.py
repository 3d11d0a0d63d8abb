from datetime import date

import pytest

from health.events import Age
from health.plausible import Doubtful, Reason, Told, doubts

TODAY = date(2026, 4, 20)


@pytest.mark.parametrize(
    ("told", "doubtful"),
    [
        (Told(), ()),
        (Told(weight_g=500), ()),
        (Told(weight_g=6500), ()),
        (Told(weight_g=300), (Doubtful("weight_g", Reason.WEIGHT),)),
        (Told(weight_g=9000), (Doubtful("weight_g", Reason.WEIGHT),)),
        (Told(born=TODAY), ()),
        (Told(born=date(2026, 4, 21)), (Doubtful("born", Reason.FUTURE),)),
        (Told(born=date(2021, 4, 21)), ()),
        (Told(born=date(2021, 4, 20)), (Doubtful("born", Reason.TOO_OLD),)),
        (Told(event_on=date(2026, 5, 1)), (Doubtful("event_on", Reason.FUTURE),)),
        (Told(born=date(2026, 4, 10), event_on=date(2026, 4, 10)), ()),
        (Told(born=date(2026, 4, 10), event_on=date(2026, 4, 9)), (Doubtful("event_on", Reason.BEFORE_BIRTH),)),
        (Told(age=Age(years=4)), ()),
        (Told(age=Age(years=6)), (Doubtful("age", Reason.OVER_FIVE),)),
        (Told(born=date(2026, 4, 8), event_on=TODAY, age=Age(days=12)), ()),
        (
            Told(born=date(2026, 4, 8), event_on=TODAY, age=Age(months=12)),
            (Doubtful("age", Reason.AGE_AGAINST_DATES),),
        ),
        (
            Told(born=date(2026, 4, 21), weight_g=100),
            (Doubtful("weight_g", Reason.WEIGHT), Doubtful("born", Reason.FUTURE)),
        ),
    ],
)
def test_doubts(told, doubtful):
    assert doubts(told, TODAY) == doubtful
