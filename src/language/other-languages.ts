import { functionWords } from "./languages.js";
import { wordsOf } from "./terms.js";

const words = (list: string): ReadonlySet<string> => new Set(list.split(/\s+/));

/**
 * Function words and question words of languages in Latin letters, by which a question in one of them is told; by ISO 639-1
 * code. In lower case, without accents and apostrophes, as `wordsOf` gives them. Words that are English ones too count for both.
 */
const WORDS: Readonly<Record<string, ReadonlySet<string>>> = {
  de: words(`der die das den dem des ein eine einen einem einer und oder aber ist sind war waren wird werden wurde hat haben hatte
    kann konnen muss darf soll ich du er sie es wir ihr mich dir mir ihm nicht kein keine auch noch nur wie was wer wo wann warum
    wieso weshalb welche welcher welches wieviel viel viele gibt fur mit von vom zu zum zur im am auf aus bei nach uber unter zwischen
    dieser diese dieses jetzt schon bitte danke geht steht kostet lange`),
  fr: words(`le la les un une des du de et ou mais est sont etait etaient sera a ont avait peut faut je tu il elle nous vous ils elles on
    ne pas que qui quoi quand comment pourquoi combien quel quelle quels quelles dans sur sous avec pour par en au aux ce cette ces
    son sa ses leur leurs dont cest quest estce y se plus dun dune lequel article`),
  es: words(`el la los las un una unos unas de del y o pero es son era eran fue fueron sera esta estan hay tiene tienen puede pueden yo tu
    usted ellos nosotros no que quien quienes cuando como donde porque cuanto cuanta cuantos cuantas cual cuales en con por para sin
    sobre entre al lo se su sus este esta estos muy mas hace`),
  it: words(`il lo la i gli le un uno una di del della dello dei delle e o ma sono era erano fu sara ha hanno aveva puo possono io tu lui
    lei noi voi loro non che chi cosa quando come dove perche quanto quanta quanti quante quale quali in con per su da dal dalla
    nel nella si suo sua questo questa piu ce al alla cos dove`),
  pt: words(`o a os as um uma uns umas de do da dos das e ou mas sao era eram foi foram sera esta estao tem pode podem eu tu voce ele ela
    nos eles nao que quem quando como onde porque quanto quanta quantos quantas qual quais em no na nos nas com por para sem sobre
    ao seu sua este esta isso muito mais ha`),
  nl: words(`de het een en of maar is zijn was waren wordt worden werd heeft hebben had kan kunnen moet mag ik jij hij zij wij jullie niet
    geen ook nog hoe wat wie waar wanneer waarom welke welk hoeveel veel voor met van op uit bij naar over onder dit dat deze die er
    te om aan dan lang kost`),
  sv: words(`och eller men ar var blir har hade kan maste far jag du han hon vi ni de inte ingen ocksa hur vad vem vilka vilken nar varfor
    vilket mycket manga for med av pa till fran om under mellan den det detta denna ett en som finns kostar lange`),
  da: words(`og eller men er var bliver har havde kan skal ma jeg du han hun vi de ikke ingen ogsa hvor hvad hvem hvilke hvilken hvornar
    hvorfor hvilket hvordan meget mange for med af pa til fra om under mellem den det dette denne et en som findes koster lange`),
  no: words(`og eller men er var blir har hadde kan skal ma jeg du han hun vi de ikke ingen ogsa hvor hva hvem hvilke hvilken nar
    hvorfor hvilket hvordan mye mange for med av pa til fra om under mellom den det dette denne et en som finnes koster lenge`),
  pl: words(`i oraz lub ale jest sa byl byla bylo byli bedzie ma maja mial moze mozna trzeba ja ty on ona my wy oni nie tak czy jak co kto
    kiedy gdzie dlaczego ile jaki jaka jakie ktory ktora ktore w we na z ze do od za po przez dla o pod nad ten ta to tego tej tym
    sie jego jej kosztuje dlugo`),
  cs: words(`a nebo ale je jsou byl byla bylo byli bude ma maji mel muze ja ty on ona my vy oni ne ano jak co kdo kdy kde proc kolik jaky
    jaka jake ktery ktera ktere v ve na z ze do od za po pro o pod nad ten ta to toho se si jeho jeji stoji dlouho`),
  tr: words(`bir ve veya ama degil mi mu var yok ben sen o biz siz onlar ne kim nerede nereye nasil neden nicin kac hangi zaman icin ile
    gibi kadar daha cok bu su olan oldu olarak midir nedir kimdir`),
  fi: words(`ja tai mutta on ovat oli olivat ei en et mina sina han me te he mika mita kuka missa milloin miten miksi kuinka paljon
    monta mista tama se joka kanssa kun jos niin`),
  hu: words(`a az egy es vagy de van vannak volt voltak lesz nem en te o mi ti ok mit ki hol mikor hogyan miert mennyi hany melyik milyen
    ez hogy meg is ennek annak kell lehet`),
  ro: words(`si sau dar este sunt era erau va are au avea poate trebuie eu tu el ea noi voi ei nu ce cine cand cum unde cat cati cate
    care de la in pe cu din pentru despre un o acest aceasta se costa mult`),
  id: words(`yang dan atau tetapi adalah itu ini di ke dari untuk dengan pada tidak bukan saya kamu dia kami mereka apa siapa kapan di
    mana mengapa kenapa bagaimana berapa akan sudah bisa harus ada`),
  vi: words(`la va hoac nhung khong co cua cho voi trong tren toi ban anh chi no chung ta ai gi nao khi dau sao bao nhieu the nay do duoc
    nhu may o`),
};

/** A question has this many words that are of the language and not known, and this many times as many as known ones that are not of it. */
const LEAST_WORDS = 2;
const TIMES_AS_MANY = 2;

/**
 * Whether a question is written in a language that is none of these: by its script, or by the function words that it has.
 * English words in a question count against it; what cannot be told is not foreign.
 * @param known ISO 639-1 codes; all of them write Latin letters.
 */
export function isForeign(question: string, known: readonly string[]): boolean {
  const letters = question.match(/\p{L}/gu) ?? [];
  const latin = letters.filter((letter) => /\p{Script=Latin}/u.test(letter));
  if (letters.length > 1 && latin.length * 2 < letters.length) return true;
  // Single letters are initials and marks as often as words.
  const all = wordsOf(question).filter((word) => word.length > 1);
  const isKnown = (word: string) =>
    (known.includes("en") && functionWords.has(word)) || known.some((code) => WORDS[code]?.has(word));
  return Object.entries(WORDS).some(([code, list]) => {
    if (known.includes(code)) return false;
    const foreign = all.filter((word) => list.has(word) && !isKnown(word)).length;
    const others = all.filter((word) => isKnown(word) && !list.has(word)).length;
    return foreign >= LEAST_WORDS && foreign >= TIMES_AS_MANY * others;
  });
}
