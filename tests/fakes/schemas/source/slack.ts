import type { AppsConnectionsOpenArguments } from '../node_modules/@slack/web-api/dist/types/request/apps';
import type { AuthTestArguments } from '../node_modules/@slack/web-api/dist/types/request/auth';
import type {
  ChatGetPermalinkArguments, ChatPostEphemeralArguments, ChatPostMessageArguments, ChatUpdateArguments,
} from '../node_modules/@slack/web-api/dist/types/request/chat';
import type {
  FilesCompleteUploadExternalArguments, FilesGetUploadURLExternalArguments,
} from '../node_modules/@slack/web-api/dist/types/request/files';
import type { OAuthV2AccessArguments } from '../node_modules/@slack/web-api/dist/types/request/oauth';
import type { UsersInfoArguments } from '../node_modules/@slack/web-api/dist/types/request/users';
import type {
  ViewsOpenArguments, ViewsPublishArguments, ViewsUpdateArguments,
} from '../node_modules/@slack/web-api/dist/types/request/views';
import type { KnownBlock, ModalView } from '@slack/types';

/** What Slack takes at a response_url (not in the packages: its documented fields over their blocks). */
interface ResponseUrl {
  text?: string;
  blocks?: KnownBlock[];
  response_type?: 'ephemeral' | 'in_channel';
  replace_original?: boolean;
  delete_original?: boolean;
  thread_ts?: string;
  mrkdwn?: boolean;
  unfurl_links?: boolean;
  unfurl_media?: boolean;
}

/** What an HTTP acknowledgement of a view_submission may carry. */
interface ViewResponse {
  response_action?: 'errors' | 'update' | 'push' | 'clear';
  errors?: Record<string, string>;
  view?: ModalView;
}

export interface SlackMethods {
  'chat.postMessage': ChatPostMessageArguments;
  'chat.update': ChatUpdateArguments;
  'chat.postEphemeral': ChatPostEphemeralArguments;
  'chat.getPermalink': ChatGetPermalinkArguments;
  'views.open': ViewsOpenArguments;
  'views.update': ViewsUpdateArguments;
  'views.publish': ViewsPublishArguments;
  'files.getUploadURLExternal': FilesGetUploadURLExternalArguments;
  'files.completeUploadExternal': FilesCompleteUploadExternalArguments;
  'users.info': UsersInfoArguments;
  'auth.test': AuthTestArguments;
  'apps.connections.open': AppsConnectionsOpenArguments;
  'oauth.v2.access': OAuthV2AccessArguments;
  response_url: ResponseUrl;
  view_response: ViewResponse;
}
