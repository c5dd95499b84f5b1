import { IntlMessageFormat } from "intl-messageformat";
import type { Catalogue, TextKey } from "./catalogue.js";
import { de } from "./de.js";
import { en } from "./en.js";
import { es } from "./es.js";
import { fr } from "./fr.js";
import type { ArgumentsIn } from "./message-arguments.js";
import { ru } from "./ru.js";
import { zh } from "./zh.js";

/** What a text is given to be said: nothing, or its arguments by name. */
type ValuesOf<Key extends TextKey> = keyof ArgumentsIn<(typeof en)[Key]> extends never
  ? []
  : [values: ArgumentsIn<(typeof en)[Key]>];

/** The languages that the interface speaks, and by which conventions it writes numbers and lists. */
const CONVENTIONS = { en: "en-US", de: "de-DE", es: "es-ES", fr: "fr-FR", ru: "ru-RU", zh: "zh-CN" } as const;

/** A language that the interface speaks. */
export type Language = keyof typeof CONVENTIONS;

/** All texts, by language. */
export const CATALOGUES: Readonly<Record<Language, Catalogue>> = { en, de, es, fr, ru, zh };

/** The interface's own words in one language. What articles say is never among them. */
export interface Texts {
  readonly language: Language;
  /** The language's name in itself: `Deutsch` */
  readonly ownName: string;
  /** A text with these values in their places: as they are, numbers as the language writes them. */
  say<Key extends TextKey>(key: Key, ...values: ValuesOf<Key>): string;
  /** `a, b and c` or `a, b or c` */
  list(parts: readonly string[], type?: "conjunction" | "disjunction"): string;
  /** `1,204` or `1.204` */
  number(value: number, options?: Intl.NumberFormatOptions): string;
}

/** The texts for a locale such as `de`, `es-419` or `zh-TW`; English where its language is none of ours. */
export function texts(locale: string | null | undefined): Texts {
  return ALL[languageOf(locale)];
}

/** English, which logs and the terminal speak. */
export function english(): Texts {
  return ALL.en;
}

function languageOf(locale: string | null | undefined): Language {
  const [language = ""] = locale?.split("-") ?? [];
  return isLanguage(language) ? language : "en";
}

function isLanguage(text: string): text is Language {
  return Object.hasOwn(CONVENTIONS, text);
}

/** Parses a message when it is first said, and keeps it: a start does not wait for languages that nobody speaks. */
class LanguageTexts implements Texts {
  readonly #messages = new Map<TextKey, IntlMessageFormat>();

  constructor(readonly language: Language) {}

  say<Key extends TextKey>(key: Key, ...[values]: ValuesOf<Key> | []): string {
    return String(this.#message(key).format<string>(values));
  }

  list(parts: readonly string[], type: "conjunction" | "disjunction" = "conjunction"): string {
    return new Intl.ListFormat(CONVENTIONS[this.language], { type }).format(parts);
  }

  get ownName(): string {
    const name = new Intl.DisplayNames(this.language, { type: "language" }).of(this.language) ?? this.language;
    return name.charAt(0).toLocaleUpperCase(this.language) + name.slice(1);
  }

  number(value: number, options?: Intl.NumberFormatOptions): string {
    return value.toLocaleString(CONVENTIONS[this.language], options);
  }

  #message(key: TextKey): IntlMessageFormat {
    const known = this.#messages.get(key);
    if (known !== undefined) return known;
    const text = unbroken(CATALOGUES[this.language][key]);
    // `<#1>` is a channel of Discord's and no tag.
    const message = new IntlMessageFormat(text, CONVENTIONS[this.language], undefined, { ignoreTag: true });
    this.#messages.set(key, message);
    return message;
  }
}

/** The text with the spaces that French sets beside these signs made such that no line ends there. */
function unbroken(text: string): string {
  return text.replace(/ (?=[:;?!»])|(?<=«) /g, "\u00a0");
}

const ALL: Readonly<Record<Language, Texts>> = {
  en: new LanguageTexts("en"),
  de: new LanguageTexts("de"),
  es: new LanguageTexts("es"),
  fr: new LanguageTexts("fr"),
  ru: new LanguageTexts("ru"),
  zh: new LanguageTexts("zh"),
};
