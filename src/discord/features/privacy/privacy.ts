import type { Client } from "discord.js";
import type { KeptOfPerson } from "../../../library/library.js";
import { count } from "../../../presentation/counts.js";
import { guildOf } from "../../../store/scope.js";
import { buttonRow, confirmation, ownedButton } from "../../buttons.js";
import { type Button, type Command, type Feature, slashCommand } from "../../feature.js";
import { isConversationOf, type Origin } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { shortMarkdown } from "../../text/plain-text.js";
import { listOwnMessages, ownMessageButtons, ownMessageLines, withdrawAll, withdrawFromOne } from "./own-messages.js";

const askToForgetKind = "forget?";
const forgetKind = "forget";

const titlesShown = 10;
const titleLimit = 60;

/** `/privacy`: what is kept about the person who asks, and a button that deletes it. */
const command: Command = {
  definition: slashCommand("privacy", "What is kept about you, and how to delete it"),
  help: () => ["`/privacy` shows what is kept about you, also your messages that others added, and deletes it."],
  run: async (interaction, { retention }) =>
    renderKept(await retention.whatIsKept(interaction.user.id), interaction, interaction.client),
};

/** "Delete all of it" below `/privacy`: asks first. */
const askToForget: Button = {
  kind: askToForgetKind,
  owned: true,
  run: async (interaction) => ({
    content:
      "Delete your own articles, your settings, your verdicts, your last questions, and your messages that others added as articles, for good? This cannot be undone.",
    ...confirmation(interaction, forgetKind, "", "Delete"),
  }),
};

/** "Delete", in answer to that. */
const forget: Button = {
  kind: forgetKind,
  owned: true,
  async run(interaction, _, { retention, conversations }) {
    await retention.forgetPerson(interaction.user.id);
    conversations.forget((key) => isConversationOf(key, interaction.user.id));
    return { content: "Deleted. Nothing is kept about you any more." };
  },
};

/** What is kept about people, and its deletion. */
export const privacy: Feature = {
  commands: [command],
  buttons: [askToForget, forget, listOwnMessages, withdrawAll],
  menus: [withdrawFromOne],
};

function renderKept(kept: KeptOfPerson, owner: Origin, client: Client): OutgoingMessage {
  const { articles, settings, added, feedback, gaps, messages } = kept;
  const titles = articles.slice(0, titlesShown).map(({ title }) => `  - ${shortMarkdown(title, titleLimit)}`);
  if (articles.length > titlesShown) titles.push(`  - … and ${articles.length - titlesShown} more`);
  const inServers = added.filter(({ scope }) => guildOf(scope) !== undefined);
  const given = inServers.reduce((sum, { articles: number }) => sum + number, 0);
  const defaults = Object.keys(settings.defaultArticles).length;
  const lines = [
    "**What is kept about you**",
    `- ${count(articles.length, "article")} of your own, which only you can ask, in direct messages`,
    ...titles,
    `- ${count(defaults, "setting")} of your direct messages`,
    `- ${count(feedback, "verdict")} on answers`,
    `- ${count(gaps, "question")} of yours that no article answered, kept for 90 days for those who keep a server's articles`,
    `- your name on ${count(given, "article")} that you added to ${count(inServers.length, "server")}: deleting takes your name off; the articles are the servers' and stay`,
    ...ownMessageLines(messages, client),
    "",
    "-# Your last question is remembered for ten minutes, so that you can go on from it, and is never written down.",
  ];
  const anything = articles.length + defaults + feedback + gaps + added.length + messages.length > 0;
  const buttons = anything ? [ownedButton(owner, askToForgetKind, "", "Delete all of it")] : [];
  return { content: lines.join("\n"), ...buttonRow([...buttons, ...ownMessageButtons(messages, owner)]) };
}
