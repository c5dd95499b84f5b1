import { once } from "node:events";
import type { ServerResponse } from "node:http";
import { createServer, type Socket } from "node:net";
import { pipeline, Readable } from "node:stream";
import { setImmediate } from "node:timers/promises";
import { brotliCompressSync, constants, deflateRawSync, deflateSync, gzipSync } from "node:zlib";
import { describe, expect, it, onTestFinished, vi } from "vitest";
import { fetchDocument } from "../../../src/documents/fetch/fetch-document.js";
import type { IpAddress } from "../../../src/documents/fetch/public-connection.js";
import { fetchError, listen, loopbackInternet, serve } from "./loopback.js";

const loopback = { allowPrivate: true };
const TEN_MB = 10_000_000;
const text = { "content-type": "text/plain" };

/** Sends a body without an end; fulfils when the other side is gone. */
function flood(response: ServerResponse): Promise<unknown> {
  const chunk = Buffer.alloc(100_000, "a");
  const endless = Readable.from(
    (function* () {
      while (true) yield chunk;
    })(),
  );
  return new Promise((resolve) => pipeline(endless, response, resolve));
}

/** Fulfils when a socket or response is closed, with or without an error. */
const closing = (stream: Socket | ServerResponse) => new Promise((resolve) => stream.once("close", resolve));

describe("size", () => {
  it("of 10 MB is read to the last byte", async () => {
    const { url } = await serve((_, response) => response.writeHead(200, text).end(Buffer.alloc(TEN_MB, "a")));
    expect((await fetchDocument(url, loopback)).bytes).toHaveLength(TEN_MB);
  });

  it("above it is refused by what the site declares, with no body read", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, { ...text, "content-length": String(TEN_MB + 1) }).flushHeaders();
    });
    const error = await fetchError(fetchDocument(url, loopback));
    expect(error.fault).toEqual({ reason: "too-large", limit: TEN_MB, bytes: TEN_MB + 1 });
    expect(error.message).toContain("10 MB");
  });

  it("above it stops a stream that declares nothing, and closes the connection", async () => {
    let closed: Promise<unknown> | undefined;
    const { url } = await serve((_, response) => {
      closed = flood(response.writeHead(200, text));
    });
    const error = await fetchError(fetchDocument(url, loopback));
    expect(error.fault).toEqual({ reason: "too-large", limit: TEN_MB, bytes: undefined });
    await closed;
  });
});

describe("a body that nobody needs", () => {
  it("is not read: the connection of a redirect or an error is closed at its headers", async () => {
    const closed: Promise<unknown>[] = [];
    const { url } = await serve((request, response) => {
      if (request.url === "/") response.writeHead(302, { location: "/missing" });
      else response.writeHead(404, text);
      closed.push(flood(response));
    });
    expect((await fetchError(fetchDocument(url, loopback))).reason).toBe("not-found");
    expect(closed).toHaveLength(2);
    await Promise.all(closed);
  });
});

describe("packing", () => {
  const body = Buffer.from("Packed text, packed text. ".repeat(50));
  it.each([
    ["gzip", gzipSync(body)],
    ["x-gzip", gzipSync(body)],
    ["GZIP", gzipSync(body)],
    ["deflate", deflateSync(body)],
    ["deflate", deflateRawSync(body)],
    ["br", brotliCompressSync(body)],
    ["identity", body],
  ])("%s is undone", async (encoding, packed) => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { ...text, "content-encoding": encoding }).end(packed),
    );
    expect(Buffer.from((await fetchDocument(url, loopback)).bytes).equals(body)).toBe(true);
  });

  const bomb = Buffer.alloc(50_000_000);
  it.each([
    ["gzip", () => gzipSync(bomb)],
    ["deflate", () => deflateRawSync(bomb)],
    ["br", () => brotliCompressSync(bomb, { params: { [constants.BROTLI_PARAM_QUALITY]: 1 } })],
  ])("%s bombs are stopped at the limit", async (encoding, pack) => {
    const packed = pack();
    expect(packed.length).toBeLessThan(TEN_MB / 10);
    const { url } = await serve((_, response) =>
      response.writeHead(200, { ...text, "content-encoding": encoding }).end(packed),
    );
    expect((await fetchError(fetchDocument(url, loopback))).fault).toMatchObject({
      reason: "too-large",
      limit: TEN_MB,
    });
  });

  it.each([
    ["gzip", gzipSync(body).subarray(0, 30)],
    ["gzip", body],
    ["br", body],
  ])("%s that is damaged is told so", async (encoding, packed) => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { ...text, "content-encoding": encoding }).end(packed),
    );
    expect((await fetchError(fetchDocument(url, loopback))).fault).toEqual({
      reason: "damaged",
      contentEncoding: encoding,
    });
  });

  it.each(["zstd", "gzip, gzip", "compress"])("%s is refused", async (encoding) => {
    const { url } = await serve((_, response) =>
      response.writeHead(200, { ...text, "content-encoding": encoding }).end("x"),
    );
    const error = await fetchError(fetchDocument(url, loopback));
    expect(error.fault).toEqual({ reason: "content-encoding", contentEncoding: encoding });
  });
});

describe("time", () => {
  const timeoutMs = 250;

  /** A byte every 20 ms: each one resets any timer that counts idle time only. */
  const drip = (write: (piece: string) => unknown) => {
    const timer = setInterval(() => write("a"), 20);
    onTestFinished(() => clearInterval(timer));
  };

  it("ends a body that drips", async () => {
    const { url } = await serve((_, response) => {
      response.writeHead(200, text);
      drip((piece) => response.write(piece));
    });
    const error = await fetchError(fetchDocument(url, { ...loopback, timeoutMs }));
    expect(error.fault).toEqual({ reason: "timeout", timeoutMs });
    expect(error.message).toContain("0.25 s");
  });

  it("ends headers that drip, and closes the connection", async () => {
    let closed: Promise<unknown> | undefined;
    const server = createServer((socket) => {
      closed = closing(socket);
      socket.on("error", () => undefined); // It is cut off in the middle of writing: that is the point.
      socket.write("HTTP/1.1 200 OK\r\nx: ");
      drip((piece) => socket.writable && socket.write(piece));
    });
    onTestFinished(() => void server.close());
    const port = await listen(server);
    const error = await fetchError(fetchDocument(`http://127.0.0.1:${port}/`, { ...loopback, timeoutMs }));
    expect(error.reason).toBe("timeout");
    await closed;
  });

  it("counts over all redirects together", async () => {
    // The one clock of the fetch is the test's: it runs out while the second page is waited for, however slow the machine is.
    const clock = new AbortController();
    const started = vi.spyOn(AbortSignal, "timeout").mockReturnValue(clock.signal);
    onTestFinished(() => started.mockRestore());
    const { url } = await serve(({ url: asked }, response) => {
      if (asked === "/") response.writeHead(302, { location: "/again" }).end();
      else clock.abort(new DOMException("The operation was aborted due to timeout", "TimeoutError"));
    });
    const error = await fetchError(fetchDocument(url, { ...loopback, timeoutMs }));
    expect(error.fault).toEqual({ reason: "timeout", timeoutMs });
    expect(error.failedUrl).toBe(`${url}/again`);
    expect(started.mock.calls).toEqual([[timeoutMs]]);
  });

  it("ends a resolver that never answers, and nothing is connected when it answers after all", async () => {
    let answer: (() => void) | undefined;
    const resolve = () =>
      new Promise<IpAddress[]>((done) => {
        answer = () => done([{ address: "127.0.0.1", family: 4 }]);
      });
    const { connect, connections } = loopbackInternet({}, {});
    const error = await fetchError(fetchDocument("http://slow.test/", { ...loopback, timeoutMs, resolve, connect }));
    expect(error.reason).toBe("timeout");
    answer?.();
    await setImmediate();
    expect(connections).toEqual([]);
  });

  it("ends a server that never speaks over TLS", async () => {
    const server = createServer(() => undefined);
    onTestFinished(() => void server.close());
    const port = await listen(server);
    const error = await fetchError(fetchDocument(`https://127.0.0.1:${port}/`, { ...loopback, timeoutMs }));
    expect(error.reason).toBe("timeout");
  });
});

describe("the caller's signal", () => {
  it("stops it with its own reason, and closes the connection", async () => {
    const stop = new AbortController();
    const reason = new Error("The person changed their mind.");
    let closed: Promise<unknown> | undefined;
    const { url } = await serve((_, response) => {
      closed = closing(response);
      response.writeHead(200, text).write("some");
      stop.abort(reason);
    });
    await expect(fetchDocument(url, { ...loopback, signal: stop.signal })).rejects.toBe(reason);
    await closed;
  });

  it("that was raised before lets nothing begin", async () => {
    const { url, requests } = await serve((_, response) => response.end());
    await expect(fetchDocument(url, { ...loopback, signal: AbortSignal.abort() })).rejects.toThrow("aborted");
    expect(requests).toEqual([]);
  });
});

describe("a connection", () => {
  /** A server that says this and hangs up. */
  async function rude(says: string): Promise<string> {
    const server = createServer((socket) => {
      socket.on("error", () => undefined).once("data", () => socket.end(says));
    });
    onTestFinished(() => void server.close());
    return `http://127.0.0.1:${await listen(server)}/`;
  }

  it.each([
    ["nothing", ""],
    ["no HTTP", "220 mail.test ESMTP\r\n"],
    ["a cut header", "HTTP/1.1 200 OK\r\ncontent-"],
    ["a cut body", "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 10\r\n\r\nabc"],
    ["a cut chunk", "HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ntransfer-encoding: chunked\r\n\r\nff\r\nabc"],
    ["two lengths", "HTTP/1.1 200 OK\r\ncontent-length: 1\r\ncontent-length: 2\r\n\r\nab"],
    ["endless headers", `HTTP/1.1 200 OK\r\nx: ${"a".repeat(100_000)}\r\n\r\n`],
    ["another protocol", "HTTP/1.1 101 Switching Protocols\r\nconnection: upgrade\r\nupgrade: x\r\n\r\n"],
  ])("that gives %s is told as broken", async (_, says) => {
    const error = await fetchError(fetchDocument(await rude(says), loopback));
    expect(error.reason).toBe("unreachable");
    expect(error.cause).toBeInstanceOf(Error);
  });

  it("that nobody takes is told as broken", async () => {
    const server = createServer();
    const port = await listen(server);
    server.close();
    await once(server, "close");
    const error = await fetchError(fetchDocument(`http://127.0.0.1:${port}/`, loopback));
    expect(error.fault).toEqual({ reason: "unreachable", host: "127.0.0.1", code: "ECONNREFUSED" });
  });
});
