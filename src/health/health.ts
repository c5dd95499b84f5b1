import { createServer, type Server, type ServerResponse } from "node:http";
import { PersonError } from "../person-error.js";
import { type Figures, NO_FIGURES } from "./figures.js";
import type { PrometheusFigures } from "./prometheus.js";

/** Where a process tells of itself. */
export interface HealthAddress {
  /** An IP address of this machine. */
  readonly host: string;
  readonly port: number;
}

/** Why a process cannot do its work now; `undefined` where it can. */
export type Readiness = () => Promise<string | undefined>;

/** Nothing can be told at the address of the settings. */
export class HealthError extends PersonError {
  override readonly name = "HealthError";
}

/** How long it is waited for what is to say whether the process can do its work, in milliseconds. */
const LONGEST_LOOK = 2_000;

/** Whoever asks sends a few bytes: what takes longer than so many milliseconds is not one of them. */
const LONGEST_REQUEST = 5_000;

/**
 * What a process tells of itself to the machine that runs it: `/healthz` that it lives and answers, `/readyz` whether it can do its
 * work, `/metrics` its figures. Neither needs a password, and none has a word of anybody.
 */
export class Health {
  readonly #server: Server | undefined;
  readonly #prometheus: PrometheusFigures | undefined;
  #readiness: Readiness = async () => "Pilcrow is starting.";

  private constructor(server?: Server, prometheus?: PrometheusFigures) {
    this.#server = server;
    this.#prometheus = prometheus;
    prometheus?.watch("ready", async () => ((await this.#problem()) === undefined ? 1 : 0));
    server?.on("request", ({ method, url }, response) => {
      this.#answer(method, url, response).catch((error: unknown) => send(response, 500, String(error)));
    });
  }

  /**
   * @param address without one nothing is told and nothing counted
   * @throws HealthError where the address cannot be had
   */
  static async start(address: HealthAddress | undefined): Promise<Health> {
    if (address === undefined) return new Health();
    const { PrometheusFigures } = await import("./prometheus.js");
    const server = createServer({ requestTimeout: LONGEST_REQUEST, headersTimeout: LONGEST_REQUEST });
    const health = new Health(server, new PrometheusFigures());
    await listening(server, address);
    return health;
  }

  /** Takes what is counted. */
  get figures(): Figures {
    return this.#prometheus ?? NO_FIGURES;
  }

  /** From now on this says whether the process can do its work. */
  readyWhen(readiness: Readiness): void {
    this.#readiness = readiness;
  }

  async close(): Promise<void> {
    const server = this.#server;
    if (server === undefined) return;
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  }

  /** Why the process cannot do its work now, asked for no longer than somebody waits. */
  async #problem(): Promise<string | undefined> {
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<string>((resolve) => {
      timer = setTimeout(resolve, LONGEST_LOOK, "The database does not answer in time.");
    });
    try {
      return await Promise.race([this.#readiness(), late]);
    } finally {
      clearTimeout(timer);
    }
  }

  async #answer(method = "", url = "", response: ServerResponse): Promise<void> {
    const [pathname] = url.split("?", 1);
    if (method !== "GET" && method !== "HEAD") return send(response, 405, "Only GET is answered.");
    if (pathname === "/healthz") return send(response, 200, "ok");
    if (pathname === "/readyz") {
      const problem = await this.#problem();
      return problem === undefined ? send(response, 200, "ok") : send(response, 503, problem);
    }
    if (pathname === "/metrics" && this.#prometheus !== undefined)
      return send(response, 200, await this.#prometheus.text(), this.#prometheus.contentType);
    return send(response, 404, "There are /healthz, /readyz and /metrics.");
  }
}

function listening(server: Server, { host, port }: HealthAddress): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => reject(new HealthError(whyNot(error, host, port))));
    server.listen({ host, port, exclusive: true }, resolve);
  });
}

function whyNot({ code, message }: NodeJS.ErrnoException, host: string, port: number): string {
  if (code === "EADDRINUSE")
    return `HEALTH_PORT: another program uses ${port} at ${host} already. Set another number, or stop that program.`;
  if (code === "EACCES")
    return `HEALTH_PORT: ${port} may not be used (permission denied). Set a number from 1024 to 65535.`;
  if (code === "EADDRNOTAVAIL") return `HEALTH_HOST: this machine has no address ${host}. Leave it out for 127.0.0.1.`;
  return `HEALTH_PORT: ${host}:${port} cannot be used (${message}).`;
}

function send(response: ServerResponse, status: number, text: string, type = "text/plain; charset=utf-8"): void {
  response.writeHead(status, { "Content-Type": type, "Cache-Control": "no-store" });
  response.end(text.endsWith("\n") ? text : `${text}\n`);
}
