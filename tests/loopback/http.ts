import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import * as spec from "discord-api-spec/zod";
import { ApiError, refuse } from "./api-error.js";
import { type Call, type Host, type Reply, type Route, routes } from "./routes.js";
import { schemaBreaches } from "./schema.js";

/** A request that was made, and how it was answered. */
export interface RecordedRequest {
  readonly method: string;
  /** Without `/api/v10` and the query. */
  readonly path: string;
  readonly body: unknown;
  readonly headers: IncomingHttpHeaders;
  status: number;
}

/** A fault to answer with instead of doing what is asked. */
export interface Fault {
  readonly method: string;
  readonly path: RegExp;
  /**
   * 429 carries `retryAfter` seconds; `hang-up` closes the connection once the work is done, before the answer; `drop` before
   * anything is done.
   */
  readonly with: 401 | 429 | 500 | 502 | 503 | "hang-up" | "drop";
  readonly retryAfter?: number;
  times: number;
}

/** The HTTP half of the loopback Discord: API version 10 and the files that hang on messages. */
export class Http {
  readonly requests: RecordedRequest[] = [];
  readonly faults: Fault[] = [];
  /** What is looked at when a request arrives, before it is answered. */
  readonly looks: {
    readonly method: string;
    readonly path: RegExp;
    times: number;
    readonly look: () => Promise<unknown>;
  }[] = [];
  /** Waits before each answer, in milliseconds. */
  delay = 0;
  readonly server: Server;
  readonly #host: Host;
  #token: string;
  readonly #breach: (what: string) => void;

  constructor(host: Host, token: string, breach: (what: string) => void) {
    this.#host = host;
    this.#token = token;
    this.#breach = breach;
    this.server = createServer((request, response) => {
      this.#serve(request, response).catch((error: unknown) => {
        this.#breach(`the loopback Discord itself failed: ${error instanceof Error ? error.stack : String(error)}`);
        response.destroy();
      });
    });
  }

  /** From now on the bot's token is another one, as after a reset in the developer portal. */
  resetToken(): void {
    this.#token = "another";
  }

  async listen(): Promise<string> {
    await new Promise<void>((resolve) => this.server.listen(0, "127.0.0.1", resolve));
    const { port } = this.server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? "/", "http://loopback");
    const { method = "GET" } = request;
    const raw = await bytesOf(request);
    if (method === "GET" && url.pathname.startsWith("/attachments/")) return this.#file(url.pathname, response);
    const record: RecordedRequest = {
      method,
      path: url.pathname.replace(/^\/api\/v10/, ""),
      body: undefined,
      headers: request.headers,
      status: 0,
    };
    this.requests.push(record);
    if (this.delay > 0) await new Promise((resolve) => setTimeout(resolve, this.delay));
    const looked = this.looks.find((one) => one.times > 0 && one.method === method && one.path.test(record.path));
    if (looked !== undefined) {
      looked.times -= 1;
      await looked.look();
    }
    const fault = this.#faultFor(record);
    if (typeof fault?.with === "number") return this.#fail(fault, record, response);
    if (fault?.with === "drop") return void response.socket?.destroy();
    const reply = await this.#answer(url, request, raw, record);
    record.status = reply.status;
    if (fault !== undefined) this.#host.world.answerLost(record.path);
    this.#host.world.changed();
    if (fault !== undefined) return void response.socket?.destroy();
    response.setHeader("Date", new Date(this.#host.world.now()).toUTCString());
    send(response, reply);
  }

  async #answer(
    url: URL,
    request: IncomingMessage,
    raw: Buffer,
    record: { body: unknown; method: string; path: string },
  ): Promise<Reply> {
    try {
      const { route, ids } = find(record.method, url.pathname);
      this.#admit(route, request.headers);
      const { body, attachments } = await this.#read(request.headers, raw);
      Object.assign(record, { body });
      const call: Call = {
        ids,
        query: url.searchParams,
        body,
        attachments,
        checked: (schema, value) => this.#checked(schema, value),
      };
      return this.#held(route.run(this.#host, call), record);
    } catch (error) {
      if (!(error instanceof ApiError)) throw error;
      const { status, code, message, details } = error;
      if (error.breach)
        this.#breach(`${record.method} ${record.path}: ${code} ${message} ${details.join("; ")}`.trim());
      return this.#held({ status, body: { code, message }, schema: spec.ErrorResponseSchema }, record);
    }
  }

  #admit(route: Route, { authorization, "user-agent": agent }: IncomingHttpHeaders): void {
    if (!/^DiscordBot \(\S+, \S+\)/.test(agent ?? ""))
      throw new ApiError(403, 40333, "internal network error", true, [`User-Agent “${agent}”`]);
    if (route.auth && authorization !== `Bot ${this.#token}`) throw refuse.unauthorized(authorization === undefined);
  }

  async #read(headers: IncomingHttpHeaders, raw: Buffer): Promise<Pick<Call, "body" | "attachments">> {
    const type = headers["content-type"] ?? "";
    if (raw.length === 0) return { body: undefined, attachments: [] };
    if (type.startsWith("application/json")) return { body: parse(raw.toString("utf8")), attachments: [] };
    if (!type.startsWith("multipart/form-data")) throw refuse.invalidForm([`Content-Type “${type}”`]);
    const form = await new Response(new Uint8Array(raw), { headers: { "content-type": type } }).formData();
    const files = [...form.entries()].flatMap(([key, value]) => (typeof value === "string" ? [] : [{ key, value }]));
    const attachments = [];
    for (const { key, value } of files) {
      if (!/^files\[\d+\]$/.test(key)) throw refuse.invalidForm([`a file named “${key}”, expected files[n]`]);
      if (value.size > 10 * 1024 * 1024) throw new ApiError(413, 40005, "Request entity too large");
      const data = new Uint8Array(await value.arrayBuffer());
      attachments.push(this.#host.world.addFile(`http://${headers.host}`, value.name, data, value.type));
    }
    const payload = form.get("payload_json");
    return { body: typeof payload === "string" ? parse(payload) : {}, attachments };
  }

  #checked<T>(schema: typeof spec.MessageCreateRequestSchema, value: unknown): T {
    const breaches = schemaBreaches(schema, value ?? {});
    const unknown = breaches.filter((one) => one.endsWith("not a key that Discord knows"));
    // Discord ignores unknown keys: recorded, for they are a mistake, and not refused.
    for (const one of unknown) this.#breach(one);
    if (breaches.length > unknown.length) throw refuse.invalidForm(breaches);
    return value as T;
  }

  #held(reply: Reply, { method, path }: { method: string; path: string }): Reply {
    if (reply.schema !== undefined) {
      // Discord's file does not know that a reference may be a forward, which its documentation says.
      const isForward = (one: string) => /message_reference\.type: /.test(one);
      for (const one of schemaBreaches(reply.schema, reply.body).filter((breach) => !isForward(breach)))
        this.#breach(`the answer to ${method} ${path} is not Discord's: ${one}`);
    }
    return reply;
  }

  #faultFor({ method, path }: Pick<RecordedRequest, "method" | "path">): Fault | undefined {
    const fault = this.faults.find((one) => one.times > 0 && one.method === method && one.path.test(path));
    if (fault !== undefined) fault.times -= 1;
    return fault;
  }

  #fail(fault: Fault, record: RecordedRequest, response: ServerResponse): void {
    record.status = Number(fault.with);
    if (fault.with === 429) {
      const after = fault.retryAfter ?? 0.05;
      response.setHeader("Retry-After", String(Math.ceil(after)));
      response.setHeader("X-RateLimit-Scope", "user");
      send(response, {
        status: 429,
        body: { message: "You are being rate limited.", retry_after: after, global: false },
      });
    } else if (fault.with === 401) send(response, { status: 401, body: { code: 0, message: "401: Unauthorized" } });
    else send(response, { status: record.status, body: { code: 0, message: `${fault.with}: Fault` } });
  }

  #file(path: string, response: ServerResponse): void {
    const fault = this.#faultFor({ method: "GET", path });
    if (typeof fault?.with === "number") return void response.writeHead(fault.with).end();
    if (fault !== undefined) return void response.socket?.destroy();
    const file = this.#host.world.files.get(path);
    if (file === undefined) return void response.writeHead(404).end();
    response.writeHead(200, { "Content-Type": file.type, "Content-Length": file.data.byteLength }).end(file.data);
  }
}

function find(method: string, path: string): { route: Route; ids: string[] } {
  for (const route of routes) {
    const match = route.method === method ? route.path.exec(decodeURIComponent(path)) : null;
    if (match !== null) return { route, ids: match.slice(1) };
  }
  throw refuse.unknownRoute(`${method} ${path}`);
}

function send(response: ServerResponse, { status, body }: Reply): void {
  response.setHeader("X-RateLimit-Limit", "50");
  response.setHeader("X-RateLimit-Remaining", "49");
  response.setHeader("X-RateLimit-Reset-After", "1.000");
  response.setHeader("X-RateLimit-Bucket", "loopback");
  if (body === undefined) return void response.writeHead(status).end();
  response.writeHead(status, { "Content-Type": "application/json" }).end(JSON.stringify(body));
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw Object.assign(refuse.invalidJson(), { cause });
  }
}

async function bytesOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(Buffer.from(chunk as Uint8Array));
  return Buffer.concat(chunks);
}
