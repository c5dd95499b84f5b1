import type { Language } from "../language.js";
import { englishPurposes } from "../purposes-en.js";

const words = (list: string): readonly string[] => list.split(/\s+/);

// The words of questions: each stands in one list, and what needs several is composed of them.
const questionWords = words("who whom whose what when where why how which");
const article = "the";
const so = "so";
const conjunctions = words("and or but also");
const pointing = words("it its itself he him his she her they them their this that these those there then");
const greetings = words("hi hey hello ok okay");
const courtesies = words("please thanks lol");
const shortCourtesies = words("pls plz thx");
const hesitations = words("um wait");

/** They neither say what a question is about nor point at anything. */
const emptyWords = [
  article,
  ...greetings,
  ...courtesies,
  ...words(`a an of in on at to for from by with about as into than if no not
    i me my we us our you your some any anyone anything many much
    is are was were be been am do does did done has have had will would can could should may might must
    say said tell just really`),
];

const functionWords = [
  ...emptyWords,
  ...questionWords,
  ...pointing,
  so,
  ...conjunctions,
  ...shortCourtesies,
  ...hesitations,
  ...words("being im ive whats hows wheres dont doesnt didnt isnt wasnt cant says know want need like"),
];

const oneOf = (...choices: readonly string[]): string => `(?:${choices.join("|")})`;

// Beside the name of a section they say only that somebody wants to read it ("what changed for the ranger", "tell me the rules about booking").
const sections = {
  generic:
    words(`change changes changed new news update updates updated happen happened section sections part parts chapter
    info information detail details list stuff thing things everything full whole complete overview summary summarize
    regarding concerning rule rules policy policies read show give explain get see find look let lets go talk cover covers
    u ur article document page text`),
  asksOneFact: [...words("who whom whose which when where how"), ...pointing.filter((word) => word !== "there")],
  asksWhy: ["why"],
};

const framing = {
  opening: new RegExp(
    `^${oneOf(
      ...greetings,
      ...courtesies,
      ...shortCourtesies,
      ...hesitations,
      so,
      ...words("yo well uh btw sorry"),
    )}\\b([\\s,.!:;]+)`,
    "i",
  ),
  asking: new RegExp(
    `^${oneOf(
      "i (?:just )?(?:want|wanna|wanted|need|would like|d like)(?: to)? know",
      "i (?:was|am|m) (?:just )?wondering(?: if)?",
      "i heard(?: that)?",
      "(?:do|does) (?:you|u|anyone|anybody|someone|somebody) know",
      "(?:can|could|would) (?:you|u|anyone|someone)(?: please| pls)? (?:tell|explain)(?: to)? me",
      "(?:tell|explain)(?: to)? me",
      "does (?:it|the article|the text) say",
    )}\\b[\\s,.:]+`,
    "i",
  ),
  closing: new RegExp(
    `[\\s,.;!?]+${oneOf(
      ...courtesies,
      ...shortCourtesies,
      "thank you",
      "or what|any idea|i forgot",
      "asking (?:because|cause|for) .*",
      "(?:is (?:that|this|it) )?in (?:there|here|the article|the text)",
      "i (?:do not|dont|don['’]t|can not|cant|can['’]t) (?:find|see) (?:it|that)",
    )}[\\s.!?]*$`,
    "i",
  ),
};

const followUps = {
  goingOn: /^\s*(?:(?:and|or|but|so)\s+)?(?:what|how)\s+about\b/,
  conjunctions: [...conjunctions, so],
  questionWords,
  pointing: [...pointing, ...words("himself hers herself theirs themselves one ones other others")],
  perhapsPointing: [article],
  empty: [
    ...emptyWords,
    ...words(`thank cool nice yes very more most anybody all both else again later before after now today
      long old often far come mean happen happened happens get got take took give gave make made go went`),
  ],
};

const sentences = {
  alwaysContinue:
    words(`mr mrs ms mx dr prof hon rev fr gen lt col maj capt cpt cmdr adm sgt cpl pvt sen rep gov pres amb atty supt
    messrs mme mlle vs cf viz e.g i.e eg ie mt ft`),
  beforeNumber: words(
    `no nos nr p pp vol vols ch chap fig figs sec secs art arts eq ver v par para ca c approx est circa art cl op`,
  ),
  mayEnd:
    words(`inc ltd co corp llc plc bros jr sr esq st ave blvd rd dept univ assn gmbh ag cie jan feb mar apr jun jul aug
    sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun`),
  mayEndUncapitalized: ["al"],
  letterWords: ["I"],
  dayHalves: ["a.m", "p.m"],
  timeGoesOn:
    words(`Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August
    September October November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs
    Fri Sat Sun GMT UTC ET EST EDT CT CST CDT MT MST MDT PT PST PDT BST CET CEST IST JST Eastern Central Mountain
    Pacific Greenwich`),
  openers:
    words(`The A An He She It They We You I This That These Those There Here His Her Its Their Our My Your In On At By For
    From With Without To As If When While Where Who What Why How Which After Before Since Until During Although
    Though Because However But And Or Nor So Yet Then Thus Also Still Now Today Yesterday Meanwhile Moreover
    Furthermore Nevertheless Instead Nobody No Not Some Many Most Few Several All Both Each Every Another Other Such
    One Two Three`),
  speechVerbs:
    words(`said says asked asks replied replies shouted shouts cried cries whispered answered exclaimed yelled added wrote
    writes continued called muttered wondered demanded insisted recalled told`),
};

const documents = {
  behindHyphen: words("and or to"),
  page: words("page p."),
  pageOf: ["of"],
  byline: ["by", "written by", "published", "updated", "posted", "photo", "image", "source"],
  division: words("chapter book part volume act scene canto section article appendix letter stave"),
  subject: ["subject", "title", "re"],
};

const furniture = {
  anywhere: [
    /^(?:-+ ?)?(?:advertisement|advertisements|sponsored content|sponsored|promoted)(?: ?-+)?$/,
    /^(?:-+ ?)?advertisement ?[-–—:.]* ?(?:scroll|story|article|continue)[\p{L} ]{0,40}(?:-+)?$/u,
    /^(?:story|article|content|text) continues (?:below|after)(?: the| this)? ?(?:advertisement|ad)?$/,
    /^share (?:this|the) (?:article|story|post|page)$/,
    /^(?:tweet|click to tweet|copy link|share on (?:facebook|twitter|x|linkedin|whatsapp|reddit|email))$/,
  ],
  atEdges: [
    // the comments section
    /^(?:comments?|discussion|join the discussion|add a comment|post a comment|write a comment|leave a (?:comment|reply))$/,
    /^(?:comments? ?\(\p{N}+\)|\p{N}+ comments?|no comments(?: yet)?|comments are (?:closed|off|disabled))$/u,
    /^no comments yet\W{1,3}(?:be the first[\p{L} ]{0,40}|start the conversation)$/u,
    /^be the first to (?:comment|join the (?:discussion|conversation))$/,
    /^(?:log|sign) in (?:or (?:register|sign up) )?to (?:comment|reply|join the (?:discussion|conversation)|post a comment)$/,
    /^(?:view|show|see|load|read) (?:all |more )?(?:\p{N}+ )?comments$/u,
    // what stands above a press release
    /^for immediate release$/,
    // who made a picture
    /^(?:(?:cover )?(?:photo(?:graph)?s?|images?|pictures?)(?: ?credits?| by| courtesy of)? ?: ?|photo(?:graph)?s? by |(?:photo|image|picture) ?© ?).{1,80}$/,
    // sharing and printing
    /^(?:share|share this|share via|print|print this (?:page|article)|save|save article|email|e-mail|facebook|twitter|linkedin|whatsapp)$/,
    /^follow us(?: on [\p{L},& ]{1,60})?$/u,
    // what to read next
    /^read (?:more|also|next)(?: ?[:»→>].{0,160})?$/,
    /^(?:related|recommended|trending|popular|latest)(?: (?:articles|stories|posts|news|content|topics|reading))?$/,
    /^(?:you may also like|you might also like|recommended for you|more on this (?:story|topic)|most (?:read|popular))$/,
    /^(?:load more|show more|see more|continue reading|back to top|skip to (?:main )?content|previous article|next article)$/,
    // newsletters, subscriptions
    /^(?:subscribe|sign up)(?: now| today| here)?(?: (?:to|for) (?:our|the)(?: [\p{L}-]{1,20}){0,3} newsletters?)?(?: (?:now|today|here))?$/u,
    /^(?:subscribe|sign up) (?:to|for) (?:our|the)(?: [\p{L}-]{1,20}){0,3} newsletters? (?:to|and) (?:get|receive|stay)[\p{L} ,’'-]{0,80}$/u,
    /^(?:get|receive) (?:our|the)(?: [\p{L}-]{1,20}){0,3} (?:news|stories|newsletter)[\p{L} ]{0,20} in your inbox$/u,
    // cookies, law
    /^(?:we use|this (?:site|website|page) uses) cookies\b.{0,240}$/,
    /^(?:accept|reject|manage)(?: all)?(?: cookies| preferences)?$/,
    /^(?:cookie|privacy) (?:policy|settings|preferences|notice)$/,
    /^(?:terms of (?:use|service)|terms and conditions|all rights reserved)$/,
    /^(?:©|\(c\) ?(?=\p{N})|copyright (?:©|\(c\)|\p{N}{4})).{0,160}$/u,
  ],
};

const logIn = {
  title: /^(?:log|sign)[ -]?in\b/i,
  demand: /\b(?:must|need|have to|has to|please|require[sd]?)\b[^.!?]{0,40}\b(?:log(?:ged)?|sign(?:ed)?)[ -]?in\b/i,
};

const purposeWords = {
  gist: words(`summary summaries summarize summarise summarized summarised summarizing sum overview gist tldr tl dr recap rundown
    outline digest synopsis abstract brief briefly nutshell takeaway takeaways cliff glance`),
  perhapsGist:
    words(`sums short shortly shortest quick quickly essence essential essentials basics highlight highlights main key point
    points important bottom notes version simple sentence sentences`),
  texts:
    words(`article articles text page document doc post piece story paper report guide manual leaflet sheet letter column
    website site thread book chapter blog note review interview policy`),
  courtesy: words("gm gn goodnight morning evening pilcrow"),
  you: words("you u ur your youre yours yourself bot"),
};

/** Light stemming: plural and the verb endings -ed and -ing, only where a word of three letters remains. */
function stem(word: string): string {
  if (word.length < 4 || /\d/.test(word)) return word;
  let root = word;
  if (root.endsWith("ies") && root.length > 4) root = `${root.slice(0, -3)}y`;
  else if (/(?:ss|sh|ch|x|z)es$/.test(root)) root = root.slice(0, -2);
  else if (/[^su]s$/.test(root)) root = root.slice(0, -1);
  if (root.length > 5 && root.endsWith("ing")) root = root.slice(0, -3);
  else if (root.length > 4 && root.endsWith("ed")) root = root.slice(0, -2);
  if (root.length > 3 && root.endsWith("e")) root = root.slice(0, -1);
  return root.length > 3 && root.at(-1) === root.at(-2) && !/[lsz]$/.test(root) ? root.slice(0, -1) : root;
}

/** English, with what people write in a chat. */
export default {
  functionWords,
  stem,
  sections,
  framing,
  followUps,
  sentences,
  documents,
  furniture,
  logIn,
  purposes: englishPurposes,
  purposeWords,
} satisfies Language;
