import { once } from "node:events";
import type { IncomingMessage } from "node:http";
import { sniffFormat } from "../formats/recognize.js";
import { MAX_DOCUMENT_BYTES } from "../formats/registry.js";
import { FetchError, type FetchFault, type Hop, type WebHop } from "./fetch-error.js";
import { get, readBody } from "./http-get.js";
import { type Connect, connectToAny, openConnection, type Resolve, resolveAll } from "./public-connection.js";
import { declaredType, fileNameOf, utf8Header } from "./response-headers.js";
import { isLoginDetour, parseWebAddress } from "./web-address.js";

/** What an address says of the document that it gives, by which it can be asked whether there is another by now (RFC 9110, section 8.8). */
export interface Validators {
  readonly etag: string | null;
  readonly lastModified: string | null;
}

/** A document as the web gave it. */
export interface FetchedDocument {
  /** Unpacked, at most `maxBytes`. */
  readonly bytes: Uint8Array;
  /** Media type in lower case and, where the site declared one, the charset: "text/html;charset=utf-8". Sniffed where it declared none. */
  readonly contentType: string;
  /** Where it was found after all redirects, without a fragment. */
  readonly url: string;
  /** A label from Content-Disposition, the path or the host; never empty, never a path. */
  readonly fileName: string;
  readonly validators: Validators;
}

/** How to fetch; what is not given has the defaults of the product. */
export interface FetchOptions {
  /** Lets loopback and other special addresses through. For tests only; the setting is `ALLOW_PRIVATE_URLS`. */
  readonly allowPrivate?: boolean;
  /** Stops it; the promise then rejects with the signal's reason. */
  readonly signal?: AbortSignal;
  /** Limit in bytes, both packed and unpacked. */
  readonly maxBytes?: number;
  /** Limit for all of it in milliseconds: names, connections, redirects and bodies. */
  readonly timeoutMs?: number;
  /** Fetches documents of whatever type: for files that people sent, which are known by their content alone. */
  readonly anyType?: boolean;
  readonly resolve?: Resolve;
  readonly connect?: Connect;
}

const NONE: Validators = { etag: null, lastModified: null };

const MAX_REDIRECTS = 5;
const REDIRECTS: ReadonlySet<number> = new Set([301, 302, 303, 307, 308]);

type Settings = Required<Omit<FetchOptions, "signal">>;

/**
 * Fetches a document of the public Internet over http or https. Every address on the way, the given one
 * and those of at most five redirects, is checked by its form, after its name is resolved, and once it is connected.
 * @param address as a person gave it
 * @throws {FetchError} for every reason that lies in the address, the network or the site
 */
export async function fetchDocument(address: string, options: FetchOptions = {}): Promise<FetchedDocument> {
  const fetched = await fetchIfChanged(address, NONE, options);
  if (fetched === undefined) throw new Error("Without validators there is no document that did not change.");
  return fetched;
}

/**
 * The same, unless it is the document that `known` was told of. Other addresses, to which it may redirect, are not told them: there they
 * may stand for something else.
 * @returns `undefined` where it did not change
 * @throws {FetchError}
 */
export async function fetchIfChanged(
  address: string,
  known: Validators,
  options: FetchOptions = {},
): Promise<FetchedDocument | undefined> {
  const { signal, ...given } = options;
  const settings: Settings = {
    allowPrivate: false,
    maxBytes: MAX_DOCUMENT_BYTES,
    timeoutMs: 15_000,
    anyType: false,
    resolve: resolveAll,
    connect: connectToAny,
    ...given,
  };
  const asked = address.trim();
  let hop: Hop = { asked, url: asked };
  const timeoutMs = settings.timeoutMs;
  signal?.throwIfAborted();
  const timeout = AbortSignal.timeout(timeoutMs);
  const stop = AbortSignal.any([timeout, ...(signal ? [signal] : [])]);
  const follow = async (): Promise<FetchedDocument | undefined> => {
    const start = parseWebAddress(hop);
    let url = start;
    for (let redirects = 0; redirects <= MAX_REDIRECTS; redirects++) {
      hop = { asked, url };
      const reached = await visit({ asked, url }, start, url === start ? known : NONE, settings, stop);
      if (reached === undefined || !("redirect" in reached)) return reached;
      url = parseWebAddress({ asked, url: reached.redirect }, url);
    }
    throw new FetchError({ asked, url }, { reason: "too-many-redirects", limit: MAX_REDIRECTS });
  };
  try {
    return await Promise.race([follow(), rejectionOf(stop)]);
  } catch (error) {
    if (!stop.aborted) throw error;
    throw stop.reason === timeout.reason ? new FetchError(hop, { reason: "timeout", timeoutMs }) : stop.reason;
  }
}

/** Rejects with a signal's reason as soon as it is raised: a look-up under way cannot be stopped. */
async function rejectionOf(signal: AbortSignal): Promise<never> {
  await once(signal, "abort");
  throw signal.reason;
}

async function visit(
  hop: WebHop,
  start: URL,
  known: Validators,
  settings: Settings,
  stop: AbortSignal,
): Promise<FetchedDocument | { readonly redirect: string } | undefined> {
  const socket = await openConnection(hop, settings, stop);
  try {
    const conditions = conditionsOf(known);
    const response = await get(hop, socket, conditions);
    const { statusCode: status = 0, headers } = response;
    if (REDIRECTS.has(status) && headers.location !== undefined) return { redirect: utf8Header(headers.location) };
    if (isLoginDetour(start, hop.url)) throw new FetchError(hop, { reason: "login", status });
    if (status === 304 && Object.keys(conditions).length > 0) return undefined;
    if (status !== 200) throw new FetchError(hop, statusFault(status, response));
    return await readDocument(hop, response, settings);
  } finally {
    socket.destroy();
  }
}

async function readDocument(
  hop: WebHop,
  response: IncomingMessage,
  { maxBytes, anyType }: Pick<Settings, "maxBytes" | "anyType">,
): Promise<FetchedDocument> {
  const declared = response.headers["content-type"];
  const type = declaredType(declared);
  if (type.kind === "unreadable" && !anyType)
    throw new FetchError(hop, { reason: "unsupported-type", contentType: declared });
  const bytes = await readBody(hop, response, maxBytes);
  const contentType =
    type.kind === "readable" ? type.contentType : (sniffFormat(bytes)?.mediaTypes[0] ?? (anyType ? "" : undefined));
  if (contentType === undefined) throw new FetchError(hop, { reason: "unsupported-type", contentType: declared });
  const fileName = fileNameOf(hop.url, response.headers["content-disposition"]);
  // A copy, for Node may have put a small Buffer into memory that it shares with others and that no thread can take over.
  return { bytes: new Uint8Array(bytes), contentType, url: hop.url.href, fileName, validators: validatorsIn(response) };
}

/** A longer header is none that a site needs back. In characters. */
const MAX_VALIDATOR = 1000;

function validatorsIn({ headers }: IncomingMessage): Validators {
  const short = (header: string | undefined) =>
    header === undefined || header === "" || header.length > MAX_VALIDATOR ? null : header;
  return { etag: short(headers.etag), lastModified: short(headers["last-modified"]) };
}

function conditionsOf({ etag, lastModified }: Validators): Readonly<Record<string, string>> {
  return {
    ...(etag !== null && { "if-none-match": etag }),
    ...(lastModified !== null && { "if-modified-since": lastModified }),
  };
}

function statusFault(status: number, { headers }: IncomingMessage): FetchFault {
  switch (status) {
    case 401:
    case 403:
    case 407:
      return { reason: "login", status };
    case 404:
    case 410:
      return { reason: "not-found", status };
    case 429:
      return { reason: "rate-limited", status, retryAfter: headers["retry-after"] };
    default:
      return { reason: status >= 500 ? "server-error" : "unexpected-status", status };
  }
}
