import type { Framing } from "./language.js";
import { framings } from "./languages.js";
import { isFunctionWord, termsOf } from "./terms.js";

/**
 * A question without what frames it in a chat: "hey, do you know … please". The framing is part of no article, and would
 * draw the question's embedding away from what it asks. What names nothing without its framing stays whole.
 */
export function withoutFraming(question: string): string {
  let rest = question;
  for (;;) {
    const shorter = framings.reduce(withoutLayer, rest);
    if (shorter === rest || termsOf(shorter).every(isFunctionWord)) return rest;
    rest = shorter;
  }
}

function withoutLayer(question: string, framing: Framing): string {
  return withoutOpening(question, framing).replace(framing.asking, "").replace(framing.closing, "");
}

/** Drops the word before the question where punctuation follows, or a word that a name would hardly go on with. */
function withoutOpening(question: string, framing: Framing): string {
  const [opening = "", gap = ""] = framing.opening.exec(question) ?? [];
  const rest = question.slice(opening.length);
  const isApart = /\S/.test(gap) || isFunctionWord(termsOf(rest)[0] ?? "");
  return isApart ? rest : question;
}
