// The catalogue: choices that add up, counts that say what a click gives, an address that a colleague can open.
// Takes the place of the static lists of the page, which stay when JavaScript does not run.
(() => {
  "use strict";

  const lists = document.querySelector(".guide-catalogue-listes");
  if (!lists || !window.Guide?.catalogue) return;

  const { element: el, quoted } = Guide;
  const { facettes, fiches } = Guide.catalogue;
  const { queryWords, words, stem, distance, fold } = Guide.french;
  const PAGE = 50;
  const ORDERS = { pertinence: "Pertinence", titre: "Titre", date: "Date de révision" };
  const LABELS = new Map(facettes.map(({ nom, valeurs }) => [nom, new Map(valeurs)]));

  const count = (n, one = "fiche", many = "fiches") => `${n.toLocaleString("fr-FR")}\u00a0${n < 2 ? one : many}`;

  // ---- Words: which fiches hold them, and how much each counts --------------------------------------------------

  const WEIGHTS = { titre: 8, mots: 6, resume: 1 };
  const textOf = (fiche, field) => [fiche[field]].flat().join(" ; ");

  // Each word of the fiches → its stem, and its weight in each fiche (by rank). Made when words are first looked for.
  let index = null;
  const known = () => {
    if (index) return index;
    index = new Map();
    fiches.forEach((fiche, rank) => {
      for (const [field, weight] of Object.entries(WEIGHTS)) {
        for (const word of words(textOf(fiche, field))) {
          if (!index.has(word)) index.set(word, { root: stem(word), weights: new Map() });
          const { weights } = index.get(word);
          if (!weights.has(rank)) weights.set(rank, weight); // fields come from the heaviest down
        }
      }
    });
    return index;
  };

  // For each word of the query, the fiches that hold it, one of its forms, or a word that it begins.
  const matches = (text) =>
    queryWords(text).map((word) => {
      const root = stem(word);
      const found = new Map();
      for (const [other, entry] of known()) {
        const likeness = other === word ? 1 : entry.root === root ? 0.9 : other.startsWith(word) ? 0.5 : 0;
        if (!likeness) continue;
        for (const [rank, weight] of entry.weights) found.set(rank, Math.max(found.get(rank) ?? 0, likeness * weight));
      }
      return found;
    });

  // The text with each unknown word replaced by the nearest known one, or nothing.
  const corrected = (text) => {
    let changed = false;
    const asWritten = (word) => {
      const fiche = fiches[known().get(word).weights.keys().next().value];
      const text = Object.keys(WEIGHTS).map((field) => textOf(fiche, field)).join(" ");
      return text.match(/[\p{L}\p{N}]+/gu).find((raw) => words(raw)[0] === word)?.toLowerCase() ?? word;
    };
    const nearest = (word) => {
      let best = "";
      let most = word.length < 5 ? 1 : 2;
      for (const other of known().keys()) {
        const errors = distance(word, other, most);
        if (errors < most || (errors === most && !best)) [best, most] = [other, errors];
      }
      changed ||= Boolean(best);
      return best && asWritten(best);
    };
    const found = matches(text);
    const proposed = queryWords(text).map((word, i) => (found[i].size ? word : nearest(word)));
    return changed && proposed.every(Boolean) ? proposed.join(" ") : "";
  };

  // ---- Choices → results and counts ------------------------------------------------------------------------------

  // A state is { text, choices: [[facet, value], …] in the order of the clicks, order, shown }.
  const byFacet = (choices) => {
    const chosen = new Map();
    for (const [facet, value] of choices) chosen.set(facet, (chosen.get(facet) ?? new Set()).add(value));
    return chosen;
  };

  // For each fiche, which criteria it does not meet: names of facets, and how many of the words.
  const missed = (chosen, found) => (fiche, rank) => ({
    facets: [...chosen].filter(([name, values]) => !fiche.facettes[name]?.some((v) => values.has(v))).map(([name]) => name),
    words: found.reduce((n, ranks) => n + !ranks.has(rank), 0),
  });

  const evaluate = ({ text, choices }) => {
    const chosen = byFacet(choices);
    const found = matches(text);
    const check = missed(chosen, found);
    const results = [];
    const having = new Map(facettes.map(({ nom }) => [nom, new Map()])); // among the results
    const gained = new Map(facettes.map(({ nom }) => [nom, new Map()])); // kept out by this facet alone
    const add = (counts, fiche, name) => {
      for (const value of fiche.facettes[name] ?? []) counts.get(name).set(value, (counts.get(name).get(value) ?? 0) + 1);
    };
    fiches.forEach((fiche, rank) => {
      const misses = check(fiche, rank);
      if (misses.words || misses.facets.length > 1) return;
      if (misses.facets.length) return add(gained, fiche, misses.facets[0]);
      results.push(rank);
      for (const { nom } of facettes) add(having, fiche, nom);
    });
    // What a click gives: beside ticked values of its facet, an unticked one adds its fiches to those shown.
    const countOf = (facet, value) =>
      chosen.has(facet) && !chosen.get(facet).has(value)
        ? results.length + (gained.get(facet).get(value) ?? 0)
        : (having.get(facet).get(value) ?? 0);
    return { results, countOf, found };
  };

  // Fiches that meet most of the criteria, when none meets them all.
  const neighbours = ({ text, choices }) => {
    const chosen = byFacet(choices);
    const found = matches(text);
    const check = missed(chosen, found);
    return fiches
      .map((fiche, rank) => [check(fiche, rank), fiche])
      .map(([misses, fiche]) => [misses.facets.length + misses.words, fiche])
      .filter(([misses]) => misses < chosen.size + found.length)
      .sort(([one], [other]) => one - other)
      .slice(0, 5)
      .map(([, fiche]) => fiche);
  };

  const orderOf = (state) => state.order || (queryWords(state.text).length ? "pertinence" : "titre");

  // Ranks follow the titles: JavaScript's sort keeps them among equals.
  const sorted = (state, { results, found }) => {
    const order = orderOf(state);
    if (order === "date") return [...results].sort((a, b) => Date.parse(fiches[b].revu_le) - Date.parse(fiches[a].revu_le));
    if (order !== "pertinence") return results;
    const wanted = fold(state.text).trim();
    const score = (rank) => {
      const names = [fiches[rank].titre, ...fiches[rank].mots].map((name) => fold(name));
      const part = Math.min(1, found.length / names[0].split(" ").length); // of the title that the words make
      return found.reduce((sum, ranks) => sum + ranks.get(rank), 5 * part + (names.includes(wanted) ? 20 : 0));
    };
    const scores = new Map(results.map((rank) => [rank, score(rank)]));
    return [...results].sort((a, b) => scores.get(b) - scores.get(a));
  };

  // ---- The state in the address ----------------------------------------------------------------------------------

  // Without words nothing is more to the point than something else.
  const sensible = (state) => (state.order === "pertinence" && !queryWords(state.text).length ? { ...state, order: "" } : state);

  // ?q=carte+acteurs&echelles=commune,departement&tri=date; what the guide does not have (any more) is left out.
  const read = (query) => {
    const wanted = new URLSearchParams(query);
    const choices = [];
    for (const [name, values] of wanted) {
      for (const value of values.split(",")) {
        if (LABELS.get(name)?.has(value) && !choices.some(([n, v]) => n === name && v === value)) choices.push([name, value]);
      }
    }
    const text = (wanted.get("q") ?? "").trim();
    const order = Object.hasOwn(ORDERS, wanted.get("tri") ?? "") ? wanted.get("tri") : "";
    return sensible({ text, choices, order, shown: PAGE });
  };

  const written = (state) => {
    const parts = [...byFacet(state.choices)].map(([name, values]) => `${name}=${[...values].join(",")}`);
    if (state.text) parts.unshift(`q=${encodeURIComponent(state.text).replaceAll("%20", "+")}`);
    if (state.order && state.order !== orderOf({ ...state, order: "" })) parts.push(`tri=${state.order}`);
    return location.pathname + (parts.length ? `?${parts.join("&")}` : "");
  };

  // ---- The page --------------------------------------------------------------------------------------------------

  const button = (className, onclick, ...children) => el("button", { type: "button", class: className, onclick }, ...children);
  const unseen = (text) => el("span", { class: "guide-lu" }, text);

  let state = read(location.search);
  let typing = 0;
  let place = location.search; // what the page shows
  let listed = []; // ranks of the results, in order

  const input = el("input", { type: "search", id: "guide-catalogue-mots", autocomplete: "off", spellcheck: "false", enterkeyhint: "search" });
  const boxes = []; // { facet, value, box, number, label }

  const valueOf = (facet, [value, label]) => {
    const box = el("input", { type: "checkbox", "data-guide": "facette", "data-facette": facet, "data-valeur": value });
    const number = el("span", { "data-guide": "compte" });
    const whole = el("label", {}, box, el("span", {}, label), el("span", { class: "guide-compte" }, "(", number, ")"));
    box.addEventListener("change", () => {
      if (box.checked) Guide.recent.add(facet, value, label);
      const others = state.choices.filter(([f, v]) => f !== facet || v !== value);
      go({ choices: box.checked ? [...others, [facet, value]] : others });
    });
    boxes.push({ facet, value, box, number, whole });
    return whole;
  };

  const groups = facettes.map(({ nom, libelle, valeurs }) =>
    el(
      "details",
      { class: "guide-facette" },
      el("summary", {}, libelle),
      el("fieldset", {}, el("legend", { class: "guide-lu" }, libelle), ...valeurs.map((valeur) => valueOf(nom, valeur))),
    ),
  );
  const chosenCount = el("span");
  const seeResults = button("guide-voir", () => {
    filters.open = false;
    heading.focus({ preventScroll: true });
    heading.parentElement.scrollIntoView();
  });
  const filters = el(
    "details",
    { class: "guide-filtres" },
    el("summary", {}, "Filtrer", chosenCount),
    el("p", { class: "guide-aide" }, "Entre parenthèses\u00a0: le nombre de fiches que vous verrez en cochant."),
    ...groups,
    seeResults,
  );

  const total = el("span", { "data-guide": "compte" });
  const totalWords = el("span");
  const onPaper = el("p", { class: "guide-papier" }); // where chips are not
  const chips = el("ul", { class: "guide-choix", "aria-label": "Vos choix" });
  const order = el(
    "select",
    { id: "guide-catalogue-tri", onchange: () => go({ order: order.value }) },
    ...Object.entries(ORDERS).map(([id, label]) => el("option", { value: id }, label)),
  );
  const print = button("", () => window.print(), "Imprimer cette liste");
  const download = button("", () => save(), "Exporter en CSV");
  const heading = el("h2", { tabindex: "-1", class: "guide-lu" }, "Résultats");
  const list = el("ol", { class: "guide-resultats" });
  const nothing = el("div", { class: "guide-rien", hidden: true });
  const more = button("guide-suite", () => {
    const first = state.shown;
    state.shown += PAGE;
    history.replaceState({ shown: state.shown }, "");
    showResults();
    list.children[first].querySelector("a").focus();
  });

  const page = el(
    "div",
    { class: "guide-catalogue" },
    el(
      "form",
      { role: "search", "aria-label": "Dans le catalogue", onsubmit: (event) => (event.preventDefault(), typed()) },
      el("label", { for: input.id }, "Des mots du titre ou du résumé"),
      input,
    ),
    filters,
    el(
      "section",
      { class: "guide-liste" },
      heading,
      el("p", { class: "guide-total", role: "status" }, total, totalWords),
      onPaper,
      chips,
      el("div", { class: "guide-outils" }, el("label", {}, "Trier par ", order), print, download),
      list,
      nothing,
      more,
    ),
  );

  // Changes what is chosen: the page shows it, the address says it, « Précédent » undoes it.
  const go = (change, replace = false) => {
    clearTimeout(typing);
    state = sensible({ ...state, text: input.value.trim(), ...change, shown: PAGE }); // with the words just typed
    history[replace ? "replaceState" : "pushState"](null, "", written(state));
    place = location.search;
    show();
  };

  input.addEventListener("focus", known, { once: true }); // ready before the first word is typed

  const typed = () => {
    clearTimeout(typing);
    const text = input.value.trim();
    if (text !== state.text) go({ text }, true);
  };
  input.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(typed, 150);
  });

  const show = () => {
    const evaluated = evaluate(state);
    listed = sorted(state, evaluated);
    if (input.value.trim() !== state.text) input.value = state.text;
    for (const { facet, value, box, number, whole } of boxes) {
      const n = evaluated.countOf(facet, value);
      box.checked = state.choices.some(([f, v]) => f === facet && v === value);
      box.disabled = !n && !box.checked && box !== document.activeElement;
      whole.classList.toggle("guide-vide", box.disabled);
      number.textContent = n.toLocaleString("fr-FR");
    }
    order.value = orderOf(state);
    order.options[0].hidden = order.options[0].disabled = !queryWords(state.text).length;
    total.textContent = listed.length.toLocaleString("fr-FR");
    total.dataset.total = listed.length;
    const among = listed.length < fiches.length ? ` sur ${fiches.length.toLocaleString("fr-FR")}` : "";
    totalWords.textContent = `\u00a0${listed.length < 2 ? "fiche" : "fiches"}${among}`;
    chosenCount.textContent = state.choices.length ? ` (${state.choices.length})` : "";
    seeResults.textContent = listed.length ? `Voir ${count(listed.length)}` : "Aucune fiche";
    print.disabled = download.disabled = !listed.length;
    showChips();
    showNothing();
    showResults();
  };

  const without = (choice) => ({ choices: state.choices.filter((c) => c !== choice) });

  const showChips = () => {
    const chip = (label, facet, change) =>
      el("li", {}, button("", (event) => drop(event, change), unseen("Retirer "), label, unseen(facet && ` (${facet})`), el("span", { "aria-hidden": "true" }, " ✕")));
    const all = state.choices.map((choice) => {
      const [facet, value] = choice;
      return chip(LABELS.get(facet).get(value), facettes.find(({ nom }) => nom === facet).libelle, without(choice));
    });
    if (state.text) all.unshift(chip(quoted(state.text), "", { text: "" }));
    if (all.length) all.push(el("li", {}, button("guide-effacer", (event) => drop(event, { text: "", choices: [], order: "" }), "Tout effacer")));
    chips.replaceChildren(...all);
    const said = [...byFacet(state.choices)].map(([facet, values]) => {
      const { libelle } = facettes.find(({ nom }) => nom === facet);
      return `${libelle}\u00a0: ${[...values].map((value) => LABELS.get(facet).get(value)).join(", ")}`;
    });
    if (state.text) said.unshift(`Mots\u00a0: ${state.text}`);
    onPaper.textContent = said.length ? `${said.join(". ")}.` : "";
    chips.hidden = !all.length;
  };

  // The button that is pressed goes away: the focus stays near, for the keyboard.
  const drop = (event, change) => {
    const rank = [...chips.querySelectorAll("button")].indexOf(event.currentTarget);
    go(change);
    const left = [...chips.querySelectorAll("button")];
    (left[Math.min(rank, left.length - 2)] ?? input).focus();
  };

  const showNothing = () => {
    nothing.hidden = list.hidden = false;
    if (listed.length) return void (nothing.hidden = true);
    list.hidden = true;
    const offers = [];
    const offer = (label, change, hook = {}) => {
      const gain = evaluate({ ...state, ...change }).results.length;
      if (!gain) return;
      const press = () => (go(change), heading.focus());
      offers.push(el("li", {}, el("button", { type: "button", onclick: press, ...hook }, `${label} (${count(gain)})`)));
    };
    const last = state.choices.at(-1);
    const better = corrected(state.text);
    if (better) offer(`Essayer avec ${quoted(better)}`, { text: better }, { "data-guide": "suggestion" });
    if (last) offer(`Retirer ${quoted(LABELS.get(last[0]).get(last[1]))}`, without(last));
    if (state.text) offer(`Retirer les mots ${quoted(state.text)}`, { text: "" });
    if (!offers.length) offer("Tout effacer", { text: "", choices: [] });
    const near = neighbours(state);
    const said = fiches.length ? "Aucune fiche ne répond à tous ces choix à la fois." : "Aucune fiche pour l’instant.";
    nothing.replaceChildren(el("p", {}, said), ...(offers.length ? [el("ul", {}, ...offers)] : []));
    if (near.length) nothing.append(el("h3", {}, "Fiches proches"), el("ul", {}, ...near.map((fiche) => el("li", {}, linkTo(fiche)))));
  };

  const addressOf = (fiche) => Guide.page(fiche.url);
  const linkTo = (fiche) => el("a", { href: addressOf(fiche) }, fiche.titre);
  const labelsOf = (fiche, facet) => (fiche.facettes[facet] ?? []).map((value) => LABELS.get(facet).get(value));
  const days = new Intl.DateTimeFormat("fr-FR", { dateStyle: "long", timeZone: "UTC" });
  const dayOf = (fiche) => days.format(new Date(fiche.revu_le)).replace(/^1 /, "1er ");

  const item = (rank) => {
    const fiche = fiches[rank];
    const facts = [...labelsOf(fiche, "type"), ...labelsOf(fiche, "nature"), ...(fiche.ebauche ? ["Ébauche"] : [])];
    return el(
      "li",
      { "data-guide": "resultat", "data-slug": fiche.slug },
      el("h3", {}, linkTo(fiche)),
      el("p", { class: "guide-faits" }, facts.join(" · "), el("span", {}, `revue le ${dayOf(fiche)}`)),
      el("p", {}, fiche.resume),
    );
  };

  const showResults = (all = false) => {
    const ranks = all ? listed : listed.slice(0, state.shown);
    list.replaceChildren(...ranks.map(item));
    const left = listed.length - ranks.length;
    more.hidden = !left;
    more.textContent = `Afficher ${count(Math.min(left, PAGE), "fiche de plus", "fiches de plus")}`;
  };

  // Paper has no « Afficher plus ».
  addEventListener("beforeprint", () => showResults(true));
  addEventListener("afterprint", () => showResults());

  // ---- What the reader takes away --------------------------------------------------------------------------------

  // For French spreadsheets: semicolons, and a mark that says UTF-8. A text that would pass for a formula gets an apostrophe.
  const cell = (text) => {
    const safe = /^\s*[=+\-@]|^[\t\r]/.test(text) ? `'${text}` : text;
    return /[";\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };

  const csv = () => {
    const head = ["Titre", ...facettes.slice(0, 2).map((f) => f.libelle), "Résumé", ...facettes.slice(2).map((f) => f.libelle), "Revue le", "Adresse"];
    const lines = listed.map((rank) => {
      const fiche = fiches[rank];
      const [type, nature, ...others] = facettes.map(({ nom }) => labelsOf(fiche, nom).join(" | "));
      return [fiche.titre, type, nature, fiche.resume, ...others, fiche.revu_le, addressOf(fiche)];
    });
    return `\ufeff${[head, ...lines].map((line) => line.map(cell).join(";")).join("\r\n")}\r\n`;
  };

  const save = () => Guide.save("catalogue.csv", "text/csv", csv());

  // ---- Start -----------------------------------------------------------------------------------------------------

  // Beside the results there is room for every facet; above them, for what is chosen.
  const wide = matchMedia("(min-width: 60em)");
  const unfold = () => {
    filters.open = wide.matches;
    groups.forEach((group, i) => (group.open = wide.matches || state.choices.some(([facet]) => facet === facettes[i].nom)));
  };
  wide.addEventListener("change", unfold);
  const shownBefore = () => history.state?.shown ?? PAGE;
  addEventListener("popstate", () => {
    if (location.search === place) return; // an anchor of the page, « Aller au contenu »
    place = location.search;
    state = { ...read(location.search), shown: shownBefore() };
    show();
  });

  state.shown = shownBefore();
  unfold();
  show();
  lists.replaceWith(page);
})();
