import { type BaseInteraction, InteractionContextType } from "discord.js";
import type { ScopeSettings } from "../../../store/scope-settings.js";
import { type BotContext, NotAllowedError } from "../../context.js";
import { presentSettings } from "../../deletions.js";
import { type Button, type Command, type Feature, type Form, type Menu, slashCommand } from "../../feature.js";
import { scopeOf } from "../../incoming.js";
import { managesServer, requireServerManager } from "../../permissions.js";
import type { OutgoingMessage } from "../../send.js";
import { changeOf, setBy } from "./choices.js";
import { panelKind, renderPanel, toggleKind, wordingKind } from "./panel.js";
import { renderSummary } from "./summary.js";
import { wordingForm, wordingIn } from "./wording.js";

/** `/settings`: the panel for those who may manage the server, for others what is set. */
const command: Command = {
  definition: slashCommand("settings", "What this server has set: who may ask and add, where I answer, and how", {
    contexts: [InteractionContextType.Guild],
  }),
  help: (texts) => [texts.say("help.settings")],
  async run(interaction, context) {
    const settings = await settingsOf(interaction, context);
    if (managesServer(interaction)) return panelOf(settings, interaction, context);
    const articles = await context.library.list(scopeOf(interaction));
    return renderSummary(settings, interaction, { articles, messageContent: context.messageContent }, context.texts);
  },
};

/** A choice in the panel. */
const choose: Menu = {
  kind: panelKind,
  isInPlace: () => true,
  run: (interaction, what, context) =>
    changed(interaction, context, changeOf(what, interaction.values, interaction.guildId)),
};

/** A button of the panel that sets one thing. */
const toggle: Button = {
  kind: toggleKind,
  isInPlace: () => true,
  run: (interaction, what, context) => changed(interaction, context, setBy(what)),
};

/** "Own wording": opens its form. */
const editWording: Button = {
  kind: wordingKind,
  form: async (interaction, _, { settings, texts }) =>
    managesServer(interaction) ? wordingForm((await settings.get(scopeOf(interaction))).wording, texts) : undefined,
  async run(interaction) {
    requireServerManager(interaction);
    return undefined;
  },
};

/** The form of one's own wording. */
const takeWording: Form = {
  kind: wordingKind,
  isInPlace: true,
  run: (interaction, context) => changed(interaction, context, { wording: wordingIn(interaction) }),
};

/** What a server sets for itself. */
export const settings: Feature = {
  commands: [command],
  menus: [choose],
  buttons: [toggle, editWording],
  forms: [takeWording],
};

/** Changes the settings and shows the panel anew. @throws NotAllowedError to those who may not manage the server */
async function changed(
  interaction: BaseInteraction,
  context: BotContext,
  wanted: Partial<ScopeSettings> | undefined,
): Promise<OutgoingMessage> {
  requireServerManager(interaction);
  if (wanted === undefined) throw new NotAllowedError((texts) => texts.say("settings.outdated"));
  await context.settings.change(scopeOf(interaction), wanted);
  return panelOf(await settingsOf(interaction, context), interaction, context);
}

async function panelOf(settings: ScopeSettings, interaction: BaseInteraction, context: BotContext) {
  const articles = await context.library.list(scopeOf(interaction));
  const { messageContent, texts } = context;
  return renderPanel(settings, { messageContent, guild: interaction.guild, articles }, texts);
}

/** A server that has the bot but is not known to it, as for a moment after it joined, has what is kept. */
async function settingsOf(interaction: BaseInteraction, context: BotContext): Promise<ScopeSettings> {
  const { guild } = interaction;
  return guild === null ? context.settings.get(scopeOf(interaction)) : presentSettings(guild, context);
}
