import { isFunctionWord } from "./function-words.js";
import { termsOf } from "./terms.js";

/** A word before the question, as people write in a chat. It may also begin a name ("Hello Kitty"): see `withoutOpening`. */
const OPENING =
  /^(?:hi|hey|hello|yo|ok|okay|so|well|um|uh|btw|wait|lol|please|pls|plz|sorry|thanks|thx)\b([\s,.!:;]+)/i;

const ASKING = new RegExp(
  `^(?:${[
    "i (?:just )?(?:want|wanna|wanted|need|would like|d like)(?: to)? know",
    "i (?:was|am|m) (?:just )?wondering(?: if)?",
    "i heard(?: that)?",
    "(?:do|does) (?:you|u|anyone|anybody|someone|somebody) know",
    "(?:can|could|would) (?:you|u|anyone|someone)(?: please| pls)? (?:tell|explain)(?: to)? me",
    "(?:tell|explain)(?: to)? me",
    "does (?:it|the article|the text) say",
  ].join("|")})\\b[\\s,.:]+`,
  "i",
);

const CLOSING = new RegExp(
  `[\\s,.;!?]+(?:${[
    "please|pls|plz|thanks|thx|thank you|lol",
    "or what|any idea|i forgot",
    "asking (?:because|cause|for) .*",
    "(?:is (?:that|this|it) )?in (?:there|here|the article|the text)",
    "i (?:do not|dont|don['’]t|can not|cant|can['’]t) (?:find|see) (?:it|that)",
  ].join("|")})[\\s.!?]*$`,
  "i",
);

/**
 * A question without what frames it in a chat: "hey, do you know … please". The frame is part of no article, and would
 * draw the question's embedding away from what it asks. What names nothing without its frame stays whole. English only.
 */
export function withoutFrame(question: string): string {
  let rest = question;
  for (;;) {
    const shorter = withoutOpening(rest).replace(ASKING, "").replace(CLOSING, "");
    if (shorter === rest || termsOf(shorter).every(isFunctionWord)) return rest;
    rest = shorter;
  }
}

/** Drops the word before the question where punctuation follows, or a word that a name would hardly go on with. */
function withoutOpening(question: string): string {
  const [opening = "", gap = ""] = OPENING.exec(question) ?? [];
  const rest = question.slice(opening.length);
  const isApart = /\S/.test(gap) || isFunctionWord(termsOf(rest)[0] ?? "");
  return isApart ? rest : question;
}
