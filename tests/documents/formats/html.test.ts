import { expect, test } from "vitest";
import { ArticleError } from "../../../src/documents/article-error.js";
import { readDocument } from "../../../src/documents/read-document.js";

const HERE = "https://harbour.example/news/";

function readPageTo(target: string, url: string | undefined = HERE, text = "Redirecting…") {
  const page = `<html><head><meta http-equiv="refresh" content="0;url=${target}"></head><body><p>${text}</p></body></html>`;
  return readDocument(new TextEncoder().encode(page), { name: "saved.html", ...(url !== "" && { url }) });
}

/** Where a page is said to send on to; nothing if it is read. */
function addressOf(target: string, url?: string): Promise<string | undefined> {
  return readPageTo(target, url).then(
    () => undefined,
    (error: unknown) => {
      if (error instanceof ArticleError && error.fault.reason === "sends-on") return error.fault.address;
      throw error;
    },
  );
}

test("a page that only sends on is refused with the whole address to add instead", async () => {
  expect(await addressOf("../wells?day=1")).toBe("https://harbour.example/wells?day=1");
  expect(await addressOf("//wells.example/")).toBe("https://wells.example/");
  expect(await addressOf("wells.html", "")).toBe("wells.html");
  await expect(readPageTo("https://wells.example/")).rejects.toThrow(
    "the page only sends on to https://wells.example/: add that address instead.",
  );
});

test("a page that loads itself again, leads to no page, or has an article of its own is read", async () => {
  for (const target of [HERE, `${HERE}#top`, "#", "javascript:alert(1)", "mailto:a@b.example"]) {
    expect(await addressOf(target), target).toBeUndefined();
  }
  expect(await addressOf("javascript:alert(1)", "")).toBeUndefined();
  const article = "The wells of the lower town rise again after a dry summer. ".repeat(10);
  expect((await readPageTo("https://wells.example/", HERE, article)).paragraphs).not.toEqual([]);
});
