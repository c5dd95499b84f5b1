import path from "node:path";
import { backUpStore } from "../compose.js";
import { loadConfig } from "../config.js";
import { UsageError } from "../person-error.js";
import { count } from "../presentation/counts.js";
import { type Command, parseWords, print } from "./command.js";

const usage = `npm run --silent backup -- FILE
  copies the database into FILE, which must not be there yet; the bot may be running`;

/** `npm run backup` */
export const backup: Command = {
  name: "backup",
  usage,
  async run(words) {
    const { positionals } = parseWords(words, {}, usage);
    const [file, ...others] = positionals;
    if (file === undefined || others.length > 0) {
      throw new UsageError(`Expected one file to write, got ${positionals.length}.\n${usage}`);
    }
    const { articles } = await backUpStore(loadConfig(), path.resolve(file));
    print(`${file} holds ${count(articles, "article")} and all that belongs to them.`);
  },
};
