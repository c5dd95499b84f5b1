import { once } from "node:events";
import { createServer, type RequestListener } from "node:http";
import { type AddressInfo, connect, isIP, type Server } from "node:net";
import { onTestFinished } from "vitest";
import { FetchError } from "../../../src/documents/fetch/fetch-error.js";
import type { Connect, IpAddress, Resolve } from "../../../src/documents/fetch/public-connection.js";

/** An HTTP server on 127.0.0.1 for one test, and the requests that reached it. */
export async function serve(handler: RequestListener): Promise<{ url: string; port: number; requests: string[] }> {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    requests.push(`${request.method} ${request.headers.host}${request.url}`);
    handler(request, response);
  });
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const port = await listen(server);
  return { url: `http://127.0.0.1:${port}`, port, requests };
}

export async function listen(server: Server): Promise<number> {
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  return (server.address() as AddressInfo).port;
}

/** A small Internet inside 127.0.0.1. */
export interface LoopbackInternet {
  readonly resolve: Resolve;
  readonly connect: Connect;
  /** Names that were looked up, in order. */
  readonly lookups: string[];
  /** Addresses that were connected to, in order. */
  readonly connections: string[];
}

/**
 * An Internet whose addresses lead to ports of 127.0.0.1; sockets tell the address that they stand for. Whatever is not listed
 * fails the test instead of sending anything.
 * @param names for every name its answers in turn; the last one is repeated
 * @param ports the local port behind each IP address
 */
export function loopbackInternet(names: Record<string, string[][]>, ports: Record<string, number>): LoopbackInternet {
  const lookups: string[] = [];
  const connections: string[] = [];
  const resolve: Resolve = async (host) => {
    const answers = names[host];
    const answer = answers?.[Math.min(lookups.filter((name) => name === host).length, answers.length - 1)];
    lookups.push(host);
    if (answer === undefined) throw Object.assign(new Error(`No ${host} here.`), { code: "ENOTFOUND" });
    return answer.map((address): IpAddress => ({ address, family: isIP(address) }));
  };
  const open: Connect = (addresses) => {
    const address = addresses[0]?.address ?? "nothing";
    connections.push(address);
    const port = ports[address];
    if (port === undefined) throw new Error(`The test wanted to leave loopback for ${address}.`);
    const socket = connect({ host: "127.0.0.1", port });
    Object.defineProperty(socket, "remoteAddress", { value: address });
    return socket;
  };
  return { resolve, connect: open, lookups, connections };
}

/** The FetchError that a promise rejects with; fails the test for anything else. */
export async function fetchError(promise: Promise<unknown>): Promise<FetchError> {
  const outcome = await promise.then(
    () => new Error("It was fetched."),
    (error: unknown) => error,
  );
  if (!(outcome instanceof FetchError)) throw outcome;
  return outcome;
}
