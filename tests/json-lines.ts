import { readFileSync } from "node:fs";
import type { z } from "zod";

/** The lines of a JSON Lines file, each checked against `schema`; the error names the line that does not fit. */
export function readJsonLines<Line>(file: URL, schema: z.ZodType<Line>): Line[] {
  const lines = readFileSync(file, "utf8").split("\n");
  return lines.flatMap((line, index) => {
    if (line === "") return [];
    try {
      return [schema.parse(JSON.parse(line))];
    } catch (cause) {
      throw new Error(`${file.pathname}, line ${index + 1}, is not what was expected: ${line}`, { cause });
    }
  });
}
