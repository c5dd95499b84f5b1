import {
  type AnySelectMenuInteraction,
  type APIApplicationCommandSubcommandOption,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  ApplicationIntegrationType,
  type AutocompleteInteraction,
  type ButtonInteraction,
  type ChatInputCommandInteraction,
  type Client,
  ComponentType,
  type Guild,
  InteractionContextType,
  type Message,
  type MessageContextMenuCommandInteraction,
  type ModalSubmitInteraction,
  type RESTPostAPIChatInputApplicationCommandsJSONBody,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import type { Texts } from "../interface-texts/texts.js";
import type { ResumedImport } from "../library/import.js";
import type { RefreshEnd } from "../library/refresh-due.js";
import type { BotContext } from "./context.js";
import type { LiveMessage } from "./deferred-reply.js";
import type { BegunImport } from "./import-reports.js";
import type { OutgoingMessage } from "./send.js";

/**
 * A part of what the bot does: its commands with their buttons and forms, and what else it answers. Registration, routing and
 * `/help` are made from it.
 */
export interface Feature {
  readonly commands?: readonly Command[];
  readonly messageCommands?: readonly MessageCommand[];
  readonly buttons?: readonly Button[];
  readonly menus?: readonly Menu[];
  readonly forms?: readonly Form[];
  /** The bot was added to a server. */
  guildJoined?(guild: Guild, context: BotContext): Promise<void>;
  /**
   * Answers a message where it is for this feature; otherwise gives `undefined` at once, and the next feature is asked.
   * @param of what an earlier feature made of the message
   * @returns what the next feature makes use of, where something is left to do
   */
  message?(message: Message, context: BotContext, of?: AddedOf): Promise<AddedOf | undefined> | undefined;
  /** An import that the last process left has ended. */
  importEnded?(ended: ResumedImport, context: BotContext): Promise<void>;
  /** A planned article was fetched anew: it changed, or it could not be. */
  refreshEnded?(end: RefreshEnd, client: Client, context: BotContext): Promise<void>;
}

/** What a message brought, and what is left of its text. */
export interface AddedOf {
  /** The article that was made of it, where it is one. */
  readonly articleId: string | undefined;
  /** What is asked besides: of that article, or else of all. */
  readonly question: string;
}

/** What an option suggests: a name for the person, the value for the bot. */
export type Suggestions = readonly { readonly name: string; readonly value: string }[];

type Modal = APIModalInteractionResponseCallbackData;

/** What a command does. It is deferred before `run` and answered with what `run` gives. */
export interface Actions<Interaction> {
  /**
   * Whether it changes articles, so that in a server only those may use it who keep them: for what is told of it. `run` itself
   * refuses it to others (`requireManager`). Default false.
   */
  readonly isForManagers?: boolean;
  /** Whether only the person who used it sees the answer. Default: they alone. */
  isPrivate?(interaction: Interaction, context: BotContext): boolean | Promise<boolean>;
  /** @param live for what takes its time: shows how far it is. */
  run(interaction: Interaction, context: BotContext, live: LiveMessage): Promise<OutgoingMessage>;
  /** The documents that it is about to read: they are noted before it is acknowledged, so that no end of the process hides them. */
  begins?(interaction: Interaction): readonly BegunImport[];
  /** The form that it opens first, where it does; `run` is then not called. Where none is opened it gives `undefined` at once, no promise. */
  form?(interaction: Interaction, context: BotContext): Modal | undefined | Promise<Modal | undefined>;
}

interface ChatActions extends Actions<ChatInputCommandInteraction> {
  /** Suggestions for the option that the person is typing into. */
  suggest?(interaction: AutocompleteInteraction, context: BotContext): Promise<Suggestions>;
}

/** A slash command: what Discord is told of it, and what it does. */
export interface Command extends ChatActions {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Those under its name, where it has such. */
  readonly subcommands?: readonly Subcommand[];
  /** The lines about it in `/help`, as Markdown; `bot` is the bot's mention. */
  help?(texts: Texts, bot: string): readonly string[];
}

/** One of the commands under a common name, as `add` is under `/article`. */
export interface Subcommand extends ChatActions {
  readonly definition: APIApplicationCommandSubcommandOption;
}

/** A command in the context menu of messages. */
export interface MessageCommand extends Actions<MessageContextMenuCommandInteraction> {
  readonly definition: RESTPostAPIContextMenuApplicationCommandsJSONBody;
}

/**
 * What a kind of button or menu does. Its press is deferred before `run` and answered with what `run` gives, to the person who
 * pressed alone. Whoever sees a message can press its buttons, so `data` gives no rights: `run` asks the presser's scope.
 */
export interface Press<Interaction> {
  /** What its custom ids begin with, before the colon. */
  readonly kind: string;
  /** The form that it opens, where it does; `run` is then not called. */
  form?(interaction: Interaction, data: string, context: BotContext): Promise<Modal | undefined>;
  /**
   * Whether it is one person's, made by `ownedButton`: anybody else is told so and `run` is not called. What `run` gives
   * takes the place of the message that holds it.
   */
  readonly owned?: boolean;
  /** Whether what `run` gives takes the place of the message that holds it. Default: where it is `owned`. */
  isInPlace?(interaction: Interaction, data: string): boolean;
  /** Whether only the person who pressed sees what `run` gives, where it takes no other's place. Default true. */
  readonly isPrivate?: boolean;
  /** Whether it shows what articles say: those who may not ask are told so instead. */
  readonly asks?: boolean;
  /**
   * @param data what follows the colon: what `button` or `ownedButton` was given.
   * @returns `undefined` to delete the message that holds it, where `isInPlace`
   */
  run(interaction: Interaction, data: string, context: BotContext): Promise<OutgoingMessage | undefined>;
}

/** What a kind of button does. */
export type Button = Press<ButtonInteraction>;

/** What a choice from a kind of menu does, of whatever it lets choose. */
export type Menu = Press<AnySelectMenuInteraction>;

/** What a form does when it is sent. It is deferred before `run` and answered with what `run` gives, to its sender alone. */
export interface Form {
  /** Its custom id, up to a colon. */
  readonly kind: string;
  /** Whether what `run` gives takes the place of the message whose button opened it. Default false. */
  readonly isInPlace?: boolean;
  /** As of a command. */
  begins?(interaction: ModalSubmitInteraction): readonly BegunImport[];
  run(interaction: ModalSubmitInteraction, context: BotContext, live: LiveMessage): Promise<OutgoingMessage>;
}

/** Commands stand in servers and in direct messages with the bot. */
const everywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
};

/** People may install these for themselves too, and use them in any server, and in the direct messages of others. */
export const anywhere = {
  integration_types: [ApplicationIntegrationType.GuildInstall, ApplicationIntegrationType.UserInstall],
  contexts: [InteractionContextType.Guild, InteractionContextType.BotDM, InteractionContextType.PrivateChannel],
};

/** What Discord is told of a slash command. */
export function slashCommand<More extends Partial<RESTPostAPIChatInputApplicationCommandsJSONBody>>(
  name: string,
  description: string,
  more: More = {} as More,
) {
  return { type: ApplicationCommandType.ChatInput as const, name, description, ...everywhere, ...more };
}

/** What Discord is told of a subcommand. */
export function subcommand(
  name: string,
  description: string,
  options?: NonNullable<APIApplicationCommandSubcommandOption["options"]>,
): APIApplicationCommandSubcommandOption {
  return { type: ApplicationCommandOptionType.Subcommand, name, description, ...(options && { options }) };
}

/** What Discord is told of a command in the menu of messages. */
export function inMessageMenu(name: string): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  return { type: ApplicationCommandType.Message, name, ...everywhere };
}

/** The command that holds these, and leaves everything to the one that is used. */
export function commandOf(
  definition: Omit<RESTPostAPIChatInputApplicationCommandsJSONBody, "options">,
  subcommands: readonly Subcommand[],
): Command {
  const table = new Map(subcommands.map((one) => [one.definition.name, one]));
  const used = (interaction: ChatInputCommandInteraction | AutocompleteInteraction): Subcommand => {
    const name = interaction.options.getSubcommand();
    const one = table.get(name);
    if (one === undefined) throw new Error(`Discord sent /${definition.name} ${name}, which is not registered.`);
    return one;
  };
  return {
    definition: { ...definition, options: subcommands.map((one) => one.definition) },
    subcommands,
    isPrivate: (interaction, context) => used(interaction).isPrivate?.(interaction, context) ?? true,
    begins: (interaction) => used(interaction).begins?.(interaction) ?? [],
    form: (interaction, context) => used(interaction).form?.(interaction, context),
    run: (interaction, context, live) => used(interaction).run(interaction, context, live),
    suggest: async (interaction, context) => used(interaction).suggest?.(interaction, context) ?? [],
  };
}

/** What a form was made with. */
export function formData({ customId }: ModalSubmitInteraction): string {
  return customId.slice(customId.indexOf(":") + 1);
}

/** A form that a handler of this kind takes, with text inputs, one below the other; those that do not say otherwise must be filled in. */
export function formOf(
  kind: string,
  title: string,
  inputs: readonly Omit<APITextInputComponent, "type">[],
  data = "",
): Modal {
  return {
    custom_id: `${kind}:${data}`,
    title,
    components: inputs.map((input) => ({
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.TextInput, required: true, ...input }],
    })),
  };
}
