// Lets people ask the built bot for a long time, and fails where its memory grows: a leak shows in hours, not in tests.
// npm run --silent soak -- [--minutes 60] [--rate 3] [--servers 50] [--people 2000]
// After the first tenth (5 minutes at most) the memory is that of a bot at work; the median of the last fifth may be at most 5 % above that of
// the fifth after the warm-up.
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { MeasuredBot } from "./bot.mjs";
import { People } from "./people.mjs";
import { runStep, shownSeconds } from "./step.mjs";

const MOST_GROWTH = 0.05;

const { values } = parseArgs({
  options: {
    minutes: { type: "string", default: "60" },
    rate: { type: "string", default: "3" },
    servers: { type: "string", default: "50" },
    people: { type: "string", default: "2000" },
  },
});
const [minutes, rate, servers, persons] = ["minutes", "rate", "servers", "people"].map((name) => {
  const number = Number(values[name]);
  if (Number.isFinite(number) && number > 0) return number;
  console.error(`--${name}: expected a number above 0, got "${values[name]}".`);
  return process.exit(2);
});

const folder = mkdtempSync(path.join(tmpdir(), "pilcrow-soak-"));
const people = await People.start(servers, persons);
const bot = await MeasuredBot.start(people.loopback, folder);
const seconds = Math.min(30, (minutes * 60) / 20);
const samples = [];
let [acts, late, failed, lost] = [0, 0, 0, 0];
const began = performance.now();
try {
  while (performance.now() - began < minutes * 60_000) {
    const step = await runStep({ people, bot, rate, seconds });
    acts += step.acts;
    late += step.late;
    failed += step.failed;
    lost += step.lost;
    const { rss, heap } = await bot.figures();
    samples.push({ minute: (performance.now() - began) / 60_000, rss, heap });
    console.log(
      `${samples.at(-1).minute.toFixed(1)} min: ${Math.round(rss / 1e6)} MB (heap ${Math.round(heap / 1e6)} MB), ${acts} done, ` +
        `answer median ${shownSeconds(step.answer.median)}, ${late} acknowledged late, ${lost} lost`,
    );
  }
} finally {
  await bot.stop();
  await people.stop();
  rmSync(folder, { recursive: true, force: true });
}

const warm = samples.filter(({ minute }) => minute > Math.min(5, minutes / 10));
const fifth = Math.max(1, Math.floor(warm.length / 5));
const first = median(warm.slice(0, fifth).map(({ rss }) => rss));
const last = median(warm.slice(-fifth).map(({ rss }) => rss));
const growth = last / first - 1;
const isGrown = growth > MOST_GROWTH;
console.log(
  `Memory ${Math.round(first / 1e6)} MB after the warm-up, ${Math.round(last / 1e6)} MB at the end: ${(growth * 100).toFixed(1)} % ` +
    `(at most ${MOST_GROWTH * 100} %). ${acts} done in ${minutes} minutes, ${late} acknowledged late, ${failed} failed, ${lost} lost.`,
);
if (isGrown || lost > 0 || failed > 0 || late > 0) process.exitCode = 1;

function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)];
}
