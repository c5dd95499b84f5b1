import {
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
  type ModalSubmitInteraction,
} from "discord.js";
import type { BotContext } from "../context.js";
import type { LiveMessage } from "../live-message.js";
import type { OutgoingMessage } from "../message.js";

/** What a form does when it is sent. It is deferred before `run` and answered with what `run` gives, to its sender alone. */
export interface FormHandler {
  /** Its custom id, up to a colon. */
  readonly kind: string;
  run(interaction: ModalSubmitInteraction, context: BotContext, live: LiveMessage): Promise<OutgoingMessage>;
}

/** A form that a handler of this kind takes, with text inputs that must all be filled in, one below the other. */
export function formOf(
  kind: string,
  title: string,
  inputs: readonly Omit<APITextInputComponent, "type" | "required">[],
): APIModalInteractionResponseCallbackData {
  return {
    custom_id: `${kind}:`,
    title,
    components: inputs.map((input) => ({
      type: ComponentType.ActionRow,
      components: [{ type: ComponentType.TextInput, required: true, ...input }],
    })),
  };
}
