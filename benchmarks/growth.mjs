import { readdirSync, statSync } from "node:fs";
import path from "node:path";
import { inNewFolder } from "./library.mjs";
import { inProcess } from "./measure.mjs";
import { rounded } from "./table.mjs";

const PER_ARTICLE = 50;

/** Time of a question beside the model, memory and disk, from 100 to 100,000 paragraphs of five vectors each. */
export async function run({ quick }) {
  const sizes = quick ? [100, 1000, 10_000] : [100, 1000, 10_000, 100_000];
  const rows = [];
  for (const size of sizes) {
    process.stderr.write(`  ${size} paragraphs\n`);
    const articles = size / PER_ARTICLE;
    rows.push(
      await inNewFolder(async (folder) => {
        await inProcess("./growth-side.mjs", { step: "fill", folder, articles, perArticle: PER_ARTICLE });
        const asked = await inProcess("./growth-side.mjs", { step: "ask", folder, quick });
        return {
          paragraphs: size.toLocaleString("en"),
          articles: articles.toLocaleString("en"),
          "first question ms": rounded(asked.first),
          "question ms (median)": rounded(asked.median),
          "resident MB": asked.megabytes,
          "database MB": rounded(megabytesOf(folder)),
        };
      }),
    );
  }
  return { title: "Growth: everything but the model, by paragraphs of a scope", rows };
}

/** What a folder's files take on disk, the database's write-ahead log among them. */
function megabytesOf(folder) {
  return readdirSync(folder).reduce((sum, file) => sum + statSync(path.join(folder, file)).size, 0) / 2 ** 20;
}
