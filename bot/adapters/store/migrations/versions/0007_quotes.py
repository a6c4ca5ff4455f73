"""Quotes and the conflicts between them; what a team has decided; products with lead times."""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("workspace", sa.Column("policy", sa.Text(), nullable=False, server_default="{}"))
    op.add_column("product", sa.Column("lead_days", sa.Integer(), nullable=True))
    op.add_column("product", sa.Column("pack", sa.Integer(), nullable=True))
    op.create_table(
        "quote",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("interaction_id", sa.Text(), nullable=True),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.Text(), nullable=True),
        sa.Column("upto_minor", sa.BigInteger(), nullable=True),
        sa.Column("upto_currency", sa.Text(), nullable=True),
        sa.Column("total", sa.Boolean(), nullable=False),
        sa.Column("about", sa.Boolean(), nullable=False),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("qty", sa.BigInteger(), nullable=True),
        sa.Column("discount", sa.BigInteger(), nullable=True),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("tax", sa.Text(), nullable=True),
        sa.Column("freight", sa.Text(), nullable=True),
        sa.Column("term", sa.Integer(), nullable=True),
        sa.Column("delivery", sa.Date(), nullable=True),
        sa.Column("lead", sa.Integer(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("exclusive", sa.Boolean(), nullable=True),
        sa.Column("agreed", sa.Boolean(), nullable=False),
        sa.Column("revises", sa.Boolean(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("superseded_by", sa.Text(), nullable=False),
        sa.Column("excess", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_quote_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_quote_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_quote_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "interaction_id"],
            ["interaction.workspace_id", "interaction.id"],
            name=op.f("fk_quote_workspace_id_interaction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["product.workspace_id", "product.id"],
            name=op.f("fk_quote_workspace_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_quote")),
    )
    op.create_index(
        op.f("ix_quote_workspace_id_customer_id_day"), "quote", ["workspace_id", "customer_id", "day"]
    )
    op.create_index(op.f("ix_quote_workspace_id_product_id"), "quote", ["workspace_id", "product_id"])
    op.create_index(op.f("ix_quote_workspace_id_member_id_at"), "quote", ["workspace_id", "member_id", "at"])
    nameless, beyond = sa.text("product_id is null"), sa.text("excess <> '[]'")
    op.create_index(
        op.f("ix_quote_workspace_id_product"),
        "quote",
        ["workspace_id", "product"],
        sqlite_where=nameless,
        postgresql_where=nameless,
    )
    op.create_index(
        op.f("ix_quote_workspace_id_at"),
        "quote",
        ["workspace_id", "at"],
        sqlite_where=beyond,
        postgresql_where=beyond,
    )
    op.create_index(op.f("ix_quote_workspace_id_contact_id"), "quote", ["workspace_id", "contact_id"])
    op.create_index(op.f("ix_quote_workspace_id_interaction_id"), "quote", ["workspace_id", "interaction_id"])
    op.create_table(
        "conflict",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("quote_id", sa.Text(), nullable=True),
        sa.Column("other_id", sa.Text(), nullable=True),
        sa.Column("kinds", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("stands", sa.Text(), nullable=False),
        sa.Column("found_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_by", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_conflict_workspace_id_customer_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_conflict")),
    )
    op.create_index(op.f("ix_conflict_workspace_id_customer_id"), "conflict", ["workspace_id", "customer_id"])
    op.create_index(op.f("ix_conflict_workspace_id_quote_id"), "conflict", ["workspace_id", "quote_id"])
    op.create_index(op.f("ix_conflict_workspace_id_other_id"), "conflict", ["workspace_id", "other_id"])
    for column in ("found_at", "settled_at"):
        name = op.f(f"ix_conflict_workspace_id_{column}")
        op.create_index(name, "conflict", ["workspace_id", column])


def downgrade() -> None:
    op.drop_table("conflict")
    op.drop_table("quote")
    op.drop_column("product", "pack")
    op.drop_column("product", "lead_days")
    op.drop_column("workspace", "policy")
