"""An open question, for tests of answers."""

from bot.domain.base import Choice, MemberId, Mention
from bot.domain.chat import Address, Platform
from bot.domain.ports import Pending
from tests.language.world import NOW

CHOICES = (
    Choice("c-hongda1", "宏达贸易有限公司", "韩梅"),
    Choice("c-hongda2", "宏达机械有限公司", "Tom Baker"),
    Choice("c-acme", "Acme Corp", "Tom Baker"),
)


def pending(*, new: bool = True) -> Pending:
    """The open question which 宏达 is meant."""
    return Pending(
        id="q-1",
        member_id=MemberId("m-lilei"),
        address=Address(Platform.WEB, "", "chat"),
        commands=(),
        slot="customer",
        about="customer",
        mention=Mention("宏达", choices=CHOICES),
        choices=CHOICES,
        new=new,
        said="拜访宏达",
        source="web::chat:1",
        asked_at=NOW,
    )
