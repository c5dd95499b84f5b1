import { writeFile } from "node:fs/promises";
import path from "node:path";
import { previews } from "./messages.js";
import { pageOf } from "./page.js";

// `npm run preview [FILE]`: a page with what the bot says, to be looked at while its messages are changed.

const file = path.resolve(process.argv[2] ?? "preview.html");
await writeFile(file, pageOf(previews()));
process.stdout.write(`${file}\n`);
