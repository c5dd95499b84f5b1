import type { Feature, MessageHandler } from "./feature.js";
import { article } from "./features/article/article.js";
import { addDocuments } from "./features/article/from-messages.js";
import { ask } from "./features/ask/ask.js";
import { answerQuestion } from "./features/ask/questions.js";
import { helpFor } from "./features/help.js";
import { privacy } from "./features/privacy.js";
import { settings } from "./features/settings.js";

const beforeHelp: readonly Feature[] = [ask, article, settings, privacy];

/** What the bot can do, in the order of `/help`. To add a feature, add it here. */
export const features: readonly Feature[] = [...beforeHelp, helpFor(beforeHelp)];

/** To whom a message is offered, one after the other: a direct message that brings documents is no question. */
export const messageHandlers: readonly MessageHandler[] = [addDocuments, answerQuestion];
