// A second opinion: the MIT-licensed npm package telegram-test-api as a Bot API server on loopback.
// usage: node telegram_test_api.mjs [PORT] [TOKEN]   (install and run: docs/howto/second-opinion.md)
// Each line on stdin is a user's text, `/command args` a command, `!data` a press of a button;
// each message of the bot is one line of JSON on stdout. Ends with stdin, two quiet seconds later.
import { createServer, request as httpRequest } from 'node:http';
import { createRequire } from 'node:module';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const require = createRequire(`${process.cwd()}/`);
const TelegramServer = require('telegram-test-api').default ?? require('telegram-test-api');
const [port = '9000', token = '123:abc'] = process.argv.slice(2);
const quietMs = 2000;

const inner = Number(port) + 1;
const server = new TelegramServer({ port: inner, host: '127.0.0.1', storeTimeout: 3600 });
await server.start();
const client = server.getClient(token, { userId: 42, chatId: 42, firstName: '李雷', timeout: 1000 });

// What the package lacks and python-telegram-bot needs: `is_bot` in getMe, dates in seconds, chat_instance, four methods.
const me = { id: 7000000001, is_bot: true, first_name: '一诺', username: 'yinuo_bot' };
const ours = { getMe: me, setMyCommands: true, sendChatAction: true, deleteWebhook: true, getWebhookInfo: { url: '' } };
const mend = (key, value) => {
  if (key === 'link_preview_options' && typeof value === 'string') return undefined;
  if (key === 'date' && value > 1e11) return Math.floor(value / 1000);
  return key === 'callback_query' ? { chat_instance: '42', ...value } : value;
};
const front = createServer((request, response) => {
  const method = request.url.split('/').pop().split('?')[0];
  if (method in ours) {
    request.resume();
    response.setHeader('content-type', 'application/json');
    response.end(JSON.stringify({ ok: true, result: ours[method] }));
    return;
  }
  const { method: verb, headers, url: path } = request;
  const onward = httpRequest({ host: '127.0.0.1', port: inner, path, method: verb, headers }, (answer) => {
    const parts = [];
    answer.on('data', (part) => parts.push(part));
    answer.on('end', () => {
      response.writeHead(answer.statusCode, { 'content-type': 'application/json' });
      const said = JSON.parse(Buffer.concat(parts).toString(), mend);
      if (said.ok && said.result == null) said.result = true; // an edit is answered with nothing
      response.end(JSON.stringify(said));
    });
  });
  request.pipe(onward);
});
await new Promise((resolve) => front.listen(Number(port), '127.0.0.1', resolve));
console.error(`base_url http://127.0.0.1:${port}/bot`);

let shown = 0;
let lastNews = Date.now();
const show = async () => {
  const history = await client.getUpdatesHistory();
  const fromBot = history.filter((update) => update.message && !update.message.from);
  for (const update of fromBot.slice(shown)) {
    console.log(JSON.stringify(update.message));
    lastNews = Date.now();
  }
  shown = fromBot.length;
};
const poll = setInterval(() => show().catch((error) => console.error(error.message)), 100);

const act = (line) => {
  if (line.startsWith('!')) {
    const message = { message_id: 1, date: Math.floor(Date.now() / 1000) };
    return client.sendCallback(client.makeCallbackQuery(line.slice(1), { message }));
  }
  if (line.startsWith('/')) return client.sendCommand(client.makeCommand(line));
  return client.sendMessage(client.makeMessage(line));
};
for await (const line of createInterface({ input: process.stdin })) {
  await act(line);
  await sleep(300);
}
lastNews = Date.now();
while (Date.now() - lastNews < quietMs) await sleep(100);
clearInterval(poll);
await show();
front.closeAllConnections();
front.close();
await server.stop();
