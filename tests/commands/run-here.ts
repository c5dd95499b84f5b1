import { vi } from "vitest";
import { runCommand } from "../../src/commands/registry.js";
import { runOrExplain } from "../../src/report-error.js";

/**
 * What `node dist/cli.js` prints and how it ends with these words, in this folder and with these settings alone; without the
 * second that a process takes to start. What needs a process of its own (signals, another that runs) starts one.
 */
export async function runHere(
  words: readonly string[],
  folder: string,
  settings: NodeJS.ProcessEnv = {},
): Promise<{ stdout: string; stderr: string; status: number }> {
  const before = { cwd: process.cwd(), env: { ...process.env }, exitCode: process.exitCode };
  const [stdout, stderr] = [keepOutput(process.stdout), keepOutput(process.stderr)];
  process.chdir(folder);
  setEnvironment({ PATH: before.env.PATH, ...settings });
  process.exitCode = undefined;
  try {
    await runOrExplain(() => runCommand(words));
    return { stdout: stdout.text(), stderr: stderr.text(), status: Number(process.exitCode ?? 0) };
  } finally {
    process.chdir(before.cwd);
    setEnvironment(before.env);
    process.exitCode = before.exitCode;
    for (const { restore } of [stdout, stderr]) restore();
  }
}

/** In place: ONNX Runtime reads the process's own environment, which another object would not be. */
function setEnvironment(variables: NodeJS.ProcessEnv): void {
  for (const name of Object.keys(process.env)) delete process.env[name];
  for (const [name, value] of Object.entries(variables)) if (value !== undefined) process.env[name] = value;
}

function keepOutput(stream: NodeJS.WriteStream) {
  let written = "";
  const spy = vi.spyOn(stream, "write").mockImplementation((data) => {
    written += data;
    return true;
  });
  return { text: () => written, restore: () => spy.mockRestore() };
}
