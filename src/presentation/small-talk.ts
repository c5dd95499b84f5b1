import type { SmallTalkReply } from "../retrieval/answer.js";

/** What is said to small talk: one fixed line each, and what can be done next. */
export const SMALL_TALK: Readonly<Record<SmallTalkReply, string>> = {
  greeting: "Hello! Ask me something about the articles, and I show you where they say it, in their own words.",
  thanks: "You’re welcome. Ask on whenever you like.",
  help: "Ask a question in your own words and I show the paragraph that answers it, or say that none does. “What is this about?” gives an overview; /help lists what else I can do.",
  insult:
    "Sorry that it did not help. Other words, or the name of the thing, often find it; /why shows how I searched.",
  injection:
    "I can only show what the articles say, so there is nothing that I could do about that. Ask me something that they may answer.",
  "foreign-language":
    "I do not know this language well enough to search in it. The model I use knows English: please ask in English.",
};

/** Why small talk got no answer from an article, for `/why`. */
export const WHY_SMALL_TALK: Readonly<Record<SmallTalkReply, string>> = {
  greeting: "It read like a greeting or talk beside the articles, so nothing was searched.",
  thanks: "It read like thanks or a goodbye, so nothing was searched.",
  help: "It read like a question about me, so nothing was searched.",
  insult: "It read like anger at me, so nothing was searched.",
  injection: "It read like an order to do something else than to quote the articles, so nothing was searched.",
  "foreign-language": "It was in a language that the model was not trained on, and no passage has its words.",
};

/** Why there is an overview and no single passage, for `/why`. */
export const WHY_OVERVIEW =
  "It read like a question about an article as a whole, so its beginning and its most central sentences were shown.";
