"""Wishes about contact, and materials given."""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "wish",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("interaction_id", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("pref", sa.Text(), nullable=False),
        sa.Column("at", sa.Time(), nullable=True),
        sa.Column("topic", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_wish_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_wish_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_wish_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "interaction_id"],
            ["interaction.workspace_id", "interaction.id"],
            name=op.f("fk_wish_workspace_id_interaction_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_wish")),
    )
    op.create_index(op.f("ix_wish_workspace_id_customer_id"), "wish", ["workspace_id", "customer_id"])
    op.create_index(op.f("ix_wish_workspace_id_contact_id"), "wish", ["workspace_id", "contact_id"])
    op.create_index(op.f("ix_wish_workspace_id_member_id"), "wish", ["workspace_id", "member_id"])
    op.create_index(op.f("ix_wish_workspace_id_interaction_id"), "wish", ["workspace_id", "interaction_id"])
    op.create_index(
        op.f("ix_wish_workspace_id_made_at"),
        "wish",
        ["workspace_id", "made_at"],
        sqlite_where=sa.text("ended_at is null"),
        postgresql_where=sa.text("ended_at is null"),
    )
    op.create_table(
        "material",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("interaction_id", sa.Text(), nullable=True),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_material_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_material_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_material_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "interaction_id"],
            ["interaction.workspace_id", "interaction.id"],
            name=op.f("fk_material_workspace_id_interaction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["product.workspace_id", "product.id"],
            name=op.f("fk_material_workspace_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_material")),
    )
    op.create_index(
        op.f("ix_material_workspace_id_customer_id_at"), "material", ["workspace_id", "customer_id", "at"]
    )
    op.create_index(op.f("ix_material_workspace_id_contact_id"), "material", ["workspace_id", "contact_id"])
    op.create_index(op.f("ix_material_workspace_id_member_id"), "material", ["workspace_id", "member_id"])
    op.create_index(
        op.f("ix_material_workspace_id_interaction_id"), "material", ["workspace_id", "interaction_id"]
    )
    op.create_index(op.f("ix_material_workspace_id_product_id"), "material", ["workspace_id", "product_id"])


def downgrade() -> None:
    op.drop_table("material")
    op.drop_table("wish")
