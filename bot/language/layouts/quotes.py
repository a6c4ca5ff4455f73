"""Quotes as a card: who offered what when, the newest first."""

from bot.domain.chat import Button, Card
from bot.domain.customers import Brief
from bot.domain.quotes import Quoted, QuotesChecked
from bot.language.layouts.notes import details_of
from bot.language.layouts.parts import block, bullets, mention_of
from bot.language.speak import Say, says


@says(QuotesChecked)
def quotes_checked(result: QuotesChecked, say: Say) -> Card:
    name = result.name or say("quotes.all")
    if not result.lines:
        return Card(say("quotes.none", name=name), block(say("quotes.how")), _brief(result, say))
    left = result.total - len(result.lines)
    more = say("parts.more", left=left) if left > 0 else ""
    hidden = say("customers.masked_group" if say.group else "customers.masked")
    masked = hidden if any(each.masked for each in result.lines) else ""
    lines = bullets(_line(each, result, say) for each in result.lines)
    title = say("quotes.checked", name=name, total=result.total)
    return Card(title, (*block(*lines, more), *block(masked)), _brief(result, say))


def _line(quote: Quoted, result: QuotesChecked, say: Say) -> str:
    """The customer is named where several may be meant."""
    what = details_of(quote.interaction, say, hidden=quote.masked)
    whose = "" if result.customer else quote.customer
    told = say("parts.joined").join(filter(None, (whose, what)))
    return say("quotes.line", day=say.short_day(quote.interaction.day), by=quote.by, told=told)


def _brief(result: QuotesChecked, say: Say) -> tuple[tuple[Button, ...], ...]:
    if result.customer is None:
        return ()
    customer = result.customer
    look = Brief(customer=mention_of(customer))
    return ((say.button("guide.as.brief", look, stays=True, customer=customer.short),),)
