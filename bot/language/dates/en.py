"""English words of time, with the abbreviations and slips of the pen that people type."""

from collections.abc import Mapping
from datetime import time
from typing import Final

from bot.language.dates.tokens import Mark, Month, Part, Unit, Value

WEEKDAYS: Final[Mapping[str, Value]] = (
    {
        word: Mark("weekday", number)
        for number, words in enumerate(
            (
                "monday mon monady mondey munday monda",
                "tuesday tue tues teusday tuseday tusday tuesdsay",
                "wednesday wed weds wendesday wensday wednsday wednesay wednessday wendsday wednesdy",
                "thursday thu thur thurs thrusday thursady thusday thirsday thrsday thurday",
                "friday fri firday frday friady fridy",
                "saturday saterday satruday saturady staurday",
                "sunday sundy snuday",
            )
        )
        for word in words.split()
    }
    | {
        f"{word}s": Mark("weekday", number, name="plural")
        for number, word in enumerate(
            ["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"]
        )
    }
    | {"sat": Mark("weekday", 5, name="weak"), "sun": Mark("weekday", 6, name="weak")}
)
MONTHS: Final[Mapping[str, Value]] = {
    word: Month(number, weak=word in {"may", "march", "mar", "dec", "jan", "jun", "june", "august", "april"})
    for number, words in enumerate(
        (
            "january jan januray janurary",
            "february feb febuary feburary",
            "march mar",
            "april apr aprl",
            "may",
            "june jun",
            "july jul",
            "august aug augst",
            "september sept sep setpember septmber",
            "october oct ocotber",
            "november nov novemeber novmber",
            "december dec decmber",
        ),
        start=1,
    )
    for word in words.split()
}
DAYS: Final[Mapping[str, Value]] = {
    word: Mark("dayshift", shift)
    for shift, words in {
        0: "today todays today's 2day tdy",
        1: "tomorrow tomorrows tomorrow's tmrw tmr tomorow tommorow tommorrow tomorrrow tomm tomo 2moro "
        "2morrow 2mrw 2mro tmw tmrrw tomoz tmoro tomorro tommorw tomrrow",
        -1: "yesterday yesterdays yesterday's yday yesteday yest ystrday yestarday",
    }.items()
    for word in words.split()
} | {
    "day after tomorrow": Mark("dayshift", 2),
    "day after tmrw": Mark("dayshift", 2),
    "day before yesterday": Mark("dayshift", -2),
    "otd": Mark("dayshift", 0),
}
RELATIONS: Final[Mapping[str, Value]] = {
    word: Mark("relation", number, name=name)
    for (number, name), words in {
        (0, "this"): "this current same these that",
        (1, "next"): "next following nxt",
        (1, "coming"): "coming upcoming",
        (-1, "last"): "last",
        (-1, "past"): "past trailing",
        (-1, "previous"): "previous prior preceding",
    }.items()
    for word in words.split()
}
UNITS: Final[Mapping[str, Value]] = (
    {
        word: Mark("unit", unit=unit)
        for unit, words in {
            Unit.SECOND: "seconds sec secs",
            Unit.MINUTE: "minute minutes min mins",
            Unit.HOUR: "hour hours hr hrs",
            Unit.DAY: "day days night nights",
            Unit.WORKDAY: "workday workdays weekday",
            Unit.WEEK: "week weeks wk wks week's weeks'",
            Unit.WEEKEND: "weekend weekends",
            Unit.MONTH: "month months mth mths month's months'",
            Unit.QUARTER: "quarters qtr qtrs quarter's",
            Unit.YEAR: "year years yr yrs year's years'",
            Unit.DECADE: "decade decades",
        }.items()
        for word in words.split()
    }
    | {
        f"{kind} {word}": Mark("unit", unit=Unit.WORKDAY)
        for kind in ("business", "working", "work")
        for word in ("day", "days")
    }
    | {
        "calendar year": Mark("unit", unit=Unit.YEAR),
        "week-end": Mark("unit", unit=Unit.WEEKEND),
        "week end": Mark("unit", unit=Unit.WEEKEND),
    }
)
UNIT_LETTERS: Final = {
    "h": Unit.HOUR,
    "d": Unit.DAY,
    "w": Unit.WEEK,
    "m": Unit.MINUTE,
    "y": Unit.YEAR,
    "s": Unit.SECOND,
}
PARTS: Final[Mapping[str, Value]] = {
    word: part
    for words, part in {
        "early morning|early-morning|early in the morning": Part(6, 9, time(8), afternoon=False),
        "first thing in the morning|first thing": Part(7, 10, time(9), afternoon=False),
        "mid morning|mid-morning|midmorning": Part(9, 11, time(10), afternoon=False),
        "late morning": Part(10, 12, time(11), afternoon=False),
        "morning|mornings|mornin|morn|forenoon": Part(6, 12, time(9), afternoon=False),
        "lunch|lunchtime|lunch time": Part(12, 14, time(12), afternoon=True),
        "early afternoon|early-afternoon": Part(12, 14, time(13), afternoon=True),
        "afternoon|afternoons|arvo": Part(12, 18, time(14), afternoon=True),
        "late afternoon|late-afternoon": Part(16, 18, time(16), afternoon=True),
        "early evening|early-evening": Part(18, 20, time(18), afternoon=True),
        "evening|evenings|eve": Part(18, 24, time(19), afternoon=True),
        "after lunch|after-lunch|after lunchtime": Part(13, 17, time(13), afternoon=True),
        "after work|after hours": Part(17, 21, time(18), afternoon=True),
        "dinner|dinnertime|dinner time": Part(18, 21, time(19), afternoon=True),
        "late evening|late-evening|late night|late-night": Part(21, 24, time(21), afternoon=True),
        "night|early night|early-night": Part(20, 24, time(20), afternoon=True),
    }.items()
    for word in words.split("|")
}
DAY_PARTS: Final[Mapping[str, Value]] = {
    "tonight": Mark("daypart", 0, name="night"),
    "tonite": Mark("daypart", 0, name="night"),
    "2nite": Mark("daypart", 0, name="night"),
    "late tonight": Mark("daypart", 0, name="late night"),
    "late tonite": Mark("daypart", 0, name="late night"),
    "last night": Mark("daypart", -1, name="night"),
    "overnight": Mark("daypart", 0, name="night"),
    "this pm": Mark("daypart", 0, name="afternoon"),
    "this aft": Mark("daypart", 0, name="afternoon"),
    "this am": Mark("daypart", 0, name="morning"),
}
_PHRASES: Final = {
    "few": "few|several|some",
    "couple": "couple of|couple|pair of",
    "the": "the|my",
    "of": "of|'s",
    "and": "and|&|plus",
    "to": "to|up to|up until|till|until|untill|til|through|thru|-|–|—|~",
    "on": "on|sometime on|sometime",
    "at": "at|@|around|about|approximately|circa|approx|at around|at about",
    "for": "for",
    "in": "in|during",
    "from": "from",
    "between": "between|in between",
    "before": "before|prior to",
    "nearest": "closest|nearest",
    "by": "by|on or before|at or before|no later than|not later than|as late as|at the latest by|due|due by|latest",
    "ago": "ago|back",
    "later": "later|hence|from now|from today|after today|after now|in the future|out from now",
    "after": "after|later than",
    "since": "since|on or after|at or after|not before|no earlier than|not earlier than|no sooner than|"
    "not until|earliest|at the earliest|starting|starting from|starting on|beginning|beginning on|beginning from|"
    "as early as|as of|effective",
    "within": "within|in under",
    "orbefore": "or before|or earlier|and before|and earlier",
    "orafter": "or later|or after|and later|and after|onwards|onward|and onwards",
    "comma": ",|;|.",
    "slash": "/",
    "half": "half|1/2",
    "quarter": "quarter",
    "article": "a|an|another|one more",
    "th_last": "last|final",
    "every": "every|each|ev|once a|once every|once per|once each",
    "lately": "the other day|the other week|other day|in the meantime|these days",
    "same_time": "this time|same time|the same time|about this time|this same time",
    "other": "other|second|alternate",
    "all": "all|whole|full|entire|all-|full-",
    "now": "now|right now|just now|immediately|asap|as soon as possible|at the moment|"
    "at this moment|at the minute|straight away|right away|at this time|at the same time",
    "oclock": "o'clock|oclock|o’clock|o clock",
    "noon": "noon|noonish|midday|mid-day|mid day|noontime",
    "midnight": "midnight|mid night|mid-night",
    "am": "am|a.m.|a.m|a m|a . m .|a. m.|ampm",
    "pm": "pm|p.m.|p.m|p m|p . m .|p. m.",
    "cob": "cob|eod|eob|close of business|close of play|cop|end of business|"
    "end of play|end of day|end of the day|end of today|"
    "end of business day|end of the business day",
    "rest": "rest of|rest|remainder of",
    "start_of": "start of|beginning of|early|early in|earlier in|first part of|earlier",
    "middle_of": "middle of|mid|mid-|mid of",
    "end_of": "end|end of|late|late in|later in|ending of",
    "ides": "ides of",
    "week_of": "week of|week commencing|w/c|wc|week beginning|week starting|"
    "week starting on|week starting from|wk of",
    "open_paren": "(",
    "close_paren": ")",
    "ish": "ish|-ish|sharp",
    "lead": "in advance|ahead of time|beforehand",
    "greeting": "good morning|good afternoon|good evening|good night|have a great day|nice day",
}
PLAIN: Final[Mapping[str, Value]] = {
    word: Mark(sort) for sort, phrases in _PHRASES.items() for word in phrases.split("|")
}
EDGES: Final[Mapping[str, Value]] = {
    "eom": Mark("edge", 1, Unit.MONTH),
    "eoq": Mark("edge", 1, Unit.QUARTER),
    "eoy": Mark("edge", 1, Unit.YEAR),
    "eow": Mark("edge", 1, Unit.WEEK),
    "bom": Mark("edge", -1, Unit.MONTH),
    "boy": Mark("edge", -1, Unit.YEAR),
    "month end": Mark("edge", 1, Unit.MONTH),
    "month-end": Mark("edge", 1, Unit.MONTH),
    "quarter end": Mark("edge", 1, Unit.QUARTER),
    "quarter-end": Mark("edge", 1, Unit.QUARTER),
    "year end": Mark("edge", 1, Unit.YEAR),
    "year-end": Mark("edge", 1, Unit.YEAR),
    "ytd": Mark("todate", unit=Unit.YEAR),
    "year to date": Mark("todate", unit=Unit.YEAR),
    "qtd": Mark("todate", unit=Unit.QUARTER),
    "quarter to date": Mark("todate", unit=Unit.QUARTER),
    "mtd": Mark("todate", unit=Unit.MONTH),
    "month to date": Mark("todate", unit=Unit.MONTH),
    "wtd": Mark("todate", unit=Unit.WEEK),
    "week to date": Mark("todate", unit=Unit.WEEK),
}
FREQUENCIES: Final[Mapping[str, Value]] = {
    word: Mark("frequency", number, unit)
    for words, (number, unit) in {
        "weekdays|on weekdays|weekdays only": (1, Unit.WORKDAY),
        "hourly": (1, Unit.HOUR),
        "daily": (1, Unit.DAY),
        "weekly": (1, Unit.WEEK),
        "biweekly|bi-weekly|fortnightly": (2, Unit.WEEK),
        "monthly": (1, Unit.MONTH),
        "quarterly": (1, Unit.QUARTER),
        "yearly|annually": (1, Unit.YEAR),
    }.items()
    for word in words.split("|")
}
FORTNIGHT: Final[Mapping[str, Value]] = {"fortnight": Mark("fortnight"), "fortnights": Mark("fortnight")}
SEASONS: Final[Mapping[str, Value]] = {
    word: Mark("season", place, name="weak" if word in {"spring", "fall"} else "")
    for place, words in enumerate(
        ("spring springtime", "summer summers summertime", "autumn fall autumns", "winter winters wintertime")
    )
    for word in words.split()
} | {"season": Mark("season", -1), "seasons": Mark("season", -1)}
DECADES: Final[Mapping[str, Value]] = {
    word: Mark("decade", number)
    for word, number in {
        "twenties": 20,
        "thirties": 30,
        "forties": 40,
        "fifties": 50,
        "sixties": 60,
        "seventies": 70,
        "eighties": 80,
        "nineties": 90,
        "noughties": 2000,
    }.items()
} | {"century": Mark("century_mark")}
