// The reader’s own booklet: what is kept of it, on this device only, and the button of each fiche that adds it there.
// Nothing is kept before the reader adds a fiche, and nothing stays once the booklet is empty.
(() => {
  "use strict";

  const KEY = `guide.livret ${Guide.root.pathname}`;
  const EMPTY = { titre: "", fiches: [] };

  // A booklet is { titre, fiches: [slug, …] }.
  const read = () => {
    try {
      const { titre, fiches } = JSON.parse(localStorage.getItem(KEY)) ?? EMPTY;
      return { titre: `${titre ?? ""}`, fiches: [...new Set(fiches.filter((slug) => typeof slug === "string"))] };
    } catch {
      return EMPTY; // refused by the browser, or not ours
    }
  };

  // False when the browser refuses.
  const write = (livret) => {
    try {
      if (livret.fiches.length) localStorage.setItem(KEY, JSON.stringify(livret));
      else localStorage.removeItem(KEY);
      return true;
    } catch {
      return false;
    }
  };

  // Call `act` when another page of the guide has changed the booklet, or when the reader comes back to this one.
  const follow = (act) => {
    addEventListener("storage", ({ key }) => [KEY, null].includes(key) && act());
    addEventListener("pageshow", ({ persisted }) => persisted && act());
  };

  const page = Guide.page("livrets/composer/");
  const count = (n) => `${n}\u00a0${n < 2 ? "fiche" : "fiches"}`;
  Guide.livret = { read, write, follow, page, count };

  const button = document.querySelector("[data-action='livret']");
  if (!button) return;
  const status = button.parentElement.querySelector("[role='status']");
  const { slug } = button.dataset;

  const show = () => {
    button.textContent = read().fiches.includes(slug) ? "Retirer de mon livret" : "Ajouter à mon livret";
  };

  button.addEventListener("click", () => {
    const { titre, fiches } = read();
    const there = fiches.includes(slug);
    const next = there ? fiches.filter((other) => other !== slug) : [...fiches, slug];
    const done = write({ titre, fiches: next });
    show();
    status.textContent = "";
    if (!done) return void (status.textContent = "Ce navigateur refuse de garder un livret.");
    const link = Guide.element("a", { href: page }, "Voir mon livret");
    status.append(`${there ? "Retirée de" : "Ajoutée à"} votre livret (${count(next.length)}). `, link);
  });

  follow(show);
  show();
})();
