import type { BaseInteraction, Guild } from "discord.js";
import type { ArticleSummary } from "../../../library/library.js";
import { count, listed } from "../../../presentation/counts.js";
import type { ScopeSettings } from "../../../store/scope-settings.js";
import { cardMessage } from "../../card.js";
import { channelLinks, roleNames } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { named, shorten, shortMarkdown } from "../../text/plain-text.js";
import { KEEP_CHOICES, LANGUAGE_CHOICES, STRICTNESS_CHOICES } from "./choices.js";

/** The edge of a card that shows settings. */
export const SETTINGS_COLOR = 0x5865f2;

const channelsShown = 8;
const wordingLimit = 330;
const titleLimit = 80;
const MANAGERS = "Members who may manage this server";

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
): OutgoingMessage {
  const { guild } = by;
  const { askerRoles, channels, managerRoles, strictness, keepDays } = settings;
  // Without the text of messages nothing is answered unasked, whatever was chosen.
  const automaticChannels = messageContent ? settings.automaticChannels : [];
  const kept = KEEP_CHOICES.find(([days]) => days === (keepDays ?? 0))?.[1] ?? count(keepDays ?? 0, "day");
  const lines = [
    `- I answer ${channels === null ? "in all channels" : channels.length === 0 ? "in no channel" : `in ${listed(channelLinks(channels, by))}`}.`,
    `- ${whoMay(askerRoles, guild)} may ask.`,
    `- ${whoMay(managerRoles, guild)} may add and remove articles.`,
    `- How sure an answer must be: **${STRICTNESS_CHOICES[strictness].label}**.`,
    `- Answers to commands are ${settings.isPrivate ? "private" : "for all to see"}, unless you say otherwise.`,
    `- Everyone’s articles are ${settings.hidesGlobal ? "hidden: I know this server’s own alone" : "asked too"}.`,
    `- Questions that nobody put to me: ${automaticChannels.length === 0 ? "not answered" : `answered in ${listed(channelLinks(automaticChannels, by))}, where I am sure`}.`,
    `- Language: ${LANGUAGE_CHOICES[settings.language]}.`,
    `- 👍 and 👎 are kept: ${kept.toLowerCase()}.`,
    `- Questions that found nothing are ${settings.gaps ? "kept for `/gaps`, with who asked, 90 days at most" : "not kept"}.`,
    ...[...wordingLines(settings), ...defaultLines(settings, articles)].map((line) => `- ${line}`),
  ];
  const text = `### Settings of this server\n${lines.join("\n")}\n-# Who may manage this server can change them.`;
  return cardMessage({ color: SETTINGS_COLOR, parts: [{ text }] });
}

function whoMay(roles: readonly string[] | null, guild: Guild | null): string {
  // Everyone's role has the id of the server.
  if (roles === null || roles.includes(guild?.id ?? "")) return "Everybody";
  return listed([MANAGERS, ...roleNames(roles, guild)]);
}

/** The server's own wording, a line each. */
export function wordingLines({ wording: { refusal, greeting } }: ScopeSettings): string[] {
  return [
    ...(refusal === "" ? [] : [`Instead of “The article does not say.”: “${shortMarkdown(refusal, wordingLimit)}”`]),
    ...(greeting === "" ? [] : [`To greetings: “${shortMarkdown(greeting, wordingLimit)}”`]),
  ];
}

/** Which channels ask an article first, a line each. */
export function defaultLines({ defaultArticles }: ScopeSettings, articles: readonly ArticleSummary[]): string[] {
  const titles = new Map(articles.map(({ id, title }) => [id, title]));
  const lines = Object.entries(defaultArticles).flatMap(([channel, id]) => {
    const title = titles.get(id);
    return title === undefined ? [] : [`<#${channel}> asks ${named(shorten(title, titleLimit))} first.`];
  });
  const more = lines.length - channelsShown;
  return [...lines.slice(0, channelsShown), ...(more > 0 ? [`… and ${count(more, "more channel")}.`] : [])];
}
