const words = (list: string): ReadonlySet<string> => new Set(list.split(" "));

/** Lower case, without the last full stop. A name or a further word follows them: they never end a sentence. */
export const ALWAYS_CONTINUE = words(
  "mr mrs ms mx dr prof hon rev fr gen lt col maj capt cpt cmdr adm sgt cpl pvt sen rep gov pres amb atty supt messrs mme mlle " +
    "vs cf viz e.g i.e eg ie mt ft",
);

/** A number follows them; before anything else their full stop is a full stop ("Did she go? No. He did."). */
export const BEFORE_NUMBER = words(
  "no nos nr p pp vol vols ch chap fig figs sec secs art arts eq ver v par para ca c approx est circa art cl op",
);

/**
 * They end a sentence or not: only before a word that opens sentences (SENTENCE_OPENERS) they are taken to end one.
 * Initials and dotted abbreviations ("U.S.", "Ph.D.") are treated like them.
 */
export const MAY_END = words(
  "inc ltd co corp llc plc bros jr sr esq st ave blvd rd al dept univ assn gmbh ag cie " +
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thur thurs fri sat sun",
);

/** After "5 p.m." these go on with the time; any other capital opens a sentence. */
export const TIME_GOES_ON = words(
  "Monday Tuesday Wednesday Thursday Friday Saturday Sunday January February March April May June July August September October " +
    "November December Jan Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Mon Tue Tues Wed Thu Thurs Fri Sat Sun " +
    "GMT UTC ET EST EDT CT CST CDT MT MST MDT PT PST PDT BST CET CEST IST JST Eastern Central Mountain Pacific Greenwich",
);

/** Words that, with a capital and after a doubtful full stop, far more often open a sentence than go on with a name. */
export const SENTENCE_OPENERS = words(
  "The A An He She It They We You I This That These Those There Here His Her Its Their Our My Your In On At By For From With " +
    "Without To As If When While Where Who What Why How Which After Before Since Until During Although Though Because However " +
    "But And Or Nor So Yet Then Thus Also Still Now Today Yesterday Meanwhile Moreover Furthermore Nevertheless Instead " +
    "Nobody No Not Some Many Most Few Several All Both Each Every Another Other Such One Two Three",
);

/** Verbs that tie an exclamation or question in quotation marks to its speaker: “Stop!” Tom said. */
export const SPEECH_VERBS = words(
  "said says asked asks replied replies shouted shouts cried cries whispered answered exclaimed yelled added wrote writes " +
    "continued called muttered wondered demanded insisted recalled told",
);
