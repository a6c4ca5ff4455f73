"""Open promises by who looks after them and their day, so that watching them reads only what may be told."""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

NAME = "ix_promise_workspace_id_member_id_due_day"
OPEN = sa.text("state = 'open'")


def upgrade() -> None:
    columns = ["workspace_id", "member_id", "due_day"]
    op.create_index(NAME, "promise", columns, sqlite_where=OPEN, postgresql_where=OPEN)


def downgrade() -> None:
    op.drop_index(NAME, table_name="promise")
