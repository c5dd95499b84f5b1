import fc from "fast-check";
import { expect, test } from "vitest";
import { describeOmissions } from "../../src/documents/omission.js";
import { readDocument } from "../../src/documents/read-document.js";

const read = (text: string, name: string) => readDocument(new TextEncoder().encode(text), { name });

test("an article of which nothing is missing says nothing", async () => {
  const { omissions } = await read("# Foxes\n\nFoxes eat plums.", "foxes.md");
  expect(omissions).toBeUndefined();
  expect(describeOmissions(omissions)).toBe("");
});

test("one of a thing and several are told apart, and what was dropped from what could not be read", () => {
  expect(
    describeOmissions([
      { kind: "picture", count: 1 },
      { kind: "page-number", count: 1200 },
      { kind: "page-without-text", count: 1, pages: [4] },
      { kind: "formula", count: 2 },
    ]),
  ).toBe(
    "Left out: 1 picture, 1,200 page numbers. Could not be read: page 4 (no text there: scanned or blank), 2 formulas.",
  );
});

test("a list of pages names each page once, or says how many more there are", () => {
  const pages = fc
    .uniqueArray(fc.integer({ min: 1, max: 60 }), { minLength: 1 })
    .map((all) => all.sort((a, b) => a - b));
  fc.assert(
    fc.property(pages, (all) => {
      const told = describeOmissions([{ kind: "page-without-text", count: all.length, pages: all }]);
      const [, list = "", more = "0"] = /: pages? ([\d–, and]+?)(?: and (\d+) more)? \(/.exec(told) ?? [];
      const named = list.split(/, | and /).flatMap((range) => {
        const [first = 0, last = first] = range.split("–").map(Number);
        return Array.from({ length: last - first + 1 }, (_, index) => first + index);
      });
      expect(named).toEqual(all.slice(0, named.length));
      expect(named.length + Number(more)).toBe(all.length);
    }),
  );
});

test("every word of a page is in the article or counted around it", async () => {
  const word = fc.constantFrom("ferry", "river", "Elmsted", "1908", "l’été", "井戸", "naïve");
  const words = fc.array(word, { minLength: 1, maxLength: 30 });
  await fc.assert(
    fc.asyncProperty(words, words, words, async (menu, first, second) => {
      const page = `<html><body><nav><p>${menu.join(" ")}</p></nav><p>${first.join(" ")}</p><p>${second.join(" ")}</p></body></html>`;
      const { paragraphs, omissions = [] } = await read(page, "page.html");
      const count = (text: string) => text.match(/[井戸]|[\w’éï]+/g)?.length ?? 0;
      const around = omissions.find(({ kind }) => kind === "surrounding-word")?.count ?? 0;
      const kept = paragraphs.reduce((sum, { text }) => sum + count(text), 0);
      expect(kept + around).toBe(count([...menu, ...first, ...second].join(" ")));
    }),
    { numRuns: 50 },
  );
});

test("the cells of a table that is too wide are counted, whatever reaches over several", async () => {
  const cells = (from: number, to: number) =>
    Array.from({ length: to - from + 1 }, (_, at) => `<td>c${from + at}</td>`).join("");
  const page = (rows: string) => `<html><body><p>The wells were measured.</p><table>${rows}</table></body></html>`;
  const { omissions } = await read(page(`<tr>${cells(1, 120)}</tr><tr>${cells(1, 100)}</tr>`), "wide.html");
  expect(omissions).toEqual([{ kind: "table-cell", count: 20 }]);
  const spanned = await read(page(`<tr><td colspan="99">a</td>${cells(1, 3)}</tr>`), "spanned.html");
  expect(spanned.omissions).toEqual([{ kind: "table-cell", count: 2 }]);
  const exact = await read(page(`<tr>${cells(1, 100)}</tr>`), "exact.html");
  expect(exact.omissions).toBeUndefined();
});

test("pictures and media in the HTML of a Markdown file are counted, those in comments are not", async () => {
  const text =
    'A fox.\n\n<img src="a.png">\n\n<!-- <img src="b.png"> -->\n\n<video src="c"></video> ![d](d.png) and <img src="e.png"> too.';
  const { omissions } = await read(text, "foxes.md");
  expect(describeOmissions(omissions)).toBe("Left out: 3 pictures, 1 video or other embedded medium.");
});

test("front matter counts but for the title, which is read", async () => {
  const missing = async (text: string) => describeOmissions((await read(text, "a.md")).omissions);
  expect(await missing("---\ntitle: Foxes\n---\nFoxes eat plums.")).toBe("");
  expect(await missing("---\ntitle: Foxes\nauthor: Ada\ntags: [a, b]\n---\nFoxes eat plums.")).toBe(
    "Left out: 2 fields of front matter.",
  );
});
