// Embeds the example questions by which the purpose of a question is recognized, and keeps them in the model's folder.
// To be run when src/language/purposes-*.ts or the weights changed.
// usage: node training/examples.mjs [MODEL] (after `npm run build`; default: the model that is shipped)
import { createHash } from "node:crypto";
import { readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { MODELS_FOLDER } from "../dist/compose.js";
import { EXAMPLES_FILE, encodeExamples, fingerprintOf } from "../dist/embedding/kept-examples.js";
import { verifyModel, weightsOf } from "../dist/embedding/manifest.js";
import { WorkerPool } from "../dist/embedding/worker-pool.js";
import { purposeExamples } from "../dist/language/languages.js";
import { examplesInOrder } from "../dist/retrieval/purpose.js";

const [id = "Xenova/e5-small-v2"] = process.argv.slice(2);
const folder = path.join(MODELS_FOLDER, id);
const manifestFile = path.join(folder, "manifest.json");

function editManifest(edit) {
  const manifest = JSON.parse(readFileSync(manifestFile, "utf8"));
  edit(manifest.files);
  writeFileSync(manifestFile, `${JSON.stringify(manifest, null, 2)}\n`);
}

// The model is valid without them too, so that a damaged file can be made anew.
editManifest((files) => delete files[EXAMPLES_FILE]);
const model = await WorkerPool.start(await verifyModel(MODELS_FOLDER, id));
const texts = examplesInOrder(purposeExamples).map(({ text }) => text);
const vectors = await Promise.all(texts.map((text) => model.embed(text, "question")));
await model.close();

const content = encodeExamples(fingerprintOf(weightsOf(model.model), texts), vectors);
writeFileSync(path.join(folder, EXAMPLES_FILE), content);
const sha256 = createHash("sha256").update(content).digest("hex");
editManifest((files) => Object.assign(files, { [EXAMPLES_FILE]: { bytes: content.length, sha256 } }));
const largest = vectors.reduce((most, vector) => Math.max(most, ...vector.map(Math.abs)), 0);
console.log(`${texts.length} examples, ${content.length} bytes; the largest number is ${largest.toFixed(3)}`);
