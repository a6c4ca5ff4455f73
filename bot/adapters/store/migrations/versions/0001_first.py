"""The first tables."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "action",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("commands", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("undone_by", sa.Text(), nullable=False),
        sa.Column("undoes", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_action")),
    )
    op.create_index(
        op.f("ix_action_workspace_id_member_id_at"),
        "action",
        ["workspace_id", "member_id", "at"],
        unique=False,
    )
    op.create_index(op.f("ix_action_workspace_id_source"), "action", ["workspace_id", "source"], unique=False)
    op.create_table(
        "change",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("action_id", sa.Text(), nullable=False),
        sa.Column("position", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("row_id", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "action_id", "position", name=op.f("pk_change")),
    )
    op.create_index(
        op.f("ix_change_workspace_id_noun_row_id"), "change", ["workspace_id", "noun", "row_id"], unique=False
    )
    op.create_table(
        "code_try",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_code_try")),
    )
    op.create_index(
        op.f("ix_code_try_workspace_id_platform_team_user_at"),
        "code_try",
        ["workspace_id", "platform", "team", "user", "at"],
        unique=False,
    )
    op.create_table(
        "focus",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("contact_id", sa.Text(), nullable=False),
        sa.Column("action_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", "address", name=op.f("pk_focus")),
    )
    op.create_table(
        "inbox",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("event", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "platform", "event", name=op.f("pk_inbox")),
    )
    op.create_index(
        op.f("ix_inbox_workspace_id_platform_team_chat_at"),
        "inbox",
        ["workspace_id", "platform", "team", "chat", "at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_inbox_workspace_id_platform_team_chat_place"),
        "inbox",
        ["workspace_id", "platform", "team", "chat", "place"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "lane",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("direction", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("ready_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("gap_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("epoch", sa.Integer(), nullable=False),
        sa.Column("tail", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint(
            "workspace_id", "direction", "platform", "team", "chat", name=op.f("pk_lane")
        ),
    )
    op.create_index(
        op.f("ix_lane_workspace_id_direction_ready_at"),
        "lane",
        ["workspace_id", "direction", "ready_at"],
        unique=False,
        sqlite_where=sa.text("ready_at IS NOT NULL"),
        postgresql_where=sa.text("ready_at IS NOT NULL"),
    )
    op.create_table(
        "member",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("manager_id", sa.Text(), nullable=True),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("work_from", sa.Time(), nullable=False),
        sa.Column("work_to", sa.Time(), nullable=False),
        sa.Column("quiet_from", sa.Time(), nullable=False),
        sa.Column("quiet_to", sa.Time(), nullable=False),
        sa.Column("digest", sa.Boolean(), nullable=False),
        sa.Column("skills", sa.Text(), nullable=False),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "manager_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_member_workspace_id_manager_id"),
            initially="DEFERRED",
            deferrable=True,
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_member")),
    )
    op.create_table(
        "name_key",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("noun", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "key", "noun", "id", name=op.f("pk_name_key")),
    )
    op.create_index(
        op.f("ix_name_key_workspace_id_noun_id"), "name_key", ["workspace_id", "noun", "id"], unique=False
    )
    op.create_table(
        "notable",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_notable")),
    )
    op.create_index(
        op.f("ix_notable_workspace_id_member_id_at"),
        "notable",
        ["workspace_id", "member_id", "at"],
        unique=False,
    )
    op.create_table(
        "outbox",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("place", sa.BigInteger(), nullable=False),
        sa.Column("outgoing", sa.Text(), nullable=False),
        sa.Column("card", sa.Text(), nullable=True),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("message", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_outbox")),
    )
    op.create_index(
        op.f("ix_outbox_workspace_id_answers"), "outbox", ["workspace_id", "answers"], unique=False
    )
    op.create_index(
        op.f("ix_outbox_workspace_id_platform_team_chat_at"),
        "outbox",
        ["workspace_id", "platform", "team", "chat", "at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_outbox_workspace_id_platform_team_chat_place"),
        "outbox",
        ["workspace_id", "platform", "team", "chat", "place"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_table(
        "pending",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("commands", sa.Text(), nullable=False),
        sa.Column("slot", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("mention", sa.Text(), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.Column("new", sa.Boolean(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_pending")),
    )
    op.create_index(
        op.f("ix_pending_workspace_id_member_id_address"),
        "pending",
        ["workspace_id", "member_id", "address"],
        unique=False,
    )
    op.create_table(
        "product",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("list_price_minor", sa.BigInteger(), nullable=True),
        sa.Column("list_price_currency", sa.Text(), nullable=True),
        sa.Column("floor_price_minor", sa.BigInteger(), nullable=True),
        sa.Column("floor_price_currency", sa.Text(), nullable=True),
        sa.Column("unit", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_product")),
    )
    op.create_table(
        "sealed",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("command", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("card", sa.Text(), nullable=False),
        sa.Column("stays", sa.Boolean(), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_sealed")),
    )
    op.create_index(op.f("ix_sealed_workspace_id_card"), "sealed", ["workspace_id", "card"], unique=False)
    op.create_table(
        "sender",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("holder", sa.Text(), nullable=False),
        sa.Column("leased_until", sa.DateTime(timezone=True), nullable=False),
        sa.Column("paused_until", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "platform", "team", name=op.f("pk_sender")),
    )
    op.create_table(
        "told",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("subject", sa.Text(), nullable=False),
        sa.Column("day", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "member_id", "kind", "subject", "day", name=op.f("pk_told")),
    )
    op.create_table(
        "workspace",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("country", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("dates", sa.Text(), nullable=False),
        sa.Column("digest_at", sa.Time(), nullable=False),
        sa.Column("open_details", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_workspace")),
    )
    op.create_table(
        "customer",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("owner_id", sa.Text(), nullable=True),
        sa.Column("industry", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("tags", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "owner_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_customer_workspace_id_owner_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_customer")),
    )
    op.create_index(
        op.f("ix_customer_workspace_id_owner_id"), "customer", ["workspace_id", "owner_id"], unique=False
    )
    op.create_table(
        "link",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("platform", sa.Text(), nullable=False),
        sa.Column("team", sa.Text(), nullable=False),
        sa.Column("user", sa.Text(), nullable=False),
        sa.Column("chat", sa.Text(), nullable=False),
        sa.Column("linked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("blocked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_link_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_link")),
    )
    op.create_index(
        op.f("ix_link_platform_team_chat_workspace_id"),
        "link",
        ["platform", "team", "chat", "workspace_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_link_platform_team_user_workspace_id"),
        "link",
        ["platform", "team", "user", "workspace_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_link_workspace_id_member_id"), "link", ["workspace_id", "member_id"], unique=False
    )
    op.create_table(
        "link_code",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("digest", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("made_by", sa.Text(), nullable=False),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("used_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_link_code_workspace_id_member_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_link_code")),
    )
    op.create_index(
        op.f("ix_link_code_digest_workspace_id"), "link_code", ["digest", "workspace_id"], unique=False
    )
    op.create_index(
        op.f("ix_link_code_workspace_id_member_id"), "link_code", ["workspace_id", "member_id"], unique=False
    )
    op.create_table(
        "contact",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("aliases", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("phone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("role", sa.Text(), nullable=False),
        sa.Column("created_by", sa.Text(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_contact_workspace_id_customer_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_contact")),
    )
    op.create_index(
        op.f("ix_contact_workspace_id_customer_id"), "contact", ["workspace_id", "customer_id"], unique=False
    )
    op.create_table(
        "interaction",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("channel", sa.Text(), nullable=True),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("sentiment", sa.Text(), nullable=True),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_interaction_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_interaction_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_interaction_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["product.workspace_id", "product.id"],
            name=op.f("fk_interaction_workspace_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_interaction")),
    )
    op.create_index(
        op.f("ix_interaction_workspace_id_contact_id"),
        "interaction",
        ["workspace_id", "contact_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_interaction_workspace_id_customer_id_at"),
        "interaction",
        ["workspace_id", "customer_id", "at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_interaction_workspace_id_member_id_at"),
        "interaction",
        ["workspace_id", "member_id", "at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_interaction_workspace_id_product_id"),
        "interaction",
        ["workspace_id", "product_id"],
        unique=False,
    )
    op.create_table(
        "promise",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("side", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due_day", sa.Date(), nullable=True),
        sa.Column("due_time", sa.Time(), nullable=True),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("product_id", sa.Text(), nullable=True),
        sa.Column("amount_minor", sa.BigInteger(), nullable=True),
        sa.Column("amount_currency", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("closed_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("recorded_by", sa.Text(), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.Column("archived_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_promise_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_promise_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_promise_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "product_id"],
            ["product.workspace_id", "product.id"],
            name=op.f("fk_promise_workspace_id_product_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_promise")),
    )
    op.create_index(
        op.f("ix_promise_workspace_id_contact_id"), "promise", ["workspace_id", "contact_id"], unique=False
    )
    op.create_index(
        op.f("ix_promise_workspace_id_customer_id_state"),
        "promise",
        ["workspace_id", "customer_id", "state"],
        unique=False,
    )
    op.create_index(
        op.f("ix_promise_workspace_id_due_at"),
        "promise",
        ["workspace_id", "due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.create_index(
        op.f("ix_promise_workspace_id_member_id_state"),
        "promise",
        ["workspace_id", "member_id", "state"],
        unique=False,
    )
    op.create_index(
        op.f("ix_promise_workspace_id_product_id"), "promise", ["workspace_id", "product_id"], unique=False
    )
    op.create_table(
        "reminder",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("member_id", sa.Text(), nullable=True),
        sa.Column("customer_id", sa.Text(), nullable=True),
        sa.Column("contact_id", sa.Text(), nullable=True),
        sa.Column("promise_id", sa.Text(), nullable=True),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("due_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("zone", sa.Text(), nullable=False),
        sa.Column("recur", sa.Text(), nullable=True),
        sa.Column("state", sa.Text(), nullable=False),
        sa.Column("sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("set_by", sa.Text(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("said", sa.Text(), nullable=False),
        sa.Column("source", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["workspace_id", "contact_id"],
            ["contact.workspace_id", "contact.id"],
            name=op.f("fk_reminder_workspace_id_contact_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "customer_id"],
            ["customer.workspace_id", "customer.id"],
            name=op.f("fk_reminder_workspace_id_customer_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "member_id"],
            ["member.workspace_id", "member.id"],
            name=op.f("fk_reminder_workspace_id_member_id"),
        ),
        sa.ForeignKeyConstraint(
            ["workspace_id", "promise_id"],
            ["promise.workspace_id", "promise.id"],
            name=op.f("fk_reminder_workspace_id_promise_id"),
        ),
        sa.PrimaryKeyConstraint("workspace_id", "id", name=op.f("pk_reminder")),
    )
    op.create_index(
        op.f("ix_reminder_workspace_id_contact_id"), "reminder", ["workspace_id", "contact_id"], unique=False
    )
    op.create_index(
        op.f("ix_reminder_workspace_id_customer_id"),
        "reminder",
        ["workspace_id", "customer_id"],
        unique=False,
    )
    op.create_index(
        op.f("ix_reminder_workspace_id_due_at"),
        "reminder",
        ["workspace_id", "due_at"],
        unique=False,
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.create_index(
        op.f("ix_reminder_workspace_id_member_id_due_at"),
        "reminder",
        ["workspace_id", "member_id", "due_at"],
        unique=False,
    )
    op.create_index(
        op.f("ix_reminder_workspace_id_promise_id"), "reminder", ["workspace_id", "promise_id"], unique=False
    )


def downgrade() -> None:
    op.drop_index(op.f("ix_reminder_workspace_id_promise_id"), table_name="reminder")
    op.drop_index(op.f("ix_reminder_workspace_id_member_id_due_at"), table_name="reminder")
    op.drop_index(
        op.f("ix_reminder_workspace_id_due_at"),
        table_name="reminder",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(op.f("ix_reminder_workspace_id_customer_id"), table_name="reminder")
    op.drop_index(op.f("ix_reminder_workspace_id_contact_id"), table_name="reminder")
    op.drop_table("reminder")
    op.drop_index(op.f("ix_promise_workspace_id_product_id"), table_name="promise")
    op.drop_index(op.f("ix_promise_workspace_id_member_id_state"), table_name="promise")
    op.drop_index(
        op.f("ix_promise_workspace_id_due_at"),
        table_name="promise",
        sqlite_where=sa.text("state = 'open'"),
        postgresql_where=sa.text("state = 'open'"),
    )
    op.drop_index(op.f("ix_promise_workspace_id_customer_id_state"), table_name="promise")
    op.drop_index(op.f("ix_promise_workspace_id_contact_id"), table_name="promise")
    op.drop_table("promise")
    op.drop_index(op.f("ix_interaction_workspace_id_product_id"), table_name="interaction")
    op.drop_index(op.f("ix_interaction_workspace_id_member_id_at"), table_name="interaction")
    op.drop_index(op.f("ix_interaction_workspace_id_customer_id_at"), table_name="interaction")
    op.drop_index(op.f("ix_interaction_workspace_id_contact_id"), table_name="interaction")
    op.drop_table("interaction")
    op.drop_index(op.f("ix_contact_workspace_id_customer_id"), table_name="contact")
    op.drop_table("contact")
    op.drop_index(op.f("ix_link_code_workspace_id_member_id"), table_name="link_code")
    op.drop_index(op.f("ix_link_code_digest_workspace_id"), table_name="link_code")
    op.drop_table("link_code")
    op.drop_index(op.f("ix_link_workspace_id_member_id"), table_name="link")
    op.drop_index(op.f("ix_link_platform_team_user_workspace_id"), table_name="link")
    op.drop_index(op.f("ix_link_platform_team_chat_workspace_id"), table_name="link")
    op.drop_table("link")
    op.drop_index(op.f("ix_customer_workspace_id_owner_id"), table_name="customer")
    op.drop_table("customer")
    op.drop_table("workspace")
    op.drop_table("told")
    op.drop_table("sender")
    op.drop_index(op.f("ix_sealed_workspace_id_card"), table_name="sealed")
    op.drop_table("sealed")
    op.drop_table("product")
    op.drop_index(op.f("ix_pending_workspace_id_member_id_address"), table_name="pending")
    op.drop_table("pending")
    op.drop_index(
        op.f("ix_outbox_workspace_id_platform_team_chat_place"),
        table_name="outbox",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(op.f("ix_outbox_workspace_id_platform_team_chat_at"), table_name="outbox")
    op.drop_index(op.f("ix_outbox_workspace_id_answers"), table_name="outbox")
    op.drop_table("outbox")
    op.drop_index(op.f("ix_notable_workspace_id_member_id_at"), table_name="notable")
    op.drop_table("notable")
    op.drop_index(op.f("ix_name_key_workspace_id_noun_id"), table_name="name_key")
    op.drop_table("name_key")
    op.drop_table("member")
    op.drop_index(
        op.f("ix_lane_workspace_id_direction_ready_at"),
        table_name="lane",
        sqlite_where=sa.text("ready_at IS NOT NULL"),
        postgresql_where=sa.text("ready_at IS NOT NULL"),
    )
    op.drop_table("lane")
    op.drop_index(
        op.f("ix_inbox_workspace_id_platform_team_chat_place"),
        table_name="inbox",
        sqlite_where=sa.text("state = 'waiting'"),
        postgresql_where=sa.text("state = 'waiting'"),
    )
    op.drop_index(op.f("ix_inbox_workspace_id_platform_team_chat_at"), table_name="inbox")
    op.drop_table("inbox")
    op.drop_table("focus")
    op.drop_index(op.f("ix_code_try_workspace_id_platform_team_user_at"), table_name="code_try")
    op.drop_table("code_try")
    op.drop_index(op.f("ix_change_workspace_id_noun_row_id"), table_name="change")
    op.drop_table("change")
    op.drop_index(op.f("ix_action_workspace_id_source"), table_name="action")
    op.drop_index(op.f("ix_action_workspace_id_member_id_at"), table_name="action")
    op.drop_table("action")
