// The real worker in the first thread that starts it; in the others a package is missing. The mark that tells which is the first
// is the file of the address's `mark`.
import { existsSync, writeFileSync } from "node:fs";

const mark = new URL(import.meta.url).searchParams.get("mark");
const isFirst = !existsSync(mark);
writeFileSync(mark, "");
await import(isFirst ? "../../dist/embedding/worker.js" : "a-package-that-is-missing");
