// The real worker in the first thread that starts it; in the others a package is missing. Which is the first tells the file that
// the environment names.
import { existsSync, writeFileSync } from "node:fs";

const mark = process.env.LOADED_MARK;
const isFirst = !existsSync(mark);
writeFileSync(mark, "");
await import(isFirst ? "../../dist/embedding/worker.js" : "a-package-that-is-missing");
