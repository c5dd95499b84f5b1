import { existsSync, readFileSync } from "node:fs";
import { access, constants, stat, statfs } from "node:fs/promises";
import path from "node:path";
import { ModelError } from "../embedding/embedding-error.js";
import { verifyModel } from "../embedding/manifest.js";
import { fileSize } from "../presentation/counts.js";
import { type Finding, findingsOf } from "./finding.js";

/** Below this, in bytes, a disk is nearly full: one large article with its vectors takes about a tenth of it. */
const FREE_ENOUGH = 500e6;

/** Node.js is of a version that Pilcrow was made for. */
export function checkNode(version = process.versions.node): Finding {
  const { ok, problem } = findingsOf("Node.js");
  const { engines } = JSON.parse(readFileSync(new URL("../../package.json", import.meta.url), "utf8"));
  const least = String(engines.node).replace(/^\D+/, "");
  return isOlder(version, least)
    ? problem(`${version}; Pilcrow needs ${least} or newer`, "Install a newer Node.js: https://nodejs.org")
    : ok(version);
}

function isOlder(version: string, least: string): boolean {
  return version.localeCompare(least, "en", { numeric: true }) < 0;
}

/** The model's files are those that its manifest lists. */
export async function checkModel(folder: string, model: string): Promise<Finding> {
  const { ok, warning, problem } = findingsOf("Model");
  try {
    const { manifest, reader } = await verifyModel(folder, model);
    if (manifest.reader !== undefined && reader === undefined)
      return warning(
        `${model}: ${manifest.reader.file} is missing; questions are answered without it, less surely`,
        "git checkout -- models",
      );
    return ok(`${model}: every file has the SHA-256 of its manifest`);
  } catch (error) {
    if (error instanceof ModelError) return problem(error.message, "git checkout -- models, or set MODEL right");
    throw error;
  }
}

/** The settings file is its owner's alone. */
export async function checkEnvFile(file: string): Promise<Finding> {
  const { ok, skipped, warning } = findingsOf("Settings file");
  const found = await stat(file).catch(() => undefined);
  if (found === undefined) return skipped(`there is no ${file}; settings come from the environment`);
  const open = openTo(found.mode);
  if (open === undefined || process.platform === "win32") return ok(file);
  return warning(
    `${file} is where the token stands, and may be read by ${open} (mode ${octal(found.mode)})`,
    `chmod 600 ${file}`,
  );
}

/** The operator's articles can be read. */
export async function checkArticles(articles: string): Promise<Finding> {
  const { ok, problem } = findingsOf("Articles");
  try {
    await access(articles, constants.R_OK);
    return ok(articles);
  } catch (error) {
    const why = codeOf(error) === "ENOENT" ? "is not there" : `cannot be read (${codeOf(error)})`;
    return problem(`ARTICLES: ${articles} ${why}`, "Make the folder, or set ARTICLES to where your articles are.");
  }
}

/** The data folder is its owner's, can be written, and its disk has room. */
export async function checkDataFolder(dataDir: string): Promise<readonly Finding[]> {
  const folder = findingsOf("Data folder");
  const found = await stat(dataDir).catch((error: unknown) => codeOf(error));
  if (typeof found !== "object")
    return found === "ENOENT"
      ? [folder.skipped(`${dataDir} is not there yet; the first start makes it`), await checkDisk(nearestOf(dataDir))]
      : [folder.problem(`DATA_DIR: ${dataDir} cannot be looked at (${found})`, "Check its permissions.")];
  const isWritable = await access(dataDir, constants.W_OK | constants.X_OK).then(
    () => true,
    () => false,
  );
  const me = process.getuid?.();
  const whose = me === undefined || found.uid === me ? "" : ` and belongs to another user (number ${found.uid})`;
  const open = process.platform === "win32" ? undefined : openTo(found.mode);
  const finding = !isWritable
    ? folder.problem(`${dataDir} cannot be written${whose}`, `sudo chown -R "$(id -un)" ${dataDir}`)
    : open !== undefined
      ? folder.warning(
          `${dataDir} may be read by ${open} (mode ${octal(found.mode)}); articles lie there in the clear`,
          `chmod -R go= ${dataDir}`,
        )
      : folder.ok(dataDir);
  return [finding, await checkDisk(dataDir)];
}

async function checkDisk(folder: string): Promise<Finding> {
  const { ok, warning } = findingsOf("Disk");
  const { bavail, bsize } = await statfs(folder);
  const free = bavail * bsize;
  const says = `${fileSize(free)} free where DATA_DIR is`;
  return free < FREE_ENOUGH ? warning(says, "Make room: articles cannot be added to a full disk.") : ok(says);
}

/** The nearest folder above a path that is there. */
function nearestOf(folder: string): string {
  const above = path.dirname(folder);
  return existsSync(above) || above === folder ? above : nearestOf(above);
}

/** Who besides its owner may read a file of this mode. */
function openTo(mode: number): string | undefined {
  if ((mode & 0o007) !== 0) return "everybody on this machine";
  return (mode & 0o070) === 0 ? undefined : "its group";
}

function octal(mode: number): string {
  return (mode & 0o777).toString(8).padStart(3, "0");
}

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : String(error);
}
