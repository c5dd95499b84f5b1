import { askAloneKind } from "../answer-buttons.js";
import { channelOf } from "../channel-of.js";
import { conversationKey } from "../conversation-key.js";
import { renderReply } from "../render-answer.js";
import { scopeOfInteraction } from "../scope-of.js";
import type { ButtonHandler } from "./button.js";

/** `articleId:question`, as the button below an answer carries it; no article asks all. */
const target = /^([\w-]{0,40}):(.+)$/su;

/** "Ask just this" below the answer to a follow-up: the new question without the one before. */
export const askAlone: ButtonHandler = {
  kind: askAloneKind,
  async run(interaction, data, { conversations }) {
    const [, articleId, question] = target.exec(data) ?? [];
    if (question === undefined) return { content: "This is no longer here." };
    const scope = scopeOfInteraction(interaction);
    const options = {
      alone: true,
      confidential: true,
      ...(articleId ? { articleId } : { channelId: await channelOf(interaction) }),
    };
    const reply = await conversations.ask(conversationKey(interaction), scope, question, options);
    return renderReply(reply, { showQuestion: true });
  },
};
