/**
 * `npm run bench -- [section …] [--quick] [--json] [--model ID] [--paragraphs N]`: Pilcrow beside what people would use
 * instead, everything in one run so that ratios hold. The peers are installed here, by this file, and nowhere else.
 */
import { execFileSync } from "node:child_process";
import { existsSync } from "node:fs";
import { availableParallelism, cpus } from "node:os";
import path from "node:path";
import { parseArgs } from "node:util";
import { renderSection } from "./table.mjs";

/** Each section's file exports `run(options)`, which gives `{ title, rows, targets, notes }`. */
const SECTIONS = ["indexing", "question", "scan", "growth", "responsiveness"];

const USAGE = `npm run bench -- [${SECTIONS.join("] [")}] [--quick] [--json] [--model ID] [--paragraphs N]`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    quick: { type: "boolean", default: false },
    json: { type: "boolean", default: false },
    model: { type: "string", default: "Xenova/e5-small-v2" },
    paragraphs: { type: "string" },
  },
});
const unknown = positionals.filter((section) => !SECTIONS.includes(section));
const paragraphs = values.paragraphs === undefined ? undefined : Number(values.paragraphs);
if (unknown.length > 0 || (paragraphs !== undefined && !(Number.isInteger(paragraphs) && paragraphs > 0))) {
  process.stderr.write(`Expected ${USAGE}, got ${process.argv.slice(2).join(" ")}.\n`);
  process.exit(2);
}

if (!existsSync(path.join(import.meta.dirname, "node_modules/.package-lock.json"))) {
  process.stderr.write("Installing the peers (once, about half a minute) …\n");
  // `npm run` hands the product's strictness down; LangChain installs an OpenAI client that asks for Node 22, unused here.
  execFileSync("npm", ["ci", "--engine-strict=false"], { cwd: import.meta.dirname, stdio: ["ignore", 2, 2] });
}

const machine = `${cpus()[0]?.model.trim()}, ${availableParallelism()} cores, Node ${process.version}`;
const started = performance.now();
const results = [];
for (const section of positionals.length > 0 ? positionals : SECTIONS) {
  process.stderr.write(`${section} …\n`);
  const { run } = await import(`./${section}.mjs`);
  const result = { section, ...(await run({ quick: values.quick, model: values.model, paragraphs })) };
  results.push(result);
  if (!values.json) process.stdout.write(`${renderSection(result)}\n`);
}
const seconds = Math.round((performance.now() - started) / 1000);
if (values.json) process.stdout.write(`${JSON.stringify({ machine, seconds, results }, null, 2)}\n`);
else process.stdout.write(`${machine}; ${seconds} s in all\n`);
// Libraries leave threads and timers behind; the measuring is over.
process.exit(0);
