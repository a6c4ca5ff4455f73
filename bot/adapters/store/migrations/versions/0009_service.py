"""Complaints and requests with their clocks."""

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("interaction_id", sa.Text(), nullable=True),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=False),
        sa.Column("satisfaction", sa.Integer(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_complaint_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_complaint_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_complaint_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "interaction_id"],
            ["interaction.workspace_id", "interaction.id"],
            name=op.f("fk_complaint_workspace_id_interaction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["product.workspace_id", "product.id"],
            name=op.f("fk_complaint_workspace_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_complaint")),
    )
    op.create_index(
        op.f("ix_complaint_workspace_id_customer_id_state"),
        "complaint",
        ["workspace_id", "customer_id", "state"],
    )
    op.create_index(op.f("ix_complaint_workspace_id_member_id"), "complaint", ["workspace_id", "member_id"])
    op.create_index(op.f("ix_complaint_workspace_id_contact_id"), "complaint", ["workspace_id", "contact_id"])
    op.create_index(
        op.f("ix_complaint_workspace_id_interaction_id"), "complaint", ["workspace_id", "interaction_id"]
    )
    op.create_index(op.f("ix_complaint_workspace_id_product_id"), "complaint", ["workspace_id", "product_id"])
    op.create_index(
        op.f("ix_complaint_workspace_id_due_at"),
        "complaint",
        ["workspace_id", "due_at"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        op.f("ix_complaint_workspace_id_member_id_due_at"),
        "complaint",
        ["workspace_id", "member_id", "due_at"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "request",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("person", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("interaction_id", sa.Text(), nullable=True),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("promise_id", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_request_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_request_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_request_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "interaction_id"],
            ["interaction.workspace_id", "interaction.id"],
            name=op.f("fk_request_workspace_id_interaction_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["product.workspace_id", "product.id"],
            name=op.f("fk_request_workspace_id_product_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "promise_id"],
            ["promise.workspace_id", "promise.id"],
            name=op.f("fk_request_workspace_id_promise_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_request")),
    )
    op.create_index(
        op.f("ix_request_workspace_id_customer_id_state"), "request", ["workspace_id", "customer_id", "state"]
    )
    op.create_index(op.f("ix_request_workspace_id_member_id"), "request", ["workspace_id", "member_id"])
    op.create_index(op.f("ix_request_workspace_id_contact_id"), "request", ["workspace_id", "contact_id"])
    op.create_index(
        op.f("ix_request_workspace_id_interaction_id"), "request", ["workspace_id", "interaction_id"]
    )
    op.create_index(op.f("ix_request_workspace_id_product_id"), "request", ["workspace_id", "product_id"])
    op.create_index(op.f("ix_request_workspace_id_promise_id"), "request", ["workspace_id", "promise_id"])
    op.create_index(
        op.f("ix_request_workspace_id_due_at"),
        "request",
        ["workspace_id", "due_at"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        op.f("ix_request_workspace_id_member_id_due_at"),
        "request",
        ["workspace_id", "member_id", "due_at"],
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_table(
        "clock",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("case_id", sa.Text(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("rings_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "case_id", "step", name=op.f("pk_clock")),
    )
    op.create_index(op.f("ix_clock_workspace_id_rings_at"), "clock", ["workspace_id", "rings_at"])


def downgrade() -> None:
    op.drop_table("clock")
    op.drop_table("request")
    op.drop_table("complaint")
