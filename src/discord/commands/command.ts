import type {
  APIModalInteractionResponseCallbackData,
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { BotContext } from "../context.js";
import type { LiveMessage } from "../live-message.js";
import type { OutgoingMessage } from "../message.js";

/** What an option suggests: a name for the person, the value for the bot. */
type Suggestions = readonly { name: string; value: string }[];

/** What a (sub)command does. It is deferred before `run` and answered with what `run` gives. */
export interface CommandActions {
  /** Whether only the person who used it sees the answer. */
  isPrivate(interaction: ChatInputCommandInteraction): boolean;
  /** @param live for what takes its time: shows how far it is. */
  run(interaction: ChatInputCommandInteraction, context: BotContext, live: LiveMessage): Promise<OutgoingMessage>;
  /** The form that it opens first, where it does; `run` is then not called. Anything else is `undefined` at once, no promise. */
  form?(
    interaction: ChatInputCommandInteraction,
    context: BotContext,
  ): Promise<APIModalInteractionResponseCallbackData | undefined> | undefined;
  /** Suggestions for the option that the person is typing into. */
  suggest?(interaction: AutocompleteInteraction, context: BotContext): Promise<Suggestions>;
}

/** A slash command: what Discord is told of it, and what it does. */
export interface Command extends CommandActions {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
}
