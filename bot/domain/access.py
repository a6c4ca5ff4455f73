"""Who may do and see what."""

from collections.abc import Collection

from bot.domain.audit import Audit, Forget
from bot.domain.base import Command, MemberId
from bot.domain.customers import Customer
from bot.domain.people import CreateWorkspace, Invite, Leave, Member, Role
from bot.domain.transfer import Export, ImportRows, RevertImport

ONLY: dict[type[Command], Collection[Role]] = {
    Invite: (Role.ADMIN,),
    Leave: (Role.ADMIN, Role.MANAGER),
    CreateWorkspace: (),
    ImportRows: (Role.ADMIN,),
    RevertImport: (Role.ADMIN,),
    Export: (Role.ADMIN, Role.MANAGER),
    Audit: (Role.ADMIN, Role.MANAGER),
    Forget: (Role.ADMIN,),
}


def may(member: Member, command: Command) -> bool:
    """Whether the role permits the command; commands that are not listed are everybody's."""
    roles = ONLY.get(type(command))
    return member.active and (roles is None or member.role in roles)


def sees_details(
    member: Member, customer: Customer, subtree: Collection[MemberId], *, open_details: bool
) -> bool:
    """Whether phone, e-mail and amounts of this customer are shown unmasked; in the pool once it is claimed."""
    if customer.pooled_at:
        return open_details or member.role is not Role.REP
    return (
        open_details
        or member.role in {Role.ADMIN, Role.SERVICE}
        or customer.owner_id in {member.id, ""}
        or customer.owner_id in subtree
    )
