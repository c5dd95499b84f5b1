import { setMaxListeners } from "node:events";
import { setTimeout as pause } from "node:timers/promises";
import { DefaultRestOptions, RESTJSONErrorCodes, type RESTOptions } from "discord.js";

type MakeRequest = RESTOptions["makeRequest"];
type Url = Parameters<MakeRequest>[0];
type Init = Parameters<MakeRequest>[1];
type Reply = Awaited<ReturnType<MakeRequest>>;

/** For how long a request to Discord is tried again, in milliseconds. */
export interface RetryTimes {
  /** No further try is begun after this long. */
  readonly patience: number;
  /** The pause before the second try; each further one is twice as long. */
  readonly firstPause: number;
  readonly longestPause: number;
  /** How long one try may take: a connection that hangs is given up. */
  readonly longestTry: number;
}

/** Of requests that may be repeated: edits, and sends with a nonce. */
const REPEATABLE: RetryTimes = { patience: 10_000, firstPause: 250, longestPause: 2_000, longestTry: 6_000 };

/** Of acknowledgements: Discord waits 3 seconds for one, of which some are over when the interaction arrives here. */
const ACKNOWLEDGEMENT: RetryTimes = { patience: 2_700, firstPause: 100, longestPause: 400, longestTry: 1_200 };

/** How the requests to Discord are repeated. */
export interface RetryOptions {
  readonly repeatable?: RetryTimes;
  readonly acknowledgement?: RetryTimes;
}

/** Is told what came of requests. */
export interface RequestWatch {
  /** Of each try: the status of its answer, or the code of its error. */
  tried(outcome: number | string): void;
  /** Of a request to this path, with all its tries: the status of its last answer, or none where Discord could not be reached. */
  done(path: string, status: number | undefined): void;
}

const NOBODY: RequestWatch = { tried() {}, done() {} };

/** discord.js drops its token at the first 401, so this one is what it is told where Discord refuses a token that it accepts elsewhere. */
const REFUSED_FOR_NOW = { status: 502, statusText: "Discord answered 401, though it accepts the token" };

/** What came of one try. */
interface Tried {
  readonly reply?: Response;
  readonly error?: unknown;
}

/**
 * Makes the requests of discord.js, in whose place it repeats them: after an answer of 500 and up, and after a connection that
 * failed, with growing pauses of random length. What Discord carried out though its answer was lost is told by Discord itself at
 * the repetition. Requests that would be carried out twice are repeated only where they surely were not carried out.
 */
export class Retries {
  readonly #api: string;
  readonly #repeatable: RetryTimes;
  readonly #acknowledgement: RetryTimes;
  readonly #watch: RequestWatch;
  readonly #closing = new AbortController();
  #checking: Promise<boolean> | undefined;
  #refused: () => void = () => {};

  /** Settles when Discord refuses the bot's token for good. */
  readonly tokenRefused = new Promise<void>((resolve) => {
    this.#refused = resolve;
  });

  /** @param apiUrl where the API is, without its version */
  constructor(
    apiUrl: string,
    { repeatable = REPEATABLE, acknowledgement = ACKNOWLEDGEMENT }: RetryOptions = {},
    watch: RequestWatch = NOBODY,
  ) {
    this.#watch = watch;
    this.#api = `${apiUrl}/v${DefaultRestOptions.version}`;
    this.#repeatable = repeatable;
    this.#acknowledgement = acknowledgement;
    // Each request that waits listens to it.
    setMaxListeners(0, this.#closing.signal);
  }

  /** The options of discord.js that send all requests through here. */
  get restOptions(): Pick<RESTOptions, "makeRequest" | "retries" | "timeout"> {
    const longest = this.#repeatable.patience + this.#repeatable.longestPause + 2 * this.#repeatable.longestTry;
    return { makeRequest: (url, init) => this.#watched(url, init), retries: 0, timeout: longest };
  }

  /** Nothing is repeated any more. */
  close(): void {
    this.#closing.abort();
  }

  async #watched(url: Url, init: Init): Promise<Reply> {
    let status: number | undefined;
    try {
      const reply = await this.#request(url, init);
      status = reply.status;
      return reply;
    } finally {
      this.#watch.done(new URL(String(url)).pathname, status);
    }
  }

  async #request(url: Url, init: Init): Promise<Reply> {
    const kind = kindOf(url, init);
    const times = kind === "acknowledgement" ? this.#acknowledgement : this.#repeatable;
    const until = Date.now() + times.patience;
    let wait = times.firstPause;
    let before: Tried | undefined;
    for (;;) {
      const tried = await once(url, init, times.longestTry);
      const { reply } = tried;
      this.#watch.tried(reply?.status ?? codeOfError(tried.error) ?? "unknown");
      const code = before === undefined || reply === undefined ? undefined : await codeOf(reply.clone());
      // An earlier try was carried out, and only its answer was lost.
      if (code !== undefined && code === DONE_BEFORE[kind]) return new Response(null, { status: 204 });
      // Nobody waits for it any more, and that was the network's doing.
      if (before !== undefined && code === RESTJSONErrorCodes.UnknownInteraction) return outcomeOf(before);
      before = tried;
      const isRefused = reply?.status === 401 && carriesToken(init);
      if (isRefused && !(await this.#acceptsToken(init))) return reply;
      if (!isRefused && !isWorthRepeating(kind, tried)) return outcomeOf(tried);
      // Half of each pause is random: those who failed together do not come back together.
      const next = wait * (0.5 + Math.random() / 2);
      if (Date.now() + next > until || this.#closing.signal.aborted || init.signal?.aborted) {
        return isRefused ? new Response("{}", REFUSED_FOR_NOW) : outcomeOf(tried);
      }
      await pause(next, undefined, { signal: this.#closing.signal }).catch(() => {});
      wait = Math.min(2 * wait, times.longestPause);
    }
  }

  /** Whether Discord accepts the token of a request that it answered with 401; where it cannot be asked, it may. */
  #acceptsToken({ headers }: Init): Promise<boolean> {
    this.#checking ??= (async () => {
      try {
        const { reply } = await once(
          `${this.#api}/users/@me`,
          { method: "GET", ...(headers && { headers }) },
          this.#repeatable.longestTry,
        );
        if (reply?.status !== 401) return true;
        this.#refused();
        return false;
      } finally {
        this.#checking = undefined;
      }
    })();
    return this.#checking;
  }
}

/** `once`: would be carried out twice. `passing`: not worth it. */
type Kind = "acknowledgement" | "deletion" | "repeatable" | "once" | "passing";

/** How Discord refuses what it did before. */
const DONE_BEFORE: Readonly<Partial<Record<Kind, number>>> = {
  acknowledgement: RESTJSONErrorCodes.InteractionHasAlreadyBeenAcknowledged,
  deletion: RESTJSONErrorCodes.UnknownMessage,
};

function kindOf(url: Url, { method = "GET", body }: Init): Kind {
  const { pathname } = new URL(String(url));
  if (method !== "POST") return method === "DELETE" ? "deletion" : "repeatable";
  if (/\/interactions\/\d+\/[^/]+\/callback$/.test(pathname)) return "acknowledgement";
  if (pathname.endsWith("/typing")) return "passing";
  const payload = body instanceof FormData ? body.get("payload_json") : body;
  const hasNonce = typeof payload === "string" && /"enforce_nonce":true/.test(payload);
  return hasNonce || pathname.endsWith("/users/@me/channels") ? "repeatable" : "once";
}

function carriesToken({ headers }: Init): boolean {
  return headers !== undefined && "Authorization" in headers;
}

/** Tries a request once, to the last byte of its answer. */
async function once(url: Url, init: Init, longest: number): Promise<Tried> {
  const signals = [AbortSignal.timeout(longest), ...(init.signal ? [init.signal] : [])];
  try {
    const reply = await DefaultRestOptions.makeRequest(url, { ...init, signal: AbortSignal.any(signals) });
    const { status, statusText, headers } = reply;
    const isEmpty = status === 204 || status === 304;
    return { reply: new Response(isEmpty ? null : await reply.arrayBuffer(), { status, statusText, headers }) };
  } catch (error) {
    return { error };
  }
}

function outcomeOf({ reply, error }: Tried): Reply {
  if (reply === undefined) throw error;
  return reply;
}

/** The network's errors before anything was sent. */
const BEFORE_SENDING: ReadonlySet<unknown> = new Set([
  "ECONNREFUSED",
  "ENOTFOUND",
  "EAI_AGAIN",
  "UND_ERR_CONNECT_TIMEOUT",
]);

function isWorthRepeating(kind: Kind, { reply, error }: Tried): boolean {
  if (kind === "passing") return false;
  if (reply !== undefined) return reply.status >= 500;
  return kind !== "once" || BEFORE_SENDING.has(codeOfError(error));
}

/** The code of the network's error: as Node names it, or the error's own name, as of one that took too long. */
function codeOfError(error: unknown): string | undefined {
  if (!(error instanceof Error)) return undefined;
  return "code" in error && typeof error.code === "string" ? error.code : error.name;
}

/** Discord's own code of a refusal. */
async function codeOf(reply: Response): Promise<unknown> {
  if (reply.status < 400 || reply.status >= 500) return undefined;
  const body: unknown = await reply.json().catch(() => undefined);
  return typeof body === "object" && body !== null && "code" in body ? body.code : undefined;
}
