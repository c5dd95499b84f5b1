import { readFileSync } from "node:fs";
import path from "node:path";
import { parseEnv } from "node:util";
import { describe, expect, it } from "vitest";
import { ConfigError, parseConfig } from "../src/config.js";
import { DEFAULT_RULES } from "../src/library/quotas.js";
import { ROOT } from "./real-model.js";

const example = parseEnv(readFileSync(path.join(ROOT, ".env.example"), "utf8"));

describe("settings", () => {
  it("have the defaults that .env.example shows", () => {
    expect(parseConfig(example)).toEqual(parseConfig({}));
    expect(parseConfig({}).rules).toEqual(DEFAULT_RULES);
  });

  it("limit what may be kept", () => {
    const { rules, forgetGuildDays } = parseConfig({
      GUILD_ARTICLES: "off",
      QUOTA_ARTICLES: "3",
      QUOTA_MEGABYTES: "2",
      QUOTA_PARAGRAPHS: "0",
      QUOTA_IMPORTS_PER_HOUR: "1",
      FORGET_GUILD_DAYS: "7",
    });
    expect(rules).toEqual({
      guildArticles: false,
      dmArticles: true,
      quotas: { articles: 3, bytes: 2_000_000, paragraphs: 0, importsPerHour: 1 },
    });
    expect(forgetGuildDays).toBe(7);
  });

  it("are refused with their value and what is expected, all at once", () => {
    const wrong = { DM_ARTICLES: "maybe", QUOTA_ARTICLES: "-1", QUOTA_PARAGRAPHS: "many", FORGET_GUILD_DAYS: "0" };
    try {
      parseConfig(wrong);
      expect.unreachable();
    } catch (error) {
      expect(error instanceof ConfigError && error.problems).toEqual([
        'DM_ARTICLES: expected on or off, got "maybe".',
        'QUOTA_ARTICLES: expected a whole number from 0 up, got "-1".',
        'QUOTA_PARAGRAPHS: expected a whole number from 0 up, got "many".',
        'FORGET_GUILD_DAYS: expected a whole number from 1 up, got "0".',
      ]);
    }
  });
});
