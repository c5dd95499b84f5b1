import { describe, expect, it } from "vitest";
import { fetchDocument, fetchIfChanged } from "../../../src/documents/fetch/fetch-document.js";
import { fetchError, loopbackInternet, serve } from "./loopback.js";

const loopback = { allowPrivate: true };
const DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document";

/** Answers every request with this status, these headers and this body. */
const site = (status: number, headers: Record<string, string>, body: string | Uint8Array = "") =>
  serve((_, response) => response.writeHead(status, headers).end(body));

describe("a document", () => {
  it("comes with its bytes, type, final address and file name", async () => {
    const body = new TextEncoder().encode("<p>Grüße</p>");
    const { url } = await site(200, { "content-type": "Text/HTML; Charset=UTF-8; x=y" }, body);
    expect(await fetchDocument(`${url}/news/report.html?page=1#part`, loopback)).toEqual({
      bytes: body,
      contentType: "text/html;charset=utf-8",
      url: `${url}/news/report.html?page=1`,
      fileName: "report.html",
      validators: { etag: null, lastModified: null },
    });
  });

  it("is not sent again where the site says that it is the same, and only the address itself is asked so", async () => {
    const seen: Record<string, unknown>[] = [];
    const [etag, modified] = ['W/"7"', "Wed, 21 Oct 2026 07:28:00 GMT"];
    const { url } = await serve((request, response) => {
      const { "if-none-match": tag, "if-modified-since": since } = request.headers;
      seen.push({ url: request.url, tag, since });
      if (request.url === "/moved") response.writeHead(302, { location: "/page" }).end();
      else if (tag === etag || since === modified) response.writeHead(304).end();
      else response.setHeader("content-type", "text/plain").setHeader("etag", etag).end("text");
    });
    const none = { etag: null, lastModified: null };
    const first = await fetchIfChanged(`${url}/page`, none, loopback);
    expect(first?.validators).toEqual({ etag, lastModified: null });
    expect(await fetchIfChanged(`${url}/page`, { etag, lastModified: null }, loopback)).toBeUndefined();
    expect(await fetchIfChanged(`${url}/page`, { etag: null, lastModified: modified }, loopback)).toBeUndefined();
    expect(await fetchIfChanged(`${url}/page`, { etag: '"6"', lastModified: null }, loopback)).toBeDefined();
    expect(await fetchIfChanged(`${url}/moved`, { etag, lastModified: modified }, loopback)).toBeDefined();
    expect(seen.slice(-2)).toEqual([
      { url: "/moved", tag: etag, since: modified },
      { url: "/page", tag: undefined, since: undefined },
    ]);
  });

  it("that is said to be the same to whoever did not ask so is none", async () => {
    const { url } = await site(304, {});
    expect(await fetchError(fetchDocument(url, loopback))).toMatchObject({ reason: "unexpected-status" });
    const none = { etag: null, lastModified: null };
    expect(await fetchError(fetchIfChanged(url, none, loopback))).toMatchObject({ reason: "unexpected-status" });
  });

  it("is asked for by name, without cookies or credentials, even when a site sets them", async () => {
    const seen: Record<string, unknown>[] = [];
    const { url } = await serve((request, response) => {
      seen.push(request.headers);
      if (request.url === "/") response.writeHead(302, { location: "/next", "set-cookie": "a=b" }).end();
      else response.setHeader("content-type", "text/plain").end("text");
    });
    await fetchDocument(url, loopback);
    expect(seen).toHaveLength(2);
    for (const headers of seen) {
      expect(headers["user-agent"]).toMatch(/^Pilcrow\b/);
      expect(headers).not.toHaveProperty("cookie");
      expect(headers).not.toHaveProperty("authorization");
      expect(headers).not.toHaveProperty("referer");
    }
  });
});

describe("the type", () => {
  it.each([
    ["text/html", "text/html"],
    ["application/xhtml+xml; charset=windows-1252", "application/xhtml+xml;charset=windows-1252"],
    ['text/plain;charset="ISO-8859-1"', "text/plain;charset=iso-8859-1"],
    ["text/markdown; charset=utf-8; variant=GFM", "text/markdown;charset=utf-8"],
    ["application/pdf", "application/pdf"],
    [DOCX, DOCX],
  ])("%s is read", async (header, contentType) => {
    const { url } = await site(200, { "content-type": header }, "anything");
    expect((await fetchDocument(url, loopback)).contentType).toBe(contentType);
  });

  it.each(["image/png", "video/mp4", "application/json", "text/css", "application/javascript", "application/msword"])(
    "%s is refused before its body is read",
    async (type) => {
      const { url } = await serve((_, response) =>
        response.writeHead(200, { "content-type": type }).write("never ends"),
      );
      const error = await fetchError(fetchDocument(url, loopback));
      expect(error.fault).toEqual({ reason: "unsupported-type", contentType: type });
      expect(error.message).toContain(type);
    },
  );

  const zip = (member: string) => `PK\x03\x04\x14\0\x06\0\x08\0${"\0".repeat(20)}${member}\xff\xfe`;
  it.each([
    ["application/octet-stream", "%PDF-1.7\n%\xe2\xe3", "application/pdf"],
    ["", "%PDF-1.7", "application/pdf"],
    ["application/zip", zip("[Content_Types].xml word/document.xml"), DOCX],
    ["binary/octet-stream", zip("word/document.xml"), DOCX],
    ["", "\n<!-- a --> <!-- <b> --><!DOCTYPE html><p>x", "text/html"],
    ["nonsense", "<HTML><p>x", "text/html"],
    ["", "\xef\xbb\xbfPlain, with a mark", "text/plain"],
    ["", "\xff\xfeT\0e\0x\0t\0", "text/plain"],
    ["application/octet-stream", "Dear reader,\r\n\ttext < html.", "text/plain"],
  ])("%j is told from the bytes %j: %s", async (header, body, contentType) => {
    const { url } = await site(200, header === "" ? {} : { "content-type": header }, Buffer.from(body, "latin1"));
    expect((await fetchDocument(url, loopback)).contentType).toBe(contentType);
  });

  it.each([
    ["application/octet-stream", "\x89PNG\r\n\x1a\n\0\0"],
    ["application/zip", zip("xl/workbook.xml")],
    ["", "\0\0\0"],
    ["", ""],
  ])("%j with the bytes %j is refused", async (header, body) => {
    const { url } = await site(200, header === "" ? {} : { "content-type": header }, Buffer.from(body, "latin1"));
    expect((await fetchError(fetchDocument(url, loopback))).reason).toBe("unsupported-type");
  });
});

describe("redirects", () => {
  /** /N leads to /N-1, and /0 is the page. */
  const chain = (status = 302) =>
    serve((request, response) => {
      const left = Number(request.url?.slice(1));
      if (left === 0) response.writeHead(200, { "content-type": "text/plain" }).end("arrived");
      else response.writeHead(status, { location: String(left - 1) }).end("moved");
    });

  it.each([301, 302, 303, 307, 308])("with status %i are followed", async (status) => {
    const { url, requests } = await chain(status);
    expect((await fetchDocument(`${url}/1`, loopback)).url).toBe(`${url}/0`);
    expect(requests.map((line) => line.split(" ")[0])).toEqual(["GET", "GET"]);
  });

  it("are followed five times, and no more", async () => {
    const { url, requests } = await chain();
    expect((await fetchDocument(`${url}/5`, loopback)).url).toBe(`${url}/0`);
    expect(requests).toHaveLength(6);
    const error = await fetchError(fetchDocument(`${url}/6`, loopback));
    expect(error.fault).toEqual({ reason: "too-many-redirects", limit: 5 });
    expect(requests).toHaveLength(12);
  });

  it("understand an address in UTF-8", async () => {
    const { url, requests } = await serve((request, response) => {
      if (request.url === "/") response.writeHead(302, { location: Buffer.from("/straße").toString("latin1") }).end();
      else response.setHeader("content-type", "text/plain").end("x");
    });
    expect(await fetchDocument(url, loopback)).toMatchObject({ url: `${url}/stra%C3%9Fe`, fileName: "straße" });
    expect(requests[1]).toContain("/stra%C3%9Fe");
  });

  it.each([
    "/login?next=/page",
    "/users/sign_in",
    "/wp-login.php",
    "/Account/Login.aspx",
    "/sso/start",
    "/oauth2/authorize",
  ])("to %s say that the page is behind a log-in", async (login) => {
    const { url } = await serve((request, response) => {
      if (request.url === "/page") response.writeHead(302, { location: login }).end();
      else response.setHeader("content-type", "text/html").end("<form>");
    });
    const error = await fetchError(fetchDocument(`${url}/page`, loopback));
    expect(error.fault).toEqual({ reason: "login", status: 200 });
    expect(error.message).toContain("log-in");
  });

  it("to a log-in's host say so too", async () => {
    const { port } = await serve((request, response) => {
      if (request.url === "/page") response.writeHead(302, { location: "http://accounts.site.test/" }).end();
      else response.setHeader("content-type", "text/html").end("<form>");
    });
    const address = "93.184.215.14";
    const internet = loopbackInternet(
      { "site.test": [[address]], "accounts.site.test": [[address]] },
      { [address]: port },
    );
    expect((await fetchError(fetchDocument("http://site.test/page", internet))).reason).toBe("login");
  });

  it("by way of a log-in back to the page are followed, and pages about log-ins are read", async () => {
    const { url } = await serve((request, response) => {
      if (request.url === "/page") response.writeHead(302, { location: "/sso" }).end();
      else if (request.url === "/sso") response.writeHead(302, { location: "/page?anonymous" }).end();
      else response.setHeader("content-type", "text/plain").end("text");
    });
    expect((await fetchDocument(`${url}/page`, loopback)).url).toBe(`${url}/page?anonymous`);
    expect((await fetchDocument(`${url}/docs/login`, loopback)).url).toBe(`${url}/docs/login`);
  });
});

describe("a status", () => {
  it.each([
    [401, "login", "log-in"],
    [403, "login", "log-in"],
    [407, "login", "log-in"],
    [404, "not-found", "no such page"],
    [410, "not-found", "gone for good"],
    [429, "rate-limited", "in 120 s"],
    [500, "server-error", "status 500"],
    [503, "server-error", "status 503"],
    [204, "unexpected-status", "status 204"],
    [300, "unexpected-status", "status 300"],
    [418, "unexpected-status", "status 418"],
  ])("%i is told as %s", async (status, reason, words) => {
    const { url } = await site(status, { "content-type": "text/html", "retry-after": "120" });
    const error = await fetchError(fetchDocument(`${url}/page`, loopback));
    expect(error.fault).toMatchObject({ reason, status });
    expect(error.message).toContain(words);
    expect(error.message).toContain(`${url}/page`);
  });
});

describe("an address", () => {
  it.each([
    ["", "invalid-address"],
    ["example.org/page", "invalid-address"],
    ["just words", "invalid-address"],
    ["http://", "invalid-address"],
    ["http://256.256.256.256/", "invalid-address"],
    ["http://example.org:99999/", "invalid-address"],
    ["ftp://example.org/", "scheme"],
    ["file:///etc/passwd", "scheme"],
    ["javascript:alert(1)", "scheme"],
    ["localhost:8080/page", "scheme"],
    ["http://example.org:22/", "port"],
    ["http://example.org:0/", "port"],
    ["https://example.org:1023/", "port"],
    [`https://example.org/${"a".repeat(3_000)}`, "address-too-long"],
  ])("%.40s is refused: %s", async (address, reason) => {
    const internet = loopbackInternet({}, {});
    const error = await fetchError(fetchDocument(address, internet));
    expect(error.reason).toBe(reason);
    expect(error.message.length).toBeLessThan(600);
    expect(internet.lookups).toEqual([]);
  });

  it.each([
    "https://someone:hunter2@example.org/",
    "https://hunter2@example.org/",
    "https:\\\\someone:hunter2@example.org",
    "ftp://someone:hunter2@example.org/",
    "someone:hunter2@example.org",
    "https://someone:hunter2@exa mple.org/",
    "https://someone:hunter2?#@:x@example.org:99999/",
  ])("%s is refused, and its password never shown", async (address) => {
    const error = await fetchError(fetchDocument(address, loopbackInternet({}, {})));
    expect(["credentials", "scheme", "invalid-address"]).toContain(error.reason);
    expect(`${error.message} ${error.url} ${error.failedUrl}`).not.toContain("hunter2");
  });

  it("with a name that nobody has says so", async () => {
    const error = await fetchError(fetchDocument("http://nobody.test/", loopbackInternet({}, {})));
    expect(error.fault).toEqual({ reason: "unknown-host", host: "nobody.test", code: "ENOTFOUND" });
    expect(error.cause).toBeInstanceOf(Error);
  });
});

describe("the file name", () => {
  const utf8 = (text: string) => Buffer.from(text).toString("latin1");
  it.each([
    ["/a/report.pdf", undefined, "report.pdf"],
    ["/a/b%20c%C3%A4.pdf?x=/y", undefined, "b cä.pdf"],
    ["/caf%E9.txt", undefined, "café.txt"],
    ["/folder/", undefined, "folder"],
    ["/", undefined, "127.0.0.1"],
    ["/..%2f..%2fetc%2fpasswd", undefined, "passwd"],
    ["/%00%E2%80%AEfdp.exe", undefined, "fdp.exe"],
    ["/x", 'attachment; filename="Annual report.pdf"', "Annual report.pdf"],
    ["/x", "inline; filename=plain.txt", "plain.txt"],
    ["/x", "attachment; filename=\"euro.txt\"; filename*=UTF-8''%e2%82%ac.txt", "€.txt"],
    ["/x", utf8('attachment; filename="Übersicht.pdf"'), "Übersicht.pdf"],
    ["/x", 'attachment; filename="../../.ssh/authorized_keys"', "authorized_keys"],
    ["/x", 'attachment; filename="C:\\\\temp\\\\a.docx"', "a.docx"],
    ["/x.md", 'attachment; filename=".."', "x.md"],
    ["/x.md", "attachment", "x.md"],
    ["/x.md", '=;;"', "x.md"],
    [`/${"long".repeat(100)}.html`, undefined, `${"long".repeat(36)}….html`],
  ])("of %.40s with %j is %j", async (path, disposition, fileName) => {
    const headers = { "content-type": "text/plain", ...(disposition ? { "content-disposition": disposition } : {}) };
    const { url } = await site(200, headers, "text");
    expect((await fetchDocument(url + path, loopback)).fileName).toBe(fileName);
  });
});
