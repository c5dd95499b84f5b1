import { searchedAs } from "../../../presentation/sentences.js";
import { explainNumbers, NARROW, NO_CONFIDENCE, scoreStrip, whyNotSearched } from "../../../presentation/why.js";
import { type Answer, isSearched, passagesOf } from "../../../retrieval/answer.js";
import { WHY_LEGEND } from "../../../retrieval/signals.js";
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
  if (!isSearched(answer)) return { content: `${question}\n${whyNotSearched(answer)}` };
  const { confidence, table, others } = explainNumbers(answer, { ...NARROW, label: 7 });
  const [best] = passagesOf(answer);
  const lines = [question];
  if (answer.searchedAs !== undefined) lines.push(`-# ${searchedAs(shortMarkdown(answer.searchedAs, questionLimit))}`);
  lines.push(confidence === undefined ? NO_CONFIDENCE : `Confidence ${confidence}.`);
  if (best === undefined) return { content: lines.join("\n") };
  lines.push(
    shortMarkdown(best.article.title, questionLimit),
    "```",
    ...table,
    "",
    scoreStrip(answer.profile, stripWidth),
    ends(answer.profile.length),
    "```",
    `-# ${WHY_LEGEND} The bars are the article's paragraphs: where it matched.`,
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
