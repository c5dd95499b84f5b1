import { ApplicationCommandOptionType, type ChatInputCommandInteraction } from "discord.js";
import type { BotContext } from "../../context.js";
import { type Button, type Command, type Subcommand, slashCommand, subcommand } from "../../feature.js";
import { type Origin, scopeOf } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { filterLimit, pageKind, renderPage } from "./render-list.js";

const filterOption = {
  type: ApplicationCommandOptionType.String,
  name: "filter",
  description: "Only those with these words in their titles",
  max_length: filterLimit,
} as const;

/** `/articles [filter]` */
export const articles: Command = {
  definition: slashCommand("articles", "List the articles that can be asked here", { options: [filterOption] }),
  help: (texts) => [texts.say("help.articles")],
  run: (interaction, context) => firstPage(interaction, context),
};

/** `/article list [filter]`: the same among the commands for articles. */
export const list: Subcommand = {
  definition: subcommand("list", "The articles that can be asked here, page by page", [filterOption]),
  run: (interaction, context) => firstPage(interaction, context),
};

/** `‹` and `›` below a page of articles: the page as it is now. */
export const listPage: Button = {
  kind: pageKind,
  owned: true,
  async run(interaction, data, context) {
    const [, page = "0", filter = ""] = /^(\d{1,6}):?(.*)$/s.exec(data) ?? [];
    return pageOf(interaction, context, Number(page), filter);
  },
};

function firstPage(interaction: ChatInputCommandInteraction, context: BotContext): Promise<OutgoingMessage> {
  // A button holds it, in at most so many units.
  const filter = (interaction.options.getString("filter") ?? "").slice(0, filterLimit);
  return pageOf(interaction, context, 0, filter);
}

async function pageOf(
  owner: Origin,
  { articles, texts }: BotContext,
  page: number,
  filter: string,
): Promise<OutgoingMessage> {
  return renderPage(await articles.details(scopeOf(owner)), { page, filter: filter.trim(), owner, texts });
}
