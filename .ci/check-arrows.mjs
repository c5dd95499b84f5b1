// Checks which folder imports which, by the rules of .dependency-cruiser.cjs.
//
// A program and not the `depcruise` command, because the command is content with having read nothing: TypeScript 7 has no
// compiler API in JavaScript, and where swc does not parse either it cruises 0 modules and reports success.
import { cruise } from "dependency-cruiser";
import extractOptions from "dependency-cruiser/config-utl/extract-depcruise-options";

const FEWEST_MODULES = 20;

const { output } = await cruise(["src"], await extractOptions("./.dependency-cruiser.cjs"));
const { violations, totalCruised, totalDependenciesCruised } = output.summary;
for (const { rule, from, to } of violations) console.error(`✘ ${rule.name}: ${from} → ${to}`);
if (totalCruised <= FEWEST_MODULES) {
  console.error(`✘ Read ${totalCruised} modules, expected more than ${FEWEST_MODULES}: is @swc/core installed?`);
}
if (violations.length > 0 || totalCruised <= FEWEST_MODULES) process.exit(1);
console.log(`✔ ${totalCruised} modules, ${totalDependenciesCruised} dependencies, no arrow points back.`);
