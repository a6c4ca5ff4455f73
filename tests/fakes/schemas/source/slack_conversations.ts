import type { ConversationsOpenArguments } from '../node_modules/@slack/web-api/dist/types/request/conversations';

/** Apart, because @slack/web-api has two types called Channel. */
export interface SlackConversations {
  'conversations.open': ConversationsOpenArguments;
}
