// The search box of the header: opens with « / » and Ctrl+K, answers at the first letters, says what it found.
// Nothing of the index is loaded before the reader searches. Without JavaScript the box sends its words to the catalogue.
(() => {
  "use strict";

  const { element, quoted } = Guide;
  const input = document.querySelector('[data-guide="recherche"]');

  const GROUPS = { fiche: "Fiches", glossaire: "Glossaire", reference: "Références", page: "Pages" };
  const TYPES = {
    pratique: "Pratique", outil: "Outil", dispositif: "Dispositif", acteur: "Acteur", definition: "Définition",
    sigle: "Sigle", reference: "Référence", page: "Page", liste: "Page", chiffre: "Chiffres clés",
  };
  const BEST = 3; // results under « Meilleures réponses »
  const SHOWN = 4; // results of a group before the reader asks for more
  const MORE = 10;
  const GOOD = 40; // a score of Guide.index under which a title is no answer by itself


  const box = input.closest("search");
  const status = element("p", { class: "guide-panneau-etat", role: "status" });
  const list = element("div", { class: "guide-panneau-liste" });
  const panel = element("div", { id: "guide-panneau", class: "guide-panneau", role: "region", "aria-label": "Résultats de la recherche", hidden: "" }, status, list);
  box.append(panel);
  input.setAttribute("aria-controls", panel.id);

  // --- opening and closing
  const open = () => {
    panel.hidden = false;
    if (!input.value.trim()) hints();
  };
  const close = () => {
    panel.hidden = true;
  };
  const isTyping = (target) => target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName);
  document.addEventListener("keydown", (event) => {
    const slash = event.key === "/" && !event.ctrlKey && !event.metaKey && !event.altKey && !isTyping(event.target);
    const ctrlK = event.key.toLowerCase() === "k" && (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
    if (!slash && !ctrlK) return;
    event.preventDefault();
    input.focus();
    input.select();
    open();
  });
  input.addEventListener("click", open);
  document.addEventListener("pointerdown", (event) => {
    if (!box.contains(event.target)) close();
  });
  box.addEventListener("focusout", (event) => {
    if (event.relatedTarget && !box.contains(event.relatedTarget)) close();
  });

  // --- the keyboard goes through the results and comes back
  const stops = () => [...panel.querySelectorAll("a, button")];
  box.addEventListener("keydown", (event) => {
    if (event.key === "Escape" && !panel.hidden) {
      event.preventDefault();
      input.focus();
      close();
      return;
    }
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (!step || panel.hidden) return;
    const places = [input, ...stops()];
    const here = places.indexOf(document.activeElement);
    if (here < 0) return;
    event.preventDefault();
    places[Math.min(Math.max(here + step, 0), places.length - 1)].focus();
  });

  // --- searching
  let turn = 0;
  let current = Promise.resolve();
  let timer = 0;

  const start = Guide.once(() =>
    Promise.all(["index", Guide.local ? "hors-ligne" : "pagefind"].map((name) => Guide.script(`assets/recherche-${name}.js`))),
  );

  input.addEventListener("input", () => {
    clearTimeout(timer);
    panel.hidden = false;
    if (Guide.french.fold(input.value).replace(/[^a-z0-9]/g, "").length < 2) {
      turn++;
      hints();
      return;
    }
    timer = setTimeout(() => (current = search(input.value)), 60);
  });
  input.addEventListener("focus", () => start().catch(() => {}), { once: true });

  input.form.addEventListener("submit", async (event) => {
    if (!input.value.trim()) return;
    event.preventDefault();
    clearTimeout(timer);
    if (panel.hidden || panel.dataset.mots !== input.value) current = search(input.value);
    await current;
    const first = panel.querySelector('[data-guide="resultat"] a');
    location.href = first ? first.href : catalogue(input.value);
  });

  const catalogue = (text, facets = {}) => `${Guide.page("catalogue/")}?${new URLSearchParams({ ...(text.trim() && { q: text.trim() }), ...facets })}`;

  async function search(text) {
    const mine = ++turn;
    const stale = () => mine !== turn;
    const words = Guide.french.queryWords(text);
    let titles = [];
    let answer;
    try {
      await start();
      Guide.texts.prepare();
      titles = await Guide.index.find(text);
      if (stale()) return;
      if (titles.some((entry) => entry.score >= GOOD)) await show({ text, words, titles }, stale);
      answer = await ask(text, words, titles);
    } catch {
      answer = { text, words, titles, partial: true }; // the index of the texts, or all of it, cannot be had now
    }
    if (!stale()) await show(answer, stale);
  }

  // What titles and texts answer; when a word is in no page, what its nearest known word answers.
  async function ask(text, words, titles) {
    const groups = Object.keys(GROUPS);
    // a title that answers holds every word: none is a typing error
    const [texts, counts] = await Promise.all([Guide.texts.find(words, groups), titles.length ? [] : Guide.texts.counts(words)]);
    const doubtful = words.filter((_, rank) => counts[rank] === 0);
    const looked = await Promise.all(doubtful.map(async (word) => [word, await Guide.index.neighbours(word)]));
    const near = new Map(looked.filter(([, words]) => words));
    const unknown = [...near.keys()];
    if (!unknown.length) return { text, words, titles, texts };
    const corrected = rewrite(text, (word) => (near.has(word) ? near.get(word)[0] ?? "" : null));
    const asked = Guide.french.queryWords(corrected);
    const wrong = unknown.find((word) => near.get(word).length);
    const others = wrong ? near.get(wrong).slice(0, 4) : [];
    const suggestions = others.map((other) => rewrite(text, (word) => (word === wrong ? other : near.has(word) ? near.get(word)[0] ?? "" : null)));
    const lost = unknown.filter((word) => !near.get(word).length);
    if (!asked.length) return { text, words, titles, texts: {}, lost };
    const [better, more] = await Promise.all([Guide.index.find(corrected), Guide.texts.find(asked, groups)]);
    return { text, words: asked, titles: better.length ? better : titles, texts: more, corrected, suggestions, lost };
  }

  // The text with some of its words changed; `change` gives null for those to keep.
  const rewrite = (text, change) =>
    text
      .split(/\s+/)
      .map((token) => {
        const words = Guide.french.words(token);
        return words.some((word) => change(word) !== null) ? words.map((word) => change(word) ?? word).join(" ").trim() : token;
      })
      .filter(Boolean)
      .join(" ");

  // --- showing
  async function show({ text, words, titles, texts, corrected, suggestions = [], lost = [], partial }, stale = () => false) {
    const readGroup = async (name) => {
      const found = texts?.[name];
      return [name, { total: found?.total ?? 0, items: found ? await found.load(0, SHOWN + BEST) : [], load: found?.load }];
    };
    const groups = Object.fromEntries(await Promise.all(Object.keys(GROUPS).map(readGroup)));
    if (stale()) return;
    const read = new Map(Object.values(groups).flatMap((group) => group.items).map((item) => [item.url, item]));
    const named = titles.map((entry) => ({ ...entry, ...pick(read.get(entry.url), ["excerpt", "section", "anchor"]) }));
    const answers = named.filter((entry) => entry.score >= GOOD);
    const ranked = [...answers, ...Object.values(groups).flatMap((group) => group.items.slice(0, 1))];
    const best = unique(ranked).slice(0, BEST);
    const shown = new Set(best.map((item) => item.url));
    const sections = [];
    let count = 0;
    const counts = [];
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
    const inside = list.contains(document.activeElement);
    const kept = document.activeElement?.closest?.("[data-slug]")?.dataset.slug;
    list.replaceChildren(
      ...notes({ text, corrected, suggestions, lost, partial, count, words }),
      ...(best.length ? [titled("Meilleures réponses", best.map((item) => row(item, words)))] : []),
      ...sections,
      ...footer(corrected ?? text),
    );
    if (inside) ((kept && list.querySelector(`[data-slug="${CSS.escape(kept)}"] a`)) ?? input).focus();
    if (!texts && !partial) {
      status.textContent = ""; // the texts are still being searched
      return;
    }
    panel.dataset.mots = text;
    status.textContent = count ? `${plural(count, "résultat")}\u00a0: ${counts.join(", ")}.` : `Aucun résultat pour ${quoted(text.trim())}.`;
  }

  const NOUNS = { fiche: "fiche", glossaire: "mot du glossaire", reference: "référence", page: "page" };
  const noun = (name, total) => (total > 1 ? (name === "glossaire" ? "mots du glossaire" : `${NOUNS[name]}s`) : NOUNS[name]);
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
    const button = element("button", { type: "button", class: "guide-autres" });
    const label_ = () => (button.textContent = `Voir d’autres résultats (${label.toLowerCase()})`);
    label_();
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
      const said = item.excerpt.map(([text]) => text).join("");
      const [lead, tail] = [/^\p{Ll}/u.test(said) ? "…" : "", /[.!?…]$/.test(said) ? "" : "…"];
      const shown = item.excerpt.map(([text, isMatch]) => (isMatch ? element("mark", {}, text) : text));
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

  function notes({ text, corrected, suggestions, lost, partial, count, words }) {
    const made = [];
    if (suggestions.length) {
      const buttons = suggestions.flatMap((other, rank) => [rank ? ", " : "", suggestion(other)]);
      made.push(element("p", { class: "guide-essai" }, `Aucun résultat pour ${quoted(text.trim())}. Essayez avec `, ...buttons, "."));
    }
    if (lost.length && count) made.push(element("p", { class: "guide-essai" }, `Le guide n’emploie pas ${lost.map(quoted).join(", ")}.`));
    if (!count && !corrected && !lost.length && words.length > 1) made.push(element("p", { class: "guide-essai" }, "Aucune page ne réunit ces mots. Essayez avec ", ...words.flatMap((word, rank) => [rank ? ", " : "", suggestion(word)]), "."));
    if (partial) made.push(element("p", { class: "guide-essai" }, "Seuls les titres ont été cherchés\u00a0: les textes ne sont pas disponibles ici."));
    if (!count) made.push(element("p", {}, "Parcourez plutôt ", link("catalogue/", "le catalogue"), ", ", link("glossaire/", "le glossaire"), " ou ", link("plan-du-site/", "le plan du site"), "."));
    return made;
  }

  const link = (address, text) => element("a", { href: Guide.page(address) }, text);

  function suggestion(text) {
    const button = element("button", { type: "button", "data-guide": "suggestion" }, text);
    button.addEventListener("click", () => {
      input.value = text;
      input.focus();
      current = search(text);
    });
    return button;
  }

  // Beside the catalogue, the facets that the reader used last there, with the words typed.
  function footer(text) {
    const made = [element("a", { href: catalogue(text) }, text.trim() ? `Chercher ${quoted(text.trim())} dans le catalogue` : "Ouvrir le catalogue")];
    for (const { facette, valeur, libelle } of Guide.recent.read()) made.push(element("a", { class: "guide-recente", href: catalogue(text, { [facette]: valeur }) }, libelle));
    return [element("p", { class: "guide-suite" }, ...made.flatMap((one, rank) => (rank ? [rank === 1 ? " Vos dernières facettes\u00a0: " : ", ", one] : [one])))];
  }

  function hints() {
    status.textContent = "";
    delete panel.dataset.mots;
    list.replaceChildren(
      element("p", {}, "Un mot, un sigle, un auteur, le début d’un titre\u00a0: avec ou sans accents."),
      ...footer(""),
    );
  }
})();
