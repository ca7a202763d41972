// French words made comparable: what search, catalogue and booklets mean by « the same word ».
// Everything is pure. A folded text has neither capitals, accents, ligatures, elided articles nor inclusive endings.
window.Guide = window.Guide ?? {};
Guide.french = (() => {
  "use strict";

  const STOP_WORDS = new Set(
    ("a ai au aux avec ce ces cet cette ceux chez comme comment d dans de des donc du elle elles en entre es est et eux font il ils je l la " +
      "le les leur leurs lui ma mais me mes mon ne nos notre nous on ont ou par pas plus pour pourquoi qu quand que quel quelle " +
      "quelles quels qui quoi sa sans se ses si son sont sous sur ta te tes toi ton tu un une vers vos votre vous y").split(" "),
  );

  // What French writes in front of a word without a space (« l’élu », « jusqu’à »).
  const ELISION = /(?<![a-z0-9])(?:[cdjlmnst]|qu|jusqu|lorsqu|puisqu|quoiqu)'(?=[a-z])/g;
  // « habitant·es », « acteur·rice·s », « élu(e)s », « élu-e-s », « élu.e.s »: the first form stands for all.
  const INCLUSIVE = [
    /([a-z]{2,})[·•⋅‧][a-z]+(?:[·•⋅‧][a-z]+)*/g,
    /([a-z]{2,})\((?:e|es|s|ne|le|rice|trice|fe)\)s?/g,
    /([a-z]{3,})[.-](?:e|es|ne|nes|rice|rices|trice|trices|euse|euses|fe|fes)(?:[.-]s)?(?![a-z])/g,
  ];
  const ARTICLE = /(?<![a-z0-9])([ldra])\.?\s?(?=\d+-\d)/g; // « L123-5 », « L. 123-5 »
  const DOTTED_SIGLE = /(?<![a-z0-9.])(?:[a-z]\.){2,}[a-z]?(?![a-z0-9])/g;

  const fold = (text) => {
    let folded = text
      .toLowerCase()
      .replaceAll("œ", "oe")
      .replaceAll("æ", "ae")
      .normalize("NFD")
      .replace(/[\u0300-\u036f\u00ad\u200b]/g, "")
      .replace(/[’ʼ‘`´]/g, "'")
      .replace(ARTICLE, "$1 ")
      .replace(DOTTED_SIGLE, (sigle) => sigle.replaceAll(".", ""));
    for (const form of INCLUSIVE) folded = folded.replace(form, "$1");
    return folded.replace(ELISION, "");
  };

  // The number of an article of law is one word: « 123-5 ».
  const words = (text) => fold(text).match(/\d+(?:-\d+)+|[a-z0-9]+/g) ?? [];

  // Words to look for: those that say something, or all of them when none does.
  const queryWords = (text) => {
    const all = words(text);
    const full = all.filter((word) => !STOP_WORDS.has(word));
    return [...new Set(full.length ? full : all)];
  };

  // [ending, what replaces it, length of the shortest word that loses it], most precise first.
  const ENDINGS = [
    ["atrice", "", 8], ["ateur", "", 8], ["ation", "", 7], ["ement", "", 8], ["trice", "teur", 6], ["euse", "eur", 6],
    ["ienne", "ien", 6], ["enne", "en", 6], ["onne", "on", 6], ["elle", "el", 6], ["ere", "er", 6], ["ive", "if", 5],
    ["eaux", "eau", 6], ["aux", "al", 5], ["er", "", 6], ["ee", "", 5], ["e", "", 4],
  ];

  // The part that the forms of a folded word share: « évaluations », « évaluer » → « evalu »; « sociaux » → « social ».
  const stem = (word) => {
    let base = word.length > 3 && word.endsWith("s") ? word.slice(0, -1) : word;
    for (const [ending, replacement, shortest] of ENDINGS) {
      if (base.length >= shortest && base.endsWith(ending)) {
        base = base.slice(0, -ending.length) + replacement;
        break;
      }
    }
    return base.length > 4 && base.endsWith("x") ? base.slice(0, -1) : base;
  };

  // How many typing errors (a letter added, lost, replaced, or two exchanged) from one word to the other; Infinity past `most`.
  const distance = (one, other, most) => {
    if (Math.abs(one.length - other.length) > most) return Infinity;
    let before = [];
    let previous = Array.from({ length: other.length + 1 }, (_, i) => i);
    for (let i = 1; i <= one.length; i++) {
      const row = [i];
      let least = i;
      for (let j = 1; j <= other.length; j++) {
        const same = one[i - 1] === other[j - 1];
        row[j] = Math.min(previous[j] + 1, row[j - 1] + 1, previous[j - 1] + (same ? 0 : 1));
        if (i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1]) row[j] = Math.min(row[j], before[j - 2] + 1);
        least = Math.min(least, row[j]);
      }
      if (least > most) return Infinity;
      before = previous;
      previous = row;
    }
    return previous[other.length] <= most ? previous[other.length] : Infinity;
  };

  const isStopWord = (word) => STOP_WORDS.has(word);

  return { fold, words, queryWords, isStopWord, stem, distance };
})();
