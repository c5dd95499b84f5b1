import {
  type APIApplicationCommandOption,
  Locale,
  type LocalizationMap,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord.js";
import { MAX_DOCUMENT_BYTES } from "../documents/formats/registry.js";
import type { TextKey } from "../interface-texts/catalogue.js";
import { CATALOGUES, type Language, type Texts, texts } from "../interface-texts/texts.js";
import { documentFiles } from "./text/document-files.js";

/** As Discord calls the languages that have texts; what has none of these it shows in English. */
const DISCORD_LOCALES: Readonly<Record<Exclude<Language, "en">, readonly Locale[]>> = {
  de: [Locale.German],
  es: [Locale.SpanishES, Locale.SpanishLATAM],
  fr: [Locale.French],
  ru: [Locale.Russian],
  // Whoever reads traditional characters reads these more easily than English.
  zh: [Locale.ChineseCN, Locale.ChineseTW],
};

type Definition = RESTPostAPIApplicationCommandsJSONBody;

/** A command as Discord is told of it, with its name and its description in every language, and those of its options. */
export function localized<D extends Definition>(definition: D): D {
  const options = "options" in definition && definition.options;
  return {
    ...definition,
    ...localizationsOf(`/${definition.name}`),
    ...(options && { options: options.map((option) => localizedOption(option, `/${definition.name}`)) }),
  };
}

/** What a command is called in a language. */
export function nameOf({ name }: Pick<Definition, "name">, words: Texts): string {
  const key = `/${name}.name`;
  return isTextKey(key) ? described(words, key) : name;
}

function localizedOption<O extends APIApplicationCommandOption>(option: O, above: string): O {
  const path = `${above} ${option.name}`;
  const options = "options" in option && option.options;
  return {
    ...option,
    ...localizationsOf(path, `/… ${option.name}`),
    ...(options && { options: options.map((one) => localizedOption(one, path)) }),
  };
}

/** @param common where several commands have the same option, and it has no texts of its own */
function localizationsOf(path: string, common = path) {
  return {
    ...inAllLanguages("name_localizations", [`${path}.name`, `${common}.name`]),
    ...inAllLanguages("description_localizations", [`${path}.description`, `${common}.description`]),
  };
}

function inAllLanguages(field: string, keys: readonly string[]): Readonly<Record<string, LocalizationMap>> {
  const key = keys.find(isTextKey);
  if (key === undefined) return {};
  const entries = Object.entries(DISCORD_LOCALES).flatMap(([language, locales]) =>
    locales.map((locale) => [locale, described(texts(language), key)] as const),
  );
  return { [field]: Object.fromEntries(entries) };
}

/** Every description may name what is read. */
function described(words: Texts, key: TextKey): string {
  return (words.say as (key: TextKey, values: object) => string)(key, {
    files: documentFiles(words),
    megabytes: MAX_DOCUMENT_BYTES / 1e6,
  });
}

function isTextKey(key: string): key is TextKey {
  return Object.hasOwn(CATALOGUES.en, key);
}
