"""Files on their way into a workspace: a place to upload to, the bytes, and that they are complete."""

from dataclasses import dataclass, field
from uuid import uuid4

from tests.fakes.schema import Json


@dataclass
class File:
    """`looks` is how often Slack still refuses to show it after it is complete."""

    id: str
    team: str
    name: str
    length: int
    ticket: str = field(default_factory=lambda: uuid4().hex)
    title: str = ""
    content: bytes | None = None
    complete: bool = False
    looks: int = 0

    def json(self) -> Json:
        return {"id": self.id, "title": self.title}


@dataclass
class Files:
    """`slow` makes files need so many looks before a message can show them, as right after an upload."""

    slow: int = 0
    by_id: dict[str, File] = field(default_factory=dict)

    @property
    def complete_ones(self) -> list[File]:
        return [file for file in self.by_id.values() if file.complete]

    def begin(self, team: str, name: str, length: int) -> File:
        file = File(f"F{uuid4().hex[:10].upper()}", team, name, length, looks=self.slow)
        self.by_id[file.id] = file
        return file

    def upload(self, ticket: str, content: bytes) -> bool:
        """Whether the bytes are what was announced."""
        file = next((each for each in self.by_id.values() if each.ticket == ticket), None)
        if file is None or file.content is not None or len(content) != file.length:
            return False
        file.content = content
        return True

    def complete(self, team: str, file_id: str, title: str) -> File | None:
        file = self.by_id.get(file_id)
        if file is None or file.team != team or file.content is None:
            return None
        file.complete, file.title = True, title
        return file

    def problem(self, team: str, blocks: list[Json]) -> str:
        """Why Slack does not show the files of these blocks; "" when it does."""
        for block in blocks:
            wanted = block.get("slack_file", {}).get("id")
            file = self.by_id.get(wanted or "")
            if wanted is None:
                continue
            if file is None or file.team != team or not file.complete:
                return "no such file"
            if file.looks:
                file.looks -= 1
                return "not ready"
        return ""
