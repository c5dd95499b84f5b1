import type { APIButtonComponent } from "discord.js";
import type { Texts } from "../interface-texts/texts.js";
import { button } from "./buttons.js";

// Buttons that open a form of another feature than the one that shows them.

/** Opens the form for a text that is added as an article. */
export const addArticleKind = "add-article";
/** Opens a form for a question. */
export const askQuestionKind = "ask-question";

/** "Add an article" and "Ask a question". */
export function openers(texts: Texts): APIButtonComponent[] {
  return [button(addArticleKind, "", texts.say("opener.add")), button(askQuestionKind, "", texts.say("opener.ask"))];
}
