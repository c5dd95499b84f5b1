import type { ButtonInteraction } from "discord.js";
import { isSearched, passagesOf } from "../../../retrieval/answer.js";
import { cardMessage, rowsOf } from "../../card.js";
import type { BotContext } from "../../context.js";
import type { Button } from "../../feature.js";
import { scopeOf } from "../../incoming.js";
import { whyNotAsk } from "../../permissions.js";
import { questionOf, questionPart, searchedOf } from "../../reading/asked.js";
import { passageMenu } from "../../reading/passage-menu.js";
import { TIER_COLORS } from "../../reading/passage-texts.js";
import { isOlderThan, noLongerHere } from "../../reading/sections.js";
import { readVerdict, VERDICT, type Verdict } from "../../reading/verdict-buttons.js";
import type { OutgoingMessage } from "../../send.js";

/** Passages that are looked at for others than the one that did not help. */
const lookedAt = 6;

/** A verdict, of everybody who sees the answer: a later one of the same person replaces the earlier. After 👎 come the closest others. */
export const giveVerdict: Button = {
  kind: VERDICT,
  async run(interaction, data, context) {
    const { texts } = context;
    const scope = scopeOf(interaction);
    const given = readVerdict(data);
    const article = (await context.articles.details(scope)).find(({ id }) => id === given?.articleId);
    if (given === undefined || article === undefined || given.number < 1 || given.number > article.paragraphs)
      return noLongerHere(texts);
    if (isOlderThan(interaction.message, article)) return { content: texts.say("verdict.changed") };
    const { articleId, number: paragraph, verdict } = given;
    await context.library.giveFeedback(scope, { person: interaction.user.id, articleId, paragraph, verdict });
    const noted = texts.say("verdict.noted", { verdict });
    if (verdict === "good") return { content: noted };
    const question = questionOf(interaction.message);
    const nearest = { articleId, paragraph };
    if (question !== undefined)
      await context.gaps.note(scope, { question, reason: "not-helpful", person: interaction.user.id, nearest });
    // Whoever sees an answer may judge it; others are read by those alone who may ask.
    if ((await whyNotAsk(interaction, context)) !== undefined) return { content: noted };
    return (await closestOthers(interaction, context, given, noted)) ?? { content: noted };
  },
};

/** The passages of the article that come closest to the question beside the one that did not help it; `undefined` where there is none. */
async function closestOthers(
  interaction: ButtonInteraction,
  { library, questionQueue, texts }: BotContext,
  { articleId, number }: Verdict,
  noted: string,
): Promise<OutgoingMessage | undefined> {
  const { message, user } = interaction;
  const question = questionOf(message);
  if (question === undefined) return undefined;
  const options = { articleId, top: lookedAt };
  const answer = await questionQueue.run(interaction, () =>
    library.ask(scopeOf(interaction), searchedOf(message) ?? question, options),
  );
  const all = isSearched(answer) ? passagesOf(answer) : [];
  const [first, ...others] = all.filter(({ paragraph }) => paragraph.number !== number);
  if (first === undefined) return undefined;
  const told = [{ text: `${noted}\n${texts.say("verdict.others")}` }, questionPart(question)];
  const menu = rowsOf(passageMenu(user.id, [first, ...others], texts, texts.say("verdict.menu")));
  return cardMessage({ color: TIER_COLORS["not-in-article"], parts: [...told, ...menu] });
}
