import { expect, test } from "vitest";
import { ArticleError } from "../../src/documents/article-error.js";
import { parseHtml } from "../../src/documents/formats/html/html.js";

const HERE = "https://harbour.example/news/";

function pageTo(target: string, text = "Redirecting…"): string {
  return `<html><head><meta http-equiv="refresh" content="0;url=${target}"></head><body><p>${text}</p></body></html>`;
}

function addressOf(target: string, source = HERE): string | undefined {
  try {
    parseHtml(pageTo(target), source);
    return undefined;
  } catch (error) {
    if (error instanceof ArticleError && error.fault.reason === "sends-on") return error.fault.address;
    throw error;
  }
}

test("a page that only sends on is refused with the whole address to add instead", () => {
  expect(addressOf("../wells?day=1")).toBe("https://harbour.example/wells?day=1");
  expect(addressOf("//wells.example/")).toBe("https://wells.example/");
  expect(addressOf("wells.html", "saved.html")).toBe("wells.html");
  expect(() => parseHtml(pageTo("https://wells.example/"), HERE)).toThrow(
    "the page only sends on to https://wells.example/: add that address instead.",
  );
});

test("a page that loads itself again, leads to no page, or has an article of its own is read", () => {
  for (const target of [HERE, `${HERE}#top`, "#", "javascript:alert(1)", "mailto:a@b.example"]) {
    expect(addressOf(target), target).toBeUndefined();
  }
  expect(addressOf("javascript:alert(1)", "saved.html")).toBeUndefined();
  const article = "The wells of the lower town rise again after a dry summer. ".repeat(10);
  expect(parseHtml(pageTo("https://wells.example/", article), HERE).blocks).not.toEqual([]);
});
