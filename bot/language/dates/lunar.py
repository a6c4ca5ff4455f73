"""The Chinese lunar calendar from 1950 to 2099."""

from datetime import date, timedelta
from typing import Final

from bot.domain.calendar import MONTHS_A_YEAR

FIRST_YEAR: Final = 1950
TABLE: Final = (
    "5e0536 480aad 34b5aa 5805b2 420ba5 2e7d4a 540d4a 3d0a95 600a97 4c0556 36cab5 5a0ad5 4606d2 308ea5 "
    "560ea5 40064a 286c97 4e0a9b 3af55a 5e056a 480b69 34b752 5a0b52 420b25 2c964b 520a4b 3d14ab 6002ad "
    "4a05ad 36cb69 5c0da9 460d92 309d25 560d25 415a4d 640a56 4e02b6 38c5b5 5e06d5 480ea9 34be92 5a0e92 "
    "440d26 2c6a56 500a57 3d14d6 62035a 4a06d5 36b6c9 5c0749 460693 2e952b 54052b 3e0a5b 2a555a 4e056a "
    "38fb55 600ba4 4a0b49 32ba93 580a95 42052d 2c8aad 500ab5 3d35aa 6205d2 4c0da5 36dd4a 5c0d4a 460c95 "
    "30952e 540556 3e0ab5 2a55b2 5006d2 38cea5 5e0725 48064b 32ac97 560cab 42055a 2c6ad6 520b69 3d7752 "
    "620b52 4c0b25 36da4b 5a0a4b 4404ab 2ea55b 5405ad 3e0b6a 2a5b52 500d92 3afd25 5e0d25 480a55 32b4ad "
    "5804b6 4005b5 2c6daa 520ec9 3f1e92 620e92 4c0d26 36ca56 5a0a57 440556 2e86d5 540755 400749 286e93 "
    "4e0693 38f52b 5e052b 460a5b 32b55a 58056a 420b65 2c974a 520b4a 3d1a95 620a95 4a052d 34caad 5a0ab5 "
    "4605aa 2e8ba5 540da5 400d4a 2a7c95 4e0c96 38f94e 5e0556 480ab5 32b5b2 5806d2 420ea5 2e8e4a 50068b "
    "3b0c97 6004ab 4a055b 34cad6 5a0b6a 460752 309725 540b45 3e0a8b 28549b "
)
CODES: Final = tuple(int(code, 16) for code in TABLE.split())
"""A number a year: 13 bits for months of 30 days, 4 for the leap month, then New Year."""
LONGEST: Final = 30


def solar(year: int, month: int, day: int) -> date | None:
    """The day of a lunar date, leap months skipped; None outside the table or the month."""
    if not FIRST_YEAR <= year < FIRST_YEAR + len(CODES):
        return None
    code = CODES[year - FIRST_YEAR]
    leap = code >> 13 & 0xF
    place = month - 1 + (1 if leap and month > leap else 0)
    lengths = [29 + (code >> number & 1) for number in range(13)]
    if not 1 <= month <= MONTHS_A_YEAR or not 1 <= day <= lengths[place]:
        return None
    return date(year, 1, 1) + timedelta(days=(code >> 17) + sum(lengths[:place]) + day - 1)


def new_years_eve(year: int) -> date | None:
    """The last day of the lunar `year` (除夕), in the following January or February."""
    following = solar(year + 1, 1, 1)
    return following - timedelta(days=1) if following else None
