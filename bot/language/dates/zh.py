"""Chinese words of time; traditional forms are simplified before they are looked up."""

from collections.abc import Mapping
from datetime import time
from typing import Final

from bot.language.dates.tokens import Mark, Part, Unit, Value

SIMPLIFY: Final = dict(
    zip(
        map(
            ord,
            "點號週禮後兩個鐘這開時間節聖誕兒內當幾來過從剛現個隔歲陽曆農陰總還將達勞動國慶婦親師陰雙買賣貳參陸單晝尋區",
        ),
        "点号周礼后两个钟这开时间节圣诞儿内当几来过从刚现个隔岁阳历农阴总还将达劳动国庆妇亲师阴双买卖贰参陆单昼寻区",
        strict=True,
    )
)


def _marks(sort: str, rows: dict[int, str]) -> dict[str, Value]:
    return {word: Mark(sort, number) for number, words in rows.items() for word in words.split()}


def _units(rows: dict[Unit, str]) -> dict[str, Value]:
    return {word: Mark("unit", unit=unit) for unit, words in rows.items() for word in words.split()}


def _words(rows: dict[str, str]) -> dict[str, Value]:
    return {word: Mark(sort) for sort, words in rows.items() for word in words.split()}


DAYS: Final = _marks(
    "dayshift",
    {
        0: "今天 今日 今儿 今儿个 当天 当日 本日 即日",
        1: "明天 明日 明儿 明儿个 次日 第二天 翌日 转天 隔天 隔日",
        2: "后天 后日 后儿",
        3: "大后天",
        4: "大大后天",
        -1: "昨天 昨日 昨儿 昨儿个 寻日",
        -2: "前天 前日 前儿",
        -3: "大前天",
    },
)
WEEKDAYS: Final = {
    prefix + sign: Mark("weekday", number)
    for prefix in ("周", "星期", "礼拜")
    for number, signs in enumerate(("一1", "二2", "三3", "四4", "五5", "六6", "日天7"))
    for sign in signs
}
RELATIONS: Final = _marks(
    "relation",
    {
        0: "这 这个 这一 这一个 本 当 今 今个 此 同",
        1: "下 下个 下一 下一个",
        2: "下下 下下个",
        3: "下下下",
        -1: "上 上个 上一 上一个",
        -2: "上上 上上个",
        -3: "上上上",
    },
)
ROLLING: Final = _marks("rolling", {1: "未来 接下来 往后 今后 后续", -1: "过去 最近 近 近来 之前的"})
UNITS: Final = _units(
    {
        Unit.SECOND: "秒 秒钟",
        Unit.MINUTE: "分钟",
        Unit.QUARTER_HOUR: "刻钟",
        Unit.HOUR: "小时 个小时 钟头 个钟头 个钟",
        Unit.DAY: "天 昼夜 整天",
        Unit.WORKDAY: "工作日 个工作日 工作天 个工作天 交易日",
        Unit.WEEK: "周 个周 星期 个星期 礼拜 个礼拜 周年周",
        Unit.WEEKEND: "周末 个周末 星期末 礼拜末",
        Unit.MONTH: "个月 个月份",
        Unit.QUARTER: "季度 个季度 季",
        Unit.YEAR: "周年 年度 个年头 载",
    }
)
YEARS: Final = _marks(
    "yearshift",
    {
        0: "今年 今年度 本年 本年度 当年 这年",
        1: "明年 次年 来年",
        2: "后年",
        -1: "去年 上年 旧年",
        -2: "前年",
        -3: "大前年",
    },
)
EDGES: Final = {
    word: Mark("edge", side, unit)
    for unit, sides in {
        Unit.MONTH: ("月初", "月中 月中旬", "月底 月末 月尾"),
        Unit.QUARTER: ("季初 季度初", "季中", "季末 季底 季度末 季度底"),
        Unit.YEAR: ("年初 年头 岁首", "年中", "年底 年末 年尾 年终 岁末"),
        Unit.WEEK: ("周初", "周中", "周底"),
        Unit.HALF: ("", "", "半年末 半年底"),
    }.items()
    for side, words in enumerate(sides, start=-1)
    for word in words.split()
} | {
    word: Mark("side", side)
    for side, words in {-1: "初 伊始 上旬", 0: "中旬", 1: "末 底 尾 下旬"}.items()
    for word in words.split()
}
HALVES: Final = {
    word: Mark("halfyear", number, unit)
    for unit, words in {
        Unit.HALF: ("上半年 前半年", "下半年 后半年"),
        Unit.MONTH: ("上半月", "下半月"),
        Unit.WEEK: ("上半周", "下半周"),
    }.items()
    for number, names in enumerate(words)
    for word in names.split()
}
_MORNING, _AFTERNOON, _EVENING = time(9), time(14), time(19)
PARTS: Final[Mapping[str, Value]] = {
    word: part
    for words, part in {
        "凌晨 半夜 后半夜": Part(0, 6, time(5), afternoon=False),
        "清晨 清早 大清早 一早 一大早 晨间": Part(6, 9, time(8), afternoon=False),
        "早上 早晨 早间": Part(6, 10, _MORNING, afternoon=False),
        "上午 午前": Part(8, 12, _MORNING, afternoon=False),
        "中午 正午 晌午 午间": Part(11, 13, time(12), afternoon=True),
        "下午 午后 后晌 晏昼": Part(12, 18, _AFTERNOON, afternoon=True),
        "傍晚 黄昏": Part(17, 19, time(18), afternoon=True),
        "晚上 晚间 夜晚 夜间": Part(18, 24, _EVENING, afternoon=True),
        "夜里 深夜": Part(21, 24, time(21), afternoon=True),
        "午夜": Part(23, 24, time(23, 59), afternoon=True),
        "白天": Part(6, 19, _MORNING, afternoon=False),
    }.items()
    for word in words.split()
} | {
    "早": Part(6, 10, _MORNING, afternoon=False, weak=True),
    "晨": Part(6, 9, time(8), afternoon=False, weak=True),
    "晚": Part(18, 24, _EVENING, afternoon=True, weak=True),
    "夜": Part(18, 24, _EVENING, afternoon=True, weak=True),
    "午": Part(11, 13, time(12), afternoon=True, weak=True),
}
DAY_PARTS: Final = {
    word: Mark("daypart", shift, name=part)
    for shift, names in {
        0: "今早:早上 今晨:清晨 今晚:晚上 今夜:晚上 当晚:晚上 今午:中午",
        1: "明早:早上 明晨:清晨 明晚:晚上 明夜:晚上 明午:中午 次晨:清晨",
        -1: "昨早:早上 昨晨:清晨 昨晚:晚上 昨夜:晚上 昨午:中午",
        2: "后晚:晚上 后早:早上",
        -2: "前晚:晚上",
    }.items()
    for pair in names.split()
    for word, part in [pair.split(":")]
}
PLAIN: Final = _words(
    {
        "month_mark": "月 月份",
        "day_mark": "日 号",
        "year_mark": "年",
        "hour_mark": "点 点钟 时 点整 时整",
        "minute_mark": "分",
        "quarter_mark": "刻",
        "half": "半 个半 半个",
        "measure": "个",
        "more": "多 来 几 余",
        "th": "第",
        "of": "的 之",
        "and": "和 与 及 又 跟 同",
        "to": "到 至 ~ ～ — – ― —— ~~ 直到 一直到",
        "from": "从 自 自从 打 不早于 最早 最早在 最早要",
        "between": "之间",
        "before": "前 之前 以前 为止",
        "later": "后 之后 以后 过后",
        "orbefore": "或之前 或以前 及之前 及以前 或更早",
        "orafter": "或之后 或以后 及之后 及以后 或更晚",
        "within": "内 之内 以内",
        "since": "起 开始 以来 始",
        "by": "截至 截止 截止到 截至到 最晚 最迟 至迟 不晚于 不迟于 赶在",
        "lead": "提前 提早 早于",
        "pass": "过 再过 隔 等",
        "in": "在 于",
        "comma": "， , 、 ; ；",
        "weekly": "周一次 星期一次 礼拜一次 周一回 星期一回",
        "once": "一次 一回 一趟",
        "two_days": "明后天 明后两天 明后 今明两天 今明",
        "later_on": "晚些时候 晚些 稍晚 稍晚些 晚点儿 晚点",
        "sooner": "早些时候 早些",
        "same_time": "这个时候 这时候 这个时间 同一时间 同样时间",
        "every": "每 每个 每逢 每一 每一个 每隔",
        "everyday": "每天 每日 天天 日日",
        "other": "隔",
        "lunar": "农历 阴历 旧历 夏历",
        "now": "现在 当前 此刻 此时 马上 立刻 立即 眼下 刚才 刚刚",
        "all": "全 整 整个",
        "last_th": "最后 最后一 最后1 最后一个 最后1个 倒数第一个 末",
        "cob": "下班前 下班 收工前 下班之前 下班以前",
        "few": "几 数 若干 好几",
        "fraction_less": "差",
        "whole": "整 许 左右 前后",
        "off": "假期 放假期间 期间 长假 小长假 黄金周 假日",
        "delay": "延后 推后 往后推 靠后 落后 拖后",
        "greeting": "早上好 上午好 中午好 下午好 晚上好 早安 晚安",
    }
)

AROUND: Final[Mapping[str, Value]] = {
    "前": Mark("before", -1),
    "头": Mark("before", -1, name="first"),
    "后": Mark("later", 1),
    "之后": Mark("later", 1),
}
"""Before a length they reach back or ahead (前两天), after anything else they follow it."""

LUNAR: Final[Mapping[str, Value]] = {
    **{f"初{sign}": Mark("lunarday", day) for day, sign in enumerate("一二三四五六七八九十", start=1)},
    **{f"月初{sign}": Mark("lunarday", day) for day, sign in enumerate("一二三四五六七八九十", start=1)},
    "正月": Mark("lunarmonth", 1),
    "冬月": Mark("lunarmonth", 11),
    "腊月": Mark("lunarmonth", 12),
    "大年": Mark("lunarmonth", 1),
    "月上旬": Mark("edge", -1, Unit.MONTH),
    "月下旬": Mark("edge", 1, Unit.MONTH),
}
"""Days that only the lunar calendar has, and tens of a month."""
SEASONS: Final[Mapping[str, Value]] = {
    word: Mark("season", place)
    for place, words in enumerate(("春季 春天", "夏季 夏天", "秋季 秋天", "冬季 冬天"))
    for word in words.split()
} | {
    "季节": Mark("season", -1),
    "年代": Mark("decade_mark"),
    "世纪": Mark("century_mark"),
    "上世纪": Mark("last_century"),
}
