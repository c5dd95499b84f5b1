import { verdictKind } from "../answer-buttons.js";
import { scopeOfInteraction } from "../scope-of.js";
import type { ButtonHandler } from "./button.js";

/** `good:articleId:number`, as the buttons below an answer carry it. */
const target = /^(good|bad):([\w-]{1,40}):(\d{1,9})$/;

/** 👍 and 👎 below an answer, for everybody who sees it: a later verdict of the same person replaces the earlier. */
export const giveVerdict: ButtonHandler = {
  kind: verdictKind,
  async run(interaction, data, { library, articles }) {
    const [, given, articleId = "", number] = target.exec(data) ?? [];
    const scope = scopeOfInteraction(interaction);
    const article = (await articles.details(scope)).find(({ id }) => id === articleId);
    const paragraph = Number(number);
    // An article of another scope is told from one that was removed by nothing.
    if (article === undefined || !(paragraph >= 1 && paragraph <= article.paragraphs)) {
      return { content: "The article of this answer is no longer here, or not yours." };
    }
    if (interaction.message.createdTimestamp < (article.refreshedAt ?? article.addedAt)) {
      return { content: "The article has changed since this answer. Ask again to judge what it says now." };
    }
    const isGood = given === "good";
    const verdict = isGood ? "good" : "bad";
    await library.giveFeedback(scope, { person: interaction.user.id, articleId, paragraph, verdict });
    return {
      content: `Thank you: noted as **${isGood ? "helpful" : "not helpful"}**. The other button changes it; \`/privacy\` deletes it.`,
    };
  },
};
