import { once } from "node:events";
import { writeFileSync } from "node:fs";
import { createServer, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { afterEach, beforeEach, expect, it } from "vitest";
import { Documents, FileError } from "../../src/documents/documents.js";
import { DocumentsBusyError } from "../../src/documents/sandbox/byte-budget.js";
import { PersonError } from "../../src/person-error.js";
import { describeError } from "../../src/report-error.js";
import { temporaryFolder } from "../library/temporary-folder.js";

let documents: Documents;
let address: string;
/** Answers that a site has not given yet. */
let held: ServerResponse[];
const server = createServer((_request, response) => held.push(response));

beforeEach(async () => {
  held = [];
  documents = new Documents({ allowPrivateUrls: true, fetchAgainAfter: 1 });
  await once(server.listen(0, "127.0.0.1"), "listening");
  address = `http://127.0.0.1:${(server.address() as AddressInfo).port}/foxes.txt`;
});
afterEach(async () => {
  server.closeAllConnections();
  server.close();
  await documents.close();
});

const answer = (response: ServerResponse | undefined) =>
  response?.writeHead(200, { "content-type": "text/plain" }).end("Foxes\n\nFoxes eat plums.\n");

it("many documents at a time are refused before they are fetched, whoever sends them, and taken again later", async () => {
  const first = Array.from({ length: 20 }, () => documents.fromUrl(address));
  await expect.poll(() => held.length).toBe(20);
  for (const load of [
    () => documents.fromUrl(address),
    () => documents.fromAttachment(address, "a.txt", 10_000_000),
    () => documents.fromText("Foxes eat plums.", "pasted"),
  ]) {
    await expect(load()).rejects.toBeInstanceOf(DocumentsBusyError);
    await expect(load()).rejects.toBeInstanceOf(PersonError);
    await expect(load()).rejects.toThrow("at most 200 MB at a time. Try again in a minute.");
  }
  expect(held).toHaveLength(20);
  answer(held[0]);
  expect(await first[0]).toMatchObject({ article: { title: "Foxes" }, sourceKind: "url" });
  const later = documents.fromAttachment(address, "later.txt", 10_000_000);
  await expect.poll(() => held.length).toBe(21);
  for (const response of held.slice(1)) answer(response);
  expect(await later).toMatchObject({ article: { source: "later.txt" }, sourceKind: "file" });
  expect(await Promise.all(first)).toHaveLength(20);
});

it("hundreds of small files at a time are fetched: each takes its own size of what may be read at a time", async () => {
  const files = Array.from({ length: 500 }, () => documents.fromAttachment(address, "a.txt", 25));
  const failed = Promise.all(files).catch((error: unknown) => error);
  await expect.poll(() => held.length, { timeout: 10_000 }).toBe(500);
  for (const response of held) response.writeHead(404).end();
  expect(await failed).toMatchObject({ name: "AttachmentError" });
});

it("a file that was sent is fetched once more where that failed, and named by its name", async () => {
  const again = documents.fromAttachment(address, "foxes.txt", 25);
  await expect.poll(() => held.length).toBe(1);
  held[0]?.writeHead(503).end();
  await expect.poll(() => held.length).toBe(2);
  answer(held[1]);
  expect(await again).toMatchObject({ article: { title: "Foxes", source: "foxes.txt" } });

  const lost = documents.fromAttachment(address, "lost.txt", 25);
  const failure = lost.catch((error: unknown) => error);
  await expect.poll(() => held.length).toBe(3);
  held[2]?.destroy();
  await expect.poll(() => held.length).toBe(4);
  held[3]?.destroy();
  const message = 'Cannot fetch the file "lost.txt": it could not be had from where it is kept (unreachable). ';
  expect(await failure).toMatchObject({ name: "AttachmentError", message: `${message}Send it again in a minute.` });

  const gone = documents.fromAttachment(address, "gone.txt", 25);
  const refusal = gone.catch((error: unknown) => error);
  await expect.poll(() => held.length).toBe(5);
  held[4]?.writeHead(404).end();
  expect(await refusal).toMatchObject({
    message: 'Cannot fetch the file "gone.txt": it is not where it was kept any more. Send it again.',
  });
  expect(held).toHaveLength(5);
});

it.each([
  ["nothere.txt", `There is no file "nothere.txt" (looked in ${process.cwd()}).`],
  ["tests/no/x.md", `There is no file "x.md" (looked in ${path.resolve("tests/no")}).`],
  ["tests", '"tests" is a folder; give one file.'],
  ["ftp://example.org/a.txt", 'Of addresses, only http and https ones are read, got "ftp://example.org/a.txt".'],
])("says why %s is no file to read", async (file, message) => {
  await expect(documents.fromFile(file)).rejects.toThrow(new FileError(file, message));
});

// Nobody keeps root out of a file.
it.skipIf(process.getuid?.() === 0)("says that a file may not be read", async () => {
  const file = path.join(temporaryFolder(), "secret.txt");
  writeFileSync(file, "Foxes.\n", { mode: 0 });
  await expect(documents.fromFile(file)).rejects.toThrow(`"${file}" may not be read (permission denied).`);
});

it("says once what a reader in another process found, and names no first byte", async () => {
  const broken = documents.fromBytes(Buffer.from("%PDF-1.7\nnothing\n"), { name: "broken.pdf" });
  const error = await broken.catch((thrown: unknown) => thrown);
  expect(describeError(error)).toMatch(
    /^Cannot read "broken\.pdf": it is not a sound PDF document: Invalid PDF structure\. .*$/,
  );
  const png = documents.fromBytes(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0), { name: "a.png" });
  await expect(png).rejects.toThrow("it looks like a PNG image. Save");
});
