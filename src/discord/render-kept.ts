import type { KeptOfPerson } from "../library/library.js";
import { count } from "./article-replies.js";
import { buttonRow, type OutgoingMessage } from "./message.js";
import { type Doing, ownedButton } from "./owned-button.js";
import { shortMarkdown } from "./plain-text.js";

export const askToForgetKind = "forget?";
export const forgetKind = "forget";

const titlesShown = 10;
const titleLimit = 150;

/** What is kept about a person, with a button that deletes it where there is anything. */
export function renderKept({ articles, settings, added, feedback }: KeptOfPerson, owner: Doing): OutgoingMessage {
  const titles = articles.slice(0, titlesShown).map(({ title }) => `  - ${shortMarkdown(title, titleLimit)}`);
  if (articles.length > titlesShown) titles.push(`  - … and ${articles.length - titlesShown} more`);
  const inServers = added.filter(({ scope }) => scope.startsWith("guild:"));
  const given = inServers.reduce((sum, { articles: number }) => sum + number, 0);
  const defaults = Object.keys(settings.defaultArticles).length;
  const lines = [
    "**What is kept about you**",
    `- ${count(articles.length, "article")} of your own, which only you can ask, in direct messages`,
    ...titles,
    `- ${count(defaults, "setting")} of your direct messages`,
    `- ${count(feedback, "verdict")} on answers`,
    `- your name on ${count(given, "article")} that you added to ${count(inServers.length, "server")}: deleting takes your name off; the articles are the servers' and stay`,
    "",
    "-# Your last question is remembered for ten minutes, so that you can go on from it, and is never written down.",
  ];
  const anything = articles.length + defaults + feedback + added.length > 0;
  const buttons = anything ? [ownedButton(owner, askToForgetKind, "", "Delete all of it")] : [];
  return { content: lines.join("\n"), ...buttonRow(buttons) };
}
