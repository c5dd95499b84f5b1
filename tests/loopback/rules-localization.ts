// Names and descriptions of commands in other languages. Source: https://discord.com/developers/docs/interactions/application-commands#localization
import {
  type APIApplicationCommandOption,
  Locale,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { between } from "./rules-text.js";

const locales = new Set<string>(Object.values(Locale));

/** Texts by locale. */
type LocalizationMap = Readonly<Record<string, string | null | undefined>>;

/** Something with a name that people see: a command, an option or a choice. */
interface Named {
  readonly name: string;
  readonly name_localizations?: LocalizationMap | null | undefined;
  readonly description_localizations?: LocalizationMap | null | undefined;
}

/** What localized texts of one command or option break. @param nameBreaches the rule for its name, which holds in every language */
export function localizationBreaches(one: Named, nameBreaches: (name: string) => readonly string[]): string[] {
  const [names, descriptions] = [entriesOf(one.name_localizations), entriesOf(one.description_localizations)];
  return [
    ...[...names, ...descriptions].flatMap(([locale]) => (locales.has(locale) ? [] : [`there is no locale ${locale}`])),
    ...names.flatMap(([, name]) => nameBreaches(name)),
    ...descriptions.flatMap(([locale, text]) => between(`description of ${one.name} in ${locale}`, text, 100)),
  ];
}

/** Commands of one type, or options of one command, that are called the same in a language. */
export function sameNameBreaches(
  all: readonly (RESTPostAPIApplicationCommandsJSONBody | APIApplicationCommandOption)[],
  of: string,
): string[] {
  return [...locales].flatMap((locale) => {
    const names = all.map(
      (one) => (one.name_localizations as LocalizationMap | null | undefined)?.[locale] ?? one.name,
    );
    return new Set(names).size < names.length ? [`two ${of} of one name in ${locale}`] : [];
  });
}

/** Characters that a text counts with: those of its longest localization. */
export function longest(text: string, localizations: unknown): number {
  const others = entriesOf(localizations as LocalizationMap | null | undefined).map(([, one]) => one.length);
  return Math.max(text.length, ...others);
}

function entriesOf(map: LocalizationMap | null | undefined): readonly (readonly [string, string])[] {
  return Object.entries(map ?? {}).flatMap(([locale, text]) => (text == null ? [] : [[locale, text] as const]));
}
