import type { Reply } from "../../../conversation/conversations.js";
import { passagesOf } from "../../../retrieval/answer.js";
import type { BotContext } from "../../context.js";

/** Keeps a question that found nothing, for those who keep the server's articles; nothing of what was asked in private. */
export async function noteGap(
  { answer, turn }: Reply,
  person: string,
  { gaps }: Pick<BotContext, "gaps">,
): Promise<void> {
  if (answer.kind !== "not-in-article" || turn.confidential) return;
  const [closest] = answer.isForeign ? [] : passagesOf(answer);
  const nearest = closest === undefined ? null : { articleId: closest.article.id, paragraph: closest.paragraph.number };
  await gaps.note(turn.scope, {
    question: answer.searchedAs ?? answer.question,
    reason: "nothing-found",
    person,
    nearest,
  });
}
