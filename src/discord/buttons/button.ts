import type { ButtonInteraction } from "discord.js";
import type { BotContext } from "../context.js";
import type { OutgoingMessage } from "../message.js";

/**
 * What a kind of button does. Its press is deferred before `run` and answered with what `run` gives, to the person who
 * pressed alone. Whoever sees a message can press its buttons, so `data` gives no rights: `run` asks the presser's scope.
 */
export interface ButtonHandler {
  /** What its custom ids begin with, before the colon. */
  readonly kind: string;
  /**
   * Whether it is one person's, made by `ownedButton`: anybody else is told so and `run` is not called. What `run` gives
   * takes the place of the message that holds it.
   */
  readonly owned?: boolean;
  /** @param data what follows the colon: what `button` or `ownedButton` was given. */
  run(interaction: ButtonInteraction, data: string, context: BotContext): Promise<OutgoingMessage>;
}
