import type { Reply } from "../../conversation/conversations.js";
import { ArticleError } from "../../documents/article-error.js";
import { english } from "../../interface-texts/texts.js";
import type { ArticleDetails } from "../../library/library.js";
import type { Answer, ArticleOverview, Passage } from "../../retrieval/answer.js";
import { sectionsOf } from "../../retrieval/overview.js";
import { GLOBAL, scopeOfGuild } from "../../store/scope.js";
import { DEFAULT_SETTINGS } from "../../store/scope-settings.js";
import type { Gap } from "../../store/store.js";
import { addReport } from "../features/article/import.js";
import { renderPage } from "../features/article/render-list.js";
import { renderReply } from "../features/ask/answer-buttons.js";
import { renderWhy } from "../features/ask/why.js";
import { renderGaps } from "../features/gaps.js";
import { renderPanel } from "../features/settings/panel.js";
import { greetingCard } from "../features/welcome.js";
import { overviewMessage } from "../overview-parts.js";
import type { OutgoingMessage } from "../send.js";
import { limits } from "../text/limits.js";
import { shortMarkdown } from "../text/plain-text.js";
import { passageWith, profileAround, SAMPLE } from "./sample.js";

/** A message as people meet it. */
export interface Preview {
  /** What it shows. */
  readonly name: string;
  /** What a person did before. */
  readonly after: string;
  readonly isPrivate: boolean;
  readonly message: OutgoingMessage;
}

const owner = { guildId: "200000000000000001", user: { id: "100000000000000001" } };

/** The messages that tell what Pilcrow says, made as the bot makes them. */
export function previews(): Preview[] {
  return [...answers(), ...aboutArticles(), ...forManagers()];
}

function answers(): Preview[] {
  const first = passageWith("The first ferry leaves the harbour at six in the morning, the last one at ten at night.");
  const cars = passageWith(
    "Cars are paid for by their length: up to five metres twelve crowns, above that twenty.",
    0.61,
  );
  const daily = passageWith("Whoever crosses every day buys ten tickets for thirty crowns.", 0.55);
  const found = (question: string, passage: Passage) => reply(foundAnswer(question, passage));
  const wholeTable = SAMPLE.paragraphs.find(({ form }) => form === "table")?.text ?? "";
  return [
    shown("An answer", "@Pilcrow when does the first ferry leave?", found("when does the first ferry leave?", first)),
    shown(
      "It may answer",
      "/ask what does a camper cost?",
      reply(unsureAnswer("what does a camper cost?", [cars, daily])),
    ),
    shown("The article does not say", "/ask who is the captain?", reply(refusalOf("who is the captain?", daily))),
    shown(
      "A table",
      "/ask first ferry on Sunday",
      found("first ferry on Sunday", passageWith(lineWith(wholeTable, "Sunday"))),
    ),
    shown(
      "Code",
      "/ask how do I read the departures?",
      found("how do I read the departures?", passageWith("curl https")),
    ),
    shown(
      "The numbers behind it",
      "Why?",
      renderWhy(foundAnswer("when does the first ferry leave?", first), english()),
      true,
    ),
  ];
}

function aboutArticles(): Preview[] {
  const facts = { bytes: 2_134, site: "ferry.example", omissions: [{ kind: "picture", count: 2 }] } as const;
  const added = { id: "ferry", title: SAMPLE.title, source: "island-ferry.md", paragraphs: SAMPLE.paragraphs.length };
  const scanned = new ArticleError("timetable-1987.pdf", { reason: "scanned", pages: 4 });
  return [
    shown("An article as a whole", "/article summary The Island Ferry", overviewMessage(overviewAnswer(), english())),
    shown(
      "What was added",
      "/article add",
      { content: addReport({ kind: "added", article: added }, facts, english()) },
      true,
    ),
    shown(
      "What could not be added",
      "/article add timetable-1987.pdf",
      { content: shortMarkdown(scanned.message, limits.content) },
      true,
    ),
    shown(
      "The articles",
      "/article list",
      renderPage(listed(), { page: 0, filter: "", owner, texts: english() }),
      true,
    ),
  ];
}

function forManagers(): Preview[] {
  const settings = { ...DEFAULT_SETTINGS, gaps: true, managerRoles: ["300000000000000001"] };
  const panel = renderPanel(settings, { messageContent: false, guild: null, articles: [] }, english());
  return [
    shown("A new server is greeted", "The bot was added to a server", greetingCard(english())),
    shown(
      "Questions without an answer",
      "/gaps",
      renderGaps([{ gaps: gapsLike() }, { gaps: oneGap() }], owner, english()),
      true,
    ),
    shown("Settings", "/settings", panel, true),
  ];
}

function shown(name: string, after: string, message: OutgoingMessage, isPrivate = false): Preview {
  return { name, after, isPrivate, message };
}

function reply(answer: Answer): OutgoingMessage {
  const { question } = answer;
  const turn: Reply["turn"] = {
    ...{ scope: scopeOfGuild(owner.guildId), question, searched: question },
    ...{ where: {}, confidential: false },
  };
  return renderReply({ answer, turn, isFollowUp: false }, { texts: english(), owner: owner.user.id, isInGuild: true });
}

function lineWith(text: string, word: string): string {
  return text.split("\n").find((line) => line.includes(word)) ?? text;
}

function foundAnswer(question: string, passage: Passage): Answer {
  const profile = profileAround(passage.paragraph.number);
  return { kind: "found", question, confidence: 0.91, threshold: 0.5, asked: 1, passages: [passage], profile };
}

function unsureAnswer(question: string, passages: readonly [Passage, ...Passage[]]): Answer {
  const profile = profileAround(passages[0].paragraph.number);
  return { kind: "unsure", question, confidence: 0.38, threshold: 0.5, asked: 1, passages, profile };
}

function refusalOf(question: string, nearest: Passage): Answer {
  const profile = profileAround(nearest.paragraph.number).map((value) => value / 3);
  const numbers = { confidence: 0.06, threshold: 0.5, asked: 1, isForeign: false };
  return { kind: "not-in-article", question, ...numbers, nearest: [nearest], profile };
}

function overviewAnswer(): Extract<Answer, { kind: "overview" }> {
  const quoted = (sentence: string) => {
    const { paragraph, highlight } = passageWith(sentence);
    return { paragraph, span: highlight };
  };
  const { article } = passageWith("The ferry to Hallin has run since 1911.");
  const overview: ArticleOverview = {
    article,
    site: "ferry.example",
    published: "2026-03-01",
    paragraphs: SAMPLE.paragraphs.length,
    words: SAMPLE.paragraphs.reduce((sum, { text }) => sum + text.split(/\s+/).length, 0),
    lead: [quoted("The ferry to Hallin has run since 1911.")],
    central: [
      quoted("In a storm from force nine on it stays in the harbour"),
      quoted("A ticket for one person costs four crowns, and children under twelve travel free."),
    ],
    sections: sectionsOf(SAMPLE.paragraphs),
  };
  return { kind: "overview", question: "what is this about?", aspect: "about", asked: 1, overviews: [overview] };
}

function listed(): ArticleDetails[] {
  const titles = [
    "The Island Ferry",
    "House rules of the harbour",
    "Bringing a dog across",
    "Crossings in winter",
    "Lost and found",
  ];
  return titles.map((title, at) => ({
    id: `article-${at}`,
    title,
    source: "island-ferry.md",
    paragraphs: 9 + 7 * at,
    sourceKind: "file",
    site: null,
    published: null,
    addedBy: owner.user.id,
    addedAt: 0,
    refreshedAt: null,
    bytes: 2_000,
    owner: at === 1 ? GLOBAL : "scope",
    ready: true,
    readable: true,
    plan: null,
    changes: [],
  }));
}

function gapsLike(): [Gap, ...Gap[]] {
  return [gapOf("g1", "who is the captain?"), gapOf("g2", "captain’s name?"), gapOf("g3", "who steers the ship")];
}

function oneGap(): [Gap] {
  return [gapOf("g4", "is there wifi on board?")];
}

function gapOf(id: string, question: string): Gap {
  return { id, question, reason: "nothing-found", person: owner.user.id, nearest: null, at: 0 };
}
