import { type OtherArticle, otherArticles, signOf } from "../../../presentation/other-articles.js";
import { scoreStrip } from "../../../presentation/score-strip.js";
import { NO_CONFIDENCE } from "../../../presentation/unsure.js";
import { type Answer, type Passage, passagesOf } from "../../../retrieval/answer.js";
import { WHY_COLUMNS } from "../../../retrieval/signals.js";
import { type Command, slashCommand } from "../../feature.js";
import { conversationKey } from "../../incoming.js";
import type { OutgoingMessage } from "../../send.js";
import { shortMarkdown } from "../../text/plain-text.js";

/** A phone shows about 36 characters of a code block on one line. */
const stripWidth = 36;
const questionLimit = 300;
const otherLimit = 60;

/** `/why`: for the person alone, about the last question of this person in this channel. */
export const why: Command = {
  definition: slashCommand("why", "The numbers behind your last answer in this channel"),
  help: () => ["`/why` shows the numbers behind your last answer here."],
  async run(interaction, { conversations }) {
    const reply = conversations.last(conversationKey(interaction));
    if (reply === undefined) {
      return { content: "I remember no question of yours here. Ask one, then `/why`: I forget after ten minutes." };
    }
    return renderWhy(await conversations.explain(reply));
  },
};

/** The numbers behind an answer, narrow enough for a phone: numbers alone stand in the code block, text is escaped. */
export function renderWhy(answer: Answer): OutgoingMessage {
  const question = `**“${shortMarkdown(answer.question, questionLimit)}”**`;
  if (answer.kind === "no-article") return { content: `${question}\nThere was no article to ask.` };
  const passages = passagesOf(answer);
  const [best] = passages;
  const lines = [question];
  if (answer.searchedAs !== undefined)
    lines.push(`-# Searched as: “${shortMarkdown(answer.searchedAs, questionLimit)}”`);
  if (answer.kind === "unsure") lines.push(NO_CONFIDENCE);
  else {
    const verdict = answer.kind === "found" ? "an answer" : "no answer";
    lines.push(`Confidence ${answer.confidence.toFixed(3)}, threshold ${answer.threshold.toFixed(3)}: ${verdict}.`);
  }
  if (best === undefined) return { content: lines.join("\n") };
  const others = otherArticles(passages);
  lines.push(
    shortMarkdown(best.article.title, questionLimit),
    "```",
    row(["", "score", ...WHY_COLUMNS.map(({ narrow }) => narrow)]),
    ...passages.map((passage) => passageRow(passage, others)),
    "",
    scoreStrip(answer.profile, stripWidth),
    ends(answer.profile.length),
    "```",
    "-# cos: cosine similarity of the question to the paragraph (¶) and to its best sentence (S). lex: words they share. The bars are the article's paragraphs: where it matched.",
  );
  for (const { article, sign } of others) lines.push(`-# ${sign} in “${shortMarkdown(article.title, otherLimit)}”`);
  return { content: lines.join("\n") };
}

/** `¶ 1        ¶ 23`: which paragraphs the two ends of the strip are. */
function ends(paragraphs: number): string {
  if (paragraphs < 2) return "¶ 1";
  const last = ` ¶ ${paragraphs}`;
  return `¶ 1${last.padStart(Math.min(paragraphs, stripWidth) - "¶ 1".length)}`;
}

function passageRow({ article, paragraph, score, parts }: Passage, others: readonly OtherArticle[]): string {
  const numbers = [score, ...WHY_COLUMNS.map(({ name }) => parts[name])].map(short);
  return row([`¶ ${paragraph.number}${signOf(others, article.id)}`, ...numbers]);
}

function row([first = "", ...cells]: readonly string[]): string {
  return first.padEnd(6) + cells.map((cell) => cell.padStart(6)).join("");
}

/** `.812`: a column less for each number. */
function short(value: number): string {
  return value.toFixed(3).replace(/^(-?)0\./, "$1.");
}
