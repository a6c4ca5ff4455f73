"""Inheritances, followers, notices, referrals; the pool; merged customers; joined promises."""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("customer", sa.Column("pooled_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("customer", sa.Column("pooled_from", sa.Text(), nullable=False, server_default=""))
    op.add_column("customer", sa.Column("held_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("customer", sa.Column("warned_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("customer", sa.Column("merged_into", sa.Text(), nullable=False, server_default=""))
    op.create_index(
        op.f("ix_customer_workspace_id_pooled_at"),
        "customer",
        ["workspace_id", "pooled_at"],
        sqlite_where=sa.text("pooled_at is not null"),
        postgresql_where=sa.text("pooled_at is not null"),
    )
    op.add_column("promise", sa.Column("qty", sa.BigInteger(), nullable=True))
    op.add_column("promise", sa.Column("unit", sa.Text(), nullable=False, server_default=""))
    op.add_column("promise", sa.Column("joined_to", sa.Text(), nullable=False, server_default=""))
    op.add_column("promise", sa.Column("superseded_by", sa.Text(), nullable=False, server_default=""))
    op.add_column("promise", sa.Column("evidence", sa.Text(), nullable=False, server_default="[]"))
    op.add_column("promise", sa.Column("keeper_id", sa.Text(), nullable=False, server_default=""))
    op.create_index(
        op.f("ix_promise_workspace_id_keeper_id"),
        "promise",
        ["workspace_id", "keeper_id"],
        sqlite_where=sa.text("keeper_id <> ''"),
        postgresql_where=sa.text("keeper_id <> ''"),
    )
    op.create_table(
        "inheritance",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("from_id", sa.Text(), nullable=True),
        sa.Column("to_id", sa.Text(), nullable=True),
        sa.Column("customers", sa.Text(), nullable=False),
        sa.Column("handed_by", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "from_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_inheritance_workspace_id_from_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "to_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_inheritance_workspace_id_to_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_inheritance")),
    )
    op.create_index(op.f("ix_inheritance_workspace_id_from_id"), "inheritance", ["workspace_id", "from_id"])
    op.create_index(
        op.f("ix_inheritance_workspace_id_to_id_at"), "inheritance", ["workspace_id", "to_id", "at"]
    )
    op.create_table(
        "follower",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("part", sa.Text(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_follower_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_follower_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_follower")),
    )
    op.create_index(op.f("ix_follower_workspace_id_customer_id"), "follower", ["workspace_id", "customer_id"])
    op.create_index(op.f("ix_follower_workspace_id_member_id"), "follower", ["workspace_id", "member_id"])
    op.create_table(
        "notice",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("by", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("action_id", sa.Text(), nullable=False),
        sa.Column("told_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_notice_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_notice_workspace_id_customer_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_notice")),
    )
    op.create_index(
        op.f("ix_notice_workspace_id_member_id_at"),
        "notice",
        ["workspace_id", "member_id", "at"],
        sqlite_where=sa.text("read_at is null"),
        postgresql_where=sa.text("read_at is null"),
    )
    op.create_index(op.f("ix_notice_workspace_id_customer_id"), "notice", ["workspace_id", "customer_id"])
    op.create_index(
        op.f("ix_notice_workspace_id_told_at"),
        "notice",
        ["workspace_id", "told_at"],
        sqlite_where=sa.text("read_at is null"),
        postgresql_where=sa.text("read_at is null"),
    )
    op.create_table(
        "referral",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("referrer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("referrer", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_referral_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "referrer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_referral_workspace_id_referrer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_referral_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_referral_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_workspace_id_customer_id"), "referral", ["workspace_id", "customer_id"])
    op.create_index(op.f("ix_referral_workspace_id_referrer_id"), "referral", ["workspace_id", "referrer_id"])
    op.create_index(op.f("ix_referral_workspace_id_contact_id"), "referral", ["workspace_id", "contact_id"])
    op.create_index(op.f("ix_referral_workspace_id_member_id"), "referral", ["workspace_id", "member_id"])


def downgrade() -> None:
    op.drop_table("referral")
    op.drop_table("notice")
    op.drop_table("follower")
    op.drop_table("inheritance")
    op.drop_index(op.f("ix_promise_workspace_id_keeper_id"), table_name="promise")
    op.drop_column("promise", "keeper_id")
    op.drop_column("promise", "evidence")
    op.drop_column("promise", "superseded_by")
    op.drop_column("promise", "joined_to")
    op.drop_column("promise", "unit")
    op.drop_column("promise", "qty")
    op.drop_index(op.f("ix_customer_workspace_id_pooled_at"), table_name="customer")
    op.drop_column("customer", "merged_into")
    op.drop_column("customer", "warned_at")
    op.drop_column("customer", "held_at")
    op.drop_column("customer", "pooled_from")
    op.drop_column("customer", "pooled_at")
