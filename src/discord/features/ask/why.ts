import type { APIButtonComponent } from "discord.js";
import type { Texts } from "../../../interface-texts/texts.js";
import { searchedAs } from "../../../presentation/sentences.js";
import { type Confidence, explainNumbers, NARROW, scoreStrip, whyNotSearched } from "../../../presentation/why.js";
import { type Answer, isSearched, passagesOf } from "../../../retrieval/answer.js";
import { button } from "../../buttons.js";
import { type Button, type Command, slashCommand } from "../../feature.js";
import { conversationKey, scopeOf, whereAsked } from "../../incoming.js";
import { isAskedIn, questionOf, searchedOf } from "../../reading/asked.js";
import { noLongerHere } from "../../reading/sections.js";
import type { OutgoingMessage } from "../../send.js";
import { shortMarkdown } from "../../text/plain-text.js";

/** A phone shows about 36 characters of a code block on one line. */
const stripWidth = 36;
const questionLimit = 300;
const otherLimit = 60;

const whyKind = "why";

/** "Why" below an answer. @param articleId that of its passage; none where nothing was found */
export function whyButton(texts: Texts, articleId = ""): APIButtonComponent {
  return button(whyKind, articleId, texts.say("why.button"));
}

/** The numbers behind an answer, for the person alone: those it had, or where it is forgotten those it has now. */
export const explainAnswer: Button = {
  kind: whyKind,
  async run(interaction, articleId, { conversations, library, questionQueue, texts }) {
    const { message } = interaction;
    const question = questionOf(message);
    if (question === undefined) return { content: texts.say("why.unknown") };
    const scope = scopeOf(interaction);
    const isHere = articleId === "" || (await library.list(scope)).some(({ id }) => id === articleId);
    if (!isHere) return noLongerHere(texts);
    const last = conversations.last(conversationKey(interaction));
    if (last !== undefined && isAskedIn(message, last.answer.question))
      return renderWhy(await conversations.explain(last), texts);
    const where = articleId === "" ? await whereAsked(interaction) : { articleId };
    const asking = () => library.ask(scope, searchedOf(message) ?? question, where);
    return renderWhy(await questionQueue.run(interaction, asking), texts);
  },
};

/** `/why`: for the person alone, about the last question of this person in this channel. */
export const why: Command = {
  definition: slashCommand("why", "The numbers behind your last answer in this channel"),
  help: (texts) => [texts.say("help.why")],
  async run(interaction, { conversations, texts }) {
    const reply = conversations.last(conversationKey(interaction));
    if (reply === undefined) {
      return { content: texts.say("why.forgotten") };
    }
    return renderWhy(await conversations.explain(reply), texts);
  },
};

/** The numbers behind an answer, narrow enough for a phone: numbers alone stand in the code block, text is escaped. */
export function renderWhy(answer: Answer, texts: Texts): OutgoingMessage {
  const question = `**“${shortMarkdown(answer.question, questionLimit)}”**`;
  if (!isSearched(answer)) return { content: `${question}\n${whyNotSearched(answer, texts)}` };
  const { confidence, table, others } = explainNumbers(answer, { ...NARROW, label: 7 });
  const [best] = passagesOf(answer);
  const lines = [question];
  if (answer.searchedAs !== undefined)
    lines.push(`-# ${searchedAs(shortMarkdown(answer.searchedAs, questionLimit), texts)}`);
  lines.push(confidenceLine(confidence, texts));
  if (best === undefined) return { content: lines.join("\n") };
  lines.push(
    shortMarkdown(best.article.title, questionLimit),
    "```",
    ...table,
    "",
    scoreStrip(answer.profile, stripWidth),
    ends(answer.profile.length),
    "```",
    `-# ${texts.say("why.legend")} ${texts.say("why.bars")}`,
  );
  for (const { article, sign } of others)
    lines.push(`-# ${texts.say("why.elsewhere", { sign, title: shortMarkdown(article.title, otherLimit) })}`);
  return { content: lines.join("\n") };
}

function confidenceLine(known: Confidence | undefined, texts: Texts): string {
  if (known === undefined) return texts.say("why.no-confidence");
  const [confidence = "", threshold = ""] = [known.confidence, known.threshold].map((one) =>
    texts.number(one, { minimumFractionDigits: 3, maximumFractionDigits: 3 }),
  );
  return texts.say("why.confidence", { confidence, threshold, told: texts.say(known.told) });
}

/** `¶ 1        ¶ 23`: which paragraphs the two ends of the strip are. */
function ends(paragraphs: number): string {
  if (paragraphs < 2) return "¶ 1";
  const last = ` ¶ ${paragraphs}`;
  return `¶ 1${last.padStart(Math.min(paragraphs, stripWidth) - "¶ 1".length)}`;
}
