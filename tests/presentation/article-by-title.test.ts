import { expect, test } from "vitest";
import { matchTitle } from "../../src/presentation/article-by-title.js";

const bridge = { id: "b1", title: "The Harbour Bridge" };
const station = { id: "s1", title: "Harbour Station" };
const tunnel = { id: "t1", title: "The Tunnel" };
const twin = { id: "t2", title: "the  tunnel" };
const all = [bridge, station, tunnel];

test.each([
  ["b1", { kind: "one", article: bridge, by: "id" }],
  [" the ｔunnel\u200b", { kind: "one", article: tunnel, by: "title" }],
  ["harb", { kind: "one", article: station, by: "start" }],
  ["the tunel", { kind: "one", article: tunnel, by: "near" }],
  ["the", { kind: "several", articles: [bridge, tunnel], by: "start" }],
  ["harbour brigde station", { kind: "none", near: [] }],
  ["bridge harbour", { kind: "one", article: bridge, by: "near" }],
  ["", { kind: "none", near: [] }],
])("%j means an article by its id, title, the start of one title alone, or the only near one", (typed, expected) => {
  expect(matchTitle(all, typed)).toEqual(expected);
});

test("a title that several have means none of them, one letter or two are near nothing, and what is near is given", () => {
  expect(matchTitle([...all, twin], "The Tunnel")).toEqual({ kind: "several", articles: [tunnel, twin], by: "title" });
  expect(matchTitle(all, "br")).toEqual({ kind: "none", near: [bridge] });
  expect(matchTitle([bridge, tunnel, station], "harbor")).toEqual({ kind: "none", near: [bridge, station] });
});
