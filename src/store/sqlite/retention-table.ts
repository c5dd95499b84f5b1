import { type Person, type Scope, scopeOfPerson } from "../scope.js";
import type { Due, MessageTrace, Traces } from "../store.js";
import type { Connection } from "./connection.js";

/** What is a scope's own; texts and vectors go with their article. */
const OWN_TABLES = ["article", "import", "reading", "report", "settings", "feedback", "gap", "guild_left"];

/** The tables with rows of a scope. */
const SCOPED_TABLES = [...OWN_TABLES, "import_count"];

/** Whether a person, a parameter, wrote a message in it. */
const HAS_MESSAGE = `messages <> '[]' AND
  EXISTS (SELECT 1 FROM json_each(messages) AS one WHERE one.value ->> 'person' = ?)`;

/** What is forgotten in a database, in all of its tables. The blobs of what was deleted are left unused. */
export class RetentionTable {
  readonly #database: Connection;

  constructor(database: Connection) {
    this.#database = database;
  }

  purge({ removed, counts, gaps, left, sooner = [] }: Due): Scope[] {
    return this.#database.transaction("deleting what is due", () => {
      this.#database.run("DELETE FROM article WHERE removed_at < ?", removed);
      this.#database.run("DELETE FROM import_count WHERE at < ?", counts);
      this.#database.run("DELETE FROM gap WHERE at < ?", gaps);
      for (const { scope, before } of sooner) {
        this.#database.run("DELETE FROM feedback WHERE scope = ? AND at < ?", scope, before);
        this.#database.run("DELETE FROM gap WHERE scope = ? AND at < ?", scope, before);
      }
      const rows = this.#database.all("SELECT scope FROM guild_left WHERE at < ? ORDER BY scope", left);
      const scopes = rows.map((row) => row.scope());
      for (const scope of scopes) this.#forget(scope);
      return scopes;
    });
  }

  tracesOf(person: Person): Traces {
    return this.#database.try("looking up what is kept", () => {
      const rows = this.#database.all(
        `SELECT scope, count(*) AS articles FROM article
          WHERE added_by = ? AND scope <> ? AND removed_at IS NULL GROUP BY scope ORDER BY scope`,
        person,
        scopeOfPerson(person),
      );
      return {
        added: rows.map((row) => ({ scope: row.scope(), articles: row.number("articles") })),
        feedback: this.#database.count("SELECT count(*) AS count FROM feedback WHERE person = ?", person),
        gaps: this.#database.count("SELECT count(*) AS count FROM gap WHERE person = ?", person),
        messages: this.#messagesOf(person),
      };
    });
  }

  forgetPerson(person: Person, countedSince: number): void {
    const own = scopeOfPerson(person);
    this.#database.transaction("deleting what is kept of a person", () => {
      this.#forget(own);
      this.#database.run("DELETE FROM import_count WHERE scope = ? AND at < ?", own, countedSince);
      this.#database.run("DELETE FROM feedback WHERE person = ?", person);
      this.#database.run("DELETE FROM gap WHERE person = ?", person);
      this.#database.run("DELETE FROM reading WHERE person = ?", person);
      this.#database.run("DELETE FROM report WHERE person = ?", person);
      const byOthers = `added_by IS NOT ? AND ${HAS_MESSAGE}`;
      this.#database.run(`DELETE FROM article WHERE removed_at IS NOT NULL AND ${byOthers}`, person, person);
      this.#database.run(`DELETE FROM import WHERE ${byOthers}`, person, person);
      this.#database.run("UPDATE article SET added_by = NULL WHERE added_by = ?", person);
      this.#database.run("UPDATE import SET added_by = NULL WHERE added_by = ?", person);
      for (const table of ["article", "import"]) this.#takeOffMessages(table, person);
    });
  }

  setLeft(guilds: readonly Scope[], at: number | null): void {
    this.#database.transaction("noting servers", () => {
      for (const guild of guilds) {
        if (at === null) this.#database.run("DELETE FROM guild_left WHERE scope = ?", guild);
        else this.#database.run("INSERT INTO guild_left (scope, at) VALUES (?, ?) ON CONFLICT DO NOTHING", guild, at);
      }
    });
  }

  guilds(): Scope[] {
    const selects = SCOPED_TABLES.map((table) => `SELECT scope FROM ${table} WHERE scope LIKE 'guild:%'`);
    return this.#database.try("looking for servers", () =>
      this.#database.all(`${selects.join(" UNION ")} ORDER BY scope`).map((row) => row.scope()),
    );
  }

  #messagesOf(person: Person): MessageTrace[] {
    const rows = this.#database.all(
      `SELECT scope, article.id AS id, title, one.value ->> 'address' AS address FROM article, json_each(messages) AS one
        WHERE messages <> '[]' AND removed_at IS NULL AND added_by IS NOT ? AND one.value ->> 'person' = ?
        ORDER BY scope, title, article.id, one.key`,
      person,
      person,
    );
    return rows.map((row) => ({
      scope: row.scope(),
      articleId: row.text("id"),
      title: row.text("title"),
      address: row.text("address"),
    }));
  }

  #takeOffMessages(table: string, person: Person): void {
    this.#database.run(
      `UPDATE ${table} SET messages =
         (SELECT json_group_array(json(one.value)) FROM json_each(messages) AS one WHERE one.value ->> 'person' <> ?)
        WHERE ${HAS_MESSAGE}`,
      person,
      person,
    );
  }

  /** All of a scope but its counts. */
  #forget(scope: Scope): void {
    for (const table of OWN_TABLES) this.#database.run(`DELETE FROM ${table} WHERE scope = ?`, scope);
  }
}
