"""How much an account buys lately, beside its own pace and the season."""

from datetime import date, timedelta

import pytest

from bot.domain.norms import Norms, Tally, norms_of, quantile
from bot.domain.policy import Policy, SilencePolicy, VolumePolicy
from bot.domain.risk import Volume
from bot.domain.volume import Bought, season_of, volume_of, weight

TODAY = date(2026, 3, 9)
POLICY = VolumePolicy()


def ago(*days: int, worth: float | None = 100.0) -> list[Bought]:
    return [Bought(TODAY - timedelta(days=each), worth) for each in days]


def test_the_last_ninety_days_against_their_own_mean() -> None:
    monthly = ago(*range(90, 451, 30))
    found = volume_of([*monthly, *ago(10, worth=66.0)], TODAY, POLICY)
    assert found is not None
    assert found.share == pytest.approx(66 / (1300 * 90 / 360))
    assert not found.seasonal


def test_without_a_sum_orders_are_counted() -> None:
    found = volume_of([*ago(*range(90, 451, 30)), *ago(10, 20, worth=None)], TODAY, POLICY)
    assert found is not None
    assert found.share == pytest.approx(2 / (13 * 90 / 360))


def test_nothing_lately_is_none_of_it() -> None:
    found = volume_of(ago(*range(100, 461, 30)), TODAY, POLICY)
    assert found == Volume(share=0.0, window=90)


@pytest.mark.parametrize(
    "orders", [[], ago(10), ago(100, 130, 160, 190, 220), ago(*range(100, 700, 90)), ago(800, 830, 900)]
)
def test_too_short_or_too_thin_a_history_says_nothing(orders: list[Bought]) -> None:
    """Nobody can buy less than usual who usually buys less than twice in 90 days: their silence speaks."""
    assert volume_of(orders, TODAY, POLICY) is None


def test_orders_of_tomorrow_do_not_count() -> None:
    assert volume_of([*ago(*range(100, 461, 30)), *ago(-1)], TODAY, POLICY) == Volume(share=0.0, window=90)


def months(first: int, last: int, of: dict[int, float]) -> dict[tuple[int, int], float]:
    return {(year, month): of.get(month, 10.0) for year in range(first, last + 1) for month in range(1, 13)}


def test_the_season_is_what_each_month_brings_beside_the_mean_month() -> None:
    season = season_of(months(2023, 2025, {12: 130.0}), date(2026, 1, 15), 2)
    assert season == (0.5,) * 11 + (4.0,)  # 6.5 times the mean month, of which 4 count
    assert (
        season_of(months(2024, 2025, {}), date(2026, 1, 15), 2) == ()
    )  # the first month may be half a month
    assert season_of(months(2023, 2025, {}), date(2026, 1, 15), 2) == (1.0,) * 12
    assert season_of({}, TODAY, 2) == ()


def test_growth_is_no_season() -> None:
    growing = {
        (year, month): 10.0 * 3 ** (year - 2021) for year in range(2021, 2026) for month in range(1, 13)
    }
    assert season_of(growing, date(2026, 1, 15), 2) == (1.0,) * 12


def test_a_quiet_season_is_no_decline() -> None:
    """Orders of a seller of heaters: twice a month in winter, once in three months in summer."""
    season = (2.0, 2.0, 2.0, 1.0, 0.25, 0.25, 0.25, 0.25, 1.0, 1.0, 1.0, 1.0)
    orders = [
        Bought(date(year, month, day), 100.0)
        for year in (2023, 2024, 2025)
        for month, share in enumerate(season, 1)
        for day in range(3, 3 + round(4 * share))
    ]
    august = date(2025, 8, 31)
    known = [each for each in orders if each.day <= august]
    plain, seasonal = volume_of(known, august, POLICY), volume_of(known, august, POLICY, season)
    assert plain is not None
    assert seasonal is not None
    assert plain.share < 0.35
    assert seasonal.share == pytest.approx(1.0, abs=0.1)
    assert seasonal.seasonal


def test_days_weigh_as_much_as_their_months() -> None:
    season = tuple(float(each) for each in range(1, 13))
    assert weight(date(2024, 1, 30), date(2024, 3, 2), season) == 1 + 29 * 2 + 2 * 3
    assert weight(date(2025, 12, 30), date(2026, 1, 1), season) == 12 + 1
    assert weight(date(2025, 12, 30), date(2026, 1, 1), ()) == 2


def test_the_team_has_a_median_of_its_own_from_twenty_gaps_on() -> None:
    assert quantile({30: 19}, 0.5) is None
    assert quantile({10: 10, 30: 10}, 0.5) == 20
    assert quantile({10: 11, 30: 10}, 0.5) == 10
    tally = Tally(contact_gaps={7: 12}).plus(Tally(contact_gaps={7: 8, 9: 1}, order_gaps={60: 19}))
    norms = norms_of(tally, TODAY, Policy())
    assert (norms.contact_gap, norms.order_gap, norms.deal_age) == (7, None, None)
    assert norms.contacts(SilencePolicy()).prior == 7
    assert norms.orders(SilencePolicy()).prior == 36.6


def test_norms_know_seasons_rivals_and_how_long_deals_take() -> None:
    sold = {f"{year}-{month:02}": value for (year, month), value in months(2023, 2025, {}).items()}
    tally = Tally(cycles=dict.fromkeys(range(1, 101), 1), months=sold, rivals={"海康": 2, "恒力": 5})
    norms = norms_of(tally, date(2026, 1, 15), Policy())
    assert norms == Norms(
        reckoned_on=date(2026, 1, 15), season=(1.0,) * 12, deal_age=90, rivals=("恒力", "海康")
    )
