import {
  type APIAttachment,
  type APIFileUploadComponent,
  type APIModalInteractionResponseCallbackData,
  type APITextInputComponent,
  ComponentType,
} from "discord-api-types/v10";
import type { SentFile } from "./options.js";
import { type AnyComponent, flatten, isFileUpload, isTextInput } from "./rules-components.js";

/** What a person filled in: a text, or files. */
export type Filled = Readonly<Record<string, string | readonly SentFile[]>>;

/**
 * What Discord sends of a form that was filled in: each input in what holds it, files by their ids and as `resolved.attachments`.
 * An error where the client would not send it. Source: https://discord.com/developers/docs/components/reference
 * @param upload uploads a file
 */
export function submitted(
  modal: APIModalInteractionResponseCallbackData,
  values: Filled,
  upload: (file: SentFile) => APIAttachment,
): object {
  const all = flatten(modal.components);
  for (const key of Object.keys(values))
    if (!all.some(({ custom_id }) => custom_id === key)) throw new Error(`The form has no “${key}”.`);
  const attachments: Record<string, APIAttachment> = {};
  const keep = (file: SentFile) => {
    const attachment = upload(file);
    attachments[attachment.id] = attachment;
    return attachment.id;
  };
  let last = 0;
  const filled = (one: AnyComponent): object => {
    const id = one.id ?? ++last;
    const { type } = one;
    if (isTextInput(one)) return { type, id, custom_id: one.custom_id, value: textOf(one, values[one.custom_id]) };
    if (isFileUpload(one)) {
      const files = filesOf(one, values[one.custom_id]);
      return { type, id, custom_id: one.custom_id, values: files.map(keep) };
    }
    if (one.component !== undefined) return { type, id, component: filled(one.component) };
    if (type === ComponentType.ActionRow) return { type, id, components: (one.components ?? []).map(filled) };
    throw new Error(`Nobody can fill in a component of type ${type} here.`);
  };
  const components = modal.components.map((one) => filled(one as AnyComponent));
  const resolved = Object.keys(attachments).length === 0 ? {} : { resolved: { attachments } };
  return { custom_id: modal.custom_id, components, ...resolved };
}

function textOf(input: APITextInputComponent, typed: Filled[string] = input.value ?? ""): string {
  const { custom_id, min_length: least = 0, max_length: most = 4000, required = true } = input;
  if (typeof typed !== "string") throw new Error(`“${custom_id}” takes a text, and no files.`);
  if ((required && typed === "") || typed.length > most || (typed !== "" && typed.length < least))
    throw new Error(`“${custom_id}” does not take ${typed.length} characters.`);
  return typed;
}

function filesOf(input: APIFileUploadComponent, chosen: Filled[string] = []): readonly SentFile[] {
  const { custom_id, min_values: least = 1, max_values: most = 1, required = true } = input;
  if (typeof chosen === "string") throw new Error(`“${custom_id}” takes files, and no text.`);
  const isLeftOut = chosen.length === 0 && !required;
  if (!isLeftOut && (chosen.length < least || chosen.length > most))
    throw new Error(`“${custom_id}” takes ${least} to ${most} files, not ${chosen.length}.`);
  return chosen;
}
