import { splitSentences } from "../documents/sentences.js";
import { followUpWords } from "../language/languages.js";
import { hasSubject } from "./follow-up.js";

/** A post asks one or two things; each is a search. */
const MOST = 2;

/** A question mark that ends a sentence, in any script, and what may close behind it. */
const QUESTION_MARK = /[?？؟⁇⁈][!?？؟"'”’»›)\]*_~\s\p{M}\p{Extended_Pictographic}]{0,16}$/u;

/** What a post may be asking, the likeliest first. @param title a forum's; of a message in a channel there is none */
export function questionsIn(text: string, title?: string): string[] {
  const marked = splitSentences(text)
    .map(({ start, end }) => text.slice(start, end))
    .filter((sentence) => QUESTION_MARK.test(sentence))
    .slice(0, MOST);
  const alone = marked.filter(hasSubject);
  if (title === undefined) return alone;
  if (asks(title)) return [title, ...alone];
  // "Does anyone know?" asks what the title names.
  return [...alone, ...marked.map((one) => `${title}: ${one}`)];
}

/** Whether a forum's title is a question: there people often leave out the mark. */
function asks(title: string): boolean {
  const [first = ""] = /^\p{L}+/u.exec(title.toLowerCase().trim()) ?? [];
  return hasSubject(title) && (QUESTION_MARK.test(title) || followUpWords.questionWords.has(first));
}
