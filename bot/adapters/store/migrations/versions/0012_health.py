"""What the sweep finds of every account."""

import sqlalchemy as sa
from alembic import op

revision = "0012"
down_revision = "0011"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "health",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("points", sa.Integer(), nullable=False),
        sa.Column("colour", sa.Text(), nullable=False),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("reasons", sa.Text(), nullable=False),
        sa.Column("stage", sa.Text(), nullable=True),
        sa.Column("stage_since", sa.Date(), nullable=True),
        sa.Column("declined_from", sa.Text(), nullable=True),
        sa.Column("next_stage", sa.Text(), nullable=True),
        sa.Column("next_checks", sa.Integer(), nullable=False),
        sa.Column("next_checked_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("workspace_id", "customer_id", name=op.f("pk_health")),
    )
    op.create_index(
        op.f("ix_health_workspace_id_colour_points"), "health", ["workspace_id", "colour", "points"]
    )
    op.create_index(op.f("ix_health_workspace_id_stage"), "health", ["workspace_id", "stage"])
    op.create_table(
        "worth",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("customer_id", sa.Text(), nullable=False),
        sa.Column("reckoned_on", sa.Date(), nullable=False),
        sa.Column("revenue_minor", sa.BigInteger(), nullable=True),
        sa.Column("revenue_currency", sa.Text(), nullable=True),
        sa.Column("orders", sa.Integer(), nullable=False),
        sa.Column("first_order", sa.Date(), nullable=True),
        sa.Column("last_order", sa.Date(), nullable=True),
        sa.Column("touches", sa.Integer(), nullable=False),
        sa.Column("tier", sa.Text(), nullable=False),
        sa.Column("recency", sa.Integer(), nullable=False),
        sa.Column("frequency", sa.Integer(), nullable=False),
        sa.Column("monetary", sa.Integer(), nullable=False),
        sa.Column("unvalued", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", "customer_id", name=op.f("pk_worth")),
    )
    op.create_index(op.f("ix_worth_workspace_id_revenue_minor"), "worth", ["workspace_id", "revenue_minor"])
    op.create_index(op.f("ix_worth_workspace_id_tier"), "worth", ["workspace_id", "tier"])
    op.create_table(
        "ranking",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("reckoned_on", sa.Date(), nullable=False),
        sa.Column("quarter", sa.Date(), nullable=False),
        sa.Column("cuts", sa.Text(), nullable=False),
        sa.Column("fitted_on", sa.Date(), nullable=True),
        sa.Column("fit", sa.Text(), nullable=True),
        sa.Column("done", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_ranking")),
    )
    op.create_table(
        "sweep",
        sa.Column("workspace_id", sa.Text(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("step", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.Column("judged", sa.Integer(), nullable=False),
        sa.Column("total", sa.Integer(), nullable=False),
        sa.Column("tally", sa.Text(), nullable=False),
        sa.Column("norms", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("workspace_id", name=op.f("pk_sweep")),
    )


def downgrade() -> None:
    op.drop_table("ranking")
    op.drop_table("sweep")
    op.drop_table("worth")
    op.drop_table("health")
