import { type IncomingMessage, request } from "node:http";
import type { Socket } from "node:net";
import { promisify } from "node:util";
import { brotliDecompress, gunzip, inflate, inflateRaw } from "node:zlib";
import { MEDIA_TYPES } from "../formats/registry.js";
import { FetchError, type WebHop } from "./fetch-error.js";
import { codeOf } from "./public-connection.js";
import { hostOf } from "./web-address.js";

const HEADERS = {
  "user-agent": "Pilcrow (reads a page when a person adds it to a library)",
  accept: [...MEDIA_TYPES, "*/*;q=0.1"].join(", "),
  "accept-encoding": "gzip, deflate, br",
};

/**
 * Sends one GET over an open connection and gives the response with its body still unread. No agent, proxy or cookie takes part.
 * @param more headers
 * @throws {FetchError} `unreachable` when the connection breaks or what comes is not HTTP
 */
export function get(
  hop: WebHop,
  socket: Socket,
  more: Readonly<Record<string, string>> = {},
): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    const { host, pathname, search } = hop.url;
    request({ createConnection: () => socket, path: pathname + search, headers: { host, ...HEADERS, ...more } })
      .on("response", resolve)
      .on("error", (cause) => reject(brokenOff(hop, cause)))
      // A change of protocol (status 101) ends the request without an error.
      .on("close", () => reject(brokenOff(hop, new Error("The request ended without a response."))))
      .end();
  });
}

/**
 * Reads a response's whole body and unpacks it.
 * @param maxBytes limit for the bytes on the wire and for those unpacked
 * @throws {FetchError} `too-large` as soon as that is known, `content-encoding`, `damaged` or `unreachable`
 */
export async function readBody(hop: WebHop, response: IncomingMessage, maxBytes: number): Promise<Uint8Array> {
  const contentEncoding = (response.headers["content-encoding"] ?? "identity").trim().toLowerCase();
  const unpack = UNPACK.get(contentEncoding);
  if (unpack === undefined) throw new FetchError(hop, { reason: "content-encoding", contentEncoding });
  const declared = response.headers["content-length"];
  if (declared !== undefined && Number(declared) > maxBytes) {
    throw new FetchError(hop, { reason: "too-large", limit: maxBytes, bytes: Number(declared) });
  }
  const packed = await collect(hop, response, maxBytes);
  try {
    return await unpack(packed, maxBytes);
  } catch (cause) {
    if (codeOf(cause) === "ERR_BUFFER_TOO_LARGE") {
      throw new FetchError(hop, { reason: "too-large", limit: maxBytes, bytes: undefined }, { cause });
    }
    throw new FetchError(hop, { reason: "damaged", contentEncoding }, { cause });
  }
}

async function collect(hop: WebHop, response: IncomingMessage, maxBytes: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  try {
    for await (const chunk of response) {
      if (!Buffer.isBuffer(chunk))
        throw new TypeError("Expected a response without an encoding, got one with strings.");
      length += chunk.length;
      if (length > maxBytes) throw new FetchError(hop, { reason: "too-large", limit: maxBytes, bytes: undefined });
      chunks.push(chunk);
    }
  } catch (cause) {
    throw cause instanceof FetchError ? cause : brokenOff(hop, cause);
  }
  return Buffer.concat(chunks, length);
}

type Unpack = (packed: Buffer, maxOutputLength: number) => Promise<Uint8Array>;

const gunzipBytes = promisify(gunzip);
const inflateBytes = promisify(inflate);
const inflateRawBytes = promisify(inflateRaw);
const brotliBytes = promisify(brotliDecompress);

/** zlib stops at `maxOutputLength`, so that no packed body takes more memory than that. Several encodings one after the other are not unpacked. */
const UNPACK: ReadonlyMap<string, Unpack> = new Map<string, Unpack>([
  ["identity", async (bytes) => bytes],
  ["gzip", (packed, maxOutputLength) => gunzipBytes(packed, { maxOutputLength })],
  ["x-gzip", (packed, maxOutputLength) => gunzipBytes(packed, { maxOutputLength })],
  ["br", (packed, maxOutputLength) => brotliBytes(packed, { maxOutputLength })],
  [
    "deflate",
    // By RFC 9110 it is zlib's format; some servers send bare DEFLATE. A zlib header's low four bits are 8 (RFC 1950).
    (packed, maxOutputLength) =>
      ((packed[0] ?? 0) & 0x0f) === 8
        ? inflateBytes(packed, { maxOutputLength })
        : inflateRawBytes(packed, { maxOutputLength }),
  ],
]);

function brokenOff(hop: WebHop, cause: unknown): FetchError {
  return new FetchError(hop, { reason: "unreachable", host: hostOf(hop.url), code: codeOf(cause) }, { cause });
}
