import { availableParallelism } from "node:os";
import { LRUCache } from "lru-cache";
import { RateLimiterMemory, RateLimiterRes } from "rate-limiter-flexible";
import { type Figures, NO_FIGURES, timed } from "../health/figures.js";
import { english, type Texts } from "../interface-texts/texts.js";
import { PersonError } from "../person-error.js";
import type { Origin } from "./incoming.js";

/** How many questions are taken, and how fast. */
export interface QuestionLimits {
  /** Questions that are answered at the same time. */
  readonly atOnce: number;
  /** Questions of one person that may wait. */
  readonly waitingOfPerson: number;
  /** Questions of all that may wait: so many are answered in a few seconds. */
  readonly waiting: number;
  /** Questions of one person in a minute; a person reads more slowly. */
  readonly ofPersonInMinute: number;
  /** Questions of one server in a minute. */
  readonly ofServerInMinute: number;
}

/** A question goes through the model's threads several times: with two on their way for each thread none is idle. */
const DEFAULTS: QuestionLimits = {
  atOnce: 2 * Math.min(availableParallelism(), 4),
  waitingOfPerson: 5,
  waiting: 200,
  ofPersonInMinute: 30,
  ofServerInMinute: 600,
};

const MINUTE = 60;

/** In milliseconds: so long some questions take. */
const SOON = 2_000;

/** People who are remembered as refused. */
const MOST_TOLD = 10_000;

/** Somebody must ask again later. */
export class TooManyQuestionsError extends PersonError {
  override readonly name = "TooManyQuestionsError";

  /** @param says why, and when, in the language of whoever reads it */
  constructor(readonly says: (texts: Texts) => string) {
    super(says(english()));
  }
}

type Start = () => void;

/**
 * Lets questions be answered in a fair order: servers take turns, and in a server its people do, so that nobody waits for all
 * that another one has asked. In direct messages each person is a server of their own.
 */
export class QuestionQueue {
  readonly #limits: QuestionLimits;
  readonly #persons: RateLimiterMemory;
  readonly #servers: RateLimiterMemory;
  /** What waits, by server and person; whose turn it was last stands last. */
  readonly #waiting = new Map<string, Map<string, Start[]>>();
  /** Who was refused, until they may ask again. */
  readonly #told = new LRUCache<string, true>({ max: MOST_TOLD });
  readonly #figures: Figures;
  #countWaiting = 0;
  #underWay = 0;

  /** @param figures told what waits, for how long, and what is refused. Default: nobody is told */
  constructor(limits: Partial<QuestionLimits> = {}, figures: Figures = NO_FIGURES) {
    this.#figures = figures;
    figures.watch("questions-waiting", () => this.#countWaiting);
    figures.watch("questions-under-way", () => this.#underWay);
    this.#limits = { ...DEFAULTS, ...limits };
    this.#persons = new RateLimiterMemory({ points: this.#limits.ofPersonInMinute, duration: MINUTE });
    this.#servers = new RateLimiterMemory({ points: this.#limits.ofServerInMinute, duration: MINUTE });
  }

  /**
   * Does `work` when its turn has come.
   * @throws TooManyQuestionsError at once, instead of doing it, where the person, the server or all of them ask too much
   */
  async run<T>(by: Origin, work: () => Promise<T>): Promise<T> {
    const [person, server] = [by.user.id, by.guildId ?? by.user.id];
    await this.#countIn(this.#persons, person, person, "queue.person");
    if (by.guildId !== null) await this.#countIn(this.#servers, server, person, "queue.server");
    this.#refuseWhereFull(server, person);
    if (this.#underWay >= this.#limits.atOnce) await this.#turn(server, person);
    else this.#underWay++;
    try {
      return await work();
    } finally {
      this.#underWay--;
      this.#startNext();
    }
  }

  /** Whether a person was refused a moment ago and would be again: who floods a channel with messages is told once. */
  hasTold({ user }: Pick<Origin, "user">): boolean {
    return this.#told.has(user.id);
  }

  #refuseWhereFull(server: string, person: string): void {
    const own = this.#waiting.get(server)?.get(person)?.length ?? 0;
    const count = this.#limits.waitingOfPerson;
    if (own >= count) throw this.#refusal(person, SOON, (texts) => texts.say("queue.waiting", { count }));
    if (this.#countWaiting >= this.#limits.waiting)
      throw this.#refusal(person, SOON, (texts) => texts.say("queue.full"));
  }

  async #countIn(
    limiter: RateLimiterMemory,
    key: string,
    person: string,
    text: "queue.person" | "queue.server",
  ): Promise<void> {
    try {
      await limiter.consume(key);
    } catch (error) {
      if (!(error instanceof RateLimiterRes)) throw error;
      const seconds = Math.max(1, Math.ceil(error.msBeforeNext / 1000));
      throw this.#refusal(person, error.msBeforeNext, (texts) => texts.say(text, { seconds }));
    }
  }

  /** @param again when the person may ask again, in milliseconds */
  #refusal(person: string, again: number, says: (texts: Texts) => string): TooManyQuestionsError {
    this.#figures.answered("too-many", 0);
    this.#told.set(person, true, { ttl: Math.max(1, again) });
    return new TooManyQuestionsError(says);
  }

  #turn(server: string, person: string): Promise<void> {
    return timed(
      () => this.#waitIn(server, person),
      (seconds) => this.#figures.stage("waiting", seconds),
    );
  }

  #waitIn(server: string, person: string): Promise<void> {
    return new Promise((start) => {
      const persons = this.#waiting.get(server) ?? new Map<string, Start[]>();
      this.#waiting.set(server, persons);
      persons.set(person, [...(persons.get(person) ?? []), start]);
      this.#countWaiting++;
    });
  }

  /** The next person of the next server; both then stand last. */
  #startNext(): void {
    const [server, persons] = first(this.#waiting) ?? [];
    if (server === undefined || persons === undefined) return;
    const [person, [start, ...later]] = first(persons) ?? ["", []];
    persons.delete(person);
    if (later.length > 0) persons.set(person, later);
    this.#waiting.delete(server);
    if (persons.size > 0) this.#waiting.set(server, persons);
    this.#countWaiting--;
    this.#underWay++;
    start?.();
  }
}

function first<K, V>(map: ReadonlyMap<K, V>): [K, V] | undefined {
  const [entry] = map;
  return entry;
}
