import type { Client, MessageCreateOptions } from "discord.js";
import type { ResumedImport } from "../../../library/import.js";
import { count } from "../../../presentation/counts.js";
import { type BotContext, failure } from "../../context.js";
import { send } from "../../send.js";
import { named } from "../../text/plain-text.js";

/**
 * Tells the person who added an article how an import ended that the last process left: the reply which showed its progress
 * can no longer be edited, and was for that person alone, so it is told in a direct message.
 */
export async function tellOfImport(client: Client, ended: ResumedImport, context: BotContext): Promise<void> {
  const { addedBy, importId } = ended;
  if (addedBy === null) return;
  const person = { send: (options: MessageCreateOptions) => client.users.send(addedBy, options) };
  await send(person, { content: newsOf(ended, serverOf(client, ended), context) }, { nonce: importId });
}

function newsOf(ended: ResumedImport, server: string, context: BotContext): string {
  const { title, paragraphs, problem, importId } = ended;
  const begun = `I was restarted while I was reading ${named(title)}${server}`;
  if (problem === undefined) return `${begun}. It is there now: ${count(paragraphs, "paragraph")}.`;
  return `${begun}, and could not finish. ${failure(context, problem, { import: importId }).content ?? ""}`;
}

function serverOf({ guilds }: Client, { scope }: ResumedImport): string {
  if (!scope.startsWith("guild:")) return "";
  const guild = guilds.cache.get(scope.slice("guild:".length));
  return guild === undefined ? " for a server" : ` for the server ${named(guild.name)}`;
}
