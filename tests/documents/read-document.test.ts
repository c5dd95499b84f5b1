import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { ArticleError } from "../../src/documents/article-error.js";
import { MAX_PLAIN_BYTES } from "../../src/documents/formats/registry.js";
import { parseArticle } from "../../src/documents/read-document.js";
import { parseText, textsOf } from "./article-text.js";

const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

function errorOf(bytes: Uint8Array, name = "news.txt"): ArticleError {
  try {
    parseArticle(bytes, name);
  } catch (error) {
    if (error instanceof ArticleError) return error;
    throw error;
  }
  throw new Error(`${name} was read`);
}

describe("documents that cannot be read", () => {
  test.each([
    ["nothing", ""],
    ["white space", " \n\t\r\n"],
    ["furniture", "Comments\nNo comments yet.\n"],
    ["invisible", "\u200b\n"],
  ])("%s is empty", (_, text) => {
    const error = errorOf(utf8(text));
    expect(error.fault).toEqual({ reason: "empty" });
    expect(error.message).toContain('"news.txt"');
  });

  test("Markdown with nothing but headings is empty", () => {
    expect(errorOf(utf8("# Tides\n\n## Winds\n"), "a.md").reason).toBe("empty");
  });

  test.each([
    ["%PDF-1.7\n", "a PDF document"],
    ["PK\u0003\u0004", "a ZIP archive"],
    ["PK\u0005\u0006", "an empty ZIP archive"],
    ["{\\rtf1", "an RTF document"],
    ["Rar!\u001a\u0007\0", "a RAR archive"],
    ["\u007fELF\u0002\u0001", "a program"],
    ["SQLite format 3\0", "a SQLite database"],
    ["text\0text", "data with NUL bytes"],
  ])("%j is binary", (text, looksLike) => {
    const error = errorOf(utf8(text));
    expect(error.fault).toMatchObject({ reason: "binary", looksLike });
    expect(error.message).toContain(looksLike);
  });

  test("images and archives are named", () => {
    expect(errorOf(Uint8Array.of(0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10)).message).toContain("a PNG image");
    expect(errorOf(Uint8Array.of(0xff, 0xd8, 0xff, 0xe0)).message).toContain("a JPEG image");
    expect(errorOf(Uint8Array.of(0x1f, 0x8b, 8, 0)).message).toContain("a gzip archive");
    expect(errorOf(Uint8Array.of(0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c, 0, 4)).message).toContain("a 7-Zip archive");
  });

  test("what is neither UTF-8 nor Windows-1252 is an encoding error at the byte that shows it", () => {
    const error = errorOf(Buffer.from("Le café est fermé\u009d.", "latin1"));
    expect(error.fault).toEqual({ reason: "encoding", found: "the byte 0xE9", offset: 6 });
    expect(error.message).toMatch(/"news\.txt".*0xE9 at byte 6.*UTF-8/);
  });

  test.each([
    ["overlong", [0x61, 0xc0, 0xaf]],
    ["surrogate", [0x61, 0xed, 0xa0, 0x80]],
    ["beyond U+10FFFF", [0x61, 0xf4, 0x90, 0x80, 0x80]],
    ["cut off", [0x61, 0xe2, 0x82]],
  ])("%s UTF-8 is an encoding error at byte 1", (_, bytes) => {
    expect(errorOf(Uint8Array.from(bytes)).fault).toMatchObject({ reason: "encoding", offset: 1 });
  });

  test("UTF-16 is recognized without a byte order mark", () => {
    expect(errorOf(Buffer.from("A clock was built.", "utf16le")).message).toContain("UTF-16 LE without");
  });

  test("UTF-16 and Windows-1252 are read", () => {
    const text = "“A clock” – it was built in 1641.";
    expect(textsOf(parseArticle(Buffer.from(`\ufeff${text}`, "utf16le"), "a.txt"))).toEqual([text]);
    expect(textsOf(parseArticle(Buffer.from(`\ufeff${text}`, "utf16le").swap16(), "a.txt"))).toEqual([text]);
    expect(textsOf(parseArticle(Buffer.from("\x93A clock\x94 \x96 it was built in 1641.", "latin1"), "a.txt"))).toEqual(
      [text],
    );
  });

  test("5 MB are read, one byte more is not", () => {
    const full = new Uint8Array(MAX_PLAIN_BYTES).fill(0x61);
    expect(textsOf(parseArticle(full, "a.txt"))).toHaveLength(1);
    const error = errorOf(new Uint8Array(MAX_PLAIN_BYTES + 1));
    expect(error.fault).toEqual({ reason: "too-large", bytes: 5_000_001, limit: 5_000_000 });
    expect(error.message).toMatch(/"news\.txt".*5000001.*5 MB/);
  });

  test.each(["a.html", "a.constructor", "a.rs"])("%s is unsupported", (name) => {
    expect(errorOf(utf8("A clock."), name).reason).toBe("unsupported");
  });
});

describe("hostile input ends in an article or an ArticleError", () => {
  test("any bytes, any name", () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 400 }),
        fc.constantFrom("a.txt", "a.md", "", ".md", "x/y.pdf"),
        (bytes, name) => {
          try {
            parseArticle(bytes, name);
          } catch (error) {
            expect(error).toBeInstanceOf(ArticleError);
          }
        },
      ),
    );
  });

  const tokens = fc.constantFrom(
    "#",
    "-",
    "1.",
    ">",
    "`",
    "```",
    "*",
    "_",
    "[",
    "](",
    ")",
    "|",
    "<b>",
    "<!--",
    "&amp;",
    "[^1]",
    ":",
    "\n",
    "\n\n",
    "    ",
    " ",
    "word",
    "Word.",
    "---",
    "title: x",
    "===",
    "\\",
    "😀",
    "\u202e",
  );
  test.each(["a.md", "a.txt"])("any markup as %s", (name) => {
    fc.assert(
      fc.property(fc.array(tokens, { maxLength: 60 }), (parts) => {
        try {
          const { paragraphs } = parseText(parts.join(""), name);
          expect(paragraphs.map((paragraph) => paragraph.number)).toEqual(paragraphs.map((_, index) => index + 1));
          for (const { text, sentences } of paragraphs) {
            expect(text).toBe(text.trim());
            expect(sentences.length).toBeGreaterThan(0);
          }
        } catch (error) {
          expect(error).toBeInstanceOf(ArticleError);
        }
      }),
      { numRuns: 1000 },
    );
  });

  test.each(["foo. \n", "1. a\n", "- a\n", "A\n\n", "> ", "[", "[^1]: a\n\n", "<div ", "<script></script>"])(
    "300 kB of %j",
    (unit) => {
      const text = `Hello there.\n\n${unit.repeat(300_000 / unit.length)}`;
      expect(parseText(text, "a.txt").paragraphs.length).toBeGreaterThan(0);
      expect(parseText(text, "a.md").paragraphs.length).toBeGreaterThan(0);
    },
  );
});

const word = fc.constantFrom(
  "The",
  "clock",
  "of",
  "Marn",
  "was",
  "built",
  "in",
  "1641",
  "by",
  "lake",
  "and",
  "froze",
  "Ida’s",
  "(twice)",
  "—",
);
const sentence = fc.array(word, { minLength: 3, maxLength: 25 }).map((words) => `${words.join(" ")}.`);
const prose = fc.array(
  fc.array(sentence, { minLength: 1, maxLength: 6 }).map((s) => s.join(" ")),
  { minLength: 1, maxLength: 8 },
);

function wrap(text: string, width: number): string {
  const lines = [""];
  for (const each of text.split(" ")) {
    const line = lines.at(-1) ?? "";
    if (line !== "" && line.length + 1 + each.length > width) lines.push(each);
    else lines[lines.length - 1] = line === "" ? each : `${line} ${each}`;
  }
  return lines.join("\n");
}

describe("plain prose", () => {
  test("no character is lost, however the lines are divided", () => {
    const layout = fc.constantFrom("\n", "\n\n", " \n \n");
    const line = fc.oneof(
      sentence,
      fc.array(word, { minLength: 1, maxLength: 30 }).map((words) => words.join(" ")),
    );
    fc.assert(
      fc.property(fc.array(fc.tuple(line, layout), { minLength: 1, maxLength: 20 }), (parts) => {
        const text = parts.flat().join("");
        const { title, paragraphs } = parseText(text, "fallback.txt");
        const kept: string[] = title === "fallback" ? [] : [title];
        let above: readonly string[] = [];
        for (const paragraph of paragraphs) {
          if (paragraph.headings !== above) kept.push(...paragraph.headings.filter((each) => !above.includes(each)));
          above = paragraph.headings;
          kept.push(paragraph.text);
        }
        const letters = (each: string): string => [...each.replace(/\s/g, "")].sort().join("");
        expect(letters(kept.join(""))).toBe(letters(text));
      }),
    );
  });

  test("line ends and a byte order mark make no difference", () => {
    fc.assert(
      fc.property(prose, fc.constantFrom("a.txt", "a.md"), (paragraphs, name) => {
        const text = `A headline\n\n${paragraphs.join("\n\n")}`;
        const expected = parseText(text, name);
        for (const variant of [`\ufeff${text}`, text.replaceAll("\n", "\r\n"), text.replaceAll("\n", "\r")]) {
          expect(parseText(variant, name)).toEqual(expected);
        }
      }),
    );
  });

  test("paragraphs wrapped at any usual width come back whole, in text and in Markdown", () => {
    // Words in one case, so that only the layout tells what goes on where.
    const long = fc.array(fc.constantFrom("clock", "lake", "of", "lanterns", "in", "winter"), {
      minLength: 40,
      maxLength: 120,
    });
    fc.assert(
      fc.property(fc.array(long, { minLength: 1, maxLength: 5 }), fc.integer({ min: 60, max: 110 }), (words, width) => {
        const paragraphs = words.map((each) => `The ${each.join(" ")}.`);
        const text = paragraphs.map((each) => wrap(each, width)).join("\n\n");
        expect(textsOf(parseText(text, "a.txt"))).toEqual(paragraphs);
        expect(textsOf(parseText(text, "a.md"))).toEqual(paragraphs);
      }),
    );
  });
});

describe("page furniture", () => {
  const body = "The clock was built in 1641, and it still goes.";
  test.each([
    "Comments",
    "3 Comments",
    "Comments (12)",
    "No comments yet. Be the first to join the discussion!",
    "Leave a comment",
    "Share",
    "Share this article",
    "Read more: Ten other clocks",
    "Advertisement",
    "We use cookies to improve this site.",
    "Subscribe to our newsletter",
    "Sign up for our weekly newsletter to get the news",
    "© 2025 The Courier",
    "All rights reserved.",
    "Copyright 2024 The Courier. All rights reserved.",
    "Back to top",
  ])("%j goes from the end", (furniture) => {
    expect(textsOf(parseText(`${body}\n\n${furniture}\n`))).toEqual([body]);
    expect(textsOf(parseText(`${body}\n\n${furniture}\n`, "a.md"))).toEqual([body]);
  });

  test.each([
    "Comments by the president were read aloud.",
    "Share prices fell.",
    "Read more books, she told them.",
    "Copyright law was changed in 1911.",
    "We use cookies, said the baker.".replace("We use cookies", "We sell cookies"),
    "Subscribe to nothing, he warned.",
    "Advertisement pays for it.",
  ])("%j stays", (sentence) => {
    expect(textsOf(parseText(`${body}\n\n${sentence}\n`))).toEqual([body, sentence]);
    expect(textsOf(parseText(`${sentence}\n\n${body}\n`))).toEqual([sentence, body]);
  });

  test("in the middle only what can stand between paragraphs goes", () => {
    const text = `${body}\n\nAdvertisement\n\n${body}\n\nRead more\n\n${body}`;
    expect(textsOf(parseText(text))).toEqual([body, body, "Read more", body]);
  });
});

describe("titles", () => {
  test.each([
    ["dir/night_train-times.txt", "It runs.\n\nIt stops.", "night train times"],
    ["a.txt", "Is it late?\n\nIt is.", "Is it late?"],
    ["a.txt", "hello", "a"],
    ["a.md", "---\ntitle: Mills & more\n---\n\nText.", "Mills & more"],
    // No YAML: to CommonMark it is a rule and an underlined heading.
    ["a.md", "---\nnot: [closed\n---\n\nText.", "not: [closed"],
    ["a.md", "---\nA line between rules.\n---\n\nText.", "A line between rules."],
    ["a.md", "Preface.\n\n# Mills\n\nText.", "Mills"],
    ["a.md", "## Mills\n\nText.\n\n### Wind\n\nMore.", "Mills"],
    ["a.md", "# *Mills* and `wheels`\n\nText.\n\n# Second\n\nMore.", "Mills and wheels"],
  ])("%s %j", (name, text, title) => {
    expect(parseText(text, name).title).toBe(title);
  });
});

test("characters that no reader sees are dropped, all others stay", () => {
  const text = "pass\u200bword \u202eevil\u202c so\u00adft 👩\u200d🚒 e\u0301 10\u00a0km\u0007.\t\tEnd.";
  expect(textsOf(parseText(text))).toEqual(["password evil soft 👩\u200d🚒 e\u0301 10\u00a0km. End."]);
});

test("a file of nothing but sentences, more than can be embedded, is refused with the limit", () => {
  expect(() => parseText("渡。".repeat(150_001))).toThrow("the number of its sentences passed the limit of 150000");
});
