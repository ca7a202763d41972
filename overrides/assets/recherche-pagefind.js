// The texts of the pages, through Pagefind: its index comes by pieces, so that a large guide costs a reader little.
// The same interface as recherche-hors-ligne.js: `Guide.texts.{find,counts,prepare}`.
window.Guide = window.Guide ?? {};
Guide.texts = (() => {
  "use strict";

  const ALSO = "~~"; // a word that is there to be found, not to be read: see generator/search.py
  const MARK = /<\/?mark>/g;

  const start = Guide.once(async () => {
    const pagefind = await import(new URL("pagefind/pagefind.js", Guide.root));
    await pagefind.options({ excerptLength: 26, baseUrl: "/" });
    await pagefind.init();
    return pagefind;
  });

  // The spaces that the index has lost.
  const spaceBetween = (before, after) => (/^[:»]/.test(after) || before.endsWith("«") ? "\u00a0" : /^[;!?]/.test(after) ? "\u202f" : " ");

  // A token that answers: the signs around the word are no part of it.
  const onlyWord = (token) => {
    const [, before, word, after] = token.match(/^([^\p{L}\p{N}]*)(.*?)([^\p{L}\p{N}]*)$/u);
    return [[before, false], [word, true], [after, false]];
  };

  // What Pagefind shows → the text as the guide writes it: [[text, is it a match], …]
  const restore = (shown) => {
    const pieces = [];
    for (const token of shown.split(" ")) {
      const marked = token.includes("<mark>");
      const text = token.replace(MARK, "").replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
      const last = pieces.at(-1);
      if (text.startsWith(ALSO) || (text.startsWith("·") && !last)) {
        if (last) last.marked ||= marked;
      } else if (text.startsWith("·") && last) last.text += text;
      else if (last?.text.endsWith("’") && !last.marked) pieces.push({ text, marked, glued: true });
      else pieces.push({ text, marked, glued: false });
    }
    return pieces.flatMap(({ text, marked, glued }, rank) => [
      [rank && !glued ? spaceBetween(pieces[rank - 1].text, text) : "", false],
      ...(marked ? onlyWord(text) : [[text, false]]),
    ]);
  };

  // Where no page holds a word, Pagefind answers with the beginning of it: then what it marks is another word.
  const holds = async (found, word) => {
    if (!found.results.length) return 0;
    const { stem, words } = Guide.french;
    const root = stem(word);
    const shown = restore((await found.results[0].data()).excerpt);
    const isMeant = ([text, marked]) => marked && words(text).some((other) => other.startsWith(word) || stem(other) === root);
    return shown.some(isMeant) ? found.results.length : 0;
  };

  const item = async (result, group) => {
    const data = await result.data();
    const best = data.sub_results.reduce((one, other) => (other.locations.length > (one?.locations.length ?? 0) ? other : one), null);
    const [, anchor = ""] = (best?.url ?? "").split("#");
    const title = restore(data.meta.title).map(([text]) => text).join("");
    const heading = best && anchor ? restore(best.title).map(([text]) => text).join("") : "";
    const section = heading === title ? "" : heading;
    const excerpt = best?.excerpt ?? data.excerpt;
    // an excerpt begins with the heading of its section, which is shown before it
    const lead = `${best?.title ?? ""}. `;
    return {
      title,
      url: data.url.replace(/^\//, ""),
      type: data.meta.type,
      slug: data.meta.slug,
      group,
      anchor,
      section,
      excerpt: restore(best && excerpt.startsWith(lead) ? excerpt.slice(lead.length) : excerpt),
    };
  };

  // How many pages hold each word.
  const counts = async (words) => {
    const pagefind = await start();
    return Promise.all(words.map(async (word) => holds(await pagefind.search(word), word)));
  };

  // One word: the pages that write it so come before those that hold another of its forms, and a sigle has no other form.
  const search = async (words, filters) => {
    const pagefind = await start();
    const ask = async (query) => (await pagefind.search(query, { filters })).results;
    if (words.length > 1) return ask(words.join(" "));
    const exact = await ask(`"${words[0]}"`); // between quotation marks, Pagefind keeps to the letters
    if (exact.length && Guide.index.isSigle(words[0])) return exact;
    const first = new Set(exact.map(({ id }) => id));
    return [...exact, ...(await ask(words[0])).filter(({ id }) => !first.has(id))];
  };

  // Words → {group: {total, load(from, to) → items}}
  const find = async (words, groups) => {
    const look = async (group) => {
      const results = await search(words, { groupe: group });
      return [group, { total: results.length, load: (from, to) => Promise.all(results.slice(from, to).map((result) => item(result, group))) }];
    };
    return Object.fromEntries(await Promise.all(groups.map(look)));
  };

  // What every query needs, while titles are looked for.
  const prepare = () => start().catch(() => {});

  return { find, counts, prepare };
})();
