import { article } from "./article.js";
import { articles } from "./articles.js";
import { ask } from "./ask.js";
import type { Command } from "./command.js";
import { help } from "./help.js";
import { privacy } from "./privacy.js";
import { settings } from "./settings.js";
import { why } from "./why.js";

/** Every slash command of Pilcrow. */
export const commands: readonly Command[] = [ask, why, articles, article, settings, privacy, help];
