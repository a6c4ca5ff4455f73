"""What a log says of a customer who may leave: that they go, that a rival is there, that somebody there is gone.

Expressions for Chinese and English, sentence by sentence. Questions tell nothing; what is denied is a sign that they
stay, and so is a rival who lost. How well it hears stands in tests/domain/test_stated.py.
"""

import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Final


class Hint(StrEnum):
    """`STAYS` takes back what was heard before."""

    LEAVING = "leaving"
    RIVAL = "rival"
    GONE = "gone"
    STAYS = "stays"


@dataclass(frozen=True, slots=True)
class Heard:
    """One sentence of a log and what it means; `who` stands before it when somebody is gone."""

    hint: Hint
    said: str
    who: str = ""


SHORT: Final = 2
"""A name of so many signs may be part of other words."""


def heard(text: str, rivals: Collection[str] = ()) -> tuple[Heard, ...]:
    """Sentence by sentence; `rivals` are names of other sellers that the team knows."""
    names, lowered = _named(frozenset(rivals)), text.lower()
    if not _TELLING.search(lowered) and not (names and names.search(lowered)):
        return ()
    return tuple(_sentences(text, names))


def may_be_gone(text: str) -> bool:
    """Whether it is worth knowing who is there: somebody may be said to have left."""
    return bool(_TELLING.search(text.lower()) and _GONE.search(text))


def _sentences(text: str, names: re.Pattern[str] | None) -> Iterator[Heard]:
    for sentence in _SENTENCE.findall(text):
        said = sentence.strip()
        found = None if _ASKS.search(said) else _meant(said, names)
        if found:
            yield found


def _meant(said: str, names: re.Pattern[str] | None) -> Heard | None:
    if _STAYS.search(said) or (names and _beaten(said, names)):
        return Heard(Hint.STAYS, said)
    hint = next(_leaving(said, names), None)
    if hint:
        return Heard(hint, said)
    gone = _GONE.search(said)
    if gone and not _NOT_YET.search(said[: gone.start("verb")]):
        return Heard(Hint.GONE, said, said[: gone.start("verb")].strip(" ，,"))
    return Heard(Hint.RIVAL, said) if _names_rival(said, names) else None


def _names_rival(said: str, names: re.Pattern[str] | None) -> bool:
    return bool(_RIVAL.search(said) or (names and names.search(said.lower())))


def _leaving(said: str, names: re.Pattern[str] | None) -> Iterator[Hint]:
    """Clause by clause, for a denial reaches no further."""
    for clause in _CLAUSE.findall(said):
        found = _LEAVING.search(clause) or (names and _going_to(clause, names))
        if found and not _OURS.search(clause[: found.start()]):
            yield Hint.STAYS if _DENIED.search(clause[: found.start()]) else Hint.LEAVING


def _going_to(clause: str, names: re.Pattern[str]) -> re.Match[str] | None:
    """They change to a rival known by name."""
    lowered = clause.lower()
    return next((found for found in _CHANGES.finditer(clause) if names.match(lowered, found.end())), None)


def _beaten(said: str, names: re.Pattern[str]) -> bool:
    rival = names.search(said.lower())
    if rival is None:
        return False
    return bool(_LOSES.match(said, rival.end()) or _REFUSED.search(said[: rival.start()]))


@lru_cache(maxsize=1024)
def _named(rivals: frozenset[str]) -> re.Pattern[str] | None:
    """One expression for the names in small letters; those of two signs (美的) only where they sell something."""
    telling = sorted((each.lower() for each in rivals if len(each) > 1), key=len, reverse=True)
    return re.compile("|".join(map(_name, telling))) if telling else None


def _name(name: str) -> str:
    escaped = re.escape(name)
    if name.isascii():
        return rf"{escaped}\b" if len(name) > SHORT else rf"(?<!\w){escaped}\b"
    return (
        escaped
        if len(name) > SHORT
        else f"(?<=[跟和被用选投成给手了]){escaped}|{escaped}(?=[报也比给更来在那出输放的])"
    )


def _any(*expressions: str) -> re.Pattern[str]:
    return re.compile("|".join(expressions), re.IGNORECASE)


_SELLER: Final = (
    "(?:供应商|厂家|供货商|厂商|供方|服务商|供应方|合作方|合作伙伴|别家|其他家|另一家"
    "|竞争对手|竞品|对手|友商|同行)"
)
_ANOTHER: Final = (
    "(?:别家|其他家|另一家|竞争对手|竞品|对手(?!续)|友商|其他供应商|别的供应商|其他厂家|别的厂家)"
)
_SUPPLIERS: Final = r"(?:suppliers?|vendors?|providers?|sellers?)\b"
_COMPETING: Final = r"(?:competitors?|competition|rivals?)\b"

_SENTENCE: Final = re.compile(r"(?:[^。！!？?；;\n.]|\.(?=\S))+[？?]?")
_CLAUSE: Final = re.compile(r"(?:[^，,]|,(?=\d))+")
_ASKS: Final = _any(
    "[？?]$",
    "吗$|呢$|是谁$|是不是|会不会|有没有|是否|要不要|该不会|为什么|万一|打听",
    r"\bwhether\b|\bask(?:s|ed|ing)? (?:\w+ )?(?:if|who|what)\b|\b(?:want\w*|like) to know\b",
    r"^(?:are|is|do|does|did|will|would|who|what|which|how|why)\b",
)
_TELLING: Final = re.compile(
    "供应商|厂家|厂商|合作|续|采购|下单|订货|拿货|解除|解约|终止|停止|换掉|替掉|换我们|把我们|转投|改投|投奔|倒向"
    "|别家|其他家|另一家|另外.家|其他.家|对手|竞品|友商|同行|比三家|比价|比我们|用我们"
    "|离职|辞职|跳槽|调走|调离|调到|调去|退休|离开|被裁|走人|不干|不在"
    "|suppl|vendor|provider|renew| us|contract|agreement|subscription|account|stop|again|any ?more"
    "|compet|rival|cheaper|lower|left|no longer|work|resign|retire|quit|laid off|let go|fired|moved|last day"
)
"""What none of the expressions below can do without, in small letters: most logs end here."""
_STAYS: Final = _any(
    f"(?:没有|没|无|哪有|未见|没见|没听说有?)(?:找过?|看过?|用过?|其他|别的|什么|任何|新的)?(?:竞争对手|竞品|友商|供应商参与|{_ANOTHER})",
    f"{_ANOTHER}[^，。]{{0,10}}(?:出局|退出|淘汰|放弃|没戏|输|落选|没通过)",
    f"(?:放弃|淘汰|拒绝|否掉|不考虑|不选|没选|没有考虑)了?[^，。]{{0,4}}{_ANOTHER}",
    "(?:转|换|投|回)(?:到|回|向|成)?了?我们|选(?:择|定)?了?我们|(?:答应|同意|确认|决定|已经)(?:跟我们)?(?:续约|续签)",
    "后来没换|不换了|没换成",
    r"\b(?:switched|moved|came back|gone|went|stay\w*|sticking) (?:over )?(?:to|with) us\b",
    r"\b(?:chose|picked|prefer\w*) us\b",
    rf"{_COMPETING}(?:\W+\w+){{0,2}}?\W+(?:out\b(?! of)|out of the race|drop\w* out|eliminated|gave up|withdr\w+|lost)",
    rf"\bno (?:other )?(?:{_COMPETING}|{_SUPPLIERS})|(?:\bnot|n['’]t) (?:to )?(?:go|going) with (?:the |a |another )",
)
_LEAVING: Final = _any(
    "不(?:会|打算|准备|想|愿意?|肯)?再(?:跟|和|与|从|向|在|找)?(?:我们)?(?:这里|这儿|这边|家)?(?:下单|采购|订货|合作|进货|拿货)",
    "不(?:会|打算|准备|想|愿意?|肯)?再(?:用|买|订)我们|以后不再?(?:合作|跟我们|和我们|用我们|买我们)",
    "不再?(?:会|打算|准备|想|愿意?|肯)?(?:跟|和|与|同|找)我们(?:这边|家)?(?:合作|做|续|订|签)",
    "不(?:会|打算|准备|想|再)*续(?:了|签|约|费|合同|$)",
    "(?:终止|中止|解除|停止|结束|断绝|取消)了?(?:跟|和|与|同)?(?:我们)?的?(?:全部)?(?:合作|合同|协议|供货|采购|框架)|提前解约",
    "(?:换掉|替换掉?|踢掉|甩掉|替掉)了?我们|把我们(?:这家)?给?(?:换|替|踢|撤)",
    "(?:(?<!试)(?:(?<!更)换|找|选|用|转向|签)|另找|换成|选择|改用|转用|改选|转到|定了)"
    f"(?:了|一家|一个|个|家|其他|其它|别|新|另外|下家|掉)*的?{_SELLER}(?!的(?:流程|手续|成本|周期))(?!续)",
    "(?:转投|改投|投奔|倒向)(?!我们)",
    rf"\bswitch\w* (?:away |over )?(?:{_SUPPLIERS}|from us\b"
    r"|to (?:a |an )?(?:another|different|new|competing|rival|competitor))",
    r"(?:\bnot|n['’]t|\bnever) (?:\w+ ){0,3}renew",
    r"\bleav(?:e|ing) us\b|\b(?:replac|drop|ditch|dump)\w* us\b|\bmov\w+ away from us\b",
    r"\blast order (?:with|from) us\b",
    r"\b(?:terminat|cancel|end)\w* (?:\w+ ){0,2}(?:contract|agreement|subscription|account|partnership)\b",
    rf"\b(?:go|going|gone|went|sign\w*) with "
    rf"(?:another|a different|someone else|somebody else|(?:the |a )?{_COMPETING})",
    rf"\b(?:chos\w+|pick\w*|select\w*|mov\w+ to|found) (?:\w+ )?(?:another|different|new|other) {_SUPPLIERS}",
    rf"\b(?:look|search|shop)\w* (?:around )?for (?:a |an )?(?:new|different|another|other|alternative)? ?{_SUPPLIERS}",
    r"\b(?:won['’]t|will not|never|not going to) (?:\w+ )?(?:order|buy|purchase|work|business)(?: from| with)? "
    r"(?:us|again|any ?more)\b",
    r"\bstop\w* (?:buying|ordering|working with us)\b",
)
_CHANGES: Final = _any(
    "(?:改用|换成|换到|转用|转给|转向|选了|选择了|定了|签给|签了|跟)(?:了)?",
    r"\b(?:switch\w*|mov\w+|chang\w+) (?:over )?to ",
    r"\b(?:go|going|gone|went|sign\w*|chose|picked) (?:with )?",
)
"""What stands before the name of a rival when they go there."""
_LOSES: Final = _any(
    "[^，。]{0,6}(?:出局|退出|被?淘汰|放弃|没戏|输|落选|没通过)",
    r"(?:\W+\w+){0,2}?\W+(?:out\b|dropped|eliminated|gave up|withdr\w+|lost\b)",
)
_REFUSED: Final = _any(
    "(?:放弃|淘汰|拒绝|不考虑|不选|没选|不用|从)了?[^，。]{0,3}$",
    r"(?:\bnot|n['’]t|\bagainst|over|from|instead of|rather than)(?: \w+){0,3} $",
)
_DENIED: Final = _any(
    "(?:不会|不想|不打算|不准备|没有|没打算|没想|没说|没提|无意|未|不考虑|暂不|别|不是|不用|差点|没必要)[^，。]{0,6}$|(?<!要)[不没]$",
    r"(?:\bnot|n['’]t|\bno plans? to|no intention of|never|without|rather than|nearly|almost|against)\b"
    r"(?:\W+\w+){0,3}\W*$",
)
_OURS: Final = _any(
    "(?<!通知)(?<!要求)(?<!让)我们(?:自己)?也?(?:要|想|准备|打算|已经|刚|得)?$",
    r"\bwe(?:['’]re|['’]ll| are| will)? ?$",
)
"""That it is we who change something."""
_RIVAL: Final = _any(
    "(?<!他们)(?<!他们的)(?<!客户)(?<!客户的)(?<!我们的)(?<!比)(?<!没提)(?:竞争对手|竞品|友商)|(?<!竞争)(?<!比)(?<![针面])对手(?![续机工头艺感])",
    "同行业?的?(?:报价|报|价|也|给|更|便宜|低)",
    "(?<!比)(?:别家|其他家|另一家|别的厂家|其他厂家|别的供应商|其他供应商|其它供应商|另外[一两二三几]家|其他[一两二三几]家)"
    "(?!分?店|门店|工厂|医院|酒店|公司|银行)",
    "货比三家|比价|比我们(?:的|家)?[^，。预想估]{0,3}(?:低|便宜|快|短|优惠)",
    rf"(?<!their )(?<!your )(?<!his )(?<!her )(?<!our own )\b{_COMPETING}",
    rf"\b(?:another|other|different) {_SUPPLIERS}|\bcompar\w+ us\b|\b(?:any|some)(?:one|body) else (?:is )?quot",
    r"\b(?:cheaper|lower|less|better|faster) than (?:us|ours|we)\b",
)
_GONE: Final = re.compile(
    r"(?P<verb>(?:离职|辞职|跳槽|调走|调离|退休|被裁|走人|(?:调|跳)[到去][^，。]{1,6}(?=了|去)|离开了?(?:公司|单位)"
    r"|不在(?:公司|那边|他们那)|不干)(?!手续|率|员工|的|前|后)"
    r"|\b(?:has |have |had )?left (?:the |their )?(?:company|firm|business|organi[sz]ation)\b"
    r"|\bno longer (?:works?|employed|with (?:them|the company))\b|\b(?:doesn['’]t|does not) work (?:there|for them)\b"
    r"|\b(?:resigned|retired|quit|(?:was|were|been|got) (?:laid off|let go(?! of))|was fired|got fired)\b"
    r"|\bmoved (?:on )?to (?:another|a different|a new) (?:company|firm|job|employer)\b|['’]s last day was\b)",
    re.IGNORECASE,
)
_NOT_YET: Final = _any(
    "(?:没有?|未|不|要|想|快|将|准备|打算|可能|即将|会|差点|考虑|如果|办|我就?|我都?)$",
    r"\b(?:may|might|will|could|going to|plans? to|about to|not|if|considering|threaten\w*)\b(?:\W+\w+){0,2}\W*$",
    r"n['’]t(?: \w+){0,2} $",
)
