import { addAsArticle } from "./add-as-article.js";
import { askAboutMessage } from "./ask-about-message.js";
import type { MessageCommand } from "./message-command.js";

/** Every command in the context menu of messages. */
export const messageCommands: readonly MessageCommand[] = [addAsArticle, askAboutMessage];
