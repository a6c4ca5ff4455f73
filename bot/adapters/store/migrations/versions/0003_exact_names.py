"""Exact names are found in any width, case and punctuation, so that an import can ask for the few it needs."""

import sqlalchemy as sa
from alembic import op

from bot.domain.likeness import plain

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

KEY = sa.table("name_key", *map(sa.column, ("workspace_id", "key", "noun", "id")))
LONGEST = 120


def upgrade() -> None:
    connection = op.get_bind()
    exact = KEY.c.key.like("=%")
    rows = connection.execute(sa.select(KEY).where(exact)).mappings().all()
    fresh = {(row["workspace_id"], f"={plain(row['key'])}"[:LONGEST], row["noun"], row["id"]) for row in rows}
    connection.execute(KEY.delete().where(exact))
    if fresh:
        connection.execute(
            KEY.insert(), [dict(zip(KEY.c.keys(), each, strict=True)) for each in sorted(fresh)]
        )


def downgrade() -> None:
    """What was folded away cannot be told any more; the names are still found."""
