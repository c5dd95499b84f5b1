import { type APIButtonComponent, ButtonStyle } from "discord.js";
import { button } from "./message.js";

/** Who did something, and where. */
export interface Doing {
  readonly guildId: string | null;
  readonly user: { readonly id: string };
}

/** What stands for a server's id in direct messages. */
const direct = "dm";

/** A button that only the person who caused its message may press, and only in the same server or their direct messages. */
export function ownedButton(owner: Doing, kind: string, data: string, label: string): APIButtonComponent {
  return button(kind, `${mark(owner)}:${data}`, label);
}

/** The same for what cannot be taken back lightly. */
export function dangerButton(owner: Doing, kind: string, data: string, label: string): APIButtonComponent {
  return button(kind, `${mark(owner)}:${data}`, label, ButtonStyle.Danger);
}

/** What an owned button was given, if it belongs to this person in this place. */
export function ownedData(presser: Doing, data: string): string | undefined {
  const owner = `${mark(presser)}:`;
  return data.startsWith(owner) ? data.slice(owner.length) : undefined;
}

function mark({ guildId, user }: Doing): string {
  return `${guildId ?? direct}:${user.id}`;
}
