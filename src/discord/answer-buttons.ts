import type { APIButtonComponent } from "discord.js";
import type { Reply } from "../conversation/conversations.js";
import { button, emojiButton } from "./message.js";

export const showAnywayKind = "anyway";
export const askAloneKind = "alone";
export const verdictKind = "verdict";

/** The buttons below an answer: the verdicts on it, or the closest passage of a refusal; and the plain question of a follow-up. */
export function answerButtons({ answer, turn, isFollowUp }: Reply): APIButtonComponent[] {
  const buttons: APIButtonComponent[] = [];
  if (answer.kind === "found" || answer.kind === "unsure") {
    const [{ article, paragraph }] = answer.passages;
    const place = `${article.id}:${paragraph.number}`;
    buttons.push(emojiButton(verdictKind, `good:${place}`, "👍"), emojiButton(verdictKind, `bad:${place}`, "👎"));
  } else if (answer.kind === "not-in-article") {
    const [closest] = answer.nearest;
    if (closest !== undefined) {
      const { article, paragraph } = closest;
      buttons.push(button(showAnywayKind, `${article.id}:${paragraph.number}`, `Show ¶ ${paragraph.number} anyway`));
    }
  }
  // A follow-up is short by nature (`leaningOf`): it fits beside an article's id of 40 characters.
  if (isFollowUp) buttons.push(button(askAloneKind, `${turn.where.articleId ?? ""}:${turn.question}`, "Ask just this"));
  return buttons;
}
