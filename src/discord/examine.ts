import {
  type APIApplication,
  ApplicationFlags,
  PermissionsBitField,
  type PermissionsString,
  REST,
  type RESTAPIPartialCurrentUserGuild,
  RESTEvents,
  Routes,
} from "discord.js";
import { hasTheseCommands } from "./register-commands.js";
import { commandDefinitions } from "./router.js";

/** What Discord says of a bot, asked without connecting it. */
export interface BotFacts {
  /** The name of its application. */
  readonly name: string;
  /** Whether the developer portal allows it the text of all messages. */
  readonly allowsMessageContent: boolean;
  /** Whether Discord has the very commands of this version. */
  readonly hasCommands: boolean;
  /** The servers that it is in, and which permissions it lacks there (channels may take more). */
  readonly guilds: readonly { readonly name: string; readonly missing: readonly PermissionsString[] }[];
  /** How far this machine's clock is ahead of Discord's, in milliseconds (exact to a second); `undefined` where Discord tells no time. */
  readonly clockAhead: number | undefined;
}

/** What it needs in a server, as in the README. */
const NEEDED: readonly PermissionsString[] = ["ViewChannel", "SendMessages", "EmbedLinks", "ReadMessageHistory"];

/** Discord gives so many servers at once. */
const PAGE = 200;

/** How long one request may take, in milliseconds. */
const LONGEST = 10_000;

/**
 * Asks Discord about a bot. Beside the running bot it can be done too: nothing is changed, and no connection is opened.
 * @param apiUrl where the API is, without its version
 * @throws the REST client's error, which has a `status` of 401 where the token is not accepted
 */
export async function examineBot(token: string, apiUrl: string): Promise<BotFacts> {
  const rest = new REST({ api: apiUrl, version: "10", retries: 1, timeout: LONGEST }).setToken(token);
  let clockAhead: number | undefined;
  rest.once(RESTEvents.Response, (_request, { headers }) => {
    const theirs = Date.parse(headers.get("date") ?? "");
    clockAhead = Number.isNaN(theirs) ? undefined : Date.now() - theirs;
  });
  const application = (await rest.get(Routes.currentApplication())) as APIApplication;
  const flags = application.flags ?? 0;
  const content = ApplicationFlags.GatewayMessageContent | ApplicationFlags.GatewayMessageContentLimited;
  return {
    name: application.name,
    allowsMessageContent: (flags & content) !== 0,
    hasCommands: await hasTheseCommands(rest, application.id, commandDefinitions),
    guilds: (await guildsOf(rest)).map(({ name, permissions }) => ({
      name,
      missing: new PermissionsBitField(BigInt(permissions)).missing(NEEDED),
    })),
    clockAhead,
  };
}

async function guildsOf(rest: REST): Promise<RESTAPIPartialCurrentUserGuild[]> {
  const guilds: RESTAPIPartialCurrentUserGuild[] = [];
  for (let after = "0"; ; after = guilds.at(-1)?.id ?? after) {
    const query = new URLSearchParams({ after, limit: String(PAGE) });
    const page = (await rest.get(Routes.userGuilds(), { query })) as RESTAPIPartialCurrentUserGuild[];
    guilds.push(...page);
    if (page.length < PAGE) return guilds;
  }
}
