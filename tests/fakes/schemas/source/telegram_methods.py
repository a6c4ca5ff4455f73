"""Write telegram.ts: the argument types of the methods we use, cut out of @grammyjs/types' methods.d.ts.

usage: telegram_methods.py METHODS_D_TS OUT
"""

import re
import sys
from pathlib import Path

METHODS = [
    "sendMessage",
    "editMessageText",
    "editMessageMedia",
    "editMessageReplyMarkup",
    "answerCallbackQuery",
    "answerInlineQuery",
    "setMyCommands",
    "setWebhook",
    "deleteWebhook",
    "getUpdates",
    "getFile",
    "sendPhoto",
    "sendDocument",
    "sendChatAction",
    "deleteMessage",
]


def extract(source: str) -> str:
    imports = [line for line in source.splitlines() if line.startswith("import ")]
    bodies = {name: rf"^    {name}\(args\??: (\{{.*?^    \}})\)" for name in METHODS}
    found = {name: re.search(body, source, re.MULTILINE | re.DOTALL) for name, body in bodies.items()}
    fields = [f"  {name}: {match[1]};" for name, match in found.items() if match]
    head = "\n".join(imports).replace('"./', '"@grammyjs/types/')
    own = 'import type { InputMedia } from "@grammyjs/types/methods.js";'
    types = [own, "type F = string; // an upload", "export interface TelegramMethods {", *fields, "}", ""]
    return "\n".join([head, *types])


if __name__ == "__main__":
    text = Path(sys.argv[1]).read_text(encoding="utf-8")
    Path(sys.argv[2]).write_text(extract(text), encoding="utf-8")
