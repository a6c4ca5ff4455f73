"""Deals with every move, orders and payments."""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "deal",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.Text(), nullable=True),
        sa.Column("close_day", sa.Date(), nullable=True),
        sa.Column("probability", sa.BigInteger(), nullable=True),
        sa.Column("confidence", sa.Text(), nullable=True),
        sa.Column("competitor", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("origin", sa.Text(), nullable=False),
        sa.Column("opened_on", sa.Date(), nullable=False),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_deal_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_deal_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_deal_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["product.workspace_id", "product.id"],
            name=op.f("fk_deal_workspace_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_deal")),
    )
    op.create_index(op.f("ix_deal_workspace_id_customer_id"), "deal", ["workspace_id", "customer_id"])
    op.create_index(
        op.f("ix_deal_workspace_id_member_id_state"), "deal", ["workspace_id", "member_id", "state"]
    )
    op.create_index(
        op.f("ix_deal_workspace_id_state_closed_on"), "deal", ["workspace_id", "state", "closed_on"]
    )
    op.create_index(op.f("ix_deal_workspace_id_product_id"), "deal", ["workspace_id", "product_id"])
    op.create_index(op.f("ix_deal_workspace_id_contact_id"), "deal", ["workspace_id", "contact_id"])
    op.create_table(
        "deal_move",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("deal_id", sa.Text(), nullable=True),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("stage_from", sa.Text(), nullable=False),
        sa.Column("stage_to", sa.Text(), nullable=False),
        sa.Column("amount_from_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_from_currency", sa.Text(), nullable=True),
        sa.Column("amount_to_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_to_currency", sa.Text(), nullable=True),
        sa.Column("close_from", sa.Date(), nullable=True),
        sa.Column("close_to", sa.Date(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "deal_id"],
            ["deal.workspace_id", "deal.id"],
            name=op.f("fk_deal_move_workspace_id_deal_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_deal_move_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_deal_move_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_deal_move")),
    )
    op.create_index(
        op.f("ix_deal_move_workspace_id_deal_id_at"), "deal_move", ["workspace_id", "deal_id", "at"]
    )
    op.create_index(
        op.f("ix_deal_move_workspace_id_customer_id"), "deal_move", ["workspace_id", "customer_id"]
    )
    op.create_index(op.f("ix_deal_move_workspace_id_member_id"), "deal_move", ["workspace_id", "member_id"])
    op.create_table(
        "purchase",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("interaction_id", sa.Text(), nullable=True),
        sa.Column("deal_id", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("product", sa.Text(), nullable=False),
        sa.Column("qty", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("price_minor", sa.BigInteger(), nullable=True),
        sa.Column("price_currency", sa.Text(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.Text(), nullable=True),
        sa.Column("term", sa.Integer(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("due_day", sa.Date(), nullable=True),
        sa.Column("pay_by", sa.Date(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_purchase_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_purchase_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_purchase_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "interaction_id"],
            ["interaction.workspace_id", "interaction.id"],
            name=op.f("fk_purchase_workspace_id_interaction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["product.workspace_id", "product.id"],
            name=op.f("fk_purchase_workspace_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_purchase")),
    )
    op.create_index(
        op.f("ix_purchase_workspace_id_customer_id_day"), "purchase", ["workspace_id", "customer_id", "day"]
    )
    op.create_index(op.f("ix_purchase_workspace_id_member_id"), "purchase", ["workspace_id", "member_id"])
    op.create_index(op.f("ix_purchase_workspace_id_product_id"), "purchase", ["workspace_id", "product_id"])
    op.create_index(op.f("ix_purchase_workspace_id_contact_id"), "purchase", ["workspace_id", "contact_id"])
    op.create_index(
        op.f("ix_purchase_workspace_id_interaction_id"), "purchase", ["workspace_id", "interaction_id"]
    )
    op.create_index(op.f("ix_purchase_workspace_id_pay_by"), "purchase", ["workspace_id", "pay_by"])
    op.create_table(
        "payment",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("interaction_id", sa.Text(), nullable=True),
        sa.Column("order_id", sa.Text(), nullable=False),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.Text(), nullable=True),
        sa.Column("rate", sa.BigInteger(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_payment_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_payment_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_payment_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "interaction_id"],
            ["interaction.workspace_id", "interaction.id"],
            name=op.f("fk_payment_workspace_id_interaction_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_payment")),
    )
    op.create_index(
        op.f("ix_payment_workspace_id_customer_id_day"), "payment", ["workspace_id", "customer_id", "day"]
    )
    op.create_index(op.f("ix_payment_workspace_id_member_id"), "payment", ["workspace_id", "member_id"])
    op.create_index(op.f("ix_payment_workspace_id_contact_id"), "payment", ["workspace_id", "contact_id"])
    op.create_index(
        op.f("ix_payment_workspace_id_interaction_id"), "payment", ["workspace_id", "interaction_id"]
    )


def downgrade() -> None:
    op.drop_table("payment")
    op.drop_table("purchase")
    op.drop_table("deal_move")
    op.drop_table("deal")
