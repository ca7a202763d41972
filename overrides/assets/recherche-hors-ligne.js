// The texts of the pages when the guide is read from a folder, where Pagefind cannot load: they come in one script
// (generator/offline.py) and are read through. The same interface as recherche-pagefind.js: `Guide.texts.{find,counts,prepare}`.
window.Guide = window.Guide ?? {};
Guide.texts = (() => {
  "use strict";

  const { words: split, stem } = Guide.french;
  const AROUND = 13; // words shown on each side of the one that answers
  let pages = [];
  let usual = 1; // the usual length of a page

  // --- called by the script of texts: [[title, url, type, slug, group, [[anchor, heading, text], …]], …]
  const add = (rows) => {
    const folded = (text) => ` ${split(text).join(" ")} `;
    pages = rows.map(([title, url, type, slug, group, parts]) => {
      const sections = parts.map(([anchor, heading, text]) => ({ anchor, heading, text, foldedHeading: folded(heading), folded: folded(text) }));
      const length = sections.reduce((sum, section) => sum + section.folded.length, 0);
      return { title, url, type, slug, group, sections, length, folded: folded(title) };
    });
    usual = pages.reduce((sum, page) => sum + page.length, 0) / pages.length;
  };

  // The forms of a word in a folded text: what begins like its stem, or the word itself when the stem is short.
  const pattern = (word) => {
    const root = stem(word);
    const forms = root.length < 4 ? `${root}(?:e|s|es|x)?(?= )` : root;
    return new RegExp(` (?:${word}|${forms})`, "g");
  };
  const times = (text, form) => text.match(form)?.length ?? 0;

  // How well a page answers (BM25, titles counted several times), null when it lacks a word; and its section that answers best.
  const weigh = (page, forms) => {
    let total = 0;
    const values = page.sections.map(() => 0);
    for (const form of forms) {
      let here = 8 * times(page.folded, form);
      page.sections.forEach((section, rank) => {
        const value = 3 * times(section.foldedHeading, form) + times(section.folded, form);
        values[rank] += value;
        here += value;
      });
      if (!here) return null;
      total += (2.2 * here) / (here + 1.2 * (0.25 + (0.75 * page.length) / usual));
    }
    const best = values.indexOf(Math.max(...values));
    return { page, score: total, section: values[best] ? page.sections[best] : page.sections[0] };
  };

  const excerpt = (text, forms) => {
    const tokens = text.split(/[ \n]+/);
    const answers = tokens.map((token) => forms.some((form) => times(` ${split(token).join(" ")} `, form)));
    const first = Math.max(answers.indexOf(true), 0);
    const start = Math.max(first - AROUND, 0);
    return tokens.slice(start, first + AROUND).flatMap((token, rank) => [[rank ? " " : "", false], [token, answers[start + rank]]]);
  };

  const item = ({ page, section }, forms) => ({
    title: page.title,
    url: page.url,
    type: page.type,
    slug: page.slug,
    group: page.group,
    anchor: section?.anchor ?? "",
    section: section && section.heading !== page.title ? section.heading : "",
    excerpt: section ? excerpt(section.text, forms) : [],
  });

  const start = Guide.once(() => Guide.script("assets/recherche/textes.js"));

  const counts = async (words) => {
    await start();
    return words.map((word) => pages.reduce((sum, page) => sum + (weigh(page, [pattern(word)]) ? 1 : 0), 0));
  };

  const find = async (words, groups) => {
    await start();
    const forms = words.map(pattern);
    const found = pages.map((page) => weigh(page, forms)).filter(Boolean).sort((one, other) => other.score - one.score);
    return Object.fromEntries(
      groups.map((group) => {
        const own = found.filter(({ page }) => page.group === group);
        return [group, { total: own.length, load: async (from, to) => own.slice(from, to).map((answer) => item(answer, forms)) }];
      }),
    );
  };

  const prepare = () => {}; // the script of texts is large: titles answer first

  return { add, find, counts, prepare };
})();
