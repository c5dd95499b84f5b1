// Discord's written limits on message components and modals. Source: https://discord.com/developers/docs/components/reference

import type {
  APIButtonComponent,
  APIFileUploadComponent,
  APILabelComponent,
  APIMessageTopLevelComponent,
  APITextInputComponent,
} from "discord-api-types/v10";
import {
  type APIModalInteractionResponseCallbackData,
  type APISelectMenuComponent,
  ButtonStyle,
  ComponentType,
  TextInputStyle,
} from "discord-api-types/v10";
import { atMost, between } from "./rules-text.js";

/** Anything that stands in the tree of a message's or modal's components. */
export interface AnyComponent {
  readonly type: ComponentType;
  readonly id?: number;
  readonly custom_id?: string;
  readonly components?: readonly AnyComponent[];
  readonly accessory?: AnyComponent;
  readonly component?: AnyComponent;
  readonly content?: string;
}

/** Every component of a tree, outermost first. */
export function flatten(components: readonly AnyComponent[]): AnyComponent[] {
  return components.flatMap((one) => [
    one,
    ...flatten(one.components ?? []),
    ...flatten(one.accessory === undefined ? [] : [one.accessory]),
    ...flatten(one.component === undefined ? [] : [one.component]),
  ]);
}

/** Every written rule that a message's components break. */
export function componentBreaches(components: readonly APIMessageTopLevelComponent[], v2: boolean): string[] {
  const all = flatten(components);
  const breaches = [...all.flatMap(oneBreaches), ...customIdBreaches(all)];
  if (!v2) {
    if (components.length > 5) breaches.push(`${components.length} rows of components, at most 5`);
    if (components.some(({ type }) => type !== ComponentType.ActionRow))
      breaches.push("without flag 32768, only action rows");
  }
  if (all.length > 40) breaches.push(`${all.length} components, at most 40`);
  const text = all.reduce(
    (sum, one) => sum + (one.type === ComponentType.TextDisplay ? (one.content ?? "").length : 0),
    0,
  );
  if (text > 4000) breaches.push(`components show ${text} characters, at most 4000`);
  return breaches;
}

function customIdBreaches(all: readonly AnyComponent[]): string[] {
  const numbers = all.flatMap(({ id = 0 }) => (id === 0 ? [] : [id]));
  const numbersTwice = numbers.filter((id, index) => numbers.indexOf(id) !== index);
  const ids = all.flatMap((one) => (one.custom_id === undefined ? [] : [one.custom_id]));
  const twice = ids.filter((id, index) => ids.indexOf(id) !== index);
  return [
    ...ids.flatMap((id) =>
      id.length === 0 || id.length > 100 ? [`custom_id of ${id.length} characters, 1 to 100`] : [],
    ),
    ...numbersTwice.map((id) => `the component id ${id} is there twice`),
    ...twice.map((id) => `custom_id “${id}” is there twice`),
  ];
}

function oneBreaches(component: AnyComponent): string[] {
  if (isRow(component)) return rowBreaches(component.components);
  if (isButton(component)) return buttonBreaches(component);
  if (isSelect(component)) return selectBreaches(component);
  if (isTextInput(component)) return textInputBreaches(component);
  if (isFileUpload(component)) return fileUploadBreaches(component);
  if (component.type === ComponentType.TextDisplay) return between("text display", component.content, 4000);
  return [];
}

function isRow(one: AnyComponent): one is AnyComponent & { readonly components: readonly AnyComponent[] } {
  return one.type === ComponentType.ActionRow && one.components !== undefined;
}

/** Whether it is a button. */
export function isButton(one: AnyComponent): one is APIButtonComponent {
  return one.type === ComponentType.Button;
}

/** Whether it is a select menu of any kind. */
export function isSelect(one: AnyComponent): one is APISelectMenuComponent {
  return (
    one.type === ComponentType.StringSelect ||
    (one.type >= ComponentType.UserSelect && one.type <= ComponentType.ChannelSelect)
  );
}

/** Whether it is a text input. */
export function isTextInput(one: AnyComponent): one is APITextInputComponent {
  return one.type === ComponentType.TextInput;
}

/** Whether it is an input for files. */
export function isFileUpload(one: AnyComponent): one is APIFileUploadComponent {
  return one.type === ComponentType.FileUpload;
}

function rowBreaches(components: readonly AnyComponent[]): string[] {
  const breaches: string[] = [];
  const alone = components.filter((one) => one.type !== ComponentType.Button).length;
  if (components.length === 0) breaches.push("an empty row");
  if (components.length > 5) breaches.push(`a row of ${components.length}, at most 5 buttons`);
  if (alone > 0 && components.length > 1) breaches.push("a select menu or text input stands alone in its row");
  return breaches;
}

function buttonBreaches(button: APIButtonComponent): string[] {
  if (button.style === ButtonStyle.Premium) return [];
  const breaches = atMost("button label", button.label, 80);
  if ((button.label ?? "").trim() === "" && button.emoji === undefined)
    breaches.push("a button without label and emoji");
  if (button.style === ButtonStyle.Link) {
    if (!/^(https?|discord):\/\//.test(button.url)) breaches.push(`a link button to “${button.url}”`);
    breaches.push(...atMost("button url", button.url, 512));
    if ("custom_id" in button) breaches.push("a link button has no custom_id");
  } else {
    if ((button.custom_id ?? "") === "") breaches.push("a button without custom_id");
    if ("url" in button) breaches.push("only a link button has a url");
  }
  return breaches;
}

function selectBreaches(select: APISelectMenuComponent): string[] {
  const breaches = atMost("select placeholder", select.placeholder, 150);
  const { min_values: least = 1, max_values: most = 1 } = select;
  if (least < 0 || least > 25 || most < 1 || most > 25 || least > most)
    breaches.push(`select of ${least} to ${most} values`);
  if ("default_values" in select && (select.default_values ?? []).length > most)
    breaches.push("more default_values than max_values");
  if (select.type !== ComponentType.StringSelect) return breaches;
  const { options } = select;
  if (options.length < 1 || options.length > 25) breaches.push(`a select of ${options.length} options, 1 to 25`);
  if (most > options.length) breaches.push(`max_values ${most} of ${options.length} options`);
  if (new Set(options.map(({ value }) => value)).size < options.length)
    breaches.push("a select with the same value twice");
  if (options.filter((option) => option.default === true).length > most) breaches.push("more defaults than max_values");
  for (const option of options) {
    breaches.push(...between("option label", option.label, 100), ...between("option value", option.value, 100));
    breaches.push(...atMost("option description", option.description, 100));
  }
  return breaches;
}

function textInputBreaches(input: APITextInputComponent): string[] {
  const { min_length: least = 0, max_length: most = 4000, style } = input;
  const breaches = [
    ...atMost("text input placeholder", input.placeholder, 100),
    ...atMost("text input value", input.value, most),
  ];
  if (least < 0 || least > 4000 || most < 1 || most > 4000 || least > most)
    breaches.push(`a text input of ${least} to ${most}`);
  if (style !== TextInputStyle.Short && style !== TextInputStyle.Paragraph)
    breaches.push(`a text input of style ${style}`);
  return breaches;
}

function fileUploadBreaches({
  min_values: least = 1,
  max_values: most = 1,
  required,
}: APIFileUploadComponent): string[] {
  const breaches: string[] = [];
  if (least < 0 || least > 10 || most < 1 || most > 10 || least > most)
    breaches.push(`a file upload of ${least} to ${most} files, 0 or 1 to 10`);
  if (least === 0 && required !== false) breaches.push("a file upload of no files is not required");
  return breaches;
}

/** What a label of a modal holds. */
const inLabels: readonly ComponentType[] = [
  ComponentType.TextInput,
  ComponentType.StringSelect,
  ComponentType.UserSelect,
  ComponentType.RoleSelect,
  ComponentType.MentionableSelect,
  ComponentType.ChannelSelect,
  ComponentType.FileUpload,
];

function labelBreaches({ label, description, component }: APILabelComponent): string[] {
  const breaches = [...between("label", label, 45), ...atMost("label description", description, 100)];
  if (!inLabels.includes(component.type)) breaches.push(`a label does not hold a component of type ${component.type}`);
  // The label stands above it: two would be shown.
  if (isTextInput(component) && "label" in component) breaches.push("a text input in a label has no label of its own");
  return breaches;
}

/** Every written rule that a modal breaks. */
export function modalBreaches(modal: APIModalInteractionResponseCallbackData): string[] {
  const all = flatten(modal.components);
  const breaches = [
    ...between("modal title", modal.title, 45),
    ...between("modal custom_id", modal.custom_id, 100),
    ...all.flatMap(oneBreaches),
    ...customIdBreaches(all),
  ];
  if (modal.components.length < 1 || modal.components.length > 5)
    breaches.push(`a modal of ${modal.components.length} components, 1 to 5`);
  for (const top of modal.components) {
    if (top.type === ComponentType.Label) breaches.push(...labelBreaches(top));
    if (top.type !== ComponentType.ActionRow) continue;
    for (const input of top.components) {
      if (!isTextInput(input)) breaches.push("a row of a modal holds a text input");
      else breaches.push(...between("text input label", input.label, 45));
    }
  }
  return breaches;
}
