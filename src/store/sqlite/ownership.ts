import { accessSync, closeSync, constants, existsSync, openSync, type Stats, statSync } from "node:fs";
import os from "node:os";
import path from "node:path";

/** Only the user that Pilcrow runs as reads and writes its files: articles stand in them in the clear. */
const PRIVATE_FILE = 0o600;

/** Makes an empty file that only its owner may read, where there is none: SQLite, which would let others read it, then takes that. */
export function makePrivateFile(file: string): void {
  closeSync(openSync(file, "a", PRIVATE_FILE));
}

/**
 * What to do where a file cannot be used because it, or its folder, belongs to another user, as after a backup was copied back
 * by root: a sentence after a space; empty where that is not the reason.
 */
export function ownerAdvice(file: string, { readOnly }: { readonly readOnly: boolean }): string {
  const folder = path.dirname(file);
  const wanted = readOnly ? constants.R_OK : constants.R_OK | constants.W_OK;
  const foreign = [file, folder].find((one) => existsSync(one) && !mayUse(one, wanted) && !isMine(statSync(one)));
  if (foreign === undefined) return "";
  const { uid } = statSync(foreign);
  return ` ${foreign} belongs to another user (number ${uid}): sudo chown -R ${userName()} ${folder}`;
}

function mayUse(file: string, wanted: number): boolean {
  try {
    accessSync(file, wanted);
    return true;
  } catch {
    return false;
  }
}

function isMine({ uid }: Stats): boolean {
  const me = process.getuid?.();
  return me === undefined || me === uid;
}

/** The user's name; its number where the machine has no name for it, as in a container. */
function userName(): string {
  try {
    return os.userInfo().username;
  } catch {
    return String(process.getuid?.());
  }
}
