import {
  type APIApplicationCommand,
  type APIApplicationCommandBasicOption,
  type APIApplicationCommandOption,
  ApplicationCommandOptionType,
} from "discord-api-types/v10";

/** A file that a person sends. */
export interface SentFile {
  readonly name: string;
  readonly data: Uint8Array;
  readonly type?: string;
}

export type OptionValue = string | number | boolean | SentFile;

/** The value that a client would send for an option; an error where it would not take it. `keepFile` uploads and gives the id. */
export function optionValue(
  option: APIApplicationCommandBasicOption,
  value: OptionValue,
  keepFile: (file: SentFile) => string,
): string | number | boolean {
  const wrong = () => new Error(`The option “${option.name}” does not take ${JSON.stringify(value)}.`);
  if (typeof value === "object") {
    if (option.type !== ApplicationCommandOptionType.Attachment) throw wrong();
    return keepFile(value);
  }
  switch (option.type) {
    case ApplicationCommandOptionType.String: {
      if (typeof value !== "string") throw wrong();
      const { min_length: least = 0, max_length: most = 6000 } = option;
      if (value.length < Math.max(1, least) || value.length > most) throw wrong();
      if ("choices" in option && option.choices?.length && !option.choices.some((one) => one.value === value))
        throw wrong();
      return value;
    }
    case ApplicationCommandOptionType.Boolean:
      if (typeof value !== "boolean") throw wrong();
      return value;
    case ApplicationCommandOptionType.Integer:
    case ApplicationCommandOptionType.Number: {
      const whole = option.type === ApplicationCommandOptionType.Integer;
      if (typeof value !== "number" || (whole && !Number.isInteger(value))) throw wrong();
      if (value < (option.min_value ?? -(2 ** 53)) || value > (option.max_value ?? 2 ** 53)) throw wrong();
      if ("choices" in option && option.choices?.length && !option.choices.some((one) => one.value === value))
        throw wrong();
      return value;
    }
    default:
      if (typeof value !== "string" || !/^\d+$/.test(value)) throw wrong();
      return value;
  }
}

/** The options of a (sub)command, wrapped as Discord wraps them. */
export function nested(
  command: APIApplicationCommand,
  name: string,
  fill: (declared: readonly APIApplicationCommandBasicOption[]) => readonly object[],
): { options: readonly object[] } {
  const path = name.split(" ").slice(1);
  const descend = (options: readonly APIApplicationCommandOption[], rest: readonly string[]): readonly object[] => {
    const [next, ...further] = rest;
    if (next === undefined) {
      if (options.some(isSub)) throw new Error(`/${name} is not a whole command.`);
      return fill(options.filter((one): one is APIApplicationCommandBasicOption => !isSub(one)));
    }
    const sub = options.find((one) => one.name === next);
    if (sub === undefined || !isSub(sub)) throw new Error(`There is no command “/${name}”.`);
    return [{ name: next, type: sub.type, options: descend(sub.options ?? [], further) }];
  };
  return { options: descend(command.options ?? [], path) };
}

function isSub(option: APIApplicationCommandOption): option is Extract<APIApplicationCommandOption, { type: 1 | 2 }> {
  return (
    option.type === ApplicationCommandOptionType.Subcommand ||
    option.type === ApplicationCommandOptionType.SubcommandGroup
  );
}
