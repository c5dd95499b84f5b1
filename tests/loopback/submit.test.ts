// What Discord refuses of forms with labels and files, and what it sends of them.
import { type APIModalInteractionResponseCallbackData, ComponentType } from "discord-api-types/v10";
import { expect, test } from "vitest";
import { modalBreaches } from "./rules-components.js";
import { submitted } from "./submit.js";

const files = (changes: object = {}) => ({
  type: ComponentType.Label,
  label: "Files",
  component: {
    type: ComponentType.FileUpload,
    custom_id: "files",
    min_values: 0,
    max_values: 2,
    required: false,
    ...changes,
  },
});
const text = (changes: object = {}) => ({
  type: ComponentType.Label,
  label: "Text",
  component: { type: ComponentType.TextInput, custom_id: "text", style: 1, required: false, ...changes },
});
const form = (...components: object[]) =>
  ({ custom_id: "f", title: "Form", components }) as APIModalInteractionResponseCallbackData;

test("a label holds one input without a label of its own, and a file upload keeps its numbers", () => {
  expect(modalBreaches(form(files(), text()))).toEqual([]);
  const bad = [
    form(files({ max_values: 11 })),
    form(files({ min_values: 3 })),
    form(files({ required: true })),
    form(files({ custom_id: "x".repeat(101) })),
    form(text({ label: "Twice" })),
    form({ ...text(), description: "x".repeat(101) }),
    form({ ...text(), component: { type: ComponentType.Button, style: 1, label: "Go", custom_id: "go" } }),
  ];
  for (const one of bad) expect(modalBreaches(one)).not.toEqual([]);
});

test("files are sent by their ids, with what they are beside; nothing is sent beside where there is none", () => {
  let last = 0;
  const upload = ({ name }: { name: string }) => ({
    id: `${++last}`,
    filename: name,
    size: 1,
    url: "u",
    proxy_url: "u",
  });
  const one = { name: "a.md", data: Uint8Array.of(1) };
  const made = form(files(), text());
  expect(submitted(made, { files: [one, one], text: "t" }, upload)).toEqual({
    custom_id: "f",
    components: [
      { type: 18, id: 1, component: { type: 19, id: 2, custom_id: "files", values: ["1", "2"] } },
      { type: 18, id: 3, component: { type: 4, id: 4, custom_id: "text", value: "t" } },
    ],
    resolved: { attachments: { 1: upload1("1"), 2: upload1("2") } },
  });
  expect(submitted(made, {}, upload)).not.toHaveProperty("resolved");
  expect(() => submitted(made, { files: "text" }, upload)).toThrow("takes files");
  expect(() => submitted(made, { text: [one] }, upload)).toThrow("takes a text");
  expect(() => submitted(made, { files: [one, one, one] }, upload)).toThrow("0 to 2 files");
  expect(() => submitted(form(files({ required: true, min_values: 1 })), {}, upload)).toThrow("1 to 2 files");
});

function upload1(id: string): object {
  return { id, filename: "a.md", size: 1, url: "u", proxy_url: "u" };
}
