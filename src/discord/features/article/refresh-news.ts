import type { Client, MessageCreateOptions } from "discord.js";
import { type RefreshEnd, TOLD_AFTER } from "../../../library/refresh-due.js";
import { PersonError } from "../../../person-error.js";
import { guildOf } from "../../../store/scope.js";
import { send } from "../../send.js";
import { named, shortMarkdown } from "../../text/plain-text.js";
import { forServer } from "./import.js";

const problemLimit = 700;

/**
 * Tells the person who added an article, once, that its address fails time and again: the lists tell it too, but nobody looks there
 * for days.
 */
export async function tellOfRefresh({ scope, article, problem, failures }: RefreshEnd, client: Client): Promise<void> {
  const { id, title, addedBy } = article;
  if (problem === undefined || failures !== TOLD_AFTER || addedBy === null) return;
  const why = problem instanceof PersonError ? ` ${shortMarkdown(problem.message, problemLimit)}` : "";
  const content = `I could not fetch ${named(title)}${forServer(client, guildOf(scope))} again, ${failures} times by now.${why}
Its old text is still asked. I go on trying; \`/article refresh every: off\` ends that, \`/article replace\` gives it another address, file or text.`;
  const person = { send: (options: MessageCreateOptions) => client.users.send(addedBy, options) };
  await send(person, { content }, { nonce: id.slice(0, 25) });
}
