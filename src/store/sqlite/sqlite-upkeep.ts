import { z } from "zod";
import type { Person, Scope } from "../scope.js";
import { scopeOfPerson } from "../scope.js";
import type { OutdatedArticle, Traces, Upkeep, VerdictCount } from "../store.js";
import type { Bodies } from "./bodies.js";
import type { Connection } from "./connection.js";
import { RECORD_COLUMNS, recordRow, scopeColumn } from "./rows.js";

/** What is a scope's own; paragraphs and vectors go with their article. */
const OWN_TABLES = ["article", "import", "reading", "settings", "feedback", "guild_left"];

/** The tables with rows of a scope. */
const SCOPED_TABLES = [...OWN_TABLES, "import_count"];

const verdictRow = z.object({ articleId: z.string(), paragraph: z.number(), good: z.number(), bad: z.number() });
const outdatedRow = recordRow.extend({ scope: scopeColumn, vectorKey: z.string() });

/** Work across the scopes of a SQLite database. */
export class SqliteUpkeep implements Upkeep {
  readonly #database: Connection;
  readonly #bodies: Bodies;

  constructor(database: Connection, bodies: Bodies) {
    this.#database = database;
    this.#bodies = bodies;
  }

  embeddedByOthers(model: string): Promise<readonly OutdatedArticle[]> {
    return this.#database.try("looking for old embeddings", () =>
      this.#database
        .all(
          `SELECT scope, vector_key AS vectorKey, ${RECORD_COLUMNS} FROM article WHERE model <> ? AND removed_at IS NULL ORDER BY scope, title, id`,
          model,
        )
        .map((row) => {
          const { scope, vectorKey, ...record } = outdatedRow.parse(row);
          return { scope, vectorKey, record };
        }),
    );
  }

  async purgeRemoved(before: number): Promise<number> {
    const deleted = await this.#database.transaction("deleting removed articles", () =>
      this.#database.run("DELETE FROM article WHERE removed_at < ?", before),
    );
    await this.#bodies.sweep();
    return deleted;
  }

  async forgetScope(scope: Scope, countedSince: number): Promise<void> {
    const doing = "deleting all of a server or person";
    await this.#database.transaction(doing, () => {
      for (const table of OWN_TABLES) this.#database.run(`DELETE FROM ${table} WHERE scope = ?`, scope);
      this.#database.run("DELETE FROM import_count WHERE scope = ? AND at < ?", scope, countedSince);
    });
    await this.#bodies.sweep();
    await this.#bodies.clearLog();
  }

  verdictsOn(scope: Scope): Promise<readonly VerdictCount[]> {
    return this.#database.try("counting feedback", () =>
      z.array(verdictRow).parse(
        this.#database.all(
          `SELECT article_id AS articleId, paragraph, sum(verdict = 'good') AS good, sum(verdict = 'bad') AS bad
             FROM feedback JOIN article ON article.id = article_id
            WHERE article.scope = ? AND removed_at IS NULL
            GROUP BY article_id, paragraph ORDER BY article_id, paragraph`,
          scope,
        ),
      ),
    );
  }

  dropCounts(before: number): Promise<void> {
    return this.#database.transaction("deleting old counts", () => {
      this.#database.run("DELETE FROM import_count WHERE at < ?", before);
    });
  }

  tracesOf(person: Person): Promise<Traces> {
    return this.#database.try("looking up what is kept", () => {
      const rows = this.#database.all(
        `SELECT scope, count(*) AS articles FROM article
          WHERE added_by = ? AND scope <> ? AND removed_at IS NULL GROUP BY scope ORDER BY scope`,
        person,
        scopeOfPerson(person),
      );
      const row = this.#database.get("SELECT count(*) AS count FROM feedback WHERE person = ?", person);
      return {
        added: z.array(z.object({ scope: scopeColumn, articles: z.number() })).parse(rows),
        feedback: z.object({ count: z.number() }).parse(row).count,
      };
    });
  }

  forgetTraces(person: Person): Promise<void> {
    return this.#database.transaction("deleting what is kept of a person", () => {
      this.#database.run("DELETE FROM feedback WHERE person = ?", person);
      this.#database.run("DELETE FROM reading WHERE person = ?", person);
      this.#database.run("UPDATE article SET added_by = NULL WHERE added_by = ?", person);
      this.#database.run("UPDATE import SET added_by = NULL WHERE added_by = ?", person);
    });
  }

  setLeft(scope: Scope, at: number | null): Promise<void> {
    return this.#database.transaction("noting a server", () => {
      if (at === null) this.#database.run("DELETE FROM guild_left WHERE scope = ?", scope);
      // The first time counts: being told again does not keep anything longer.
      else this.#database.run("INSERT INTO guild_left (scope, at) VALUES (?, ?) ON CONFLICT DO NOTHING", scope, at);
    });
  }

  guilds(): Promise<readonly Scope[]> {
    const tables = SCOPED_TABLES.map((table) => `SELECT scope FROM ${table} WHERE scope LIKE 'guild:%'`);
    return this.#database.try("looking for servers", () =>
      this.#database
        .all(`${tables.join(" UNION ")} ORDER BY scope`)
        .map((row) => z.object({ scope: scopeColumn }).parse(row).scope),
    );
  }

  leftBefore(before: number): Promise<readonly Scope[]> {
    return this.#database.try("looking for servers to forget", () =>
      this.#database
        .all("SELECT scope FROM guild_left WHERE at < ? ORDER BY scope", before)
        .map((row) => z.object({ scope: scopeColumn }).parse(row).scope),
    );
  }
}
