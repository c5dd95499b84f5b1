import { IntlMessageFormat } from "intl-messageformat";
import { describe, expect, it } from "vitest";
import { CATALOGUES, type Language, texts } from "../../src/interface-texts/texts.js";
import { INTERFACE_LANGUAGES } from "../../src/store/scope-settings.js";

const { en, ...others } = CATALOGUES;
const languages = Object.entries(CATALOGUES) as [Language, Readonly<Record<string, string>>][];

/** As much of a parsed message as is looked at. */
interface Element {
  readonly type: number;
  readonly value?: string;
  readonly pluralType?: string;
  readonly options?: Readonly<Record<string, { readonly value: readonly Element[] }>>;
}

/** What is text, and the `#` of a plural. */
const WORDS = [0, 7];

function parsed(message: string): readonly Element[] {
  return new IntlMessageFormat(message, "en", undefined, { ignoreTag: true }).getAst() as readonly Element[];
}

function argumentsIn(elements: readonly Element[]): string[] {
  return elements.flatMap(({ type, value = "", options = {} }) =>
    WORDS.includes(type) ? [] : [value, ...Object.values(options).flatMap((branch) => argumentsIn(branch.value))],
  );
}

/** The forms of numbers that a message leaves out and its language tells apart; Spanish and French have one for millions alone. */
function missingForms(language: Language, elements: readonly Element[]): string[] {
  const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
  const wanted = forms.filter((form) => form !== "many" || language === "ru");
  return elements.flatMap(({ pluralType, options = {} }) => [
    // One and several are told apart, and no form follows the number.
    ...(pluralType === undefined || Object.keys(options).join() === "=1,other"
      ? []
      : wanted.filter((form) => !(form in options))),
    ...Object.values(options).flatMap(({ value }) => missingForms(language, value)),
  ]);
}

describe("the texts", () => {
  it("are there in every language that the settings offer", () => {
    expect(["discord", ...Object.keys(CATALOGUES)]).toEqual([...INTERFACE_LANGUAGES]);
  });

  it.each(languages)("of %s have every name, and no other, and none is empty", (_, catalogue) => {
    expect(Object.keys(catalogue).sort()).toEqual(Object.keys(en).sort());
    expect(Object.entries(catalogue).filter(([, text]) => text.trim() === "")).toEqual([]);
  });

  it.each(languages)("of %s are ICU messages with the arguments of English", (_, catalogue) => {
    const different = Object.entries(en).filter(([key, text]) => {
      const [own, wanted] = [catalogue[key] ?? "", text].map((one) => new Set(argumentsIn(parsed(one))));
      return String([...(own ?? [])].sort()) !== String([...(wanted ?? [])].sort());
    });
    expect(different).toEqual([]);
  });

  it.each(languages)("of %s have every form of a number", (language, catalogue) => {
    const lacking = Object.entries(catalogue).filter(([, text]) => missingForms(language, parsed(text)).length > 0);
    expect(lacking).toEqual([]);
  });

  it("are translated", () => {
    // A name may be the same in two languages, and a format of numbers; a sentence is not.
    const untranslated = Object.entries(others).flatMap(([language, catalogue]) =>
      Object.entries(catalogue)
        .filter(
          ([key, text]) => text.replace(/\{.*\}/, "").split(" ").length > 3 && text === en[key as keyof typeof en],
        )
        .map(([key]) => `${language}: ${key}`),
    );
    expect(untranslated).toEqual([]);
  });
});

describe("a locale", () => {
  it.each([
    ["de", "de"],
    ["en-GB", "en"],
    ["es-419", "es"],
    ["zh-TW", "zh"],
    ["uk", "en"],
    ["", "en"],
    ["constructor", "en"],
    [undefined, "en"],
    [null, "en"],
  ])("%s is spoken to in %s", (locale, language) => {
    expect(texts(locale).language).toBe(language);
  });
});
