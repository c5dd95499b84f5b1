import {
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { ArticleSummary } from "../../library/library.js";
import { limits } from "../limits.js";
import type { OutgoingMessage } from "../message.js";
import { shortMarkdown } from "../plain-text.js";
import { scopeOfInteraction } from "../scope-of.js";
import type { Command } from "./command.js";

const definition = {
  type: ApplicationCommandType.ChatInput,
  name: "articles",
  description: "List the articles that can be asked here",
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
} satisfies RESTPostAPIChatInputApplicationCommandsJSONBody;

/** `/articles` */
export const articles: Command = {
  definition,
  isPrivate: () => true,
  async run(interaction, { library }) {
    return renderArticles(await library.list(scopeOfInteraction(interaction)));
  },
};

/** The list of articles as a message; what has no room is counted. */
function renderArticles(list: readonly ArticleSummary[]): OutgoingMessage {
  if (list.length === 0) {
    return {
      content:
        "There is no article here yet. `/article add` adds one; in a direct message, send a file or a web address.",
    };
  }
  const lines: string[] = [];
  let room = limits.embedDescription - "… and 1000000 more".length;
  for (const article of list) {
    const line = `- ${shortMarkdown(article.title, 300)} · ${count(article.paragraphs, "paragraph")}`;
    room -= line.length + 1;
    if (room < 0) break;
    lines.push(line);
  }
  if (lines.length < list.length) lines.push(`… and ${list.length - lines.length} more`);
  return { embeds: [{ title: count(list.length, "article"), description: lines.join("\n") }] };
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? "" : "s"}`;
}
