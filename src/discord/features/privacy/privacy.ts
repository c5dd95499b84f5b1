import type { Client } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import type { KeptOfPerson } from "../../../library/library.js";
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
  help: (texts) => [texts.say("help.privacy")],
  run: async (interaction, { retention, texts }) =>
    renderKept(await retention.whatIsKept(interaction.user.id), interaction, interaction.client, texts),
};

/** "Delete all of it" below `/privacy`: asks first. */
const askToForget: Button = {
  kind: askToForgetKind,
  owned: true,
  run: async (interaction, _, { texts }) => ({
    content: texts.say("privacy.ask-to-forget"),
    ...confirmation(interaction, forgetKind, "", texts.say("privacy.delete"), texts),
  }),
};

/** "Delete", in answer to that. */
const forget: Button = {
  kind: forgetKind,
  owned: true,
  async run(interaction, _, { retention, conversations, texts }) {
    await retention.forgetPerson(interaction.user.id);
    conversations.forget((key) => isConversationOf(key, interaction.user.id));
    return { content: texts.say("privacy.deleted") };
  },
};

/** What is kept about people, and its deletion. */
export const privacy: Feature = {
  commands: [command],
  buttons: [askToForget, forget, listOwnMessages, withdrawAll],
  menus: [withdrawFromOne],
};

function renderKept(kept: KeptOfPerson, owner: Origin, client: Client, texts: Texts): OutgoingMessage {
  const { articles, settings, added, feedback, gaps, messages } = kept;
  const titles = articles.slice(0, titlesShown).map(({ title }) => `  - ${shortMarkdown(title, titleLimit)}`);
  if (articles.length > titlesShown) titles.push(`  - ${texts.say("more", { count: articles.length - titlesShown })}`);
  const inServers = added.filter(({ scope }) => guildOf(scope) !== undefined);
  const given = inServers.reduce((sum, { articles: number }) => sum + number, 0);
  const defaults = Object.keys(settings.defaultArticles).length;
  const lines = [
    `**${texts.say("privacy.head")}**`,
    `- ${texts.say("privacy.articles", { count: articles.length })}`,
    ...titles,
    `- ${texts.say("privacy.settings", { count: defaults })}`,
    `- ${texts.say("privacy.verdicts", { count: feedback })}`,
    `- ${texts.say("privacy.questions", { count: gaps })}`,
    `- ${texts.say("privacy.name", { articles: given, servers: inServers.length })}`,
    ...ownMessageLines(messages, client, texts),
    "",
    `-# ${texts.say("privacy.last-question")}`,
  ];
  const anything = articles.length + defaults + feedback + gaps + added.length + messages.length > 0;
  const buttons = anything ? [ownedButton(owner, askToForgetKind, "", texts.say("privacy.delete-all"))] : [];
  return { content: lines.join("\n"), ...buttonRow([...buttons, ...ownMessageButtons(messages, owner, texts)]) };
}
