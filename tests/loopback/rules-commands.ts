// Discord's written limits on commands and suggestions. Source: https://discord.com/developers/docs/interactions/application-commands
import {
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
  ApplicationCommandType,
  type RESTPostAPIApplicationCommandsJSONBody,
} from "discord-api-types/v10";
import { localizationBreaches, longest, sameNameBreaches } from "./rules-localization.js";
import { between } from "./rules-text.js";

const commandName = /^[-_'\p{L}\p{N}\p{sc=Deva}\p{sc=Thai}]{1,32}$/u;

/** Every written rule that a set of commands breaks. */
export function commandsBreaches(commands: readonly RESTPostAPIApplicationCommandsJSONBody[]): string[] {
  const keys = commands.map(({ type = ApplicationCommandType.ChatInput, name }) => `${type} ${name}`);
  const breaches = commands.flatMap(commandBreaches);
  if (new Set(keys).size < keys.length) breaches.push("two commands of one type with the same name");
  for (const type of [1, 2, 3])
    breaches.push(
      ...sameNameBreaches(
        commands.filter((one) => (one.type ?? 1) === type),
        `commands of type ${type}`,
      ),
    );
  const count = (kind: ApplicationCommandType) => keys.filter((key) => key.startsWith(`${kind} `)).length;
  if (count(ApplicationCommandType.ChatInput) > 100) breaches.push("more than 100 slash commands");
  if (count(ApplicationCommandType.User) > 15) breaches.push("more than 15 user commands");
  if (count(ApplicationCommandType.Message) > 15) breaches.push("more than 15 message commands");
  return breaches;
}

function commandBreaches(command: RESTPostAPIApplicationCommandsJSONBody): string[] {
  if (command.type !== undefined && command.type !== ApplicationCommandType.ChatInput) {
    const described = "description" in command && (command.description ?? "") !== "";
    return [
      ...between(`command ${command.name}`, command.name, 32),
      ...localizationBreaches(command, (name) => between(`command ${name}`, name, 32)),
      ...(described ? [`context menu command ${command.name} has no description`] : []),
    ];
  }
  const breaches = [
    ...nameBreaches(command.name),
    ...localizationBreaches(command, nameBreaches),
    ...between(`description of ${command.name}`, command.description, 100),
    ...optionsBreaches(command.options ?? [], command.name, 0),
  ];
  if (size(command) > 8000) breaches.push(`command ${command.name} has ${size(command)} characters, at most 8000`);
  for (const list of [command.contexts ?? [], command.integration_types ?? []]) {
    if (new Set<number>(list).size < list.length) breaches.push(`command ${command.name} names a context twice`);
  }
  return breaches;
}

function nameBreaches(name: string): string[] {
  return commandName.test(name) && name === name.toLowerCase()
    ? []
    : [`“${name}” is not a name for a command or option`];
}

function optionsBreaches(options: readonly APIApplicationCommandOption[], owner: string, depth: number): string[] {
  const breaches = options.flatMap((option) => optionBreaches(option, `${owner} ${option.name}`, depth));
  if (options.length > 25) breaches.push(`${owner} has ${options.length} options, at most 25`);
  if (new Set(options.map(({ name }) => name)).size < options.length)
    breaches.push(`${owner} has two options of one name`);
  breaches.push(...sameNameBreaches(options, `options of ${owner}`));
  const firstOptional = options.findIndex(({ required }) => required !== true);
  if (firstOptional >= 0 && options.slice(firstOptional).some(({ required }) => required === true)) {
    breaches.push(`${owner} has a required option after one that is not`);
  }
  const sub = options.filter(({ type }) => type <= ApplicationCommandOptionType.SubcommandGroup).length;
  if (sub > 0 && sub < options.length) breaches.push(`${owner} mixes subcommands and options`);
  return breaches;
}

function optionBreaches(option: APIApplicationCommandOption, at: string, depth: number): string[] {
  const breaches = [
    ...nameBreaches(option.name),
    ...localizationBreaches(option, nameBreaches),
    ...between(`description of ${at}`, option.description, 100),
  ];
  if (
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
  ) {
    const deepest = option.type === ApplicationCommandOptionType.Subcommand ? 1 : 0;
    if (depth > deepest) breaches.push(`${at} is nested too deep`);
    return [...breaches, ...optionsBreaches(option.options ?? [], at, depth + 1)];
  }
  const choices = "choices" in option ? (option.choices ?? []) : [];
  const autocomplete = "autocomplete" in option && option.autocomplete === true;
  if (autocomplete && choices.length > 0) breaches.push(`${at} has both choices and autocompletion`);
  if (option.type === ApplicationCommandOptionType.String) {
    const { min_length: least = 0, max_length: most = 6000 } = option;
    if (least < 0 || most < 1 || most > 6000 || least > most)
      breaches.push(`${at} takes ${least} to ${most} characters`);
  }
  return [...breaches, ...choiceBreaches(choices)];
}

/** Every written rule that choices of an option, or suggestions for one, break. */
export function choiceBreaches(
  choices: readonly { readonly name: string; readonly value: string | number }[],
): string[] {
  const breaches = choices.flatMap(({ name, value }) => [
    ...between("choice name", name, 100),
    ...(typeof value === "string" ? between("choice value", value, 100) : []),
  ]);
  if (choices.length > 25) breaches.push(`${choices.length} choices, at most 25`);
  return breaches;
}

/** Characters of names, descriptions and values, which Discord adds up, each in the language where it is longest. */
function size(value: unknown): number {
  if (Array.isArray(value)) return value.reduce((sum: number, one) => sum + size(one), 0);
  if (typeof value !== "object" || value === null) return 0;
  return Object.entries(value).reduce((sum, [key, inner]) => {
    if (key.endsWith("_localizations")) return sum;
    const counted = typeof inner === "string" && ["name", "description", "value"].includes(key);
    const localizations = Object.entries(value).find(([other]) => other === `${key}_localizations`)?.[1];
    return sum + (counted ? longest(inner, localizations) : size(inner));
  }, 0);
}
