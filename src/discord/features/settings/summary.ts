import type { BaseInteraction, Guild } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import type { ArticleSummary } from "../../../library/library.js";
import { listed } from "../../../presentation/counts.js";
import type { ScopeSettings } from "../../../store/scope-settings.js";
import { cardMessage } from "../../card.js";
import { channelLinks, roleNames } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { named, shorten, shortMarkdown } from "../../text/plain-text.js";
import { keepName, languageName } from "./choices.js";

/** The edge of a card that shows settings. */
export const SETTINGS_COLOR = 0x5865f2;

const channelsShown = 8;
const wordingLimit = 330;
const titleLimit = 80;
/** Channels and roles that are named in a line. */
const channelsNamed = 10;

/** What the summary shows besides the settings. */
export interface SummaryFacts {
  /** Whether the operator lets the bot see all messages. */
  readonly messageContent: boolean;
  /** Those that the server sees. */
  readonly articles: readonly ArticleSummary[];
}

/** A server's settings in words, for those who may not change them. */
export function renderSummary(
  settings: ScopeSettings,
  by: BaseInteraction,
  { articles, messageContent }: SummaryFacts,
  texts: Texts,
): OutgoingMessage {
  const { guild } = by;
  const { askerRoles, channels, managerRoles, strictness, keepDays } = settings;
  // Without the text of messages nothing is answered unasked, whatever was chosen.
  const automaticChannels = messageContent ? settings.automaticChannels : [];
  const links = (ids: readonly string[]) => listed(channelLinks(ids, by, texts), "conjunction", channelsNamed, texts);
  const lines = [
    placesLine(channels, links, texts),
    texts.say("settings.says-askers", { who: whoMay(askerRoles, guild, texts) }),
    texts.say("settings.says-managers", { who: whoMay(managerRoles, guild, texts) }),
    texts.say("settings.says-strictness", { strictness: texts.say(`settings.${strictness}`) }),
    texts.say("settings.says-private", { isPrivate: yes(settings.isPrivate) }),
    texts.say("settings.says-global", { isHidden: yes(settings.hidesGlobal) }),
    automaticChannels.length === 0
      ? texts.say("settings.says-not-automatic")
      : texts.say("settings.says-automatic", { channels: links(automaticChannels) }),
    texts.say("settings.says-language", { language: languageName(settings.language, texts) }),
    texts.say("settings.says-keep", { kept: keepName(keepDays, texts).toLowerCase() }),
    texts.say("settings.says-gaps", { isKept: yes(settings.gaps) }),
    ...wordingLines(settings, texts),
    ...defaultLines(settings, articles, texts),
  ].map((line) => `- ${line}`);
  const text = [`### ${texts.say("settings.head")}`, ...lines, `-# ${texts.say("settings.who-can-change")}`].join("\n");
  return cardMessage({ color: SETTINGS_COLOR, parts: [{ text }] });
}

/** What a text's `select` is given. */
export function yes(holds: boolean): string {
  return holds ? "yes" : "no";
}

function placesLine(
  channels: readonly string[] | null,
  links: (ids: readonly string[]) => string,
  texts: Texts,
): string {
  if (channels === null) return texts.say("settings.says-everywhere");
  return channels.length === 0
    ? texts.say("settings.says-nowhere")
    : texts.say("settings.says-places", { channels: links(channels) });
}

function whoMay(roles: readonly string[] | null, guild: Guild | null, texts: Texts): string {
  // Everyone's role has the id of the server.
  if (roles === null || roles.includes(guild?.id ?? "")) return texts.say("settings.everybody");
  return listed(
    [texts.say("settings.managers-of-server"), ...roleNames(roles, guild)],
    "conjunction",
    channelsNamed,
    texts,
  );
}

/** The server's own wording, a line each. */
export function wordingLines({ wording: { refusal, greeting } }: ScopeSettings, texts: Texts): string[] {
  return [
    ...(refusal === "" ? [] : [texts.say("settings.own-refusal", { text: shortMarkdown(refusal, wordingLimit) })]),
    ...(greeting === "" ? [] : [texts.say("settings.own-greeting", { text: shortMarkdown(greeting, wordingLimit) })]),
  ];
}

/** Which channels ask an article first, a line each. */
export function defaultLines(
  { defaultArticles }: ScopeSettings,
  articles: readonly ArticleSummary[],
  texts: Texts,
): string[] {
  const titles = new Map(articles.map(({ id, title }) => [id, title]));
  const lines = Object.entries(defaultArticles).flatMap(([channel, id]) => {
    const title = titles.get(id);
    return title === undefined
      ? []
      : [texts.say("settings.asks-first", { channel: `<#${channel}>`, title: named(shorten(title, titleLimit)) })];
  });
  const more = lines.length - channelsShown;
  return [
    ...lines.slice(0, channelsShown),
    ...(more > 0 ? [texts.say("settings.more-channels", { count: more })] : []),
  ];
}
