// A copy of each article's row stands beside it, made by triggers: a disk that flips a bit must not change a title, a source or a
// scope unnoticed. Columns that a later version adds need triggers of their own version.

const COLUMNS = [
  "scope",
  "title",
  "source",
  "source_kind",
  "site",
  "published",
  "added_by",
  "added_at",
  "refreshed_at",
  "bytes",
  "paragraphs",
  "content_hash",
  "messages",
  "vector_key",
  "text_id",
  "model",
  "vectors_id",
  "vector_rows",
  "token_rows",
  "removed_at",
];

const copyOf = (row: string): string => `json_array(${COLUMNS.map((column) => `${row}.${column}`).join(", ")})`;
const isWhole = (row: string): string => `(SELECT facts FROM article_facts WHERE id = ${row}.id) IS ${copyOf(row)}`;

/** Whether an article's row is not what was written: 1 or 0. */
export const IS_DAMAGED = `NOT (${isWhole("article")})`;

/** Makes the copy of the article that an import was put in the place of: its row may have been damaged, and was written as a whole. */
export const COPY_FACTS = `INSERT OR REPLACE INTO article_facts (id, facts) SELECT id, ${copyOf("article")} FROM article WHERE id = (SELECT id FROM import WHERE import_id = ?)`;

/** The step of the schema. A change of one column of a damaged row leaves it damaged. */
export const ADD_FACTS = `CREATE TABLE article_facts (
     id TEXT PRIMARY KEY REFERENCES article (id) ON DELETE CASCADE,
     facts TEXT NOT NULL
   ) STRICT, WITHOUT ROWID;
   INSERT INTO article_facts SELECT id, ${copyOf("article")} FROM article;
   CREATE TRIGGER article_facts_new AFTER INSERT ON article BEGIN
     INSERT OR REPLACE INTO article_facts (id, facts) VALUES (new.id, ${copyOf("new")});
   END;
   CREATE TRIGGER article_facts_changed AFTER UPDATE ON article WHEN ${isWhole("old")} BEGIN
     UPDATE article_facts SET facts = ${copyOf("new")} WHERE id = new.id;
   END;`;
