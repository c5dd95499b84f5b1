import { expect, test } from "vitest";
import { session } from "./chats.js";

test("/rename and /replace give another title and another text, and say what is wrong with what was typed", async () => {
  const { write, say, titles } = session();
  await say(`/add ${write("foxes.md")}`);
  expect(await say('/rename Foxes "Red foxes"')).toBe("“Foxes” is called “Red foxes” now.");
  expect(await titles()).toEqual(["Red foxes"]);
  expect(await say(`/replace "Red foxes" ${write("other.md", "# Other\n\nThey run.\n")}`)).toMatch(
    /^Replaced the text of “Red foxes”: 1 new paragraph, 2 gone, 0 as before\.$/,
  );
  expect(await titles()).toEqual(["Red foxes"]);
  expect(await say('/replace "Red foxes" none.md')).toContain("There is no file");
  expect(await say("/rename Foxes")).toContain("/rename: expected an article");
  expect(await say("/refresh Red foxes daily")).toContain("“Red foxes” came from no web address");
  expect(await say("/refresh Red foxes off")).toBe("“Red foxes” is not fetched again by itself any more.");
  expect(await say("/refresh")).toContain("/refresh: expected an id or a whole title");
});
