import { connect } from "node:net";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { fetchDocument } from "../../../src/documents/fetch/fetch-document.js";
import { fetchError, loopbackInternet, serve } from "./loopback.js";
import { specialV4, textualForm } from "./special-addresses.js";

const PUBLIC = "93.184.215.14";

/** A server that nobody may reach, and a public one. */
async function twoServers() {
  const victim = await serve((_, response) => response.end("the operator's secrets"));
  const site = await serve((request, response) => {
    const target = new URL(request.url ?? "", "http://x").searchParams.get("to");
    if (target !== null) response.writeHead(302, { location: target }).end();
    else response.setHeader("content-type", "text/plain").end("public text");
  });
  return { victim, site };
}

describe("an address that is written out", () => {
  it("is refused in any form, without a look-up or a connection", async () => {
    const internet = loopbackInternet({}, {});
    await fc.assert(
      fc.asyncProperty(
        specialV4.chain((value) => textualForm(value)),
        async (form) => {
          const error = await fetchError(fetchDocument(`http://${form}/`, internet));
          expect(error.reason, form).toBe("private-address");
        },
      ),
      { numRuns: 1_000 },
    );
    expect(internet).toMatchObject({ lookups: [], connections: [] });
  });

  it.each([
    "http://[::1]/",
    "http://[::]/",
    "http://[0:0:0:0:0:0:0:1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::169.254.169.254]/",
    "http://[64:ff9b:1::10.0.0.1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::]/",
    "http://[fd00:ec2::254]/latest/meta-data/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http:\\\\127.0.0.1\\",
    "http:127.0.0.1",
    "HTTP://127.0.0.1:8080/",
    "http://１２７.０.０.１/",
    "http://①②⑦.⓪.⓪.①/",
    "http://127｡0｡0｡1/",
    "http://0/",
    "http://0x7f.1/",
    "http://127.1:3000/",
    "http://1\t2\n7.1/",
    "  http://127.0.0.1/  ",
  ])("is refused as %j", async (address) => {
    const internet = loopbackInternet({}, {});
    expect((await fetchError(fetchDocument(address, internet))).reason).toBe("private-address");
    expect(internet).toMatchObject({ lookups: [], connections: [] });
  });
});

describe("a name", () => {
  it.each([
    "127.0.0.1",
    "::1",
    "169.254.169.254",
    "10.1.2.3",
    "::ffff:7f00:1",
    "fd00:ec2::254",
    "100.64.0.1",
    "0.0.0.0",
  ])("that leads to %s is refused, and the message keeps the address", async (address) => {
    const internet = loopbackInternet({ "inside.test": [[address]] }, {});
    const error = await fetchError(fetchDocument("http://inside.test/", internet));
    expect(error.fault).toMatchObject({ reason: "private-address", host: "inside.test", address });
    expect(error.message).not.toContain(address);
    expect(internet.connections).toEqual([]);
  });

  it("that leads to a public and a private address is refused", async () => {
    const internet = loopbackInternet({ "both.test": [[PUBLIC, "10.0.0.1"]] }, {});
    expect((await fetchError(fetchDocument("http://both.test/", internet))).reason).toBe("private-address");
    expect(internet.connections).toEqual([]);
  });

  it.each(["localhost", "localhost.", "LOCALHOST"])(
    "of this machine, %s, is refused by the system's resolver",
    async (host) => {
      const { victim } = await twoServers();
      const error = await fetchError(fetchDocument(`http://${host}:${victim.port}/`));
      expect(error.reason).toBe("private-address");
      expect(victim.requests).toEqual([]);
    },
  );
});

describe("a name that changes its answer", () => {
  it("is looked up once, and the connection goes to the address that was checked", async () => {
    const { victim, site } = await twoServers();
    const internet = loopbackInternet(
      { "rebind.test": [[PUBLIC], ["127.0.0.1"]] },
      { [PUBLIC]: site.port, "127.0.0.1": victim.port },
    );
    const { bytes } = await fetchDocument("http://rebind.test/", internet);
    expect(Buffer.from(bytes).toString()).toBe("public text");
    expect(internet).toMatchObject({ lookups: ["rebind.test"], connections: [PUBLIC] });
    expect(victim.requests).toEqual([]);
  });

  it("between a page and its redirect to itself is refused", async () => {
    const { victim, site } = await twoServers();
    const internet = loopbackInternet(
      { "rebind.test": [[PUBLIC], ["127.0.0.1"]] },
      { [PUBLIC]: site.port, "127.0.0.1": victim.port },
    );
    const error = await fetchError(fetchDocument("http://rebind.test/?to=/secrets", internet));
    expect(error.fault).toMatchObject({ reason: "private-address", address: "127.0.0.1" });
    expect(error).toMatchObject({ url: "http://rebind.test/?to=/secrets", failedUrl: "http://rebind.test/secrets" });
    expect(internet.connections).toEqual([PUBLIC]);
    expect(victim.requests).toEqual([]);
  });

  it("is refused before a byte is sent when the connection ends elsewhere than it was told to", async () => {
    const { victim } = await twoServers();
    const internet = loopbackInternet({ "rebind.test": [[PUBLIC]] }, {});
    const error = await fetchError(
      fetchDocument("http://rebind.test/", {
        resolve: internet.resolve,
        connect: () => connect({ host: "127.0.0.1", port: victim.port }),
      }),
    );
    expect(error.fault).toMatchObject({ reason: "private-address", address: "127.0.0.1" });
    expect(victim.requests).toEqual([]);
  });

  it("cannot move the real socket, which never looks a name up itself", async () => {
    const { site } = await twoServers();
    // No resolver in the world knows this name: only the checked address can have led to the server.
    const { url } = await fetchDocument(`http://pilcrow.invalid:${site.port}/`, {
      allowPrivate: true,
      resolve: async () => [{ address: "127.0.0.1", family: 4 }],
    });
    expect(url).toBe(`http://pilcrow.invalid:${site.port}/`);
    expect(site.requests).toEqual([`GET pilcrow.invalid:${site.port}/`]);
  });

  it("is given the next of its checked addresses when the first does not answer", async () => {
    const { site } = await twoServers();
    await fetchDocument(`http://pilcrow.invalid:${site.port}/`, {
      allowPrivate: true,
      // The server listens on 127.0.0.1 alone.
      resolve: async () => ["127.0.0.9", "127.0.0.1"].map((address) => ({ address, family: 4 })),
    });
    expect(site.requests).toHaveLength(1);
  });
});

describe("a redirect from a public page", () => {
  it.each([
    ["http://127.0.0.1/", "private-address"],
    ["http://0x7f000001/", "private-address"],
    ["//[::1]/", "private-address"],
    ["http://169.254.169.254/latest/meta-data/", "private-address"],
    ["http://inside.test/", "private-address"],
    ["file:///etc/passwd", "scheme"],
    ["data:text/plain,hello", "scheme"],
    ["ftp://site.test/", "scheme"],
    ["javascript:alert(1)", "scheme"],
    ["http://site.test:22/", "port"],
    ["http://site.test:25/", "port"],
    ["http://user:secret@site.test/", "credentials"],
    ["http://a b/", "invalid-address"],
    ["http://gone.test/", "unknown-host"],
  ])("to %s is refused: %s", async (target, reason) => {
    const { victim, site } = await twoServers();
    const internet = loopbackInternet(
      { "site.test": [[PUBLIC]], "inside.test": [["10.0.0.1"]] },
      { [PUBLIC]: site.port, "127.0.0.1": victim.port },
    );
    const error = await fetchError(fetchDocument(`http://site.test/?to=${encodeURIComponent(target)}`, internet));
    expect(error.reason).toBe(reason);
    expect(error.message).not.toContain("user:secret");
    expect(internet.connections).toEqual([PUBLIC]);
    expect(victim.requests).toEqual([]);
  });
});
