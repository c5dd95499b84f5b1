import { PassThrough } from "node:stream";
import { describe, expect, test } from "vitest";
import { chat } from "../../../src/terminal/chat/chat.js";
import { FOXES, parts } from "./chats.js";

/** A chat on a terminal of so many columns; what it shows line by line. */
function terminalOf(columns: number, background?: Parameters<typeof chat>[2]) {
  const { pilcrow, documents, write } = parts();
  const input = Object.assign(new PassThrough(), { isTTY: true });
  const output = Object.assign(new PassThrough(), { isTTY: true, columns });
  let shown = "";
  output.on("data", (data) => {
    shown += data;
  });
  const done = chat({ pilcrow, documents }, { input, output, notices: output, noColor: true }, background);
  /** Types lines and waits for the end. */
  const leave = async (...lines: string[]) => {
    for (const line of [...lines, "/quit"]) input.write(`${line}\n`);
    await done;
    return shown;
  };
  return { input, leave, write, shown: () => shown };
}

test("a terminal of 0 columns does not know its width", async () => {
  const { leave, write } = terminalOf(0);
  const shown = await leave(`/add ${write("foxes.md", FOXES)}`, "where do foxes sleep under the old bridges");
  expect(shown).toContain("They sleep under the old bridges of Ohio.");
});

test("a narrow terminal breaks no word", async () => {
  const { leave, write } = terminalOf(40);
  const file = write("foxes.md", FOXES);
  const lines = [
    `/add ${file}`,
    "/help",
    "/nonsense",
    "where do foxes sleep",
    "/why",
    "who invented the telephone",
    "/anyway",
  ];
  // Readline's own prompt and echo are none of the replies.
  const shown = (await leave(...lines, "/articles", "/remove Foxes", "n"))
    .split("\n")
    .filter((line) => !line.includes("\x1b"));
  for (const line of shown) expect(line.length <= 40 || !line.trim().includes(" "), line).toBe(true);
  expect(shown).toContain("  /undo       take the last removal");
  expect(shown).toContain("    back (for 5 minutes)");
});

describe("a notice from the background", () => {
  test("brings the prompt back with what is being typed, wrapped, and is heard of no more after the end", async () => {
    const told: ((text: string) => void)[] = [];
    let isStopped = false;
    const { input, leave, shown } = terminalOf(40, (say) => {
      told.push(say);
      return () => {
        isStopped = true;
      };
    });
    await expect.poll(shown).toContain("¶ ");
    input.write("half a que");
    await expect.poll(shown).toContain("half a que");
    const before = shown().length;
    told[0]?.("Finished 2 article imports that the last run had begun.");
    const [notice = "", prompt = ""] = shown().slice(before).split("\nrun had begun.\n");
    expect(notice).toBe("\r\x1b[KFinished 2 article imports that the last");
    expect(prompt).toContain("¶ half a que");
    await leave("stion");
    expect(isStopped).toBe(true);
    expect(() => told[0]?.("Too late.")).not.toThrow();
  });
});
