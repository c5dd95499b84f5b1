import { STRICTNESSES, type Strictness, type Thresholds } from "../retrieval/confidence.js";
import type { CurvePoint } from "./calibrate.js";

const WIDTH = 640;
const HEIGHT = 400;
const LEFT = 56;
const BOTTOM = 344;
const PLOT_WIDTH = WIDTH - LEFT - 24;
const PLOT_HEIGHT = BOTTOM - 24;
/** Where the axis of answered questions starts. */
const LEAST_ANSWERED = 0;

/** The refusal curve as an SVG picture: false answers against the answered share, with the three thresholds. */
export function refusalCurve(
  curve: readonly CurvePoint[],
  thresholds: Readonly<Record<Strictness, Thresholds>>,
): string {
  const x = (answered: number) => LEFT + ((answered - LEAST_ANSWERED) / (1 - LEAST_ANSWERED)) * PLOT_WIDTH;
  const y = (falseAnswers: number) => BOTTOM - falseAnswers * PLOT_HEIGHT;
  const path = (of: (point: CurvePoint) => number) =>
    curve
      .map((point, at) => `${at === 0 ? "M" : "L"}${x(point.answered).toFixed(1)} ${y(of(point)).toFixed(1)}`)
      .join("");
  const ticks = [0, 0.2, 0.4, 0.6, 0.8, 1];
  const marks = STRICTNESSES.flatMap((strictness) => {
    const point = curve.find(({ threshold }) => threshold <= thresholds[strictness].found);
    if (point === undefined) return [];
    const at = x(point.answered).toFixed(1);
    return [
      `<line x1="${at}" x2="${at}" y1="${BOTTOM - PLOT_HEIGHT}" y2="${BOTTOM}" class="mark"/>`,
      `<text x="${Number(at) - 4}" y="${BOTTOM - PLOT_HEIGHT + 12}" text-anchor="end">${strictness}</text>`,
    ];
  });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" font-family="sans-serif" font-size="12" role="img">
<title>False answers against answered questions</title>
<style>path{fill:none;stroke-width:2}.off{stroke:#2e8b57}.removed{stroke:#c0562f}.mark{stroke:#999;stroke-dasharray:3 3}.axis{stroke:#ccc}</style>
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
${ticks.map((tick) => `<line x1="${LEFT}" x2="${LEFT + PLOT_WIDTH}" y1="${y(tick)}" y2="${y(tick)}" class="axis"/><text x="${LEFT - 8}" y="${y(tick) + 4}" text-anchor="end">${Math.round(tick * 100)} %</text>`).join("\n")}
${ticks
  .filter((tick) => tick >= LEAST_ANSWERED)
  .map((tick) => `<text x="${x(tick)}" y="${BOTTOM + 18}" text-anchor="middle">${Math.round(tick * 100)} %</text>`)
  .join("\n")}
${marks.join("\n")}
<path class="removed" d="${path(({ falseRemoved }) => falseRemoved)}"/>
<path class="off" d="${path(({ falseOff }) => falseOff)}"/>
<text x="${LEFT + PLOT_WIDTH / 2}" y="${HEIGHT - 14}" text-anchor="middle">answerable questions found</text>
<text x="${LEFT + 8}" y="${BOTTOM - PLOT_HEIGHT + 30}" fill="#c0562f">false answers: the paragraph that answers was removed</text>
<text x="${LEFT + 8}" y="${BOTTOM - PLOT_HEIGHT + 48}" fill="#2e8b57">false answers: another article was asked</text>
</svg>
`;
}
