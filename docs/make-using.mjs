// Writes docs/using.md of what the built bot defines: `npm run docs:using`.
import { writeFileSync } from "node:fs";
import { features } from "../dist/discord/features.js";
import { usingPage } from "../dist/discord/using.js";

writeFileSync(new URL("using.md", import.meta.url), usingPage(features));
