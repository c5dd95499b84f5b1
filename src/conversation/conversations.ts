import { LRUCache } from "lru-cache";
import { UnknownArticleError } from "../library/errors.js";
import type { AskOptions, Library } from "../library/library.js";
import { type Answer, isGiven, isSearched, type Passage, passagesOf } from "../retrieval/answer.js";
import type { Scope } from "../store/scope.js";
import { borneOut, goesOn, hasSubject, joined, leaningOf, standsAlone, withoutRepeating } from "./follow-up.js";

/** Minutes, not days: later a question is about something else. In milliseconds. */
const LIFETIME = 10 * 60_000;

/** Conversations remembered at once; beyond, the least recently used is forgotten. */
const CAPACITY = 1_000;

/** A question in a conversation. */
export interface AskInConversation extends AskOptions {
  /** The question is searched as it is, whatever was asked before. */
  readonly alone?: boolean;
  /** Only the person who asked sees the answer: nothing of this question joins one that others see. */
  readonly confidential?: boolean;
  /** What the person points at: the question leans on that answer, whoever asked it, and on nothing asked lately. */
  readonly continues?: Answered | undefined;
}

/** An answer that was given once, as it can be known from its message. */
export interface Answered {
  /** The question that stood alone: an answer to a follow-up was searched with it. */
  readonly question: string;
  /** The article that it showed something of; none of a refusal. */
  readonly articleId?: string | undefined;
}

type Where = Pick<AskOptions, "articleId" | "channelId" | "threadId">;

/** One conversation turn: a question as it was asked and searched. */
export interface Turn {
  readonly scope: Scope;
  readonly question: string;
  /** The question, with the previous one before it where it leant on that. */
  readonly searched: string;
  /** Where it was asked, as `AskOptions` has it. */
  readonly where: Where;
  readonly confidential: boolean;
}

/** An answer, and whether the previous question joined the new one. */
export interface Reply {
  readonly answer: Answer;
  readonly turn: Turn;
  readonly isFollowUp: boolean;
}

interface Remembered {
  /** The last reply, for its explanation. */
  readonly last: Reply;
  readonly context: Context | undefined;
  /** The article that was shown last, and at which question. */
  readonly showed: { readonly articleId: string; readonly turn: Turn } | undefined;
}

/** What a follow-up can lean on. */
interface Context {
  /** The last question that stood alone and was answered: a chain of follow-ups leans on it, not on one another. */
  readonly turn: Turn;
  /** What was shown last. */
  readonly shown: Passage;
}

/** When a conversation is forgotten, and how many there are. */
export interface ConversationsOptions {
  /** Milliseconds since 1970. Default: the clock. */
  readonly now?: () => number;
  /** Default 1,000. */
  readonly capacity?: number;
}

/**
 * The conversations of all channels and people, each under a key: what was asked lately, so that "and when was that?" can
 * be answered. In memory for ten minutes, never on disk. A first question is never changed.
 */
export class Conversations {
  readonly #library: Library;
  readonly #remembered: LRUCache<string, Remembered>;

  constructor(library: Library, { now = Date.now, capacity = CAPACITY }: ConversationsOptions = {}) {
    this.#library = library;
    this.#remembered = new LRUCache({ max: capacity, ttl: LIFETIME, ttlResolution: 0, perf: { now } });
  }

  /**
   * Asks a question of a conversation; one that cannot stand alone is searched together with the one before it.
   * @throws QuestionError as `Library.ask` does; the question is then not remembered
   */
  async ask(key: string, scope: Scope, question: string, options: AskInConversation = {}): Promise<Reply> {
    const { alone = false, confidential = false, top, articleId: named, whole, continues } = options;
    const text = question.trim();
    const leaning = alone || whole ? "no" : leaningOf(text, continues !== undefined);
    const remembered = leaning === "no" ? undefined : this.#contextFor(key, scope, confidential);
    const place = placeIn(options);
    const isElsewhere = continues && leaning !== "no" && !isContextOf(continues, remembered);
    const found = isElsewhere ? await this.#contextOf(scope, continues, place) : remembered;
    // Whoever names an article does not go on in another.
    const context = named === undefined || found?.shown.article.id === named ? found : undefined;
    const articleId = named ?? (context && (await this.#stillThere(scope, context.turn.where.articleId)));
    const where = { ...(articleId !== undefined && { articleId }), ...place };
    const lastArticleId = continues?.articleId ?? this.#lastArticleFor(key, scope, confidential);
    const more = { ...(top !== undefined && { top }), ...(whole && { whole }) };
    const search = (words: string, within: Where = where) =>
      this.#library.ask(scope, words, { ...within, ...more, lastArticleId });
    const plain = await search(text);
    // "Why?" names nothing and "and red?" goes on: both can only mean what was asked before.
    const isBare = leaning === "yes" && (!hasSubject(text) || goesOn(text));
    const follows = context !== undefined && (isBare || canFollow(plain)) && (leaning === "yes" || !standsAlone(plain));
    const together = follows ? joined(context.turn.question, text) : text;
    const joint = follows ? await this.#searchOn(scope, context, where, (within) => search(together, within)) : plain;
    // "Who wrote it?" may mean the article or what was asked about: the latter where an answer is found.
    const isFollowUp = follows && (isBare || plain.kind !== "overview" || joint.kind === "found");
    const searched = isFollowUp ? together : text;
    const answer = isFollowUp ? leaningAnswer(joint, plain, searched, context.shown) : plain;
    const reply = { answer, turn: { scope, question: text, searched, where, confidential }, isFollowUp };
    this.#remember(key, reply, isFollowUp ? context : undefined);
    return reply;
  }

  /** Asks the article of the last answer first, and all that may be asked where it does not say. */
  async #searchOn(scope: Scope, { shown }: Context, where: Where, search: (within: Where) => Promise<Answer>) {
    const last = where.articleId === undefined ? await this.#stillThere(scope, shown.article.id) : undefined;
    const within = last === undefined ? undefined : await search({ ...where, articleId: last });
    return within && isGiven(within) ? within : search(where);
  }

  /** The last reply of a conversation, if it is remembered. */
  last(key: string): Reply | undefined {
    return this.#remembered.get(key)?.last;
  }

  /**
   * A reply's answer, which carries all the numbers that explain it.
   * @throws UnknownArticleError when its article is gone
   */
  async explain({ answer, turn: { scope } }: Reply): Promise<Answer> {
    const id = passagesOf(answer)[0]?.article.id ?? shownArticle(answer);
    if (id !== undefined && !(await this.#sees(scope, id))) throw new UnknownArticleError(id);
    return answer;
  }

  /** Forgets the conversations under these keys. */
  forget(which: (key: string) => boolean): void {
    for (const key of [...this.#remembered.keys()]) if (which(key)) this.#remembered.delete(key);
  }

  /** The context of an answer that was given once: its question is asked again, since nothing of it is kept. */
  async #contextOf(scope: Scope, { question, articleId }: Answered, place: Where): Promise<Context | undefined> {
    if (!hasSubject(question)) return undefined;
    const there = await this.#stillThere(scope, articleId);
    if (articleId !== undefined && there === undefined) return undefined;
    const where = { ...(there !== undefined && { articleId: there }), ...place };
    const answer = await this.#library.ask(scope, question, where);
    if (!isGiven(answer)) return undefined;
    const turn = { scope, question, searched: question, where: {}, confidential: false };
    return { turn, shown: answer.passages[0] };
  }

  #contextFor(key: string, scope: Scope, confidential: boolean): Context | undefined {
    const context = this.#remembered.get(key)?.context;
    if (context === undefined || context.turn.scope !== scope || (context.turn.confidential && !confidential))
      return undefined;
    return context;
  }

  /** The article that the last reply showed something of. */
  #lastArticleFor(key: string, scope: Scope, confidential: boolean): string | undefined {
    const showed = this.#remembered.get(key)?.showed;
    if (showed === undefined || showed.turn.scope !== scope || (showed.turn.confidential && !confidential))
      return undefined;
    return showed.articleId;
  }

  /** The article that a conversation is about, unless it was removed meanwhile. */
  async #stillThere(scope: Scope, articleId: string | undefined): Promise<string | undefined> {
    return articleId !== undefined && (await this.#sees(scope, articleId)) ? articleId : undefined;
  }

  async #sees(scope: Scope, articleId: string): Promise<boolean> {
    return (await this.#library.list(scope)).some(({ id }) => id === articleId);
  }

  /** @param leantOn what a follow-up went on from: after a reply to another answer that is the subject, and no longer what was asked before */
  #remember(key: string, last: Reply, leantOn: Context | undefined): void {
    const { context, showed: showedBefore } = this.#remembered.get(key) ?? {};
    const before = leantOn ?? context;
    const articleId = shownArticle(last.answer);
    const showed = articleId === undefined ? showedBefore : { articleId, turn: last.turn };
    this.#remembered.set(key, { last, context: contextAfter(last, before), showed });
    this.#remembered.purgeStale();
  }
}

/** Whether what is remembered is what an answer was to: then it need not be asked again. */
function isContextOf({ question, articleId }: Answered, context: Context | undefined): boolean {
  return context?.turn.question === question && context.shown.article.id === articleId;
}

/**
 * What the next question can lean on: on what was answered, surely or not. A courtesy or a follow-up in vain leaves the
 * subject; a new subject in vain ends it. Neither small talk nor a look at the whole article ends a subject.
 */
function contextAfter({ answer, turn, isFollowUp }: Reply, before: Context | undefined): Context | undefined {
  if (!isSearched(answer) || !hasSubject(turn.searched)) return before;
  if (!isGiven(answer)) return isFollowUp ? before : undefined;
  const [shown] = answer.passages;
  if (!isFollowUp || before === undefined) return { turn, shown };
  // What was shown last belongs to the context, and so does that it was for one person alone.
  return { turn: { ...before.turn, confidential: before.turn.confidential || turn.confidential }, shown };
}

/** Whether a question so answered may lean on the one before: small talk does not, nor a question about the whole in general. */
function canFollow(plain: Answer): boolean {
  return isSearched(plain) || (plain.kind === "overview" && plain.aspect !== "about");
}

/** The article that an answer is of: that of its first passage, or the one that it gives an overview of. */
function shownArticle(answer: Answer): string | undefined {
  if (answer.kind === "overview") return answer.asked === 1 ? answer.overviews[0].article.id : undefined;
  return answer.kind === "not-in-article" ? undefined : passagesOf(answer)[0]?.article.id;
}

/** The answer to a follow-up that was searched with the question before it, under the question as it was put. */
function leaningAnswer(joint: Answer, plain: Answer, searched: string, shown: Passage): Answer {
  const { question } = plain;
  if (!isSearched(joint)) return { ...joint, question };
  return {
    ...borneOut(withoutRepeating(joint, shown, question), plain),
    question,
    searchedAs: joint.searchedAs ?? searched,
  };
}

/** Where it is asked, without what is not known. */
function placeIn({ channelId, threadId }: Where): Where {
  return { ...(channelId !== undefined && { channelId }), ...(threadId !== undefined && { threadId }) };
}
