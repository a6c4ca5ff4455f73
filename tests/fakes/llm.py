"""A strict stand-in for an OpenAI-compatible endpoint: refuses what a real one would, then answers as told."""

import asyncio
from typing import Any, Self

import jsonschema
from aiohttp import web

from tests.fakes.loopback import Loopback

KEY = "test-key"
REQUEST = {
    "type": "object",
    "required": ["model", "messages", "temperature", "response_format"],
    "additionalProperties": False,
    "properties": {
        "model": {"const": "tiny"},
        "temperature": {"type": "number"},
        "messages": {
            "type": "array",
            "minItems": 2,
            "items": {
                "type": "object",
                "required": ["role", "content"],
                "additionalProperties": False,
                "properties": {
                    "role": {"enum": ["system", "user", "assistant"]},
                    "content": {"type": "string", "minLength": 1},
                },
            },
        },
        "response_format": {
            "type": "object",
            "required": ["type", "json_schema"],
            "properties": {
                "type": {"const": "json_schema"},
                "json_schema": {
                    "type": "object",
                    "required": ["name", "schema"],
                    "properties": {"schema": {"type": "object", "required": ["type", "properties"]}},
                },
            },
        },
    },
}


class LlmFake:
    """Its answers come in the order given; the last one again and again. `asked` is what it was sent."""

    def __init__(self, *answers: str | float) -> None:
        self._answers = list(answers)
        self.asked: list[dict[str, Any]] = []
        app = web.Application()
        app.router.add_post("/v1/chat/completions", self._complete)
        app.router.add_get("/v1/models", self._models)
        self._server = Loopback(app)

    @property
    def url(self) -> str:
        return f"{self._server.url}/v1"

    def __enter__(self) -> Self:
        self._server.open()
        return self

    def __exit__(self, *_: object) -> None:
        self._server.close()

    @property
    def seen(self) -> str:
        """All that left the house."""
        return "\n".join(message["content"] for body in self.asked for message in body["messages"])

    async def _models(self, request: web.Request) -> web.Response:
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return web.json_response({"error": "no such key"}, status=401)
        return web.json_response({"data": [{"id": "tiny"}]})

    async def _complete(self, request: web.Request) -> web.StreamResponse:
        """A text is the answer, a whole number a status, a fraction the seconds between its bytes."""
        if request.headers.get("Authorization") != f"Bearer {KEY}":
            return web.json_response({"error": "no such key"}, status=401)
        body = await request.json()
        jsonschema.validate(body, REQUEST)
        jsonschema.Draft202012Validator.check_schema(body["response_format"]["json_schema"]["schema"])
        self.asked.append(body)
        answer = self._answers.pop(0) if len(self._answers) > 1 else self._answers[0]
        if isinstance(answer, float):
            return await _drip(request, answer)
        if isinstance(answer, int):
            return web.json_response({"error": "broken"}, status=answer)
        return web.json_response({"choices": [{"message": {"role": "assistant", "content": answer}}]})


async def _drip(request: web.Request, pause: float) -> web.StreamResponse:
    """A byte now and then, for as long as anybody listens."""
    response = web.StreamResponse(headers={"Content-Type": "application/json"})
    await response.prepare(request)
    for _ in range(1000):
        await response.write(b" ")
        await asyncio.sleep(pause)
    return response
