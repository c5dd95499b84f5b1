import type { AskOptions, Library } from "../library/library.js";
import { type Answer, passagesOf } from "../retrieval/answer.js";
import type { Scope } from "../store/scope.js";
import { borneOut, hasSubject, joined, leaningOf } from "./follow-up.js";

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
}

/** A question that was asked, as it is remembered. */
export interface Turn {
  readonly scope: Scope;
  readonly question: string;
  /** The question, with the previous one before it where it leant on that. */
  readonly searched: string;
  /** Where it was asked, as `AskOptions` has it. */
  readonly where: Pick<AskOptions, "articleId" | "channelId">;
  readonly confidential: boolean;
}

/** An answer, and whether the previous question joined the new one. */
export interface Reply {
  readonly answer: Answer;
  readonly turn: Turn;
  readonly isFollowUp: boolean;
}

/** Everything behind an answer. */
export interface Explanation {
  readonly answer: Answer;
  /** The score of each paragraph of the first passage's article, in order; none without an article. */
  readonly profile: readonly number[];
}

interface Remembered {
  /** The last question, for its explanation. */
  last: Turn;
  /** The last one that a follow-up can lean on. */
  context: Turn | undefined;
  at: number;
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
  readonly #now: () => number;
  readonly #capacity: number;
  /** In the order of use, the latest last. */
  readonly #remembered = new Map<string, Remembered>();

  constructor(library: Library, { now = Date.now, capacity = CAPACITY }: ConversationsOptions = {}) {
    this.#library = library;
    this.#now = now;
    this.#capacity = capacity;
  }

  /**
   * Asks a question of a conversation; one that cannot stand alone is searched together with the one before it.
   * @throws QuestionError as `Library.ask` does; the question is then not remembered.
   */
  async ask(key: string, scope: Scope, question: string, options: AskInConversation = {}): Promise<Reply> {
    const { alone = false, confidential = false, top, channelId, articleId: named } = options;
    const text = question.trim();
    const leaning = alone ? "no" : leaningOf(text);
    const context = leaning === "no" ? undefined : this.#contextFor(key, scope, confidential);
    const articleId = named ?? (context && (await this.#stillThere(context)));
    const where = { ...(articleId !== undefined && { articleId }), ...(channelId !== undefined && { channelId }) };
    const plain = { scope, question: text, searched: text, where, confidential };
    const answerAlone = await this.#answer(plain, top);
    const isFollowUp = context !== undefined && (leaning === "yes" || answerAlone.kind !== "found");
    const turn = isFollowUp ? { ...plain, searched: joined(context.searched, text) } : plain;
    const answer = isFollowUp ? await this.#answer(turn, top, answerAlone) : answerAlone;
    this.#remember(key, turn, answer.kind === "found" || answer.kind === "unsure", isFollowUp);
    return { answer, turn, isFollowUp };
  }

  /** The last question of a conversation, if it is remembered. */
  last(key: string): Turn | undefined {
    return this.#recall(key)?.last;
  }

  /**
   * Answers a remembered question once more, with all the numbers.
   * @throws UnknownArticleError when its article is gone.
   */
  async explain(turn: Turn, top: number): Promise<Explanation> {
    const answer = await this.#answer(turn, top);
    const [best] = passagesOf(answer);
    if (answer.kind === "no-article" || best === undefined) return { answer, profile: [] };
    const profile = await this.#library.profile(turn.scope, answer.searchedAs ?? answer.question, best.article.id);
    return { answer, profile };
  }

  /** Forgets the conversations under these keys. */
  forget(which: (key: string) => boolean): void {
    for (const key of [...this.#remembered.keys()]) if (which(key)) this.#remembered.delete(key);
  }

  /**
   * The answer to what was searched, under the question as it was put.
   * @param alone the answer to the question by itself, where it is known.
   */
  async #answer({ scope, question, searched, where }: Turn, top: number | undefined, alone?: Answer): Promise<Answer> {
    const ask = (text: string) => this.#library.ask(scope, text, { ...where, ...(top !== undefined && { top }) });
    const plain = alone ?? (await ask(question));
    if (searched === question) return plain;
    const joint = await ask(searched);
    if (joint.kind === "no-article") return { ...joint, question };
    return { ...borneOut(joint, plain), question, searchedAs: joint.searchedAs ?? searched };
  }

  #contextFor(key: string, scope: Scope, confidential: boolean): Turn | undefined {
    const context = this.#recall(key)?.context;
    if (context === undefined || context.scope !== scope || (context.confidential && !confidential)) return undefined;
    return context;
  }

  /** The article that a conversation is about, unless it was removed meanwhile. */
  async #stillThere({ scope, where: { articleId } }: Turn): Promise<string | undefined> {
    if (articleId === undefined) return undefined;
    const articles = await this.#library.articles(scope);
    return articles.some(({ id }) => id === articleId) ? articleId : undefined;
  }

  #recall(key: string): Remembered | undefined {
    const remembered = this.#remembered.get(key);
    if (remembered === undefined || this.#now() - remembered.at <= LIFETIME) return remembered;
    this.#remembered.delete(key);
    return undefined;
  }

  #remember(key: string, last: Turn, isAnswered: boolean, isFollowUp: boolean): void {
    const before = this.#recall(key)?.context;
    this.#remembered.delete(key);
    // One leans on what was answered. A courtesy or a follow-up in vain leaves the subject; a new subject in vain ends it.
    const context = !hasSubject(last.searched) || (isFollowUp && !isAnswered) ? before : isAnswered ? last : undefined;
    this.#remembered.set(key, { last, context, at: this.#now() });
    for (const [oldest, { at }] of this.#remembered) {
      if (this.#remembered.size <= this.#capacity && this.#now() - at <= LIFETIME) break;
      this.#remembered.delete(oldest);
    }
  }
}
