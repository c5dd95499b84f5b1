/**
 * The interface's own words in English, by name; every other language has the same names with the same arguments.
 * `/command option.name` and `.description` are what Discord shows of commands: lower case, at most 32 and 100 characters.
 */
export const en = {
  "/ask.name": "ask",
  "/ask.description": "Ask a question; the answer is the article's own words, or that it does not say",
  "/ask question.name": "question",
  "/ask question.description": "What you want to know",
  "/ask article.name": "article",
  "/ask article.description": "Ask this article only",
  "/ask private.name": "private",
  "/ask private.description": "Whether the answer is shown to you alone",
  "/why.name": "why",
  "/why.description": "The numbers behind your last answer in this channel",
  "/gaps.name": "gaps",
  "/gaps.description": "Questions that the articles did not answer",
  "/help.name": "help",
  "/help.description": "What Pilcrow does and how to ask",
  "/privacy.name": "privacy",
  "/privacy.description": "What is kept about you, and how to delete it",
  "/settings.name": "settings",
  "/settings.description": "What this server has set: who may ask and add, where I answer, and how",
  "/articles.name": "articles",
  "/articles.description": "List the articles that can be asked here",
  "/article.name": "article",
  "/article.description": "Add, look at and remove articles",
  "/article add.name": "add",
  "/article add.description": "Add a file, a web address or a channel; with none of them a form opens",
  "/article add file.name": "file",
  "/article add file.description": "A {files} file, at most {megabytes} MB",
  "/article add url.name": "url",
  "/article add url.description": "The address of a public page or document",
  "/article add title.name": "title",
  "/article add title.description": "A title in place of the article's own",
  "/article add channel.name": "channel",
  "/article add channel.description": "Its pinned messages, or the posts of a forum, as one article",
  "/article list.name": "list",
  "/article list.description": "The articles that can be asked here, page by page",
  "/article show.name": "show",
  "/article show.description": "An article's outline, where it came from, who added it and when",
  "/article read.name": "read",
  "/article read.description": "A paragraph of an article in full, and on from there",
  "/article read paragraph.name": "paragraph",
  "/article read paragraph.description": "Its number, as answers show it; the first where there is none",
  "/article summary.name": "summary",
  "/article summary.description": "An article in its own words: how it begins, its central sentences, its headings",
  "/article remove.name": "remove",
  "/article remove.description": "Remove an article; it asks first, and can be undone for 5 minutes",
  "/article default.name": "default",
  "/article default.description": "Which article this channel asks first; “none” to ask all of them alike",
  "/article refresh.name": "refresh",
  "/article refresh.description": "Fetch an article from its web address again, and tell what changed",
  "/Ask about this message.name": "Ask about this message",
  "/Add as article.name": "Add as article",
  "/Add channel as article.name": "Add channel as article",
  "/… article.name": "article",
  "/… article.description": "Which article: begin to type its title",

  // What is said whatever was asked for.
  "error.store":
    "The disk on which I keep articles does not do what is needed just now: it is full, away or damaged. Nothing was changed. Please try again later; the operator finds more under the reference {reference}.",
  "error.unexpected":
    "Something went wrong here, not with what you did. Please try again; if it stays, tell the operator the reference {reference}.",
  "outdated.command": "I do not know this command any more. Please reload Discord.",
  "outdated.button": "This button does nothing any more.",
  "outdated.form": "I do not know this form any more. Open it again.",
  "button.not-yours": "This button is not yours.",
  "button.keep": "Keep",
  "nothing-changed": "Nothing was changed.",
  "late.from-server": "From the server {server}:",
  "late.from-some-server": "From a server:",
  "permission.managers-only":
    "Only members who may manage this server, and the roles that `/settings` names, can change its articles. In a direct message you can add your own.",
  "permission.server-managers-only": "Only members who may manage this server can change its settings.",
  "permission.no-channel": "I answer in no channel of this server: who manages it can choose some with `/settings`.",
  "permission.other-channel": "I do not answer in this channel. Please ask me in {channels}.",
  "permission.managers-ask": "In this server only those who manage it can ask me at present.",
  "permission.roles-ask": "In this server you can ask me with one of these roles: {roles}.",
  "list.more": "{count} more",
  "article.several":
    "Several articles here begin with “{typed}”. Choose one from the suggestions that appear while you type.",
  "article.none": "There is no article called “{typed}” here. `/articles` lists what there is.",
  "article.everyones": "This article is everyone's: only the operator of this bot can change or remove it.",
  "ways-to-add": "`/article add` adds one; in a direct message, send a file or a web address.",
  "opener.add": "Add an article",
  "opener.ask": "Ask a question",

  // The first message in a server.
  "welcome.hello":
    "**Hello! I answer questions about articles, in their own words.** Two things to do first in {server}:",
  "welcome.this-server": "this server",
  "welcome.add": "1. Add an article: `/article add` takes a file ({files}), a web address or pasted text.",
  "welcome.ask":
    "2. Ask a question: `/ask`, or mention me with it. I show the paragraph that answers, or say that none does.",
  "welcome.more":
    "Members who may manage the server decide who else adds articles: `/settings`. `/help` lists the rest.",

  // Channels that are not told by name.
  "permission.no-channel-seen":
    "I answer in no channel of this server that you see: who manages it can choose some with `/settings`.",
  "permission.hidden-channels": "{count, plural, one {# channel} other {# channels}} that you do not see",
} as const;
