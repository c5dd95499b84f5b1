import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIEmbed,
  ButtonStyle,
  ComponentType,
} from "discord.js";
import { limits } from "./limits.js";

/** What Pilcrow says: text or an embed. Ready for every way of sending, which adds flags and references of its own. */
export interface OutgoingMessage {
  readonly content?: string;
  readonly embeds?: readonly APIEmbed[];
  /** Rows of buttons below. */
  readonly components?: readonly APIActionRowComponent<APIButtonComponent>[];
}

/** No text that Pilcrow sends may notify anybody, whatever it quotes. Every message carries it. */
export const mentionsNobody = { parse: [], repliedUser: false } as const;

/** A button that means `kind`, with what its handler needs in `data`; nothing is kept, so it works after a restart. */
export function button(
  kind: string,
  data: string,
  label: string,
  style: ButtonStyle.Secondary | ButtonStyle.Danger = ButtonStyle.Secondary,
): APIButtonComponent {
  return { type: ComponentType.Button, style, custom_id: customId(kind, data), label };
}

/** The same with an emoji in place of words: screen readers say its name. */
export function emojiButton(kind: string, data: string, emoji: string): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: ButtonStyle.Secondary,
    custom_id: customId(kind, data),
    emoji: { name: emoji },
  };
}

function customId(kind: string, data: string): string {
  const id = `${kind}:${data}`;
  if (id.length > limits.customId) {
    throw new RangeError(`Expected a custom_id of at most ${limits.customId} characters, got ${id.length}: ${id}`);
  }
  return id;
}

/** The buttons in one row, or nothing where there are none. */
export function buttonRow(buttons: readonly APIButtonComponent[]): Pick<OutgoingMessage, "components"> {
  return buttons.length === 0 ? {} : { components: [{ type: ComponentType.ActionRow, components: [...buttons] }] };
}

/** The message with nothing left of what stood in its place before: an edit keeps whatever it does not name. */
export function whole(message: OutgoingMessage): OutgoingMessage {
  return { content: "", embeds: [], components: [], ...message };
}
