import { PassThrough } from "node:stream";
import { expect, test } from "vitest";
import { progressBar } from "../../../src/terminal/render/progress-bar.js";

function barOn(terminal: { isTTY?: boolean; columns?: number }) {
  const output = Object.assign(new PassThrough(), terminal);
  return { show: progressBar(output), written: () => String(output.read() ?? "") };
}

test("fills on one line and is wiped when all is done", () => {
  const { show, written } = barOn({ isTTY: true, columns: 80 });
  show("The bridge", 1, 4);
  expect(written()).toBe(`\r\x1b[K${"█".repeat(8)}${"░".repeat(22)} 1/4 ¶ The bridge`);
  show("The bridge", 4, 4);
  expect(written()).toBe("\r\x1b[K");
});

test("stays on its line whatever the title holds", () => {
  const { show, written } = barOn({ isTTY: true, columns: 80 });
  show(`\x1b[2J\n${"long ".repeat(100)}`, 999, 1000);
  const line = written().replace("\r\x1b[K", "");
  expect(line).toMatch(/^█{30} 999\/1000 ¶ �\[2J long/);
  expect(line.length).toBeLessThanOrEqual(80);
});

test.each([1, 10, 25, 40, 59])("stays on its line of %i columns where the figures do", (columns) => {
  const { show, written } = barOn({ isTTY: true, columns });
  show("The bridge over the harbour of Sydney in New South Wales", 1, 4);
  expect(written().replace("\r\x1b[K", "").length).toBeLessThanOrEqual(Math.max(columns, " 1/4 ¶ ".length));
});

test("takes 0 columns for unknown", () => {
  const { show, written } = barOn({ isTTY: true, columns: 0 });
  show("The bridge", 1, 4);
  expect(written()).toBe(`\r\x1b[K${"█".repeat(8)}${"░".repeat(22)} 1/4 ¶ The bridge`);
});

test("prints nothing where there is no terminal", () => {
  const { show, written } = barOn({});
  show("The bridge", 1, 4);
  expect(written()).toBe("");
});
