import { openStore, openTemporaryStore, type Parts, withPilcrow } from "../compose.js";
import { type Config, loadConfig } from "../config.js";
import { Documents, type LoadedDocument } from "../documents/documents.js";
import { syncFolder } from "../library/folder-sync.js";
import type { Library } from "../library/library.js";
import { UsageError } from "../person-error.js";
import { explain } from "../report-error.js";
import type { Answer } from "../retrieval/answer.js";
import { StoreInUseError } from "../store/errors.js";
import { GLOBAL } from "../store/scope.js";
import { noArticleIn, renderAnswer } from "../terminal/render/answer.js";
import { styleFor } from "../terminal/render/layout.js";
import { progressBar } from "../terminal/render/progress-bar.js";
import { type Command, parseWords, print } from "./command.js";

const usage = `npm run --silent ask -- [--article FILE] [--top N] [--json] "question"
  --article FILE   ask this file alone, and keep nothing of it
  --top N          how many passages (1 to 100; default 3)
  --json           the Answer as JSON, and nothing else`;

/** `npm run ask` */
export const ask: Command = {
  name: "ask",
  usage,
  async run(words) {
    const asked = parseAskWords(words);
    const { file } = asked;
    const config = loadConfig();
    const answer = ({ pilcrow }: Parts) => printedAnswer(asked, pilcrow.library, config);
    print(await (file === undefined ? withGlobal(config, answer) : withFile(config, file, answer)));
  },
};

/** What `npm run ask` was asked to do. */
interface AskWords {
  readonly question: string;
  /** Ask this file alone. */
  readonly file: string | undefined;
  readonly top: number;
  readonly json: boolean;
}

/** Reads the words after `ask`. @throws UsageError */
export function parseAskWords(words: readonly string[]): AskWords {
  const { values, positionals } = parseWords(
    words,
    {
      article: { type: "string" },
      top: { type: "string", default: "3" },
      json: { type: "boolean", default: false },
    },
    usage,
  );
  const question = positionals.join(" ").trim();
  if (question === "") throw new UsageError(`Expected a question, got none.\n${usage}`);
  const top = Number(values.top);
  if (!Number.isInteger(top) || top < 1 || top > 100) {
    throw new UsageError(`--top: expected a whole number from 1 to 100, got ${JSON.stringify(values.top)}.\n${usage}`);
  }
  if (values.article !== undefined && /^[a-z][a-z+.-]+:\/\//i.test(values.article)) {
    const address = values.article;
    throw new UsageError(
      `--article takes a file, got the address ${JSON.stringify(address)}. Add it with: npm run --silent article -- add ${address}`,
    );
  }
  return { question, file: values.article, top, json: values.json };
}

/** The answer, as it is printed. @throws QuestionError */
export async function printedAnswer(
  { question, top, json }: AskWords,
  library: Library,
  { articles, noColor }: Pick<Config, "articles" | "noColor">,
): Promise<string> {
  const answer = await library.ask(GLOBAL, question, { top });
  if (json) return answerJson(answer);
  if (answer.kind === "no-article") {
    return noArticleIn(articles);
  }
  return renderAnswer(answer, { style: styleFor(process.stdout, noColor), width: process.stdout.columns });
}

/** The answer, but for the scores of paragraphs that it does not show. */
function answerJson(answer: Answer): string {
  return JSON.stringify(answer, (key, value: unknown) => (key === "profile" ? undefined : value), 2);
}

/** The global articles, brought up to date; where Pilcrow runs already, as it keeps them. */
async function withGlobal<T>(config: Config, use: (parts: Parts) => Promise<T>): Promise<T> {
  const opened = await openStore(config).catch((error: unknown) => {
    if (error instanceof StoreInUseError) return error;
    throw error;
  });
  if (opened instanceof StoreInUseError) {
    process.stderr.write(
      `Pilcrow is running here (pid ${opened.pid ?? "unknown"}): its articles are asked as they are.\n`,
    );
    return withPilcrow(config, await openStore(config, { readOnly: true }), { onProblem: explain }, use);
  }
  return withPilcrow(config, opened, { onProblem: explain }, async (parts) => {
    const { pilcrow, documents } = parts;
    // A question removes nothing, whatever ARTICLES was for this once.
    const options = {
      onProgress: progressBar(process.stderr),
      removesGone: false,
      followLinks: config.articleLinks,
    };
    const { problems } = await syncFolder(pilcrow.articles, documents, config.articles, options);
    problems.forEach(explain);
    await pilcrow.embedAnew(GLOBAL);
    return use(parts);
  });
}

async function withFile<T>(config: Config, file: string, use: (parts: Parts) => Promise<T>): Promise<T> {
  // Before the model is loaded: a file that cannot be read is told at once.
  const { article } = await readAlone(config, file);
  return withPilcrow(config, openTemporaryStore(), {}, async (parts) => {
    const bar = progressBar(process.stderr);
    await parts.pilcrow.articles.add(GLOBAL, article, {
      onProgress: (done, total) => bar(article.title, done, total),
    });
    return use(parts);
  });
}

async function readAlone(config: Config, file: string): Promise<LoadedDocument> {
  const documents = new Documents(config);
  try {
    return await documents.fromFile(file);
  } finally {
    await documents.close();
  }
}
