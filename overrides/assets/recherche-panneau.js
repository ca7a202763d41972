// An answer (recherche-reponse.js) → what the panel shows: the best results, then each group, and what to try otherwise.
window.Guide = window.Guide ?? {};
Guide.results = (() => {
  "use strict";

  const { element, quoted } = Guide;
  const GROUPS = { fiche: "Fiches", glossaire: "Glossaire", reference: "Références", page: "Pages" };
  const TYPES = {
    pratique: "Pratique", outil: "Outil", dispositif: "Dispositif", acteur: "Acteur", definition: "Définition",
    sigle: "Sigle", reference: "Référence", page: "Page", liste: "Page", chiffre: "Chiffres clés",
  };
  const BEST = 3; // results under « Meilleures réponses »
  const SHOWN = 4; // results of a group before the reader asks for more
  const MORE = 10;
  const GOOD = 40; // a score of Guide.index under which a title is no answer by itself

  // The lists of an answer, and how many results there are: {nodes, count, said}. `retry(text)` searches for something else.
  const lists = async ({ text, words, titles, texts, partial, ...changes }, retry) => {
    const readGroup = async (name) => {
      const found = texts?.[name];
      return [name, { total: found?.total ?? 0, items: found ? await found.load(0, SHOWN + BEST) : [], load: found?.load }];
    };
    const groups = Object.fromEntries(await Promise.all(Object.keys(GROUPS).map(readGroup)));
    const read = new Map(Object.values(groups).flatMap((group) => group.items).map((item) => [item.url, item]));
    const named = titles.map((entry) => ({ ...entry, ...pick(read.get(entry.url), ["excerpt", "section", "anchor"]) }));
    const answers = named.filter((entry) => entry.score >= GOOD);
    const best = unique([...answers, ...Object.values(groups).flatMap((group) => group.items.slice(0, 1))]).slice(0, BEST);
    const shown = new Set(best.map((item) => item.url));
    const sections = [];
    const counts = [];
    let count = 0;
    for (const [name, label] of Object.entries(GROUPS)) {
      const own = named.filter((entry) => entry.group === name);
      const all = unique([...own, ...groups[name].items]);
      // parts of pages and lists of links have titles only: the texts do not count them
      const titlesOnly = own.filter((entry) => entry.url.includes("#") || entry.type === "liste");
      const total = Math.max(groups[name].total + titlesOnly.length, all.length);
      count += total;
      if (total) counts.push(`${total} ${noun(name, total)}`);
      const rest = all.filter((item) => !shown.has(item.url));
      if (rest.length) sections.push(section(label, rest, { words, total, group: groups[name], seen: new Set([...shown, ...all.map((item) => item.url)]) }));
    }
    const nodes = [
      ...notes({ text, words, partial, count, ...changes }, retry),
      ...(best.length ? [titled("Meilleures réponses", best.map((item) => row(item, words)))] : []),
      ...sections,
    ];
    return { nodes, count, said: said({ text, count, counts, ...changes }) };
  };

  // What a screen reader hears of it.
  const said = ({ text, count, counts, corrected, missing }) => {
    const found = `${plural(count, "résultat")}\u00a0: ${counts.join(", ")}.`;
    if (!count) return `Aucun résultat pour ${quoted(text.trim())}.`;
    if (corrected) return `Aucun résultat pour ${quoted(text.trim())}. Pour ${quoted(corrected)}, ${found}`;
    return missing ? `Sans ${quoted(missing)}, ${found}` : found;
  };

  const NOUNS = { fiche: ["fiche", "fiches"], glossaire: ["mot du glossaire", "mots du glossaire"], reference: ["référence", "références"], page: ["page", "pages"] };
  const noun = (name, total) => NOUNS[name][total > 1 ? 1 : 0];
  const plural = (total, word) => `${total} ${word}${total > 1 ? "s" : ""}`;
  const pick = (item, names) => Object.fromEntries(names.filter((name) => item?.[name]).map((name) => [name, item[name]]));
  const unique = (items) => items.filter((item, rank) => items.findIndex((other) => other.url === item.url) === rank);

  function titled(label, rows) {
    const id = `guide-groupe-${Guide.french.fold(label).replace(/\W+/g, "-")}`;
    return element("div", { class: "guide-groupe" }, element("p", { id, class: "guide-groupe-titre" }, label), element("ul", { "aria-labelledby": id }, ...rows));
  }

  function section(label, items, { words, total, group, seen }) {
    const made = titled(`${label} (${total})`, items.slice(0, SHOWN).map((item) => row(item, words)));
    let waiting = items.slice(SHOWN);
    let next = group.items.length;
    const left = () => waiting.length + Math.max(0, group.total - next);
    if (!left()) return made;
    const button = element("button", { type: "button", class: "guide-autres" }, `Voir d’autres résultats (${label.toLowerCase()})`);
    button.addEventListener("click", async () => {
      if (waiting.length < MORE && group.load) {
        const from = next;
        next += MORE; // before waiting: the reader may press again
        const more = (await group.load(from, from + MORE)).filter((item) => !seen.has(item.url));
        for (const item of more) seen.add(item.url);
        waiting.push(...more);
      }
      const rows = waiting.splice(0, MORE).map((item) => row(item, words));
      made.querySelector("ul").append(...rows);
      rows[0]?.querySelector("a").focus();
      if (!left()) button.remove();
    });
    made.append(button);
    return made;
  }

  function row(item, words) {
    const isPart = item.anchor && item.group === "page";
    const url = isPart && !item.url.includes("#") ? `${item.url}#${item.anchor}` : item.url;
    const link = element("a", { href: Guide.page(url) }, ...marked(item.title, words));
    const kind = element("span", { class: `guide-type guide-icone-${item.type}` }, TYPES[item.type] ?? "");
    const made = element("li", { "data-guide": "resultat", "data-slug": item.slug, "data-type": item.type }, link, " ", kind);
    if (item.form) made.append(element("p", { class: "guide-aussi" }, item.type === "sigle" || item.type === "reference" ? "" : "Aussi\u00a0: ", ...marked(item.form, words)));
    if (item.excerpt?.length) {
      const where = item.section ? [element("strong", {}, item.section), " — "] : [];
      const whole = item.excerpt;
      while (whole.length && !/[\p{L}\p{N}«(]/u.test(whole[0][0])) whole.shift(); // « ; depuis », cut from what precedes
      const said = whole.map(([text]) => text).join("");
      const [lead, tail] = [/^\p{Ll}/u.test(said) ? "…" : "", /[.!?…]$/.test(said) ? "" : "…"];
      const shown = whole.map(([text, isMatch]) => (isMatch ? element("mark", {}, text) : text));
      made.append(element("p", { class: "guide-extrait" }, ...where, lead, ...shown, tail));
    }
    return made;
  }

  // A title with the words that answer, in their own spelling.
  function marked(text, words) {
    const { words: split, stem } = Guide.french;
    const roots = words.map(stem);
    return text.split(/([\p{L}\p{N}·]+)/u).map((part, rank) => {
      const matches = rank % 2 && split(part).some((word) => words.some((asked, i) => word.startsWith(asked) || stem(word) === roots[i]));
      return matches ? element("mark", {}, part) : part;
    });
  }

  // What is not as it was asked, and what else to try.
  function notes({ words, partial, count, corrected, suggestions = [], lost = [], missing }, retry) {
    const made = [];
    const note = (...children) => made.push(element("p", { class: "guide-essai" }, ...children));
    const offers = (texts) => texts.flatMap((text, rank) => [rank ? ", " : "", suggestion(text, retry)]);
    if (suggestions.length) note(count ? "Résultats pour " : "Essayez avec ", suggestion(suggestions[0], retry), ".");
    if (suggestions.length > 1) note("Essayez aussi avec ", ...offers(suggestions.slice(1)), ".");
    if (missing) note(`Aucune page ne réunit tous ces mots. Voici celles qui n’ont pas ${quoted(missing)}.`);
    if (lost.length && count) note(`Le guide n’emploie pas ${lost.map(quoted).join(", ")}.`);
    if (!count && !corrected && !lost.length && words.length > 1) note("Aucune page ne réunit ces mots. Essayez avec ", ...offers(words), ".");
    if (partial) note("Seuls les titres ont été cherchés\u00a0: les textes ne sont pas disponibles ici.");
    if (!count) note("Parcourez plutôt ", link("catalogue/", "le catalogue"), ", ", link("glossaire/", "le glossaire"), " ou ", link("plan-du-site/", "le plan du site"), ".");
    return made;
  }

  const link = (address, text) => element("a", { href: Guide.page(address) }, text);
  const suggestion = (text, retry) => element("button", { type: "button", "data-guide": "suggestion", onclick: () => retry(text) }, text);

  return { lists, isAnswer: (entry) => entry.score >= GOOD };
})();
