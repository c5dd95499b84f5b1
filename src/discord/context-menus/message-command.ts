import {
  type APIModalInteractionResponseCallbackData,
  ApplicationCommandType,
  ApplicationIntegrationType,
  InteractionContextType,
  type MessageContextMenuCommandInteraction,
  type RESTPostAPIContextMenuApplicationCommandsJSONBody,
} from "discord.js";
import type { BotContext } from "../context.js";
import type { LiveMessage } from "../live-message.js";
import type { OutgoingMessage } from "../message.js";

/** A command in the context menu of messages. It is answered to the person who used it alone. */
export interface MessageCommand {
  readonly definition: RESTPostAPIContextMenuApplicationCommandsJSONBody;
  /** The form that it opens first, where it does; `run` is then not called. */
  form?(interaction: MessageContextMenuCommandInteraction): APIModalInteractionResponseCallbackData | undefined;
  run(
    interaction: MessageContextMenuCommandInteraction,
    context: BotContext,
    live: LiveMessage,
  ): Promise<OutgoingMessage>;
}

/** What Discord is told of a command in the menu of messages: it stands there in servers and in direct messages with the bot. */
export function inMessageMenu(name: string): RESTPostAPIContextMenuApplicationCommandsJSONBody {
  return {
    type: ApplicationCommandType.Message,
    name,
    integration_types: [ApplicationIntegrationType.GuildInstall],
    contexts: [InteractionContextType.Guild, InteractionContextType.BotDM],
  };
}
