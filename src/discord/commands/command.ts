import type {
  AutocompleteInteraction,
  ChatInputCommandInteraction,
  RESTPostAPIChatInputApplicationCommandsJSONBody,
} from "discord.js";
import type { BotContext } from "../context.js";
import type { OutgoingMessage } from "../message.js";

/** A slash command: what Discord is told of it, and what it does. It is deferred before `run` and answered with what `run` gives. */
export interface Command {
  readonly definition: RESTPostAPIChatInputApplicationCommandsJSONBody;
  /** Whether only the person who used it sees the answer. */
  isPrivate(interaction: ChatInputCommandInteraction): boolean;
  run(interaction: ChatInputCommandInteraction, context: BotContext): Promise<OutgoingMessage>;
  /** Suggestions for the option that the person is typing into. */
  suggest?(
    interaction: AutocompleteInteraction,
    context: BotContext,
  ): Promise<readonly { name: string; value: string }[]>;
}
