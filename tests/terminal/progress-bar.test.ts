import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { ProgressBar } from "../../src/terminal/progress-bar.js";

function barOn(terminal: { isTTY?: boolean; columns?: number }) {
  const output = Object.assign(new PassThrough(), terminal);
  return { bar: new ProgressBar(output), written: () => String(output.read() ?? "") };
}

test("fills on one line and is wiped when all is done", () => {
  const { bar, written } = barOn({ isTTY: true, columns: 80 });
  bar.show("The bridge", 1, 4);
  expect(written()).toBe(`\r\x1b[K${"█".repeat(8)}${"░".repeat(22)} 1/4 ¶ The bridge`);
  bar.show("The bridge", 4, 4);
  expect(written()).toBe("\r\x1b[K");
});

test("stays on its line whatever the title holds", () => {
  const { bar, written } = barOn({ isTTY: true, columns: 80 });
  bar.show(`\x1b[2J\n${"long ".repeat(100)}`, 999, 1000);
  const line = written().replace("\r\x1b[K", "");
  expect(line).toMatch(/^█{30} 999\/1000 ¶ �\[2J long/);
  expect(line.length).toBeLessThanOrEqual(80);
});

test("prints nothing where there is no terminal", () => {
  const { bar, written } = barOn({});
  bar.show("The bridge", 1, 4);
  expect(written()).toBe("");
});
