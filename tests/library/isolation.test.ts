import fc from "fast-check";
import { expect, it } from "vitest";
import { UnknownArticleError } from "../../src/library/errors.js";
import { createPilcrow, type Pilcrow } from "../../src/library/pilcrow.js";
import type { Scope } from "../../src/store/scope.js";
import { SqliteStore } from "../../src/store/sqlite/sqlite-store.js";
import { articleOf } from "./articles.js";
import { emptied } from "./emptied.js";
import { temporaryFolder } from "./temporary-folder.js";
import { WORD_CALIBRATION, WordEmbedder } from "./word-embedder.js";

const SCOPES = ["house", "guild:1", "guild:2", "user:1", "user:2"] as const;

/** A word that is only in the articles of one scope, and that no other text has. */
const MARKS: Readonly<Record<(typeof SCOPES)[number], string>> = {
  house: "qhousemark",
  "guild:1": "qfirstguildmark",
  "guild:2": "qsecondguildmark",
  "user:1": "qfirstusermark",
  "user:2": "qsecondusermark",
};

/** Text that would do harm where it is pasted into SQL, Markdown or a path. */
const HARM = ["'; DROP TABLE article; --", "../../etc/passwd", "**bold** @everyone", "%_\\", "\u0000", "x' OR '1'='1"];

const scope = fc.constantFrom(...SCOPES);
const topic = fc.constantFrom("plums in autumn", "trams at night", "rivers of ice", ...HARM);
const known = fc.nat({ max: 30 });

/** One thing that somebody does; `article` counts through all articles that ever were, of whatever scope. */
const action = fc.oneof(
  { weight: 6, arbitrary: fc.record({ do: fc.constant("add"), scope, topic, title: topic }) },
  fc.record({ do: fc.constant("refresh"), scope, topic, article: known }),
  fc.record({ do: fc.constant("remove"), scope, article: known }),
  fc.record({ do: fc.constant("restore"), scope, article: known }),
  { weight: 5, arbitrary: fc.record({ do: fc.constant("ask"), scope, topic, of: scope }) },
  fc.record({ do: fc.constant("askOne"), scope, topic, article: known }),
  fc.record({ do: fc.constant("askText"), scope, topic, of: scope }),
  fc.record({ do: fc.constant("paragraph"), scope, article: known, number: fc.integer({ min: -1, max: 4 }) }),
  fc.record({ do: fc.constant("profile"), scope, topic, article: known }),
  fc.record({ do: fc.constant("list"), scope }),
  fc.record({ do: fc.constant("show"), scope, article: known }),
  fc.record({ do: fc.constant("export"), scope, article: known }),
  fc.record({ do: fc.constant("find"), scope, topic, of: scope }),
  fc.record({ do: fc.constant("default"), scope, article: known }),
  fc.record({ do: fc.constant("feedback"), scope, article: known }),
  fc.record({ do: fc.constant("forget"), scope }),
);
type Action = typeof action extends fc.Arbitrary<infer T> ? T : never;

/** The person whose verdicts are given in every scope. */
const JUDGE = "1";

/** What each scope has, as it should be: titles by id. */
type Expected = Map<Scope, Map<string, string>>;

class World {
  readonly #pilcrow: Pilcrow;
  readonly #ids: string[] = [];
  readonly #have: Expected = new Map(SCOPES.map((one) => [one, new Map()]));
  /** The scopes that judged an article, each with its id. */
  readonly #judged = new Set<string>();
  #added = 0;

  constructor(pilcrow: Pilcrow) {
    this.#pilcrow = pilcrow;
  }

  /** Does it and gives everything that came back, errors included. */
  async act(one: Action): Promise<unknown> {
    try {
      return await this.#act(one);
    } catch (error) {
      // What a scope does not have looks as if it never was.
      if (!(error instanceof UnknownArticleError)) throw error;
      const id = "article" in one ? this.#id(one.article) : "";
      expect(one.do === "refresh" ? this.#own(one.scope).has(id) : this.#sees(one.scope, id)).toBe(false);
      return error.message;
    }
  }

  /** The lists of a scope are just what it should see. */
  async check(of: Scope): Promise<void> {
    const seen = [...(await this.#pilcrow.library.list(of))].map(({ id, title }) => [id, title]);
    const owners: Scope[] = of === "house" ? ["house"] : ["house", of];
    const expected = owners.flatMap((owner) => [...(this.#have.get(owner) ?? [])]);
    expect(seen.sort()).toEqual(expected.sort());
  }

  async #act(one: Action): Promise<unknown> {
    const pilcrow = this.#pilcrow;
    switch (one.do) {
      case "add": {
        const article = this.#article(one.scope, one.topic);
        const result = await pilcrow.articles.add(one.scope, article, { title: `${MARKS[one.scope]} ${one.title}` });
        if (result.kind === "added") this.#own(one.scope).set(result.article.id, result.article.title);
        if (result.kind === "added") this.#ids.push(result.article.id);
        return result;
      }
      case "refresh": {
        const id = this.#id(one.article);
        const result = await pilcrow.articles.refresh(one.scope, id, this.#article(one.scope, one.topic));
        // What was said of the old text is not said of the new.
        for (const judged of SCOPES) this.#judged.delete(`${judged} ${id}`);
        return result;
      }
      case "remove": {
        const removed = await pilcrow.articles.remove(one.scope, this.#id(one.article));
        expect(removed).toBe(this.#own(one.scope).delete(this.#id(one.article)));
        return removed;
      }
      case "restore": {
        const result = await pilcrow.articles.restore(one.scope, this.#id(one.article));
        if (result === "restored") {
          const { title } = await pilcrow.articles.show(one.scope, this.#id(one.article));
          this.#own(one.scope).set(this.#id(one.article), title);
        }
        return result;
      }
      case "ask":
        return {
          ...(await pilcrow.library.ask(one.scope, `${one.topic} ${MARKS[one.of]}`, { channelId: "1", top: 9 })),
          question: "",
        };
      case "askOne": {
        const answer = await pilcrow.library.ask(one.scope, `${one.topic} so`, { articleId: this.#id(one.article) });
        expect(this.#sees(one.scope, this.#id(one.article))).toBe(true);
        return answer;
      }
      case "askText": {
        // The text is the scope's; the question may guess at others, and is not repeated here.
        const answer = await pilcrow.library.askText(
          one.scope,
          this.#article(one.scope, one.topic),
          `so ${MARKS[one.of]}`,
        );
        return { ...answer, question: "" };
      }
      case "paragraph": {
        const found = await pilcrow.library.paragraph(one.scope, this.#id(one.article), one.number);
        const isThere = this.#sees(one.scope, this.#id(one.article)) && one.number >= 1 && one.number <= 2;
        expect(found !== undefined).toBe(isThere);
        return found;
      }
      case "profile": {
        const answer = await pilcrow.library.ask(one.scope, one.topic, { articleId: this.#id(one.article) });
        expect(this.#sees(one.scope, this.#id(one.article))).toBe(true);
        expect("profile" in answer && answer.profile).toHaveLength(2);
        return answer;
      }
      case "list":
        return pilcrow.articles.details(one.scope);
      case "show": {
        const id = this.#id(one.article);
        const shown = await pilcrow.articles.show(one.scope, id);
        expect(shown.verdicts).toHaveLength(this.#judged.has(`${one.scope} ${id}`) ? 1 : 0);
        return shown;
      }
      case "export":
        return pilcrow.articles.text(one.scope, this.#id(one.article));
      case "find":
        return pilcrow.library.find(one.scope, `${one.topic} ${MARKS[one.of]}`);
      case "default":
        await pilcrow.settings.setDefaultArticle(one.scope, "1", this.#id(one.article));
        return pilcrow.settings.get(one.scope);
      case "feedback": {
        const articleId = this.#id(one.article);
        await pilcrow.library.giveFeedback(one.scope, { person: JUDGE, articleId, paragraph: 1, verdict: "good" });
        this.#judged.add(`${one.scope} ${articleId}`);
        return;
      }
      case "forget": {
        if (!one.scope.startsWith("user:")) return undefined;
        const person = one.scope.slice("user:".length);
        const kept = await pilcrow.retention.whatIsKept(person);
        expect(kept.articles.map(({ id }) => id).sort()).toEqual([...this.#own(one.scope).keys()].sort());
        await pilcrow.retention.forgetPerson(person);
        this.#own(one.scope).clear();
        for (const judged of this.#judged)
          if (person === JUDGE || judged.startsWith(`${one.scope} `)) this.#judged.delete(judged);
        return kept;
      }
    }
  }

  #article(of: (typeof SCOPES)[number], topic: string) {
    const mark = MARKS[of];
    // A file with a null byte is no text and never becomes an article.
    const about = topic.replaceAll("\u0000", "nothing");
    return articleOf(
      `${mark} ${about}`,
      `It says so of ${about}, ${mark}.`,
      `Number ${++this.#added} of ${mark} says more.`,
    );
  }

  #id(number: number): string {
    return this.#ids[number % Math.max(1, this.#ids.length)] ?? "none";
  }

  #own(of: Scope): Map<string, string> {
    return this.#have.get(of) ?? new Map();
  }

  #sees(of: Scope, id: string): boolean {
    return this.#own(of).has(id) || this.#own("house").has(id);
  }
}

it("nobody receives a word, title or count of a scope that is not theirs", { timeout: 240_000 }, async () => {
  let answered = 0;
  const folder = temporaryFolder();
  const store = await SqliteStore.open(folder);
  await fc.assert(
    fc.asyncProperty(fc.array(action, { minLength: 10, maxLength: 40 }), async (actions) => {
      const pilcrow = createPilcrow({ embedder: new WordEmbedder(), store, calibration: WORD_CALIBRATION });
      const world = new World(pilcrow);
      try {
        for (const one of actions) {
          const received = JSON.stringify(await world.act(one)) ?? "";
          for (const other of SCOPES) {
            if (other !== one.scope && other !== "house") expect(received).not.toContain(MARKS[other]);
          }
          if (received.includes('"kind":"found"')) answered++;
          await world.check(one.scope);
        }
        for (const of of SCOPES) await world.check(of);
      } finally {
        await pilcrow.close();
        await emptied(folder, store);
      }
    }),
    { numRuns: 100 },
  );
  await store.close();
  // Questions were answered at all: the silence above means something.
  expect(answered).toBeGreaterThan(20);
});
