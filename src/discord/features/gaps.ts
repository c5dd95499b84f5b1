import { type APIStringSelectComponent, type Client, ComponentType, InteractionContextType } from "discord.js";
import type { Texts } from "../../interface-texts/texts.js";
import type { GapCluster } from "../../library/gaps.js";
import type { Gap } from "../../store/store.js";
import { ownedButton, ownedMenuId } from "../buttons.js";
import { cardMessage, rowsOf } from "../card.js";
import type { BotContext } from "../context.js";
import { type Button, type Command, type Feature, type Menu, slashCommand } from "../feature.js";
import { type Origin, scopeOf } from "../incoming.js";
import { requireManager } from "../permissions.js";
import { TIER_COLORS } from "../reading/passage-texts.js";
import { type OutgoingMessage, send } from "../send.js";
import { limits } from "../text/limits.js";
import { named, shorten, shortMarkdown } from "../text/plain-text.js";

const clusterKind = "gap";
const closeKind = "gap-closed";
const tellKind = "gap-tell";
const csvKind = "gap-csv";

const shownClusters = 10;
const shownQuestions = 15;
const questionLimit = 160;
const grey = TIER_COLORS["not-in-article"];

/** `/gaps`: what people asked and the articles do not say, for those who keep them. */
const command: Command = {
  isForManagers: true,
  definition: slashCommand("gaps", "Questions that the articles did not answer", {
    // Discord knows nothing of the roles that keep articles: it would hide the command from them.
    contexts: [InteractionContextType.Guild],
  }),
  help: (texts) => [texts.say("help.gaps")],
  async run(interaction, context) {
    await requireManager(interaction, context);
    return renderGaps(await context.gaps.clusters(scopeOf(interaction)), interaction, context.texts);
  },
};

/** Questions of one meaning, out of the menu of `/gaps`. */
const showCluster: Menu = {
  kind: clusterKind,
  owned: true,
  async run(interaction, _, context) {
    await requireManager(interaction, context);
    const [id = ""] = interaction.values;
    const cluster = await clusterOf(context, interaction, id);
    return cluster === undefined ? textCard(context.texts.say("gaps.gone")) : detail(cluster, interaction, context);
  },
};

/** "Answer added": the questions are done; with `tellKind` those who asked are told. */
const closeCluster: Button = closing(closeKind, false);
const closeAndTell: Button = closing(tellKind, true);

/** All questions as a table. */
const csv: Button = {
  kind: csvKind,
  owned: true,
  isInPlace: () => false,
  async run(interaction, _, context) {
    await requireManager(interaction, context);
    const gaps = await context.gaps.list(scopeOf(interaction));
    return {
      content: context.texts.say("gaps.table", { count: gaps.length }),
      files: [{ name: "gaps.csv", data: table(gaps) }],
    };
  },
};

/** Questions without an answer. */
export const gaps: Feature = { commands: [command], menus: [showCluster], buttons: [closeCluster, closeAndTell, csv] };

/** The questions by their meaning, for those who keep the articles. */
export function renderGaps(clusters: readonly GapCluster[], owner: Origin, texts: Texts): OutgoingMessage {
  if (clusters.length === 0) return { content: texts.say("gaps.none") };
  const total = clusters.reduce((sum, { gaps: all }) => sum + all.length, 0);
  const lines = clusters
    .slice(0, shownClusters)
    .map(({ gaps: all }) => `- ${times(all.length)}${shortMarkdown(all[0].question, questionLimit)}`);
  const more = clusters.length - lines.length;
  const text = [
    texts.say("gaps.head", { count: total }),
    ...lines,
    ...(more > 0 ? [`-# ${texts.say("gaps.more-in-table", { count: more })}`] : []),
  ];
  const menu: APIStringSelectComponent = {
    type: ComponentType.StringSelect,
    custom_id: ownedMenuId(owner, clusterKind),
    placeholder: texts.say("gaps.menu"),
    options: clusters.slice(0, limits.choices).map(({ gaps: [first, ...others] }) => ({
      value: first.id,
      label: shorten(first.question, limits.choiceName) || "…",
      description: texts.say("gaps.asked", { count: others.length + 1 }),
    })),
  };
  const rows = rowsOf([menu], [ownedButton(owner, csvKind, "", texts.say("gaps.as-table"))]);
  return cardMessage({ color: grey, parts: [{ text: text.join("\n") }, ...rows] });
}

async function detail(
  { gaps: all }: GapCluster,
  owner: Origin,
  { library, texts }: BotContext,
): Promise<OutgoingMessage> {
  const [first] = all;
  const nearest =
    first.nearest && (await library.paragraph(scopeOf(owner), first.nearest.articleId, first.nearest.paragraph));
  const place = nearest
    ? `${texts.say("gaps.nearest", { number: nearest.paragraph.number, title: named(nearest.article.title) })}\n> ${shortMarkdown(nearest.paragraph.text, 300)}`
    : texts.say("gaps.no-nearest");
  const lines = all
    .slice(0, shownQuestions)
    .map(
      ({ question, reason }) => `- ${shortMarkdown(question, questionLimit)}${reason === "not-helpful" ? " 👎" : ""}`,
    );
  const more = all.length - lines.length;
  const text = [
    texts.say("gaps.of-one-meaning", { count: all.length }),
    ...lines,
    ...(more > 0 ? [`-# ${texts.say("more", { count: more })}`] : []),
    place,
  ];
  const buttons = [
    ownedButton(owner, tellKind, first.id, texts.say("gaps.tell")),
    ownedButton(owner, closeKind, first.id, texts.say("gaps.done-quietly")),
  ];
  return cardMessage({ color: grey, parts: [{ text: text.join("\n") }, ...rowsOf(buttons)] });
}

function closing(kind: string, tells: boolean): Button {
  return {
    kind,
    owned: true,
    async run(interaction, id, context) {
      await requireManager(interaction, context);
      const cluster = await clusterOf(context, interaction, id);
      const ids = cluster?.gaps.map((gap) => gap.id) ?? [];
      const closed = await context.gaps.close(scopeOf(interaction), ids);
      const told = tells ? await tell(closed, interaction.guild?.name, interaction.client, context) : 0;
      const { texts } = context;
      const people = tells ? [texts.say("gaps.told", { count: told })] : [];
      return textCard([texts.say("gaps.closed", { count: closed.length }), ...people].join(" "));
    },
  };
}

/** Tells each person once that a question of theirs has an answer now; how many took the message. */
async function tell(
  closed: readonly Gap[],
  server: string | undefined,
  client: Client,
  { languages, log, describe }: BotContext,
): Promise<number> {
  const byPerson = new Map(closed.map((gap) => [gap.person, gap]));
  let told = 0;
  for (const [person, { id, question }] of byPerson) {
    const texts = languages.ofDirect(person);
    const place = server === undefined ? texts.say("the-server") : named(server);
    const content = texts.say("gaps.news", { place, question: shortMarkdown(question, questionLimit) });
    try {
      await send({ send: (options) => client.users.send(person, options) }, { content }, { nonce: id.slice(0, 25) });
      told++;
    } catch (error) {
      log.debug({ error: describe(error) }, "A person could not be told of an answer.");
    }
  }
  return told;
}

/** The cluster of the question with this id, as the questions are now. */
async function clusterOf({ gaps: kept }: BotContext, origin: Origin, id: string): Promise<GapCluster | undefined> {
  return (await kept.clusters(scopeOf(origin))).find(({ gaps: all }) => all.some((gap) => gap.id === id));
}

/** It takes the place of a card, which cannot become text. */
function textCard(text: string): OutgoingMessage {
  return cardMessage({ color: grey, parts: [{ text }] });
}

function times(number: number): string {
  return number === 1 ? "" : `${number} × `;
}

/** RFC 4180, with a mark by which spreadsheets know UTF-8; a sign that would begin a formula is kept from doing so. */
function table(gaps: readonly Gap[]): Buffer {
  const cell = (text: string) => `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
  const rows = gaps.map(({ question, reason, nearest, at }) =>
    [new Date(at).toISOString(), question, reason, nearest?.articleId ?? "", String(nearest?.paragraph ?? "")]
      .map(cell)
      .join(","),
  );
  return Buffer.from(`\ufeff${["time,question,reason,article,paragraph", ...rows].join("\r\n")}\r\n`);
}
