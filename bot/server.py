"""The web server: refuses a taken port before anything starts, and ends open pages before it waits for them."""

import socket
from collections.abc import Callable
from types import FrameType

import click
import uvicorn

from bot.config import Settings


class Server(uvicorn.Server):
    """Ends open pages' streams before it waits for its connections."""

    def __init__(self, config: uvicorn.Config, leave: Callable[[], None]) -> None:
        super().__init__(config)
        self.leave = leave

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        self.leave()
        super().handle_exit(sig, frame)


def check_port(settings: Settings) -> None:
    """Say it before anything starts, in words that say what to do."""
    with socket.socket(socket.AF_INET6 if ":" in settings.host else socket.AF_INET) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((settings.host, settings.port))
        except OSError as fault:
            raise click.ClickException(
                f"{settings.host}:{settings.port} cannot be used ({fault.strerror}); choose another: PORT=8001 ./run"
            ) from fault
