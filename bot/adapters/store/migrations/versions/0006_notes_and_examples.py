"""Notes say what they are about and what was understood; examples; guesses know the message they are of."""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

NOTED = "ix_interaction_workspace_id_topic_at"
TOLD = sa.text("topic is not null")
TEXTS = ("member_id", "zone", "text", "sign", "commands", "how", "source")


def upgrade() -> None:
    op.add_column("interaction", sa.Column("topic", sa.Text(), nullable=True))
    op.add_column("interaction", sa.Column("facts", sa.Text(), nullable=True))
    columns = ["workspace_id", "topic", "at"]
    op.create_index(NOTED, "interaction", columns, sqlite_where=TOLD, postgresql_where=TOLD)
    for name in ("said", "source"):
        op.add_column("sealed", sa.Column(name, sa.Text(), nullable=False, server_default=""))
    op.add_column(
        "workspace", sa.Column("share_names", sa.Boolean(), nullable=False, server_default=sa.false())
    )
    op.create_table(
        "example",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        *(sa.Column(name, sa.Text(), nullable=False) for name in TEXTS),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_example")),
    )
    op.create_index(op.f("ix_example_workspace_id_sign_at"), "example", ["workspace_id", "sign", "at"])
    op.create_index(op.f("ix_example_workspace_id_source"), "example", ["workspace_id", "source"])


def downgrade() -> None:
    op.drop_table("example")
    op.drop_column("workspace", "share_names")
    op.drop_column("sealed", "source")
    op.drop_column("sealed", "said")
    op.drop_index(NOTED, table_name="interaction")
    op.drop_column("interaction", "facts")
    op.drop_column("interaction", "topic")
