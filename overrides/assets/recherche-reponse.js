// Words → what the guide answers to them, from its titles (recherche-index.js) and from its texts (`Guide.texts`).
// An answer: {text, words, titles, texts} and, when they are not those typed, {corrected, suggestions, lost, missing}.
window.Guide = window.Guide ?? {};
Guide.answer = (() => {
  "use strict";

  const GROUP_NAMES = ["fiche", "glossaire", "reference", "page"];

  // What titles and texts answer. When a word is nowhere in the guide, what its nearest known word answers; when no page has
  // all the words, what most of them answer.
  async function ask(text, words, titles) {
    // a title that answers holds every word: none is a typing error
    const [texts, counts] = await Promise.all([Guide.texts.find(words, GROUP_NAMES), titles.length ? [] : Guide.texts.counts(words)]);
    const doubtful = words.filter((_, rank) => counts[rank] === 0);
    const looked = await Promise.all(doubtful.map(async (word) => [word, await Guide.index.neighbours(word)]));
    const near = new Map(looked.filter(([, words]) => words));
    for (const word of near.keys()) if (isTypedInCapitals(text, word)) near.set(word, []); // another sigle would be another thing
    if (!near.size) return totalOf(texts) || titles.length ? { text, words, titles, texts } : { text, ...(await most(words)) };
    const lost = [...near.keys()].filter((word) => !near.get(word).length);
    const wrong = [...near.keys()].find((word) => near.get(word).length);
    const correct = (other) => rewrite(text, (word) => (word === wrong ? other : near.has(word) ? near.get(word)[0] ?? "" : null));
    const suggestions = wrong ? near.get(wrong).slice(0, 4).map(correct) : [];
    const corrected = suggestions[0] ?? correct("");
    const asked = Guide.french.queryWords(corrected);
    if (!corrected || !asked.length) return { text, words, titles, texts: {}, lost };
    const [better, more] = await Promise.all([Guide.index.find(corrected), Guide.texts.find(asked, GROUP_NAMES)]);
    const answer = better.length || totalOf(more) ? { words: asked, titles: better, texts: more } : await most(asked);
    if (!answer.titles.length && !totalOf(answer.texts)) return { text, words, titles: [], texts: {}, lost: [...near.keys()] };
    return { text, corrected, suggestions, lost, ...answer };
  }

  const totalOf = (texts) => Object.values(texts).reduce((sum, { total }) => sum + total, 0);
  const isTypedInCapitals = (text, word) => text.split(/\s+/).some((token) => /^\P{Ll}{2,}$/u.test(token) && Guide.french.words(token).includes(word));

  // The answer to all the words but one: those that are a name of something, or else those that fewest pages hold.
  async function most(words) {
    if (words.length < 2) return { words, titles: [], texts: {} };
    const parts = words.map((word) => words.filter((other) => other !== word));
    const look = async (part, rank) => {
      const [titles, texts] = await Promise.all([Guide.index.find(part.join(" ")), Guide.texts.find(part, GROUP_NAMES)]);
      return { words: part, missing: words[rank], titles, texts, name: titles[0]?.score ?? 0, total: totalOf(texts) };
    };
    const found = (await Promise.all(parts.map(look))).filter(({ name, total }) => name || total);
    const [best] = found.sort((one, other) => other.name - one.name || one.total - other.total);
    return best ?? { words, titles: [], texts: {} };
  }

  // The text with some of its words changed; `change` gives null for those to keep.
  const rewrite = (text, change) =>
    text
      .split(/\s+/)
      .map((token) => {
        const words = Guide.french.words(token);
        return words.some((word) => change(word) !== null) ? words.map((word) => change(word) ?? word).filter(Boolean).join(" ") : token;
      })
      .filter(Boolean)
      .join(" ");

  // `onTitles` is called with what the titles answer, before the texts are read.
  return async (text, onTitles) => {
    const words = Guide.french.queryWords(text);
    let titles = [];
    try {
      Guide.texts.prepare();
      titles = await Guide.index.find(text);
      await onTitles({ text, words, titles });
      return await ask(text, words, titles);
    } catch {
      return { text, words, titles, partial: true }; // the texts cannot be read now
    }
  };
})();
