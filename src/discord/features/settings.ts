import {
  ApplicationCommandOptionType,
  type ChatInputCommandInteraction,
  InteractionContextType,
  PermissionFlagsBits,
} from "discord.js";
import type { ArticleSummary } from "../../library/library.js";
import { count } from "../../presentation/counts.js";
import { STRICTNESSES } from "../../retrieval/confidence.js";
import type { Scope } from "../../store/scope.js";
import type { ScopeSettings } from "../../store/scope-settings.js";
import { type BotContext, NotAllowedError } from "../context.js";
import { commandOf, type Feature, type Subcommand, slashCommand, subcommand } from "../feature.js";
import { scopeOf } from "../incoming.js";
import { requireServerManager } from "../permissions.js";
import type { OutgoingMessage } from "../send.js";
import { named } from "../text/plain-text.js";

const channelsShown = 8;

/** `/settings show` */
const show: Subcommand = {
  definition: subcommand("show", "What is set in this server"),
  run: (interaction, context) => forManagers(interaction, context, ({ settings }, scope) => settings.get(scope)),
};

/** `/settings roles change role`: whose members may add and remove articles. */
const roles: Subcommand = {
  definition: subcommand("roles", "Let the members of a role add and remove articles, or no longer", [
    {
      type: ApplicationCommandOptionType.String,
      name: "change",
      description: "Whether the role may from now on",
      required: true,
      choices: [
        { name: "add", value: "add" },
        { name: "remove", value: "remove" },
      ],
    },
    { type: ApplicationCommandOptionType.Role, name: "role", description: "Which role", required: true },
  ]),
  run: (interaction, context) =>
    forManagers(interaction, context, async ({ settings }, scope) => {
      const { id } = interaction.options.getRole("role", true);
      const { managerRoles } = await settings.get(scope);
      const others = managerRoles.filter((role) => role !== id);
      const adds = interaction.options.getString("change", true) === "add";
      return settings.change(scope, { managerRoles: adds ? [...others, id] : others });
    }),
};

/** `/settings strictness level` */
const strictness: Subcommand = {
  definition: subcommand("strictness", "How sure an answer must be before it is given", [
    {
      type: ApplicationCommandOptionType.String,
      name: "level",
      description: "lenient answers more often, strict is wrong less often",
      required: true,
      choices: STRICTNESSES.map((name) => ({ name, value: name })),
    },
  ]),
  run: (interaction, context) =>
    forManagers(interaction, context, ({ settings }, scope) => {
      const wanted = interaction.options.getString("level", true);
      const level = STRICTNESSES.find((known) => known === wanted);
      if (level === undefined) throw new NotAllowedError(`The level is one of ${STRICTNESSES.join(", ")}.`);
      return settings.change(scope, { strictness: level });
    }),
};

/** `/settings gaps keep`: whether questions that found nothing are kept for `/gaps`. */
const gaps: Subcommand = {
  definition: subcommand("gaps", "Keep questions that found nothing for 90 days, for /gaps, or no longer", [
    {
      type: ApplicationCommandOptionType.Boolean,
      name: "keep",
      description: "Whether they are kept, with who asked; they can be told of an answer then",
      required: true,
    },
  ]),
  run: (interaction, context) =>
    forManagers(interaction, context, ({ settings }, scope) =>
      settings.change(scope, { gaps: interaction.options.getBoolean("keep", true) }),
    ),
};

/** What a server sets for itself. */
export const settings: Feature = {
  commands: [
    commandOf(
      slashCommand("settings", "Who may add articles in this server, and how sure an answer must be", {
        contexts: [InteractionContextType.Guild],
        // A server may open commands to others; the bot checks for itself who uses them.
        default_member_permissions: String(PermissionFlagsBits.ManageGuild),
      }),
      [show, roles, strictness, gaps],
    ),
  ],
};

/** Shows the settings that `change` gives. @throws NotAllowedError to those who may not manage the server */
async function forManagers(
  interaction: ChatInputCommandInteraction,
  context: BotContext,
  change: (context: BotContext, scope: Scope) => Promise<ScopeSettings>,
): Promise<OutgoingMessage> {
  requireServerManager(interaction);
  const scope = scopeOf(interaction);
  return renderSettings(await change(context, scope), await context.library.list(scope));
}

/** A server's settings in words. The articles are those it sees. */
function renderSettings(
  { managerRoles, strictness: level, defaultArticles, gaps: keepsGaps }: ScopeSettings,
  articles: readonly ArticleSummary[],
): OutgoingMessage {
  const others = managerRoles.map((id) => `<@&${id}>`).join(", ");
  const titles = new Map(articles.map(({ id, title }) => [id, title]));
  const defaults = Object.entries(defaultArticles).flatMap(([channel, id]) => {
    const title = titles.get(id);
    return title === undefined ? [] : [`<#${channel}> asks ${named(title)} first.`];
  });
  const lines = [
    `Articles are added and removed by members who may manage this server${others === "" ? "" : `, and by ${others}`}.`,
    `Strictness: **${level}**.`,
    `Questions that found nothing are ${keepsGaps ? "kept for `/gaps`" : "not kept"}.`,
    ...defaults.slice(0, channelsShown),
  ];
  if (defaults.length > channelsShown) lines.push(`… and ${count(defaults.length - channelsShown, "more channel")}.`);
  // In an embed nothing is ever notified, and every role fits.
  return { embeds: [{ title: "Settings of this server", description: lines.join("\n") }] };
}
