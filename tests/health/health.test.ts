import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { Health, HealthError } from "../../src/health/health.js";
import { PrometheusFigures } from "../../src/health/prometheus.js";
import { freePort } from "../loopback/free-port.js";
import { ROOT } from "../real-model.js";

const HOST = "127.0.0.1";

async function healthy() {
  const port = await freePort();
  const health = await Health.start({ host: HOST, port });
  onTestFinished(() => health.close());
  const get = async (place: string, method = "GET") => {
    const response = await fetch(`http://${HOST}:${port}${place}`, { method });
    return { status: response.status, text: await response.text(), type: response.headers.get("content-type") };
  };
  return { port, health, get };
}

test("a process lives before it can do its work, and says why it cannot", async () => {
  const { health, get } = await healthy();
  expect(await get("/healthz")).toMatchObject({ status: 200, text: "ok\n" });
  expect(await get("/readyz")).toMatchObject({ status: 503, text: "Pilcrow is starting.\n" });
  expect((await get("/metrics")).text).toMatch(/^pilcrow_ready 0$/m);
  health.readyWhen(async () => undefined);
  expect(await get("/readyz?verbose")).toMatchObject({ status: 200, text: "ok\n" });
  expect((await get("/metrics")).text).toMatch(/^pilcrow_ready 1$/m);
  health.readyWhen(async () => "Database /data/pilcrow.db: it is gone.");
  expect(await get("/readyz")).toMatchObject({ status: 503, text: "Database /data/pilcrow.db: it is gone.\n" });
  expect(await get("/healthz")).toMatchObject({ status: 200 });
});

test("nothing else is told, and nothing is taken", async () => {
  const { get } = await healthy();
  expect(await get("/")).toMatchObject({ status: 404, text: "There are /healthz, /readyz and /metrics.\n" });
  expect(await get("/healthz", "POST")).toMatchObject({ status: 405 });
  expect(await get("//evil/metrics")).toMatchObject({ status: 404 });
});

test("a port that another program uses, and an address that the machine has not, are told as such", async () => {
  const { port } = await healthy();
  const again = Health.start({ host: HOST, port });
  await expect(again).rejects.toThrow(HealthError);
  await expect(again).rejects.toThrow(`HEALTH_PORT: another program uses ${port} at 127.0.0.1 already. Set another`);
  // Of addresses for documentation (RFC 5737) no machine has one.
  const nowhere = Health.start({ host: "192.0.2.1", port });
  await expect(nowhere).rejects.toThrow("HEALTH_HOST: this machine has no address 192.0.2.1.");
});

test("without an address nothing is told, and nothing counted", async () => {
  const health = await Health.start(undefined);
  health.figures.answered("found", 1);
  health.figures.watch("requests", () => expect.unreachable());
  await health.close();
});

test("the dashboard shows figures that there are, each from the data source that is chosen at its import", async () => {
  const dashboard: unknown = JSON.parse(readFileSync(path.join(ROOT, "docs", "grafana-dashboard.json"), "utf8"));
  const figures = new PrometheusFigures();
  for (const what of ["ready", "requests", "questions-waiting", "questions-under-way"] as const)
    figures.watch(what, () => 0);
  figures.stage("ranking", 0.1);
  figures.answered("found", 0.1);
  figures.computed("embed-question", 0, 0.1);
  figures.acknowledged("taken", 0.1);
  figures.handled("command", 0.1);
  figures.discordAnswered(200);
  figures.imported("added");
  const there = new Set([...(await figures.text()).matchAll(/^([a-z0-9_]+)(?:\{| )/gm)].map(([, name]) => name));
  const expressions = valuesOf(dashboard, "expr").map(String);
  const named = expressions.flatMap((one) => one.match(/\b(?:pilcrow|process|nodejs)_[a-z0-9_]+/g) ?? []);
  expect(named.length).toBeGreaterThan(15);
  expect([...new Set(named)].filter((name) => !there.has(name))).toEqual([]);
  const own = [...there]
    .filter((name) => name?.startsWith("pilcrow_"))
    .map((name) => name?.replace(/_(bucket|sum|count)$/, ""));
  expect([...new Set(own)].filter((name = "") => !named.some((one) => one.startsWith(name)))).toEqual([]);
  expect(new Set(valuesOf(dashboard, "uid"))).toEqual(new Set(["pilcrow", ["$", "{DS_PROMETHEUS}"].join("")]));
});

/** Everything under this key, however deep. */
function valuesOf(value: unknown, key: string): unknown[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => (name === key ? [inner] : valuesOf(inner, key)));
}
