"""The teams that installed the Slack app, and who is just installing it: slack_sdk's stores on our database.

Not imported with the rest of the store: slack_sdk costs a second that those without Slack need not wait.
"""

from dataclasses import dataclass
from datetime import UTC, datetime

from slack_sdk.oauth.installation_store.sqlalchemy import SQLAlchemyInstallationStore
from slack_sdk.oauth.state_store import OAuthStateStore
from slack_sdk.oauth.state_store.sqlalchemy import SQLAlchemyOAuthStateStore
from sqlalchemy import Engine, MetaData

from bot.adapters.store.engine import WRITES

STATE_SECONDS = 600


class SingleUseStates(SQLAlchemyOAuthStateStore):
    """States that even two tries at once cannot both use; old ones are swept out as new ones come."""

    def issue(self, *args: object, **kwargs: object) -> str:
        with self.engine.begin() as connection:
            connection.execute(self.oauth_states.delete().where(self.oauth_states.c.expire_at < _now()))
        return str(super().issue(*args, **kwargs))

    def consume(self, state: str) -> bool:
        """Whether it was there and not too old; from now on it is gone."""
        c = self.oauth_states.c
        living = (c.state == state) & (c.expire_at > _now())
        with self.engine.begin() as connection:
            return connection.execute(self.oauth_states.delete().where(living)).rowcount == 1


@dataclass(frozen=True, slots=True)
class SlackInstallations:
    """What the Slack side keeps in the database."""

    installations: SQLAlchemyInstallationStore
    states: OAuthStateStore


def slack_installations(engine: Engine, client_id: str) -> SlackInstallations:
    """Both stores for one app; every transaction asks for SQLite's one writer at once, as ours do."""
    writing = engine.execution_options(**{WRITES: True})
    return SlackInstallations(
        SQLAlchemyInstallationStore(client_id=client_id, engine=writing),
        SingleUseStates(expiration_seconds=STATE_SECONDS, engine=writing),
    )


def slack_tables() -> MetaData:
    """slack_sdk's tables as it wants them, for the migration's test."""
    metadata = MetaData()
    SQLAlchemyInstallationStore.build_bots_table(metadata, "slack_bots")
    SQLAlchemyInstallationStore.build_installations_table(metadata, "slack_installations")
    SQLAlchemyOAuthStateStore.build_oauth_states_table(metadata, "slack_oauth_states")
    return metadata


def _now() -> datetime:
    """As slack_sdk keeps instants: in UTC, without a zone."""
    return datetime.now(UTC).replace(tzinfo=None)
