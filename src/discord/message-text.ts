import type { Message } from "discord.js";
import { limits } from "./limits.js";
import { headOf } from "./plain-text.js";

/** What a message says: its text, or without any that of its embeds; as much as a form takes. */
export function textOf({ content, embeds }: Pick<Message, "content" | "embeds">): string {
  const text =
    content.trim() ||
    embeds.map(({ title, description }) => [title, description].filter(Boolean).join("\n\n")).join("\n\n");
  return headOf(text.trim(), limits.textInput);
}
