import { type Client, ComponentType } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import type { KeptOfPerson } from "../../../library/library.js";
import { guildOf, type Scope } from "../../../store/scope.js";
import { confirmation, ownedButton, ownedMenuId } from "../../buttons.js";
import type { Button, Menu } from "../../feature.js";
import type { Origin } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { limits } from "../../text/limits.js";
import { linesWithin, oneLine, shorten, shortMarkdown } from "../../text/plain-text.js";

// The messages that a person wrote and others added as articles. Whose they are is looked up by who presses: a custom id gives no rights.

const listKind = "own-messages";
const oneKind = "withdraw-one";
const allKind = "withdraw-all";

const titleLimit = 60;
const serverLimit = 40;
const articlesNamed = 4;
/** Links to messages of one article, which take some 100 characters each. */
const linksShown = 5;

type Messages = KeptOfPerson["messages"];

/** What `/privacy` says of them: how many there are, and in which articles of which servers. */
export function ownMessageLines(messages: Messages, client: Client, texts: Texts): string[] {
  const articles = byArticle(messages);
  const said = texts.say("own-messages.said", { count: messages.length });
  const named = articles
    .slice(0, articlesNamed)
    .map(([one, ...more]) => `  - ${placeOf(one, client, texts)}${times(more, texts)}`);
  const left = articles.length - named.length;
  return [
    `- ${said}${articles.length === 0 ? "" : ":"}`,
    ...named,
    ...(left > 0 ? [`  - ${texts.say("more", { count: left })}`] : []),
  ];
}

/** "Remove my messages" below `/privacy`, where there are any. */
export function ownMessageButtons(messages: Messages, owner: Origin, texts: Texts) {
  return messages.length === 0 ? [] : [ownedButton(owner, listKind, "", texts.say("own-messages.remove"))];
}

/** Shows where they are, and asks which are to be removed. */
export const listOwnMessages: Button = {
  kind: listKind,
  owned: true,
  run: async (interaction, _, { retention, texts }) =>
    renderList((await retention.whatIsKept(interaction.user.id)).messages, interaction, interaction.client, texts),
};

/** Removes those in the article that was chosen, and shows the others. */
export const withdrawFromOne: Menu = {
  kind: oneKind,
  owned: true,
  async run(interaction, _, { retention, texts }) {
    const { user, client } = interaction;
    const removed = await retention.withdrawMessages(user.id, interaction.values[0] ?? "");
    return renderList(
      (await retention.whatIsKept(user.id)).messages,
      interaction,
      client,
      texts,
      removedLine(removed, texts),
    );
  },
};

/** Removes all of them. */
export const withdrawAll: Button = {
  kind: allKind,
  owned: true,
  run: async ({ user }, _, { retention, texts }) => ({
    content: removedLine(await retention.withdrawMessages(user.id), texts),
  }),
};

function removedLine(removed: number, texts: Texts): string {
  return removed === 0 ? texts.say("own-messages.nothing") : texts.say("own-messages.removed", { count: removed });
}

function renderList(messages: Messages, owner: Origin, client: Client, texts: Texts, lead = ""): OutgoingMessage {
  if (messages.length === 0) return { content: lead || texts.say("own-messages.none") };
  const articles = byArticle(messages);
  const head = [
    ...(lead === "" ? [] : [lead, ""]),
    `**${texts.say("own-messages.head")}**`,
    texts.say("own-messages.explained"),
  ];
  const room = limits.content - head.join("\n").length - (texts.say("more", { count: 1_000_000 }).length + 1) - 1;
  const lines = linesWithin(
    articles.map((of) => `- ${placeOf(of[0], client, texts)}: ${links(of, texts)}`),
    room,
  );
  const left = articles.length - lines.length;
  const menu = {
    type: ComponentType.StringSelect,
    custom_id: ownedMenuId(owner, oneKind),
    placeholder: texts.say("own-messages.menu"),
    options: articles.slice(0, limits.choices).map((of) => option(of, client, texts)),
  } as const;
  const deletes = confirmation(
    owner,
    allKind,
    "",
    texts.say("own-messages.remove-all", { count: messages.length }),
    texts,
  );
  return {
    content: [...head, ...lines, ...(left > 0 ? [texts.say("more", { count: left })] : [])].join("\n"),
    components: [{ type: ComponentType.ActionRow, components: [menu] }, ...(deletes.components ?? [])],
  };
}

type OfArticle = readonly [Messages[number], ...Messages];

function byArticle(messages: Messages): OfArticle[] {
  const ids = [...new Set(messages.map(({ articleId }) => articleId))];
  return ids.flatMap((id) => {
    const [first, ...more] = messages.filter(({ articleId }) => articleId === id);
    return first === undefined ? [] : [[first, ...more] as const];
  });
}

function placeOf({ title, scope }: Messages[number], client: Client, texts: Texts): string {
  const server = serverOf(scope, client);
  return texts.say("own-messages.place", {
    title: shortMarkdown(title, titleLimit) || texts.say("own-messages.an-article"),
    server: server === undefined ? texts.say("own-messages.nameless") : shortMarkdown(server, serverLimit),
  });
}

function serverOf(scope: Scope, { guilds }: Client): string | undefined {
  return guilds.cache.get(guildOf(scope) ?? "")?.name;
}

function times(more: Messages, texts: Texts): string {
  return more.length === 0 ? "" : ` (${texts.say("messages", { count: more.length + 1 })})`;
}

function links(messages: OfArticle, texts: Texts): string {
  const shown = messages
    .slice(0, linksShown)
    .map(({ address }, at) => `[${texts.say("own-messages.link", { number: at + 1 })}](<${address}>)`);
  return [
    ...shown,
    ...(messages.length > linksShown ? [texts.say("list.more", { count: messages.length - linksShown })] : []),
  ].join(", ");
}

function option([first, ...more]: OfArticle, client: Client, texts: Texts) {
  const server = shorten(serverOf(first.scope, client) ?? texts.say("own-messages.elsewhere"), serverLimit);
  return {
    value: first.articleId,
    label: shorten(oneLine(first.title), limits.choiceName) || first.articleId,
    description: shorten(`${server} · ${texts.say("messages", { count: more.length + 1 })}`, limits.choiceName),
  };
}
