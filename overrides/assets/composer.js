// The page where a reader makes a booklet: a list to put in order, by buttons, by mouse or by finger, and what to do with it.
// A list that comes with the address is shown as it is: the reader’s own does not change until the reader says so.
(() => {
  "use strict";

  const waiting = document.querySelector(".guide-composer-attente");
  const former = JSON.parse(document.currentScript.dataset.anciens);
  if (!waiting || !window.Guide?.composition) return;

  const { element: el, quoted, livret, composition } = Guide;
  const { known, typeOf } = composition;
  const { fold, queryWords, words, stem, distance } = Guide.french;
  const { count } = livret;
  const MOST = 8; // fiches proposed at once
  const PAUSE = 200; // ms without a change before the document is made again
  const PLACE = (Guide.local && document.querySelector("link[rel='canonical']")?.href) || livret.page;

  // ---- What is shown: the reader’s own booklet, or one that came with the address ---------------------------------

  const current = (slug) => (Object.hasOwn(former, slug) ? former[slug] : slug);
  const sound = ({ titre, fiches }) => {
    const now = [...new Set(fiches.map(current))];
    return { titre: composition.clean(titre).slice(0, 200), fiches: now.filter((slug) => known.has(slug)), lost: now.filter((slug) => !known.has(slug)) };
  };
  const mine = () => sound(livret.read());
  const same = (one, other) => one.titre === other.titre && one.fiches.join() === other.fiches.join();
  const addressOf = ({ titre, fiches }, place = PLACE) => {
    const title = titre && `titre=${encodeURIComponent(titre).replaceAll("%20", "+")}&`;
    return fiches.length ? `${place}?${title}fiches=${fiches.join(",")}` : place;
  };

  const wanted = new URLSearchParams(location.search);
  const received = sound({ titre: wanted.get("titre") ?? "", fiches: (wanted.get("fiches") ?? "").split(",").filter(Boolean) });
  let shared = wanted.has("fiches") && !same(received, mine());
  let state = shared ? received : mine();
  let refused = false; // by the browser: what is chosen here is not kept

  // Changes are kept, or said by the address when the list is not the reader’s own.
  const change = (next, said, back = false) => {
    const before = state;
    state = { titre: next.titre ?? state.titre, fiches: next.fiches ?? state.fiches, lost: [] };
    if (shared) history.replaceState(null, "", addressOf(state, livret.page));
    else refused = !livret.write({ titre: state.titre, fiches: state.fiches });
    show();
    if (said) tell(said, back && (() => change({ fiches: before.fiches }, "Liste rétablie.")));
  };

  // The list on show becomes the reader’s own.
  const adopt = (next, said) => {
    shared = false;
    history.replaceState(null, "", livret.page);
    change(next, said);
    heading.focus();
  };

  // ---- Elements --------------------------------------------------------------------------------------------------

  const unseen = (text) => el("span", { class: "guide-lu" }, text);
  const button = (onclick, ...content) => el("button", { type: "button", onclick }, ...content);
  const status = el("p", { role: "status" });
  const tell = (text, back) => {
    status.textContent = "";
    status.append(text);
    if (back) status.append(" ", button(() => (back(), heading.focus()), "Annuler"));
  };

  const notice = el("section", { class: "guide-composer-avis", "aria-label": "À propos de cette liste" });
  const title = el("input", { id: "guide-livret-titre", maxlength: "200", autocomplete: "off", placeholder: composition.UNTITLED });
  const heading = el("h2", { tabindex: "-1" });
  const empty = el(
    "p",
    {},
    "Aucune fiche pour l’instant. Cherchez-en une ci-dessous, ou servez-vous du bouton ",
    quoted("Ajouter à mon livret"),
    " en tête de chaque fiche, que vous y arriviez par la recherche ou par le ",
    el("a", { href: Guide.page("catalogue/") }, "catalogue"),
    ".",
  );
  const list = el("ol", { class: "guide-composer-liste" });
  const removeAll = button(() => {
    change({ fiches: [] }, "Toutes les fiches sont retirées.", true);
    heading.focus();
  }, "Tout retirer");
  removeAll.className = "guide-composer-discret";
  const search = el("input", { id: "guide-livret-ajout", type: "search", maxlength: "200", autocomplete: "off", spellcheck: "false" });
  const found = el("ul", { class: "guide-composer-trouvees" });
  const foundCount = el("p", { role: "status", class: "guide-composer-nombre" });
  const whole = el("section", { class: "guide-livret-compose", "aria-labelledby": "livret-titre" });
  const failure = el("p", { hidden: true }, "Le livret n’a pas pu être assemblé\u00a0: une fiche n’est pas arrivée. ", button(() => compose(), "Réessayer"));
  const yaml = el("pre", { class: "guide-composer-yaml", tabindex: "0", "aria-label": "Le livret, pour le centre de documentation" });
  const copy = async (text, said) => tell((await Guide.copy(text)) ? said : `Ce navigateur refuse la copie. Voici le texte\u00a0: ${text}`);
  const actions = el(
    "section",
    { class: "guide-composer-actions", "aria-labelledby": "guide-livret-actions" },
    el("h2", { id: "guide-livret-actions" }, "Imprimer, partager"),
    el(
      "div",
      {},
      button(async () => (await compose()) && print(), "Imprimer le livret"),
      button(() => copy(addressOf(state), "Adresse copiée. Qui l’ouvre voit cette liste, sans perdre la sienne."), "Copier l’adresse du livret"),
      el("a", { href: "#livret-titre" }, "Lire le livret sur cette page"),
    ),
    el(
      "p",
      { class: "guide-composer-aide" },
      "La fenêtre d’impression permet aussi d’enregistrer le livret en PDF. L’adresse contient la liste\u00a0: elle sert à l’envoyer, ou à la retrouver sur un autre appareil.",
    ),
    el(
      "details",
      {},
      el("summary", {}, "Demander une belle édition en PDF"),
      el(
        "p",
        {},
        "Le centre de documentation peut en faire un livret du guide, avec pages numérotées au sommaire et index. Envoyez-lui ce fichier\u00a0; il va dans le dossier ",
        el("code", {}, "livrets"),
        ".",
      ),
      yaml,
      el(
        "div",
        {},
        button(() => copy(yaml.textContent, "Texte copié."), "Copier ce texte"),
        button(() => Guide.save(composition.fileName(state.titre), "text/yaml", yaml.textContent), "Télécharger le fichier"),
      ),
    ),
  );

  // ---- The list --------------------------------------------------------------------------------------------------

  const nameOf = (slug) => quoted(known.get(slug).titre);
  const lineOf = (slug) => [...list.children].find((line) => line.dataset.slug === slug);
  const press = (slug, action) => lineOf(slug).querySelector(`[data-action='${action}']`).focus();

  const move = (slug, step) => {
    const from = state.fiches.indexOf(slug);
    const to = from + step;
    if (to < 0 || to >= state.fiches.length) return tell(`${nameOf(slug)} est déjà ${step < 0 ? "en tête" : "à la fin"}.`);
    const fiches = state.fiches.filter((other) => other !== slug);
    fiches.splice(to, 0, slug);
    moved(slug, fiches);
    press(slug, step < 0 ? "monter" : "descendre");
  };
  const moved = (slug, fiches) => change({ fiches }, `${nameOf(slug)}\u00a0: place ${fiches.indexOf(slug) + 1} sur ${fiches.length}.`);

  const remove = (slug) => {
    const rank = state.fiches.indexOf(slug);
    change({ fiches: state.fiches.filter((other) => other !== slug) }, `${nameOf(slug)} est retirée.`, true);
    const next = state.fiches[Math.min(rank, state.fiches.length - 1)];
    if (next) press(next, "retirer");
    else heading.focus();
  };

  const line = (slug) => {
    const act = (action, label, onclick) => el("button", { type: "button", "data-action": action, onclick }, label, unseen(`\u00a0: ${known.get(slug).titre}`));
    return el(
      "li",
      { "data-slug": slug },
      el("span", { class: "guide-composer-poignee", "aria-hidden": "true", title: "Faire glisser", onpointerdown: (event) => grab(event, slug) }),
      el(
        "div",
        {},
        el("a", { href: Guide.page(known.get(slug).url) }, known.get(slug).titre),
        el("span", { class: "guide-composer-type" }, typeOf(slug)),
      ),
      el(
        "div",
        { class: "guide-composer-gestes" },
        act("monter", "Monter", () => move(slug, -1)),
        act("descendre", "Descendre", () => move(slug, 1)),
        act("retirer", "Retirer", () => remove(slug)),
      ),
    );
  };

  // The line under the pointer stays where it is in the page, so that it keeps the pointer: its neighbours go round it.
  const grab = (event, slug) => {
    if (event.button) return;
    event.preventDefault();
    const held = lineOf(slug);
    const handle = event.currentTarget;
    handle.setPointerCapture(event.pointerId);
    held.classList.add("guide-composer-prise");
    const middle = (other) => other.getBoundingClientRect().top + other.offsetHeight / 2;
    const follow = ({ clientY }) => {
      while (held.previousElementSibling && clientY < middle(held.previousElementSibling)) held.after(held.previousElementSibling);
      while (held.nextElementSibling && clientY > middle(held.nextElementSibling)) held.before(held.nextElementSibling);
      if (clientY < 80 || clientY > innerHeight - 40) scrollBy(0, clientY < 80 ? -12 : 12);
    };
    const end = new AbortController();
    const { signal } = end;
    const drop = (kept) => {
      end.abort();
      held.classList.remove("guide-composer-prise");
      const fiches = [...list.children].map((one) => one.dataset.slug);
      if (kept && fiches.join() !== state.fiches.join()) moved(slug, fiches);
      else showList();
    };
    handle.addEventListener("pointermove", follow, { signal });
    handle.addEventListener("pointerup", () => drop(true), { signal });
    handle.addEventListener("pointercancel", () => drop(false), { signal });
    addEventListener("keydown", ({ key }) => key === "Escape" && drop(false), { signal });
  };

  // ---- A fiche to add --------------------------------------------------------------------------------------------

  const index = [...known.values()].map(({ slug, titre, mots }) => [slug, [titre, ...mots].flatMap((text) => words(text))]);

  // The fiches whose names hold every word that is typed: as it is, by one of its forms, by its first letters, else nearly.
  const matching = (text) => {
    const typed = queryWords(text);
    const like = (word) => (own) => own.startsWith(word) || stem(own) === stem(word);
    const near = (word) => (own) => distance(word, own, word.length < 5 ? 1 : 2) < Infinity;
    const by = (test) => index.filter(([, own]) => typed.every((word) => own.some(test(word)))).map(([slug]) => slug);
    const ordered = typed.length ? by(like) : [];
    const begins = (slug) => fold(known.get(slug).titre).startsWith(fold(text.trim()));
    const exact = [...ordered.filter(begins), ...ordered.filter((slug) => !begins(slug))]; // what is typed is often a title
    return typed.length && !exact.length ? by(near) : exact;
  };

  const showFound = () => {
    const text = search.value.trim();
    const slugs = matching(text);
    found.replaceChildren(
      ...slugs.slice(0, MOST).map((slug) =>
        state.fiches.includes(slug)
          ? el("li", {}, known.get(slug).titre, el("span", { class: "guide-composer-type" }, "déjà dans la liste"))
          : el("li", {}, button(() => pick(slug), unseen("Ajouter "), known.get(slug).titre, el("span", { class: "guide-composer-type" }, typeOf(slug)))),
      ),
    );
    const left = slugs.length - MOST;
    const nothing = text ? "Aucune fiche ne porte ce nom." : "";
    const said = slugs.length ? `${count(slugs.length)}${left > 0 ? `, dont voici les ${MOST} premières` : ""}.` : nothing;
    if (foundCount.textContent !== said) foundCount.textContent = said;
  };

  const pick = (slug) => {
    search.value = "";
    change({ fiches: [...state.fiches, slug] }, `${nameOf(slug)} est ajoutée\u00a0: place ${state.fiches.length + 1}.`);
    search.focus();
  };

  const form = el(
    "form",
    { role: "search", "aria-label": "Ajouter une fiche", onsubmit: (event) => event.preventDefault() },
    el("label", { for: search.id }, "Ajouter une fiche"),
    search,
    foundCount,
    found,
  );
  search.addEventListener("input", showFound);

  // ---- The page --------------------------------------------------------------------------------------------------

  const showNotice = () => {
    const own = mine();
    const said = [];
    if (state.lost.length) said.push(el("p", {}, `Le guide n’a pas, ou n’a plus, de fiche nommée ${state.lost.map(quoted).join(", ")}.`));
    if (refused) said.push(el("p", {}, "Ce navigateur refuse de garder votre liste\u00a0: copiez son adresse pour la retrouver."));
    if (shared && own.fiches.length) {
      const both = [...new Set([...own.fiches, ...state.fiches])];
      said.push(
        el("p", {}, `Cette liste vient d’une adresse que vous avez ouverte. La vôtre (${count(own.fiches.length)}) n’a pas changé.`),
        el(
          "div",
          {},
          button(() => adopt(state, "Cette liste est maintenant la vôtre."), "Garder cette liste à la place de la mienne"),
          button(() => adopt({ titre: own.titre || state.titre, fiches: both }, `Votre liste compte maintenant ${count(both.length)}.`), "Ajouter à la mienne"),
          el("a", { href: livret.page }, "Voir ma liste"),
        ),
      );
    } else if (shared) {
      said.push(
        el("p", {}, "Cette liste vient d’une adresse que vous avez ouverte. Elle n’est pas gardée sur votre appareil."),
        el("div", {}, button(() => adopt(state, "Cette liste est gardée sur votre appareil."), "Garder cette liste")),
      );
    }
    notice.replaceChildren(...said);
    notice.hidden = !said.length;
  };

  const showList = () => list.replaceChildren(...state.fiches.map(line));

  let typing = 0;
  let composing = 0;
  let turn = 0; // the last document asked for
  // The document of the list as it is; false when a fiche did not come.
  const compose = async () => {
    clearTimeout(composing);
    const mine = ++turn;
    const { titre, fiches } = state;
    try {
      await composition.loaded(fiches);
    } catch {
      failure.hidden = false;
      return false;
    }
    if (mine !== turn) return false;
    failure.hidden = true;
    whole.replaceChildren(...(fiches.length ? [composition.build({ titre, fiches }, addressOf(state), new Date())] : []));
    return true;
  };

  const show = () => {
    const { titre, fiches } = state;
    if (composition.clean(title.value) !== titre) title.value = titre;
    heading.textContent = `${shared ? "Liste reçue" : "Votre liste"} (${count(fiches.length)})`;
    empty.hidden = fiches.length > 0;
    list.hidden = removeAll.hidden = actions.hidden = whole.hidden = !fiches.length;
    yaml.textContent = composition.yaml(state, new Date());
    showNotice();
    showList();
    showFound();
    clearTimeout(composing);
    composing = setTimeout(compose, PAUSE);
  };

  // Taken when the reader pauses, or leaves the field.
  const typed = () => {
    clearTimeout(typing);
    const titre = composition.clean(title.value);
    if (titre !== state.titre) change({ titre });
  };
  title.addEventListener("input", () => {
    clearTimeout(typing);
    typing = setTimeout(typed, PAUSE);
  });
  title.addEventListener("change", typed);

  // The title of the page names the file when a browser prints to PDF.
  const own = document.title;
  addEventListener("beforeprint", () => {
    if (whole.firstChild) document.title = whole.querySelector("h1").textContent;
  });
  addEventListener("afterprint", () => (document.title = own));

  livret.follow(() => {
    if (!shared) state = mine();
    show();
  });

  const page = el(
    "div",
    { class: "guide-composer" },
    notice,
    el("div", { class: "guide-composer-titre" }, el("label", { for: title.id }, "Titre du livret"), title),
    heading,
    empty,
    list,
    removeAll,
    form,
    actions,
    failure,
    status,
    whole,
  );
  waiting.replaceWith(page);
  show();
  // An anchor of the document, which was not there when the browser looked for it.
  compose().then(() => location.hash && document.getElementById(location.hash.slice(1))?.scrollIntoView());
})();
