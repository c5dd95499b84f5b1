import type { Message } from "discord.js";
import { addArticle, type Offer } from "./add-article.js";
import { named } from "./article-replies.js";
import { type BotContext, failure } from "./context.js";
import { limits } from "./limits.js";
import { LiveMessage } from "./live-message.js";
import { mentionsNobody, type OutgoingMessage, whole } from "./message.js";
import { headOf } from "./plain-text.js";
import { scopeOf } from "./scope-of.js";

/** Adds what a direct message brings to its author's articles: answers at once, and edits the answer until all is read. */
export async function addFromMessage(message: Message, offers: readonly Offer[], context: BotContext): Promise<void> {
  const [first] = offers;
  const names = first !== undefined && offers.length === 1 ? named(first.name) : `${offers.length} files`;
  const answer = await message.reply({
    content: `Reading ${names} …`,
    allowedMentions: mentionsNobody,
    failIfNotExists: false,
    nonce: message.id,
    enforceNonce: true,
  });
  const edit = async (outgoing: OutgoingMessage) => {
    await answer.edit({ ...whole(outgoing), allowedMentions: mentionsNobody });
  };
  const live = new LiveMessage(edit, context);
  const reports: string[] = [];
  let added = 0;
  for (const offer of offers) {
    try {
      const scope = scopeOf({ guildId: null, userId: message.author.id });
      reports.push(await addArticle(context, offer, { scope, addedBy: message.author.id }, live));
      added++;
    } catch (error) {
      reports.push(failure(context, error, { message: message.id }).content ?? "");
    }
  }
  await live.end();
  const hint = added === 0 ? "" : `\n${howToAsk(message, offers)}`;
  await edit({ content: headOf(reports.join("\n"), limits.content - hint.length) + hint });
}

function howToAsk({ content }: Message, offers: readonly Offer[]): string {
  const asked = /[\p{L}\p{N}]/u.test(content) && !offers.some(({ name }) => content.includes(name));
  return asked
    ? "Now send your question once more, without the file: I answer from your articles."
    : "Only you can ask it, here: just write your question.";
}
