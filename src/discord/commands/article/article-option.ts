import { type APIApplicationCommandStringOption, ApplicationCommandOptionType } from "discord.js";

/** The option that names an article and completes itself. */
export const articleOption = {
  type: ApplicationCommandOptionType.String,
  name: "article",
  description: "Which article: begin to type its title",
  required: true,
  autocomplete: true,
  max_length: 300,
} satisfies APIApplicationCommandStringOption;
