import { type Client, ComponentType } from "discord.js";
import type { KeptOfPerson } from "../../../library/library.js";
import { count } from "../../../presentation/counts.js";
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
export function ownMessageLines(messages: Messages, client: Client): string[] {
  const articles = byArticle(messages);
  const said =
    messages.length === 1
      ? "1 of your messages was added as an article by others"
      : `${messages.length} of your messages were added as articles by others`;
  const named = articles.slice(0, articlesNamed).map(([one, ...more]) => `  - ${placeOf(one, client)}${times(more)}`);
  const left = articles.length - named.length;
  return [`- ${said}${articles.length === 0 ? "" : ":"}`, ...named, ...(left > 0 ? [`  - … and ${left} more`] : [])];
}

/** "Remove my messages" below `/privacy`, where there are any. */
export function ownMessageButtons(messages: Messages, owner: Origin) {
  return messages.length === 0 ? [] : [ownedButton(owner, listKind, "", "Remove my messages")];
}

/** Shows where they are, and asks which are to be removed. */
export const listOwnMessages: Button = {
  kind: listKind,
  owned: true,
  run: async (interaction, _, { retention }) =>
    renderList((await retention.whatIsKept(interaction.user.id)).messages, interaction, interaction.client),
};

/** Removes those in the article that was chosen, and shows the others. */
export const withdrawFromOne: Menu = {
  kind: oneKind,
  owned: true,
  async run(interaction, _, { retention }) {
    const { user, client } = interaction;
    const removed = await retention.withdrawMessages(user.id, interaction.values[0] ?? "");
    return renderList((await retention.whatIsKept(user.id)).messages, interaction, client, removedLine(removed));
  },
};

/** Removes all of them. */
export const withdrawAll: Button = {
  kind: allKind,
  owned: true,
  run: async ({ user }, _, { retention }) => ({ content: removedLine(await retention.withdrawMessages(user.id)) }),
};

function removedLine(removed: number): string {
  return removed === 0
    ? "There was nothing of yours there any more."
    : `Removed ${count(removed, "message")} of yours. Nobody can ask ${removed === 1 ? "it" : "them"} any more.`;
}

function renderList(messages: Messages, owner: Origin, client: Client, lead = ""): OutgoingMessage {
  if (messages.length === 0) return { content: lead || "No article here has a message of yours any more." };
  const articles = byArticle(messages);
  const head = [
    ...(lead === "" ? [] : [lead, ""]),
    "**Your messages in articles that others added**",
    "They can be taken out for good. An article of several people keeps what the others wrote.",
  ];
  const room = limits.content - head.join("\n").length - "\n… and 1000000 more".length - 1;
  const lines = linesWithin(
    articles.map((of) => `- ${placeOf(of[0], client)}: ${links(of)}`),
    room,
  );
  const left = articles.length - lines.length;
  const menu = {
    type: ComponentType.StringSelect,
    custom_id: ownedMenuId(owner, oneKind),
    placeholder: "Remove them from one article …",
    options: articles.slice(0, limits.choices).map((of) => option(of, client)),
  } as const;
  const deletes = confirmation(owner, allKind, "", `Remove all ${messages.length}`);
  return {
    content: [...head, ...lines, ...(left > 0 ? [`… and ${left} more`] : [])].join("\n"),
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

function placeOf({ title, scope }: Messages[number], client: Client): string {
  const server = serverOf(scope, client);
  return `${shortMarkdown(title, titleLimit) || "an article"} in ${server === undefined ? ELSEWHERE : shortMarkdown(server, serverLimit)}`;
}

const ELSEWHERE = "a place where I cannot see its name";

function serverOf(scope: Scope, { guilds }: Client): string | undefined {
  return guilds.cache.get(guildOf(scope) ?? "")?.name;
}

function times(more: Messages): string {
  return more.length === 0 ? "" : ` (${more.length + 1} messages)`;
}

function links(messages: OfArticle): string {
  const shown = messages.slice(0, linksShown).map(({ address }, at) => `[message ${at + 1}](<${address}>)`);
  return [...shown, ...(messages.length > linksShown ? [`${messages.length - linksShown} more`] : [])].join(", ");
}

function option([first, ...more]: OfArticle, client: Client) {
  const server = shorten(serverOf(first.scope, client) ?? "elsewhere", serverLimit);
  return {
    value: first.articleId,
    label: shorten(oneLine(first.title), limits.choiceName) || first.articleId,
    description: shorten(`${server} · ${count(more.length + 1, "message")}`, limits.choiceName),
  };
}
