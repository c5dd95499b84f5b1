import {
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ComponentType,
  InteractionContextType,
} from "discord.js";
import { english } from "../interface-texts/texts.js";
import { DEFAULT_SETTINGS } from "../store/scope-settings.js";
import type { CardPart } from "./card.js";
import type { Command, Feature, MessageCommand } from "./feature.js";
import { panelParts } from "./features/settings/panel.js";

const head = `# Using Pilcrow

<!-- Made of the command definitions by \`npm run docs:using\`: change those, not this file. -->

For members of a server, for those who keep its articles, and for those who manage it. How a bot is set up and run is in the
[README](../README.md).

![Answers in Discord: one that was found, one that may answer, one that the article does not say, and a table](preview.png)

## Asking and reading`;

const keeping = `## Keeping articles

In a server these are for members who may manage it, and for the roles that \`/settings\` names. In direct messages with the bot
everybody keeps articles of their own: send a file or an address.`;

const managing = `## Managing a server

Who may manage the server chooses this in \`/settings\`; channels and roles in menus, the rest by a press.`;

/** One command as it is used: `/article add`, say, or an entry in the menu of messages. */
interface Use {
  readonly title: string;
  readonly description: string;
  readonly options: readonly APIApplicationCommandBasicOption[];
  readonly isForManagers: boolean;
  readonly places: string;
}

/** `docs/using.md`: every command with its options, and what `/help` says of it. */
export function usingPage(features: readonly Feature[]): string {
  const commands = features.flatMap((feature) => feature.commands ?? []);
  const uses = [
    ...commands.flatMap(usesOf),
    ...features.flatMap((feature) => feature.messageCommands ?? []).map(useInMenu),
  ];
  const sections = (forManagers: boolean) => uses.filter((one) => one.isForManagers === forManagers).map(section);
  const tips = commands.flatMap((command) => command.help?.(english(), "@Pilcrow") ?? []).map((line) => `- ${line}`);
  const parts = [head, tips.join("\n"), ...sections(false), keeping, ...sections(true), managing, panelLines()];
  return parts.join("\n\n").concat("\n");
}

/** What the panel of `/settings` lets choose, as it shows it. */
function panelLines(): string {
  // The first part tells of the panel itself.
  const [, ...parts] = panelParts(DEFAULT_SETTINGS, { messageContent: true, guild: null, articles: [] }, english());
  return parts.flatMap(panelLine).join("\n");
}

function panelLine(part: CardPart): string[] {
  if (part === "line") return [];
  if ("text" in part) return [`- ${part.text}`];
  return part.row.flatMap((one) => {
    if (one.type === ComponentType.Button) return "label" in one ? [`- **${one.label}**`] : [];
    const options = one.type === ComponentType.StringSelect ? one.options : [];
    return options.map((option) => {
      const { label, description = "", default: isFirst = false } = option;
      return `  - ${label}${description && `: ${description}`}${isFirst ? " _(at first)_" : ""}`;
    });
  });
}

function usesOf({ definition, isForManagers = false, subcommands }: Command): Use[] {
  const places = placesOf(definition.contexts);
  const of = (title: string, { description, options = [] }: Described, own = isForManagers): Use => ({
    title: `${title}${options.map(placeholder).join("")}`,
    description,
    options: options as readonly APIApplicationCommandBasicOption[],
    isForManagers: own,
    places,
  });
  if (subcommands === undefined) return [of(`/${definition.name}`, definition)];
  return subcommands.map((one) => of(`/${definition.name} ${one.definition.name}`, one.definition, one.isForManagers));
}

interface Described {
  readonly description: string;
  readonly options?: readonly APIApplicationCommandOption[] | undefined;
}

function useInMenu({ definition, isForManagers = false }: MessageCommand): Use {
  const description = "In the menu of a message, under Apps.";
  return { title: definition.name, description, options: [], isForManagers, places: placesOf(definition.contexts) };
}

function placeholder({ name, required = false }: APIApplicationCommandOption): string {
  return required ? ` ${name}` : ` [${name}]`;
}

function section({ title, description, options, places }: Use): string {
  const lines = options.map((one) => `- \`${one.name}\`: ${one.description}${limitsOf(one)}`);
  const text = /[.!?]$/.test(description) ? description : `${description}.`;
  return [`### \`${title}\``, `${text} ${places}`, ...(lines.length === 0 ? [] : [lines.join("\n")])].join("\n\n");
}

/** ` (required; one of a, b)`, where there is something to say of what it takes. */
function limitsOf(option: APIApplicationCommandBasicOption): string {
  const choices = "choices" in option ? (option.choices ?? []).map(({ name }) => name) : [];
  const facts = [
    ...(option.required === true ? ["required"] : []),
    ...(option.type === ApplicationCommandOptionType.Boolean ? ["yes or no"] : []),
    ...(choices.length === 0 ? [] : [`one of ${choices.join(", ")}`]),
    ...("max_length" in option ? [`at most ${option.max_length} characters`] : []),
  ];
  return facts.length === 0 ? "" : ` (${facts.join("; ")})`;
}

function placesOf(contexts: readonly InteractionContextType[] | null | undefined): string {
  const [server, direct, anywhere] = [
    InteractionContextType.Guild,
    InteractionContextType.BotDM,
    InteractionContextType.PrivateChannel,
  ].map((one) => contexts?.includes(one) ?? true);
  if (anywhere) return "In servers, in direct messages, and wherever you are if you installed the bot for yourself.";
  if (server && direct) return "In servers and in direct messages with the bot.";
  return server ? "In servers." : "In direct messages with the bot.";
}
