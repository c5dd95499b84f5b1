import { askForm } from "../forms/ask-about-text.js";
import { textOf } from "../message-text.js";
import { inMessageMenu, type MessageCommand } from "./message-command.js";

/** "Ask about this message": opens a form for the question, with the message's text in it, so that nothing is kept. */
export const askAboutMessage: MessageCommand = {
  definition: inMessageMenu("Ask about this message"),
  form({ targetMessage }) {
    const text = textOf(targetMessage);
    return text === "" ? undefined : askForm(text);
  },
  run: async () => ({ content: "This message has no text to ask about. A file can be added with “Add as article”." }),
};
