import { htmlOfMessage } from "./html.js";
import { escapeHtml } from "./markdown.js";
import type { Preview } from "./messages.js";

/** Colours as Discord's clients have them. */
const STYLE = `
:root { font: 15px/1.36 "gg sans", "Noto Sans", "DejaVu Sans", Arial, sans-serif; }
* { box-sizing: border-box; }
body { margin: 0; }
.dark { --back: #313338; --text: #dbdee1; --muted: #949ba4; --strong: #f2f3f5; --card: #2b2d31; --edge: #3f4147; --code: #1e1f22; --button: #4e5058; --on-button: #fff; --link: #00a8fc; }
.light { --back: #fff; --text: #2e3338; --muted: #5c5e66; --strong: #060607; --card: #f2f3f5; --edge: #d9dadd; --code: #e3e5e8; --button: #e0e1e5; --on-button: #2e3338; --link: #006ce7; }
.themes { display: grid; grid-template-columns: 1fr 1fr; }
.theme { background: var(--back); color: var(--text); padding: 10px 18px; min-width: 0; }
.after { color: var(--muted); font-size: 13px; margin: 0 0 2px 50px; }
.message { display: grid; grid-template-columns: 40px 1fr; gap: 12px; }
.avatar { width: 40px; height: 40px; border-radius: 50%; background: #2e8b57; color: #fff; display: grid; place-items: center; font-size: 20px; }
.who b { color: var(--strong); } .who { margin-bottom: 2px; }
.app { background: #5865f2; color: #fff; border-radius: 4px; font-size: 10px; padding: 1px 4px; margin: 0 6px; vertical-align: 2px; }
.time, .small, .private, i { color: var(--muted); } .time, .private { font-size: 12px; } .small { font-size: 12.5px; } i { font-style: normal; }
.container { background: var(--card); border: 1px solid var(--edge); border-left: 4px solid; border-radius: 6px; padding: 12px 14px; max-width: 520px; margin: 4px 0; }
.text p, .text ul, .embed p, .embed ul, blockquote p { margin: 0 0 2px; } ul, ol { padding-left: 22px; margin: 2px 0; }
.text { overflow-wrap: anywhere; max-width: 600px; } .container .text + .text { margin-top: 6px; }
p.small { margin: 2px 0; } h1, h2, h3 { margin: 2px 0 4px; font-size: 17px; color: var(--strong); }
blockquote { margin: 2px 0; padding-left: 12px; border-left: 4px solid var(--button); }
pre { background: var(--code); border: 1px solid var(--edge); border-radius: 4px; padding: 8px; margin: 4px 0; white-space: pre-wrap; }
pre, code { font: 12.5px/1.35 "DejaVu Sans Mono", Consolas, monospace; } :not(pre) > code { background: var(--code); border-radius: 3px; padding: 1px 4px; }
hr { border: 0; border-top: 1px solid var(--edge); margin: 8px 0; }
a { color: var(--link); text-decoration: none; } .mention { background: #5865f244; border-radius: 3px; padding: 0 3px; }
.row { display: flex; flex-wrap: wrap; gap: 8px; margin: 6px 0 0; }
.button { background: var(--button); color: var(--on-button); border-radius: 8px; padding: 5px 14px; font-size: 14px; } .danger { background: #da373c; color: #fff; } .primary { background: #5865f2; color: #fff; }
.select { flex: 1; display: flex; justify-content: space-between; background: var(--code); border: 1px solid var(--edge); border-radius: 8px; padding: 7px 12px; max-width: 420px; }
.title { font-weight: 600; color: var(--strong); } .field { display: inline-block; min-width: 30%; vertical-align: top; margin: 6px 8px 0 0; }
.section { display: flex; justify-content: space-between; gap: 10px; } .file { border: 1px solid var(--edge); border-radius: 8px; padding: 8px; }
`;

const THEMES = ["dark", "light"] as const;

/** A page that shows messages beside each other in Discord's dark and light look. It fetches nothing. */
export function pageOf(previews: readonly Preview[]): string {
  const rows = previews.map(
    (one) =>
      `<section class="themes" title="${escapeHtml(one.name)}">${THEMES.map((theme) => themed(one, theme)).join("")}</section>`,
  );
  return `<!doctype html>
<html lang="en">
<head><meta charset="utf-8"><title>What Pilcrow says</title><style>${STYLE}</style></head>
<body>
${rows.join("\n")}
</body>
</html>
`;
}

function themed({ after, isPrivate, message }: Preview, theme: (typeof THEMES)[number]): string {
  const onlyYou = isPrivate ? '<div class="private">👁 Only you can see this · Dismiss message</div>' : "";
  return `<div class="theme ${theme}">
<p class="after">${escapeHtml(after)}</p>
<div class="message"><div class="avatar">¶</div><div>
<div class="who"><b>Pilcrow</b><span class="app">APP</span><span class="time">Today at 09:41</span></div>
${htmlOfMessage(message)}${onlyYou}
</div></div></div>`;
}
