import {
  ApplicationCommandOptionType,
  type ButtonInteraction,
  ChannelType,
  type ChatInputCommandInteraction,
} from "discord.js";
import type { BotContext } from "../../context.js";
import { type Button, type Subcommand, subcommand } from "../../feature.js";
import { scopeOf } from "../../incoming.js";
import { addArticleKind } from "../../openers.js";
import { requireManager } from "../../permissions.js";
import { addFormWith } from "./add-form.js";
import { addChannel } from "./channel.js";
import { addArticle, begunBy } from "./import.js";
import { offerOptions, offersOf } from "./offer.js";
import { reportButtons } from "./report-buttons.js";

/** Channels with messages that can be pinned, and forums. */
const readable = [
  ChannelType.GuildText,
  ChannelType.GuildAnnouncement,
  ChannelType.GuildVoice,
  ChannelType.GuildStageVoice,
  ChannelType.GuildForum,
  ChannelType.PublicThread,
  ChannelType.AnnouncementThread,
] as const;

/** `/article add [file] [url] [title] [channel]`; with none of them it opens the form. */
export const add: Subcommand = {
  isForManagers: true,
  definition: subcommand("add", "Add a file, a web address or a channel; with none of them a form opens", [
    ...offerOptions,
    {
      type: ApplicationCommandOptionType.String,
      name: "title",
      description: "A title in place of the article's own",
      max_length: 300,
    },
    {
      type: ApplicationCommandOptionType.Channel,
      name: "channel",
      description: "Its pinned messages, or the posts of a forum, as one article",
      channel_types: [...readable],
    },
  ]),
  form(interaction, context) {
    if (offersOf(interaction).length > 0 || channelIn(interaction) !== undefined) return undefined;
    const form = addFormWith(interaction.options.getString("title") ?? "", context.texts);
    // Who may not add is told so before they fill it in, not after: `run` meets the same error again and reports it.
    return mayAdd(interaction, context).then(
      () => form,
      () => undefined,
    );
  },
  begins(interaction) {
    const [offer, second] = offersOf(interaction);
    const isOne = offer !== undefined && second === undefined && channelIn(interaction) === undefined;
    return !isOne ? [] : [begunBy(offer, interaction, interaction)];
  },
  async run(interaction, context, live) {
    await mayAdd(interaction, context);
    const [offer, second] = offersOf(interaction);
    const channel = channelIn(interaction);
    const title = interaction.options.getString("title") ?? undefined;
    if (second !== undefined || (offer !== undefined && channel !== undefined))
      return { content: context.texts.say("add.one-only") };
    if (channel !== undefined) return addChannel(interaction, { id: channel, isNamed: true, title }, context, live);
    if (offer === undefined) return { content: context.texts.say("add.something") };
    const adding = { by: interaction, asked: interaction, title };
    const { report, articleId } = await addArticle(context, offer, adding, live);
    return { content: report, ...reportButtons(context.texts, articleId) };
  },
};

/** "Add an article": the form, for those who may. */
export const openAdd: Button = {
  kind: addArticleKind,
  form: (interaction, _, context) =>
    mayAdd(interaction, context).then(
      () => addFormWith("", context.texts),
      () => undefined,
    ),
  async run(interaction, _, context) {
    // Whoever may not add is told why.
    await mayAdd(interaction, context);
    return { content: context.texts.say("add.with-command") };
  },
};

/** @throws NotAllowedError, ImportsForbiddenError, QuotaError */
async function mayAdd(
  interaction: ChatInputCommandInteraction | ButtonInteraction,
  context: BotContext,
): Promise<void> {
  await requireManager(interaction, context);
  await context.articles.checkImport(scopeOf(interaction));
}

function channelIn({ options }: ChatInputCommandInteraction): string | undefined {
  return options.getChannel("channel")?.id;
}
