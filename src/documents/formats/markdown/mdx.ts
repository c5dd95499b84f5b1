/** A tag with more characters than this is none. */
const LONGEST_TAG = 600;
const MODULE_LINE =
  /^(?:import (?:[\w*{}$, ]{1,200} from )?["'][^"'\n]{1,200}["'];?|import \{[\w$, ]*|export (?:const|let|var) [\w${[].*|export default (?:async )?(?:function|class|\(|\{|\w+;?$).*|export (?:async )?(?:function|class) .*|export (?:\{|\*).*)$/;

/** Whether a line begins the program part of an MDX page. */
export function isModuleLine(line: string): boolean {
  return MODULE_LINE.test(line);
}

/** Where a component's tag (`<Tabs value={{a: 1}}>`) ends that begins at a place, behind its ">"; -1 for what is no tag. */
export function endOfTag(text: string, start: number): number {
  if (!/^<\/?(?:[A-Z][\w.]{0,60}(?=[\s/>])|>)/.test(text.slice(start, start + 66))) return -1;
  let braces = 0;
  let quote = "";
  const limit = Math.min(text.length, start + LONGEST_TAG);
  for (let at = start + 1; at < limit; at++) {
    const sign = text.charAt(at);
    if (quote !== "") {
      if (sign === quote) quote = "";
    } else if (sign === '"' || sign === "'" || sign === "`") quote = sign;
    else if (sign === "{") braces++;
    else if (sign === "}") braces--;
    else if (braces === 0 && sign === ">") return at + 1;
    else if (braces === 0 && sign === "<") return -1;
  }
  return -1;
}

/** What a component shows above its text: `<TabItem label="Linux">`, `<Step title="Light it">`. */
export function titleOfTag(tag: string): string | undefined {
  return /\s(?:title|label|summary|header)=(?:"([^"]{1,300})"|'([^']{1,300})')/.exec(tag)?.slice(1).find(Boolean);
}
