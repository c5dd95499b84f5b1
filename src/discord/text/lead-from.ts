import type { Guild } from "discord.js";
import type { Texts } from "../../interface-texts/texts.js";
import { named } from "./plain-text.js";

/** Above what is told in a direct message and comes from a server. */
export function leadFrom(guild: Pick<Guild, "name"> | null, texts: Texts): string {
  const lead =
    guild === null ? texts.say("late.from-some-server") : texts.say("late.from-server", { server: named(guild.name) });
  return `${lead}\n`;
}
