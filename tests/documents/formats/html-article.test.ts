import { expect, test } from "vitest";
import { readDocument } from "../../../src/documents/read-document.js";
import { textsOf } from "../article-text.js";

const PROSE = [
  "The ferry of Elmsted has crossed the river every day since 1898, and most of its passengers are on their way to work or to school.",
  "In winter the ferrymen cut a channel through the ice with long saws, and the crossing takes twice as long as it does in the summer.",
  "The town has asked for a bridge since the war, but the clay below the river is soft, and nobody has wanted to pay for the piles.",
];
const LEAD = "After a hundred years and more the town of Elmsted is to have a bridge, and the ferrymen are glad of it";

async function textsOfPage(before: string, between: string, after: string, url = "https://harbour.example/news/ferry") {
  const [first, ...others] = PROSE.map((text) => `<p>${text}</p>`);
  const page = `<!doctype html><html><head><title>The last ferry of Elmsted</title></head><body>
    <header><h1>The last ferry of Elmsted</h1>${before}</header>
    <div class="text"><div>${first}${between}${others.join("")}${after}</div></div></body></html>`;
  return textsOf(await readDocument(new TextEncoder().encode(page), { name: "saved.html", url }));
}

test("the lead below a title is the article's beginning, as a paragraph or as a lower heading", async () => {
  expect(await textsOfPage(`<p class="sub">${LEAD}.</p>`, "", "")).toEqual([`${LEAD}.`, ...PROSE]);
  expect(await textsOfPage(`<h2>${LEAD}</h2><p>By Ada Pilot</p>`, "", "")).toEqual([LEAD, ...PROSE]);
  expect(await textsOfPage(`<p><a href="/other">${LEAD}.</a></p>`, "", "")).toEqual(PROSE);
});

test("headlines that lead on to other pages of the site are left out, between paragraphs and at the end", async () => {
  const headline = '<a href="/news/storm">A storm has sunk four boats in the harbour</a>';
  expect(await textsOfPage("", `<p>See also: ${headline}</p>`, "")).toEqual(PROSE);
  const list = `<h3>More on the subject</h3><ul><li>${headline}</li><li>${headline} of Elmsted</li></ul>`;
  expect(await textsOfPage("", "", list)).toEqual(PROSE);
  expect(await textsOfPage("", "", "<p>More on the subject</p>")).toEqual(PROSE);
});

test("links that name what they lead to stay, those to other sites too, and short facts at the end", async () => {
  const install = '<p><a href="/install">The install page</a></p>';
  expect(await textsOfPage("", install, "")).toContain("The install page");
  const paper = '<p>Source: <a href="https://paper.example/1">The ice of the river in a hundred winters</a></p>';
  expect(await textsOfPage("", "", paper)).toContain("Source: The ice of the river in a hundred winters");
  expect(await textsOfPage("", "", "<p>Fee: 7 euro</p>")).toContain("Fee: 7 euro");
});
