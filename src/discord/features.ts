import type { Feature } from "./feature.js";
import { article } from "./features/article/article.js";
import { ask } from "./features/ask/ask.js";
import { automatic } from "./features/ask/automatic.js";
import { questions } from "./features/ask/questions.js";
import { gaps } from "./features/gaps.js";
import { helpFor } from "./features/help.js";
import { privacy } from "./features/privacy/privacy.js";
import { settings } from "./features/settings/settings.js";
import { welcome } from "./features/welcome.js";

// Questions come after articles: a direct message that brings documents is no question. What is put to the bot is not answered
// automatically too.
const beforeHelp: readonly Feature[] = [ask, article, questions, automatic, gaps, settings, privacy, welcome];

/** What the bot can do, in the order of `/help` and in which a message is offered. To add a feature, add it here. */
export const features: readonly Feature[] = [...beforeHelp, helpFor(beforeHelp)];
