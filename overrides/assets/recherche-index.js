// What the search box answers from at the first letters: titles, variants, sigles (generator/searchindex.py).
// Slices arrive as scripts that call `Guide.index`; a query needs one or two of them.
window.Guide = window.Guide ?? {};
Guide.index = (() => {
  "use strict";

  const { fold, words, queryWords, isStopWord, stem, distance } = Guide.french;
  const slices = new Map();
  let contents = null;
  let known = [];

  const asked = new Map();
  const load = (name) => {
    if (!asked.has(name)) asked.set(name, Guide.once(() => Guide.script(`assets/recherche/${name}.js`)));
    return asked.get(name)();
  };

  // --- called by the slices
  const slice = (key, rows) => {
    slices.set(key, rows.map(([title, url, type, slug, forms = []]) => {
      const isFiche = contents.groups[type] === "fiche" || type === "definition";
      const names = [title, ...forms].map((text) => ({ text, words: words(text) }));
      // The beginning of « Bénévoles : un engagement libre », and the identifier that authors gave, name a fiche too.
      if (isFiche) for (const text of [title.split("\u00a0: ")[0], slug.replaceAll("-", " ")]) names.push({ text: "", words: words(text) });
      for (const name of names) name.stems = name.words.map(stem);
      return { title, url, type, slug, names };
    }));
  };
  const contentsOf = (keys, groups) => {
    contents = { sizes: new Map(keys.split(" ").map((key, rank) => [key, rank])), groups }; // smallest slice first
  };
  const lexicon = (text) => {
    known = text.split(" ").map((word) => ({ word, folded: fold(word), stem: stem(fold(word)) }));
  };

  // --- how well a name answers words: 0 not at all, 100 exactly
  const score = (name, query) => {
    const asked = query.words.join(" ");
    if (name.words.join(" ") === query.all) return 100;
    const full = name.words.filter((word) => !isStopWord(word) || query.words.includes(word));
    if (full.join(" ") === asked) return 98;
    let total = 0;
    for (const word of query.words) {
      const root = stem(word);
      let best = 0;
      for (let i = 0; i < name.words.length; i++) {
        if (name.words[i] === word) best = Math.max(best, 1);
        else if (name.stems[i] === root) best = Math.max(best, 0.95);
        else if (word.length > 1 && name.words[i].startsWith(word)) best = Math.max(best, 0.4 + (0.4 * word.length) / name.words[i].length);
      }
      if (!best) return 0;
      total += best;
    }
    const quality = total / query.words.length;
    const coverage = query.words.length / Math.max(full.length, query.words.length);
    if (coverage === 1) return 70 + 25 * quality;
    const together = query.all.includes(" ") && ` ${name.words.join(" ")} `.includes(` ${query.all} `) ? 10 : 0;
    const begins = full[0] && (full[0].startsWith(query.words[0]) || stem(full[0]) === stem(query.words[0])) ? 8 : 0;
    return quality * (25 + 35 * coverage) + begins + together;
  };

  // Fiches and words of the glossary are what the guide explains: before pages, and works cited.
  const WEIGHT = { reference: 0.8, page: 0.9, liste: 0.9, chiffre: 0.85, sigle: 0.97, pratique: 0.99, outil: 0.99 };


  // Entries whose title, variant or sigle holds every word of the query, best first: [{title, url, type, slug, group, form, score}]
  const find = async (text) => {
    const query = { words: queryWords(text), all: words(text).join(" ") };
    await load("sommaire");
    const { sizes } = contents;
    const keyOf = (word) => [word.slice(0, 3), word.slice(0, 2)].find((key) => sizes.has(key));
    const keys = [...new Set(query.words.filter((word) => /^[a-z].|-/.test(word)).map(keyOf))]
      .filter(Boolean)
      .sort((one, other) => slices.has(other) - slices.has(one) || sizes.get(one) - sizes.get(other));
    if (!keys.length) return [];
    await load(keys[0]); // any word of the query leads to every name that holds them all
    const found = [];
    for (const entry of slices.get(keys[0])) {
      let best = null;
      const named = score(entry.names[0], query);
      entry.names.forEach((name, rank) => {
        const value = score(name, query) * (WEIGHT[entry.type] ?? 1) - (rank ? 1 : 0);
        if (value > 0 && (!best || value > best.score)) best = { score: value, form: rank && named < value / 2 ? name.text : "" };
      });
      if (best) found.push({ title: entry.title, url: entry.url, type: entry.type, slug: entry.slug, group: contents.groups[entry.type], ...best });
    }
    return found.sort((one, other) => other.score - one.score || one.title.length - other.title.length);
  };

  // Known words near one that is not known, nearest first; null when it is known, or the beginning of a known word.
  const neighbours = async (word) => {
    await load("lexique");
    const root = stem(word);
    if (known.some((entry) => entry.folded.startsWith(word) || entry.stem === root)) return null;
    const most = word.length < 3 ? 0 : word.length < 6 ? 1 : 2;
    return known
      .map((entry, rank) => ({ word: entry.word, rank, errors: Math.min(distance(word, entry.folded, most), distance(word, entry.folded.slice(0, word.length), most) + 0.5) }))
      .filter((entry) => entry.errors <= most)
      .sort((one, other) => one.errors - other.errors || one.rank - other.rank)
      .map((entry) => entry.word);
  };

  // Is this word a sigle, as far as the slices that are loaded tell?
  const isSigle = (word) =>
    [...slices.values()].flat().some(({ names }) => names.some(({ text, words: [only, ...more] }) => only === word && !more.length && /^[\p{Lu}\d+]{2,}$/u.test(text)));

  return { slice, contents: contentsOf, lexicon, find, neighbours, isSigle };
})();
