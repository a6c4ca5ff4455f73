"""Summaries by choice."""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None


def upgrade() -> None:
    """Columns are added in place: nothing is recreated, so that no foreign key is disturbed."""
    for name, usual in (("weekly", sa.true()), ("monthly", sa.true()), ("team_digest", sa.false())):
        op.add_column("member", sa.Column(name, sa.Boolean(), nullable=False, server_default=usual))


def downgrade() -> None:
    for name in ("team_digest", "monthly", "weekly"):
        op.drop_column("member", name)
