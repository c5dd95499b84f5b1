import { type APIButtonComponent, ButtonStyle, ComponentType } from "discord.js";
import { english } from "../interface-texts/texts.js";
import type { Button } from "./feature.js";
import type { Origin } from "./incoming.js";
import type { OutgoingMessage } from "./send.js";
import { limits } from "./text/limits.js";

/** What stands for a server's id in direct messages. */
const direct = "dm";
const keepKind = "keep";

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

/** A button that only the person who caused its message may press, and only in the same server or their direct messages. */
export function ownedButton(owner: Origin, kind: string, data: string, label: string): APIButtonComponent {
  return button(kind, `${mark(owner)}:${data}`, label);
}

/** The custom id of a menu that only this person may use there. */
export function ownedMenuId(owner: Origin, kind: string): string {
  return customId(kind, `${mark(owner)}:`);
}

/** What an owned button was given, if it belongs to this person in this place. */
export function ownedData(presser: Origin, data: string): string | undefined {
  const owner = `${mark(presser)}:`;
  return data.startsWith(owner) ? data.slice(owner.length) : undefined;
}

/** The buttons in one row, or nothing where there are none. */
export function buttonRow(buttons: readonly APIButtonComponent[]): Pick<OutgoingMessage, "components"> {
  return buttons.length === 0 ? {} : { components: [{ type: ComponentType.ActionRow, components: [...buttons] }] };
}

/** The buttons below the question whether something is really to be deleted: an owned one that does it, and "Keep". */
export function confirmation(owner: Origin, kind: string, data: string, label: string, texts = english()) {
  const deletes = button(kind, `${mark(owner)}:${data}`, label, ButtonStyle.Danger);
  return buttonRow([deletes, ownedButton(owner, keepKind, "", texts.say("button.keep"))]);
}

/** "Keep", in answer to any such question. */
export const keep: Button = {
  kind: keepKind,
  owned: true,
  run: async (_, __, { texts }) => ({ content: texts.say("nothing-changed") }),
};

function mark({ guildId, user }: Origin): string {
  return `${guildId ?? direct}:${user.id}`;
}

function customId(kind: string, data: string): string {
  const id = `${kind}:${data}`;
  if (id.length > limits.customId) {
    throw new RangeError(`Expected a custom_id of at most ${limits.customId} characters, got ${id.length}: ${id}`);
  }
  return id;
}
