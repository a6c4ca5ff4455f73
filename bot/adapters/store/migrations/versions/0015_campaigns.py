"""Campaigns, and an index of where customers and deals came from."""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None

COME = {"customer": "source", "deal": "origin"}


def upgrade() -> None:
    op.create_table(
        "campaign",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("spellings", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("cost_minor", sa.BigInteger(), nullable=True),
        sa.Column("cost_currency", sa.Text(), nullable=True),
        sa.Column("brought", sa.BigInteger(), nullable=True),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_campaign_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["product.workspace_id", "product.id"],
            name=op.f("fk_campaign_workspace_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_campaign")),
    )
    op.create_index(op.f("ix_campaign_workspace_id_member_id"), "campaign", ["workspace_id", "member_id"])
    op.create_index(op.f("ix_campaign_workspace_id_product_id"), "campaign", ["workspace_id", "product_id"])
    for table, column in COME.items():
        where = sa.text(f"{column} <> ''")
        op.create_index(
            op.f(f"ix_{table}_workspace_id_{column}"),
            table,
            ["workspace_id", column],
            sqlite_where=where,
            postgresql_where=where,
        )


def downgrade() -> None:
    for table, column in COME.items():
        op.drop_index(op.f(f"ix_{table}_workspace_id_{column}"), table)
    op.drop_table("campaign")
