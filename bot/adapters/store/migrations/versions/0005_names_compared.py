"""Names as they are compared, and the pieces by which a misspelt one is found; `yinuo migrate` fills them."""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "name_form",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("number", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("form", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "number", name=op.f("pk_name_form")),
    )
    op.create_index(op.f("ix_name_form_workspace_id_id"), "name_form", ["workspace_id", "id"], unique=False)
    op.create_table(
        "name_gram",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("gram", sa.Text(), nullable=False),
        sa.Column("part", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("ids", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "gram", "part", name=op.f("pk_name_gram")),
    )
    op.create_table(
        "name_state",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("forms", sa.Integer(), nullable=False),
        sa.Column("rules", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_name_state")),
    )


def downgrade() -> None:
    op.drop_table("name_state")
    op.drop_table("name_gram")
    op.drop_index(op.f("ix_name_form_workspace_id_id"), table_name="name_form")
    op.drop_table("name_form")
