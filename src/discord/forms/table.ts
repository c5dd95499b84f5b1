import { askAboutText } from "./ask-about-text.js";
import type { FormHandler } from "./form.js";
import { pasteArticle } from "./paste-article.js";

/** Every form of Pilcrow. */
export const forms: readonly FormHandler[] = [pasteArticle, askAboutText];
