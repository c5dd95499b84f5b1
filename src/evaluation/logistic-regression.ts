/** A fitted logistic regression: log odds = intercept + Σ weights[i] × row[i]. */
export interface LogisticFit {
  readonly intercept: number;
  readonly weights: readonly number[];
}

const STEPS = 50;
/** A little ridge on the standardized weights keeps the fit finite where the classes part cleanly. */
const RIDGE = 0.1;

/**
 * Fits a logistic regression by Newton's method (Hastie, Tibshirani & Friedman 2009, section 4.4.1) on standardized
 * columns; the weights are given back for the columns as they were.
 * @param rows one row a sample, all of one length; at least one of each label.
 * @param importance of each sample, 1 on average. Default: all alike
 */
export function fitLogistic(
  rows: readonly (readonly number[])[],
  labels: readonly boolean[],
  importance?: readonly number[],
): LogisticFit {
  const width = rows[0]?.length ?? 0;
  const columns = Array.from({ length: width }, (_, column) => standardizer(rows.map((row) => row[column] ?? 0)));
  const inputs = rows.map((row) => [1, ...columns.map(({ mean, spread }, at) => ((row[at] ?? 0) - mean) / spread)]);
  let weights = new Array<number>(width + 1).fill(0);
  for (let step = 0; step < STEPS; step++) {
    const change = solve(...newtonStep(inputs, labels, weights, importance));
    weights = weights.map((weight, at) => weight + (change[at] ?? 0));
    if (Math.max(...change.map(Math.abs)) < 1e-8) break;
  }
  const [intercept = 0, ...standardized] = weights;
  const own = standardized.map((weight, at) => weight / (columns[at]?.spread ?? 1));
  return {
    intercept: intercept - own.reduce((sum, weight, at) => sum + weight * (columns[at]?.mean ?? 0), 0),
    weights: own,
  };
}

function standardizer(values: readonly number[]): { mean: number; spread: number } {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  const variance = values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / values.length;
  return { mean, spread: Math.sqrt(variance) || 1 };
}

/** The Hessian and the gradient of the penalized log likelihood. */
function newtonStep(
  inputs: readonly (readonly number[])[],
  labels: readonly boolean[],
  weights: readonly number[],
  importance?: readonly number[],
): [number[][], number[]] {
  const hessian = weights.map((_, at) => weights.map((_, other): number => (at === other && at > 0 ? RIDGE : 0)));
  const gradient = weights.map((weight, at) => (at > 0 ? -RIDGE * weight : 0));
  for (const [at, input] of inputs.entries()) {
    const chance = 1 / (1 + Math.exp(-input.reduce((sum, value, column) => sum + value * (weights[column] ?? 0), 0)));
    const counts = importance?.[at] ?? 1;
    const error = counts * (Number(labels[at]) - chance);
    const curvature = counts * Math.max(chance * (1 - chance), 1e-9);
    for (const [row, value] of input.entries()) {
      gradient[row] = (gradient[row] ?? 0) + error * value;
      const line = hessian[row] ?? [];
      for (const [column, other] of input.entries()) line[column] = (line[column] ?? 0) + curvature * value * other;
    }
  }
  return [hessian, gradient];
}

/** Solves a small system of equations by Gauss-Jordan elimination with pivoting. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): number[] {
  const rows = matrix.map((row, at) => [...row, right[at] ?? 0]);
  for (let column = 0; column < rows.length; column++) {
    const below = rows.slice(column).map((row) => Math.abs(row[column] ?? 0));
    const pivotAt = column + below.indexOf(Math.max(...below));
    [rows[column], rows[pivotAt]] = [rows[pivotAt] ?? [], rows[column] ?? []];
    const pivot = rows[column] ?? [];
    const head = pivot[column] ?? 1;
    for (const [at, row] of rows.entries()) {
      if (at === column) continue;
      const factor = (row[column] ?? 0) / head;
      for (let cell = column; cell < row.length; cell++) row[cell] = (row[cell] ?? 0) - factor * (pivot[cell] ?? 0);
    }
  }
  return rows.map((row, at) => (row.at(-1) ?? 0) / (row[at] ?? 1));
}
