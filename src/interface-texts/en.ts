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
  "/articles filter.name": "filter",
  "/articles filter.description": "Only those with these words in their titles",
  "/article rename.name": "rename",
  "/article rename.description": "Give an article another title",
  "/article rename title.name": "title",
  "/article rename title.description": "Its new title",
  "/article replace.name": "replace",
  "/article replace.description": "Give an article a new file, address or text; its title and verdicts stay",
  "/article replace file.name": "file",
  "/article replace url.name": "url",
  "/article refresh every.name": "every",
  "/article refresh every.description": "And from now on daily or weekly; “off” ends that",
  "/article list filter.name": "filter",
  "/article list filter.description": "Only those with these words in their titles",
  "/article replace file.description": "A {files} file, at most {megabytes} MB",
  "/article replace url.description": "The address of a public page or document",
  "/article remove.name": "remove",
  "/article remove.description": "Remove an article; it asks first, and can be undone for 5 minutes",
  "/article default.name": "default",
  "/article default.description": "Which article this channel or thread asks first; “none” to ask all of them alike",
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
  "article.gone": "This article is not here any more.",
  "article.back": "Its content was added again meanwhile. Nothing was changed.",
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

  // Answers.
  "answer.says": "¶ {number} says:",
  "answer.unsure": "This may answer it:",
  "answer.not-an-answer": "Not an answer:",
  "answer.closest-passage": "the closest passage to a question that the article does not answer.",
  "answer.refusal": "{asked, plural, =1 {The article does not say.} other {The articles do not say.}}",
  "answer.nearest": "The nearest is {place} of “{title}”.",
  "answer.nearest-page": "The nearest is {place}, of “{title}”.",
  "answer.several-meant": "More than one article may be meant: {titles}.",
  "answer.searched-as": "Searched as:",
  quoted: "“{text}”",
  "list.or": "{list} or {last}",
  "place.page": "page {page}",
  "place.time": "at {time}",
  "place.of": "{place} of {total}",
  "section.more": "{count} more: ¶ {range}",
  "article.here-again": "{name} is here again.",
  "small-talk.greeting":
    "Hello! Ask me something about the articles, and I show you where they say it, in their own words.",
  "small-talk.thanks": "You’re welcome. Ask on whenever you like.",
  "small-talk.help":
    "Ask a question in your own words and I show the paragraph that answers it, or say that none does. “What is this about?” gives an overview; /help lists what else I can do.",
  "small-talk.insult":
    "Sorry that it did not help. Other words, or the name of the thing, often find it; /why shows how I searched.",
  "small-talk.injection":
    "I can only show what the articles say, so there is nothing that I could do about that. Ask me something that they may answer.",
  "small-talk.foreign-language":
    "I do not know this language well enough to search in it. The model I use knows English: please ask in English.",

  // Why an answer is the one it is.
  "why.greeting": "It read like a greeting or talk beside the articles, so nothing was searched.",
  "why.thanks": "It read like thanks or a goodbye, so nothing was searched.",
  "why.help": "It read like a question about me, so nothing was searched.",
  "why.insult": "It read like anger at me, so nothing was searched.",
  "why.injection": "It read like an order to do something else than to quote the articles, so nothing was searched.",
  "why.foreign-language": "It was in a language that the model was not trained on, and no passage has its words.",
  "why.overview":
    "It read like a question about an article as a whole, so its beginning and its most central sentences were shown.",
  "why.no-article": "There was no article to ask.",
  "why.no-confidence": "No confidence: the model is not calibrated.",
  "why.confidence": "Confidence {confidence}, threshold {threshold}: {told}.",
  "why.found": "an answer",
  "why.perhaps": "perhaps an answer",
  "why.none": "no answer",
  "why.legend":
    "cos: cosine similarity of the question to the paragraph. tok: for each of its words the most similar one of the paragraph (¶) or of its best sentence (S), on average. lex: words they share. reader: whether it answers, as the reader judges.",
  "why.bars": "The bars are the article's paragraphs: where it matched.",
  "why.elsewhere": "{sign} in “{title}”",
  "why.button": "Why?",
  "why.unknown": "I cannot see any more what was asked. Ask again, then `/why`.",
  "why.forgotten": "I remember no question of yours here. Ask one, then `/why`: I forget after ten minutes.",

  // What an article is, as a whole.
  "overview.central": "Central sentences",
  "overview.outline": "Outline",
  "overview.ask-for-one": "Name one of them in the question, or choose it, and it is told in full.",
  "overview.several": "There are {asked, plural, one {# article} other {# articles}}:",
  "overview.several-first": "There are {asked, plural, one {# article} other {# articles}}; the first {shown}:",
  "overview.length":
    "{paragraphs, plural, one {# paragraph} other {# paragraphs}}, {words, plural, one {# word} other {# words}}, about {minutes, plural, one {# minute} other {# minutes}} to read",
  "overview.no-author": "The article does not say who wrote it.",
  "overview.author": "The article says who wrote it:",
  "overview.no-date": "The article does not say when it was published.",
  "overview.date": "Published: {day}.",
  "overview.has-length": "It has {length}.",
  "overview.origin": "From {origin}.",

  // What goes on from an answer.
  "reading.no-longer-here": "The article of this answer is no longer here, or not yours.",
  "reading.changed": "The article has changed since this answer. Ask again to read what it says now.",
  "reading.next": "Next: ¶ {number}",
  "reading.section": "Section",
  "reading.anyway": "Show ¶ {number} anyway",
  "reading.next-best": "Next best passages",
  "ask.no-article": "There is no article to ask about yet. {ways}",
  "ask.still-reading": "I am still reading the articles: {done} of {of} so far. Ask again in a moment.",
  "ask.alone": "Ask just this",
  "ask.share": "Share",
  "ask.delete": "Delete",
  "ask.shared-by": "Shared by {person}",
  "ask.may-not-delete": "Only the person who asked, and those who may manage messages, can delete this.",
  "ask.question": "Question",
  "ask.placeholder": "What do you want to know?",
  "ask.with-command": "Ask with `/ask`.",
  "ask.no-text": "This message has no text to ask about. A file can be added with “Add as article”.",
  "ask.message": "Message",
  "ask.this-message": "This message",
  "automatic.marked":
    "Nobody asked me: this is an automatic answer. If it does not help, **Not helpful** takes it away.",
  "automatic.not-helpful": "Not helpful",
  "automatic.withdrawn": "I took an automatic answer back: it did not help.",
  "verdict.changed": "The article has changed since this answer. Ask again to judge what it says now.",
  "verdict.noted":
    "Thank you: noted as **{verdict, select, good {helpful} other {not helpful}}**. The other button changes it; `/privacy` deletes it.",
  "verdict.others": "These places come closest besides:",
  "verdict.menu": "Read another passage",
  "without-question.nothing":
    "What would you like to know? Write your question after my name, or reply to an answer to go on from it. `/help` lists what else I can do.",
  "without-question.sticker": "I cannot read stickers, only words: what would you like to know?",
  "without-question.picture":
    "I cannot look at pictures or recordings, only read text. Write your question, or send a document to have it added.",
  "without-question.file-too":
    "I did not read the file. To have it added, mention me with it and “add this”, or use “{command}” in the menu of its message.",
  "without-question.voice":
    "I cannot listen to voice messages yet. Write your question, and I show where the articles answer it.",
  "without-question.role":
    "Discord shows me a message only where it mentions me myself, and this one mentions my role. Choose my name, without the role, and ask again.",
  "without-question.hidden":
    "Discord does not show me that message. Write the question itself after my name, or use “Ask about this message” in its menu.",

  // Help.
  "help.head":
    "**Pilcrow (¶) answers questions with an article's own words.** It shows the paragraph that fits your question best, the answering sentence in bold; where it is not sure, it says “This may answer it:”, and when the article does not say, it says so.",
  "help.in-menu": "In a message's menu, under Apps: {commands}.",
  "help.privacy-not-reached": "Privacy: messages that neither mention the bot nor are written to it do not reach it.",
  "help.privacy-reached":
    "Privacy: in channels that this server chose for automatic answers, your messages are looked at for questions; of others nothing is read, and nothing is kept.",
  "help.privacy-more":
    "Your question is answered on the machine that runs the bot and sent to nobody else; it is remembered for ten minutes, never on disk. `/privacy` shows what is kept about you, and deletes it.",
  "help.ask": "`/ask` asks a question. `article` names one article, `private` shows the answer to you alone.",
  "help.mention": "Mention {bot} with a question in a channel, or write it in a direct message.",
  "help.follow-up":
    "Go on with “and when was that?”: a question that cannot stand alone is searched together with your last one. The answer says so, and **Ask just this** asks it alone.",
  "help.section":
    "Name a section (“opening hours”, “what changed for the ranger”) to read it; **Next** goes on where it is long.",
  "help.verdicts": "👍 and 👎 below an answer tell those who keep the articles which paragraphs help.",
  "help.why": "`/why` shows the numbers behind your last answer here.",
  "help.gaps": "`/gaps` shows those who keep the articles what people asked in vain, by meaning.",
  "help.privacy": "`/privacy` shows what is kept about you, also your messages that others added, and deletes it.",
  "help.settings": "`/settings` shows what this server has set. Who may manage the server changes it there.",
  "help.articles": "`/articles` lists what can be asked here; `/article show` gives one's outline.",
  "help.add":
    "`/article add` adds files, web pages or text. In a direct message, just send a file or an address: only you can ask it.",
  "help.add-channel":
    "`/article add` with a channel adds its pinned messages, or the posts of a forum, as one article.",
  "help.read": "`/article read` shows a paragraph in full; **‹ ›** walk on, **Section** shows all under its heading.",
  "help.summary":
    "“What is this about?” and `/article summary` tell how an article begins, its central sentences and its headings.",

  // Questions without an answer.
  "gaps.none":
    "No question is waiting for an answer. Questions that find nothing are kept only where `/settings` allows it, for 90 days.",
  "gaps.gone": "These questions are no longer kept.",
  "gaps.table": "{count, plural, one {# question} other {# questions}}, oldest first.",
  "gaps.head": "**{count, plural, one {# question} other {# questions}} without an answer**, the most frequent first",
  "gaps.more-in-table": "… and {count} more; the table has them all.",
  more: "… and {count} more",
  "gaps.menu": "Look at one of them",
  "gaps.asked": "asked {count, plural, one {# time} other {# times}}",
  "gaps.as-table": "As a table (CSV)",
  "gaps.nearest": "Nearest: ¶ {number} of {title}",
  "gaps.no-nearest": "No paragraph comes near.",
  "gaps.of-one-meaning": "**{count, plural, one {# question} other {# questions}} of one meaning**",
  "gaps.tell": "Answer added: tell who asked",
  "gaps.done-quietly": "Done, tell nobody",
  "gaps.closed": "{count, plural, one {# question} other {# questions}} done.",
  "gaps.told": "Told: {count, plural, one {# person} other {# people}}.",
  "gaps.news": "In {place} you asked “{question}”. The articles say more now: ask there again.",
  "the-server": "the server",

  // What is kept about a person.
  "privacy.ask-to-forget":
    "Delete your own articles, your settings, your verdicts, your last questions, and your messages that others added as articles, for good? This cannot be undone.",
  "privacy.delete": "Delete",
  "privacy.deleted": "Deleted. Nothing is kept about you any more.",
  "privacy.head": "What is kept about you",
  "privacy.articles":
    "{count, plural, one {# article} other {# articles}} of your own, which only you can ask, in direct messages",
  "privacy.settings": "{count, plural, one {# setting} other {# settings}} of your direct messages",
  "privacy.verdicts": "{count, plural, one {# verdict} other {# verdicts}} on answers",
  "privacy.questions":
    "{count, plural, one {# question} other {# questions}} of yours that no article answered, kept for 90 days for those who keep a server's articles",
  "privacy.name":
    "your name on {articles, plural, one {# article} other {# articles}} that you added to {servers, plural, one {# server} other {# servers}}: deleting takes your name off; the articles are the servers' and stay",
  "privacy.last-question":
    "Your last question is remembered for ten minutes, so that you can go on from it, and is never written down.",
  "privacy.delete-all": "Delete all of it",
  "own-messages.said":
    "{count, plural, one {# of your messages was added as an article by others} other {# of your messages were added as articles by others}}",
  "own-messages.remove": "Remove my messages",
  "own-messages.nothing": "There was nothing of yours there any more.",
  "own-messages.removed":
    "{count, plural, one {Removed # message of yours. Nobody can ask it any more.} other {Removed # messages of yours. Nobody can ask them any more.}}",
  "own-messages.none": "No article here has a message of yours any more.",
  "own-messages.head": "Your messages in articles that others added",
  "own-messages.explained": "They can be taken out for good. An article of several people keeps what the others wrote.",
  "own-messages.menu": "Remove them from one article …",
  "own-messages.remove-all": "Remove all {count}",
  "own-messages.place": "{title} in {server}",
  "own-messages.an-article": "an article",
  "own-messages.nameless": "a place where I cannot see its name",
  "own-messages.elsewhere": "elsewhere",
  messages: "{count, plural, one {# message} other {# messages}}",
  "own-messages.link": "message {number}",
  "limit.at-once": "{count} documents are being read here already. Try again when one of them is done.",
  "import.restarted-after": "I was restarted after I had read {title}. It is there: {paragraphs}.",
  paragraphs: "{count, plural, one {# paragraph} other {# paragraphs}}",
} as const;
