import { ApplicationCommandOptionType } from "discord.js";
import { NoAddressError } from "../../../library/refresh-pace.js";
import { planned, refreshed } from "../../../presentation/editions.js";
import { withOmissions } from "../../../presentation/sentences.js";
import { REFRESH_PACES } from "../../../store/refresh-store.js";
import { type Subcommand, subcommand } from "../../feature.js";
import { articleOption, findOwnArticle, suggestOwnArticles } from "../../find-article.js";
import { scopeOf } from "../../incoming.js";
import { requireManager } from "../../permissions.js";
import { named } from "../../text/plain-text.js";
import { progress } from "./import.js";

const off = "off";

/** `/article refresh article [every]`: fetches an address again and tells what changed; `every` has it done time and again. */
export const refresh: Subcommand = {
  isForManagers: true,
  definition: subcommand("refresh", "Fetch an article from its web address again, and tell what changed", [
    articleOption,
    {
      type: ApplicationCommandOptionType.String,
      name: "every",
      description: "And from now on daily or weekly; “off” ends that",
      choices: [off, ...REFRESH_PACES].map((value) => ({ name: value, value })),
    },
  ]),
  async run(interaction, context, live) {
    await requireManager(interaction, context);
    const { articles, documents, readingLimit, texts } = context;
    const scope = scopeOf(interaction);
    const { id, title, source, sourceKind } = await findOwnArticle(
      context,
      scope,
      interaction.options.getString("article", true),
    );
    const every = interaction.options.getString("every");
    if (every === off) {
      await articles.plan(scope, id, null);
      return { content: planned(named(title), null, texts) };
    }
    if (sourceKind !== "url") throw new NoAddressError(title);
    // What will be refused anyway is not fetched.
    await articles.checkImport(scope, 0, id);
    const { article, bytes } = await readingLimit.run(scope, () => documents.fromUrl(source));
    const onProgress = (done: number, total: number) => live.show(progress(title, done, total, texts));
    const result = await articles.refresh(scope, id, article, { bytes, onProgress });
    const omissions = result.kind === "unchanged" ? undefined : article.omissions;
    const report = withOmissions(refreshed(named(title), result, texts), omissions);
    const pace = REFRESH_PACES.find((one) => one === every);
    if (pace === undefined) return { content: report };
    await articles.plan(scope, id, pace);
    return { content: `${report}\n${planned(named(title), pace, texts)}` };
  },
  suggest: (interaction, context) =>
    suggestOwnArticles(
      context,
      scopeOf(interaction),
      interaction.options.getFocused(),
      ({ sourceKind }) => sourceKind === "url",
    ),
};
