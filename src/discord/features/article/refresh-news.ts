import type { Client, MessageCreateOptions } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { type RefreshEnd, TOLD_AFTER } from "../../../library/refresh-due.js";
import { PersonError } from "../../../person-error.js";
import { guildOf } from "../../../store/scope.js";
import type { BotContext } from "../../context.js";
import { send } from "../../send.js";
import { named, shortMarkdown } from "../../text/plain-text.js";

const problemLimit = 700;

/**
 * Tells the person who added an article, once, that its address fails time and again: the lists tell it too, but nobody looks there
 * for days.
 */
export async function tellOfRefresh(
  { scope, article, problem, failures: count }: RefreshEnd,
  client: Client,
  { texts }: BotContext,
): Promise<void> {
  const { id, title, addedBy } = article;
  if (problem === undefined || count !== TOLD_AFTER || addedBy === null) return;
  const why = problem instanceof PersonError ? ` ${shortMarkdown(problem.message, problemLimit)}` : "";
  const facts = { title: named(title), count };
  const content = `${failed(facts, client, guildOf(scope), texts)}${why}\n${texts.say("refresh.news-more")}`;
  const person = { send: (options: MessageCreateOptions) => client.users.send(addedBy, options) };
  await send(person, { content }, { nonce: id.slice(0, 25) });
}

function failed(
  facts: { readonly title: string; readonly count: number },
  { guilds }: Client,
  guildId: string | undefined,
  texts: Texts,
): string {
  if (guildId === undefined) return texts.say("refresh.news", facts);
  const guild = guilds.cache.get(guildId);
  return guild === undefined
    ? texts.say("refresh.news-some-server", facts)
    : texts.say("refresh.news-server", { ...facts, server: named(guild.name) });
}
