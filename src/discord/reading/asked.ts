import type { Message } from "discord.js";
import { CATALOGUES, type Texts, texts } from "../../interface-texts/texts.js";
import { searchedAs } from "../../presentation/sentences.js";
import { type CardSize, componentsOf, PART, type TextPart } from "../card.js";
import { shortMarkdown } from "../text/plain-text.js";

type Shown = Pick<Message, "content" | "components">;

const questionLimits: Readonly<Record<CardSize, number>> = { card: 400, text: 200 };
/** What a follow-up is searched as, whole: 200 of the question before and 50 of its own, with their escapes. */
const searchedLimit = 300;
const questionPattern = /^-# “(.*)”$/u;
/** In whichever language it was said. */
const searchedLabels = Object.keys(CATALOGUES).map((language) => texts(language).say("answer.searched-as"));
const searchedPattern = new RegExp(`^-# (?:${searchedLabels.join("|")}) “(.*)”$`, "u");

/** The question below an answer, small: `-# “how long is the bridge”` */
export function questionPart(question: string, size: CardSize = "card"): TextPart {
  return { text: `-# “${shortMarkdown(question, questionLimits[size])}”`, id: PART.question };
}

/** What was searched, above an answer, where that is not the question itself. */
export function searchedPart(searched: string, words: Texts): TextPart {
  return { text: `-# ${searchedAs(shortMarkdown(searched, searchedLimit), words)}`, id: PART.searched };
}

/** The question that a message of the bot answers, as it stands below the answer; `undefined` where there is none. */
export function questionOf(message: Shown): string | undefined {
  return quotedIn(questionPattern, message, PART.question, -1);
}

/** What was searched for it, where that was not the question itself. */
export function searchedOf(message: Shown): string | undefined {
  return quotedIn(searchedPattern, message, PART.searched, 0);
}

/** Whether a question is the one that a message shows, perhaps shortened. */
export function isAskedIn(message: Shown, question: string): boolean {
  const shown = questionOf(message);
  return [questionPart(question, "card"), questionPart(question, "text")].some(
    ({ text }) => shown === quoted(questionPattern, text),
  );
}

/** What is quoted in a part of a card, or in a line of a message of text. */
function quotedIn(pattern: RegExp, message: Shown, part: number, line: 0 | -1): string | undefined {
  const text = componentsOf(message).find(({ id }) => id === part)?.content;
  return quoted(pattern, text ?? message.content.split("\n").at(line) ?? "");
}

function quoted(pattern: RegExp, text: string): string | undefined {
  const [, escaped] = pattern.exec(text) ?? [];
  // Every sign that would format is escaped with a backslash, the backslash too.
  return escaped?.replace(/\\(.)/gu, "$1");
}
