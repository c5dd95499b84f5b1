import { count } from "../../../presentation/counts.js";
import { withOmissions } from "../../../presentation/sentences.js";
import { type Subcommand, subcommand } from "../../feature.js";
import { articleOption, findOwnArticle, suggestOwnArticles } from "../../find-article.js";
import { scopeOf } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import { named } from "../../text/plain-text.js";
import { progress } from "./import.js";

/** `/article refresh article`: fetches an address again and tells what changed. */
export const refresh: Subcommand = {
  isForManagers: true,
  definition: subcommand("refresh", "Fetch an article from its web address again, and tell what changed", [
    articleOption,
  ]),
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const { articles, documents, readingLimit } = context;
    const scope = scopeOf(interaction);
    const kept = await findOwnArticle(context, scope, interaction.options.getString("article", true));
    if (kept.sourceKind !== "url") {
      return {
        content: `${named(kept.title)} came from no web address, so it cannot be fetched again. Add its new text, then remove the old.`,
      };
    }
    // What will be refused anyway is not fetched.
    await articles.checkImport(scope, 0, kept.id);
    const { article, bytes } = await readingLimit.run(scope, () => documents.fromUrl(kept.source));
    const onProgress = (done: number, total: number) => live.show(progress(kept.title, done, total));
    const result = await articles.refresh(scope, kept.id, article, { bytes, onProgress });
    if (result.kind === "unchanged") return { content: `${named(kept.title)} has not changed.` };
    const { added, removed, kept: same } = result.changes;
    const report = `Refreshed ${named(kept.title)}: ${count(added, "new paragraph")}, ${removed} gone, ${same} as before.`;
    return { content: withOmissions(report, article.omissions) };
  },
  suggest: (interaction, context) =>
    suggestOwnArticles(
      context,
      scopeOf(interaction),
      interaction.options.getFocused(),
      ({ sourceKind }) => sourceKind === "url",
    ),
};
