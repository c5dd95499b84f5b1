// Measures the built bot with the real model under load: servers full of people use commands, mention it, press buttons and type
// into options, at a rate that doubles until it cannot follow. Prints a Markdown table.
// npm run --silent bench:discord -- [--servers 50] [--people 2000] [--seconds 20] [--from 2] [--most 128] [--json]
// The loopback Discord and the people run in this process, on the same machine: they take a part of its cores.
import { mkdtempSync, rmSync } from "node:fs";
import { cpus, loadavg, tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { MeasuredBot } from "./bot.mjs";
import { People } from "./people.mjs";
import { runStep, shownSeconds, shownShare } from "./step.mjs";

/** Where less than this share of what people do is done in the same time, the bot is saturated. */
const FOLLOWS = 0.9;

const { values } = parseArgs({
  options: {
    servers: { type: "string", default: "50" },
    people: { type: "string", default: "2000" },
    seconds: { type: "string", default: "20" },
    from: { type: "string", default: "2" },
    most: { type: "string", default: "128" },
    json: { type: "boolean", default: false },
  },
});
const [servers, persons, seconds, from, most] = ["servers", "people", "seconds", "from", "most"].map((name) => {
  const number = Number(values[name]);
  if (Number.isFinite(number) && number > 0) return number;
  console.error(`--${name}: expected a number above 0, got "${values[name]}".`);
  return process.exit(2);
});

const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-load-"));
const load = loadavg()[0].toFixed(1);
const people = await People.start(servers, persons);
const bot = await MeasuredBot.start(people.loopback, folder);
const steps = [];
try {
  // Caches fill and code is compiled.
  await runStep({ people, bot, rate: 1, seconds: 5 });
  for (let rate = from; rate <= most; rate *= 2) {
    const step = await runStep({ people, bot, rate, seconds });
    steps.push(step);
    if (!values.json) console.error(`${rate}/s: ${step.done.toFixed(1)}/s done`);
    if (step.done < (FOLLOWS * step.acts) / seconds) break;
  }
} finally {
  await bot.stop();
  await people.stop();
  rmSync(folder, { recursive: true, force: true });
}

const breaches = people.loopback.breaches;
if (values.json) console.log(JSON.stringify({ servers, persons, seconds, steps, breaches: breaches.length }));
else {
  const [cpu] = cpus();
  console.log(
    `${servers} servers, ${persons} people, ${seconds} s each; ${cpus().length} × ${cpu?.model}, load ${load} before.\n`,
  );
  console.log(
    "| offered /s | done /s | ack median / 95 % / 99 % | ack over 3 s | answer median / 95 % / 99 % | refused | failed | lost | cores | model | main thread | memory | loop lag 99 % |",
  );
  console.log("| --: | --: | --- | --: | --- | --: | --: | --: | --: | --: | --: | --: | --: |");
  for (const step of steps) console.log(`| ${rowOf(step).join(" | ")} |`);
  const best = steps.reduce((one, other) => (other.done > one.done ? other : one));
  console.log(
    `\nAt most ${best.done.toFixed(1)} of what people do a second; breaches of Discord's rules: ${breaches.length}.`,
  );
  for (const breach of new Set(
    breaches.map((one) =>
      one.replace(/interactions\/.*\/callback/, "interactions/…/callback").replaceAll(/\d{3,}/g, "…"),
    ),
  ))
    console.log(`  ${breach}`);
}

function rowOf(step) {
  const three = ({ median, p95, p99 }) => [median, p95, p99].map(shownSeconds).join(" / ");
  return [
    step.offered,
    step.done.toFixed(1),
    three(step.acknowledgement),
    step.late,
    three(step.answer),
    step.refused,
    step.failed,
    step.lost,
    step.cores?.toFixed(2) ?? "–",
    shownShare(step.ofModel),
    shownShare(step.ofMain),
    `${Math.round(step.rss / 1e6)} MB`,
    shownSeconds(step.lag),
  ];
}
