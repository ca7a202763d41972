// The search box of the header: opens with « / » and Ctrl+K, answers at the first letters, says what it found.
// Nothing of the index is loaded before the reader searches. Without JavaScript the box sends its words to the catalogue.
(() => {
  "use strict";

  const { element, quoted } = Guide;
  const input = document.querySelector('[data-guide="recherche"]');

  const box = input.closest("search");
  const status = element("p", { class: "guide-panneau-etat", role: "status" });
  const list = element("div", { class: "guide-panneau-liste" });
  const leave = element("button", { type: "button", class: "guide-panneau-fermer", onclick: () => close() }, "Fermer"); // for fingers
  const named = { role: "region", "aria-label": "Résultats de la recherche" };
  const panel = element("div", { id: "guide-panneau", class: "guide-panneau", ...named, hidden: true }, leave, status, list);
  box.append(panel);
  input.setAttribute("aria-controls", panel.id);

  // --- opening and closing
  const open = () => {
    unfold();
    if (!input.value.trim()) hints();
  };
  const unfold = () => {
    const { bottom } = input.closest("header").getBoundingClientRect();
    panel.style.setProperty("--guide-haut", `${Math.round(bottom)}px`); // on narrow screens it takes the rest of the window
    panel.hidden = false;
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
  const stops = () => [...list.querySelectorAll("a, button")];
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
    Promise.all(["index", Guide.local ? "hors-ligne" : "pagefind", "reponse", "panneau"].map((name) => Guide.script(`assets/recherche-${name}.js`))),
  );

  input.addEventListener("input", () => {
    clearTimeout(timer);
    unfold();
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
    if (!list.querySelector("[data-guide]")) status.textContent = "Recherche en cours…";
    try {
      await start();
    } catch {
      if (!stale()) say(text, "La recherche ne se charge pas. Vérifiez la connexion, puis réessayez.", []);
      return;
    }
    const show = async (answer, isWhole) => {
      if (stale()) return;
      const { nodes, said } = await Guide.results.lists(answer, retry);
      if (!stale()) say(isWhole ? text : "", isWhole ? said : "Recherche en cours…", nodes, answer.corrected ?? text);
    };
    const onTitles = (answer) => (answer.titles.some(Guide.results.isAnswer) ? show(answer, false) : null);
    await show(await Guide.answer(text, onTitles), true);
  }

  const retry = (text) => {
    input.value = text;
    input.focus();
    current = search(text);
  };

  // Show an answer; `whole` is the text that it wholly answers. Whoever is in the list stays in it.
  function say(whole, said, nodes, text = whole) {
    const inside = list.contains(document.activeElement);
    const kept = document.activeElement?.closest?.("[data-slug]")?.dataset.slug;
    list.replaceChildren(...nodes, footer(text));
    if (inside) ((kept && list.querySelector(`[data-slug="${CSS.escape(kept)}"] a`)) ?? input).focus();
    if (whole) panel.dataset.mots = whole;
    status.textContent = said;
  }

  // The way to the catalogue, and the facets that the reader used last there, with the words typed.
  function footer(text) {
    const words = text.trim();
    const whole = element("a", { href: catalogue(words) }, words ? `Chercher ${quoted(words)} dans le catalogue` : "Ouvrir le catalogue");
    const recent = Guide.recent.read().map(({ facette, valeur, libelle }) => element("a", { class: "guide-recente", href: catalogue(words, { [facette]: valeur }) }, libelle));
    return element("p", { class: "guide-suite" }, whole, ...recent.flatMap((link, rank) => [rank ? ", " : " Vos dernières facettes\u00a0: ", link]));
  }

  function hints() {
    delete panel.dataset.mots;
    status.textContent = "";
    list.replaceChildren(element("p", {}, "Un mot, un sigle, un auteur, le début d’un titre\u00a0: avec ou sans accents."), footer(""));
  }

  // --- a reader who comes back from a result finds the others again
  panel.addEventListener("click", (event) => {
    if (event.target.closest("[data-guide='resultat'] a")) history.replaceState({ ...history.state, recherche: input.value }, "");
  });
  if (performance.getEntriesByType("navigation")[0]?.type === "back_forward" && history.state?.recherche) {
    input.value = history.state.recherche;
    open();
    current = search(input.value);
  }
})();
