import { execFile } from "node:child_process";
import { readFile } from "node:fs/promises";
import { createServer } from "node:https";
import { fileURLToPath } from "node:url";
import { promisify } from "node:util";
import { describe, expect, it, onTestFinished } from "vitest";
import { fetchDocument } from "../../../src/documents/fetch/fetch-document.js";
import { fetchError, listen } from "./loopback.js";

// Made for these tests: self-signed, for the name pilcrow.test (openssl req -x509 … -addext subjectAltName=DNS:pilcrow.test).
const CERTIFICATE = fileURLToPath(new URL("fixtures/loopback-cert.pem", import.meta.url));
const KEY = fileURLToPath(new URL("fixtures/loopback-key.pem", import.meta.url));

const NO_SUCH_PROXY = Object.fromEntries(
  ["http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY"].map((name) => [name, "http://127.0.0.1:1"]),
);

async function serveTls(): Promise<{ port: number; names: (string | false | null | undefined)[] }> {
  const names: (string | false | null | undefined)[] = [];
  const server = createServer({ cert: await readFile(CERTIFICATE), key: await readFile(KEY) }, (_, response) => {
    response.setHeader("content-type", "text/plain").end("secure text");
  });
  server.on("secureConnection", (socket: { servername?: string | false | null }) => names.push(socket.servername));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  return { port: await listen(server), names };
}

/**
 * Fetches in a Node process that trusts the certificate, for trust is given at start only. Its environment names proxies that do not
 * exist (and has newer Node versions heed them), so that whatever arrives has come past them.
 */
async function fetchTrusting(address: string): Promise<string> {
  const module = fileURLToPath(new URL("../../../dist/documents/fetch/fetch-document.js", import.meta.url));
  const script = `
    import { fetchDocument } from ${JSON.stringify(module)};
    const resolve = async () => [{ address: "127.0.0.1", family: 4 }];
    await fetchDocument(${JSON.stringify(address)}, { allowPrivate: true, resolve }).then(
      ({ bytes }) => console.log(Buffer.from(bytes).toString()),
      (error) => console.log(error.reason, error.fault.code),
    );`;
  const { stdout } = await promisify(execFile)(process.execPath, ["--input-type=module", "--eval", script], {
    env: { ...process.env, NODE_EXTRA_CA_CERTS: CERTIFICATE, NODE_USE_ENV_PROXY: "1", ...NO_SUCH_PROXY },
  });
  return stdout.trim();
}

describe("https", () => {
  it("reads a page whose certificate is trusted and names the host, past the proxies of the environment", async () => {
    const { port, names } = await serveTls();
    expect(await fetchTrusting(`https://pilcrow.test:${port}/`)).toBe("secure text");
    expect(await fetchTrusting(`https://pilcrow.test.:${port}/`)).toBe("secure text");
    expect(names).toEqual(["pilcrow.test", "pilcrow.test"]);
  });

  it("refuses a trusted certificate of another host", async () => {
    const { port } = await serveTls();
    expect(await fetchTrusting(`https://other.test:${port}/`)).toBe("tls ERR_TLS_CERT_ALTNAME_INVALID");
    expect(await fetchTrusting(`https://127.0.0.1:${port}/`)).toBe("tls ERR_TLS_CERT_ALTNAME_INVALID");
  });

  it("refuses a certificate that nobody vouches for, even with private addresses allowed", async () => {
    const { port } = await serveTls();
    const error = await fetchError(
      fetchDocument(`https://pilcrow.test:${port}/`, {
        allowPrivate: true,
        resolve: async () => [{ address: "127.0.0.1", family: 4 }],
      }),
    );
    expect(error.fault).toEqual({ reason: "tls", host: "pilcrow.test", code: "DEPTH_ZERO_SELF_SIGNED_CERT" });
  });
});
