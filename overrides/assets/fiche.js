// What can be done with a fiche: print it, copy its address, cite it. Without JavaScript its reference can still be read:
// the buttons are shown here, and the reference is given what only the browser of the reader knows, the address and the day.
(() => {
  "use strict";

  const box = document.querySelector("[data-guide='actions']");
  if (!box) return;
  const status = box.querySelector("[role='status']");
  const reference = box.querySelector(".guide-reference");
  const record = box.querySelector(".guide-biblatex");

  // A copy on a disk is cited by its public address, when the site has one.
  const canonical = location.protocol === "file:" && document.querySelector("link[rel='canonical']")?.href;
  const address = canonical || location.href.replace(/[?#].*/, "");
  const today = new Date();
  const day = today.toLocaleDateString("fr-FR", { day: "numeric", month: "long", year: "numeric" }).replace(/^1 /, "1er ");
  const iso = [today.getFullYear(), today.getMonth() + 1, today.getDate()].map((n) => `${n}`.padStart(2, "0")).join("-");
  reference.querySelector("span").textContent = ` [consulté le ${day}]. Disponible à l’adresse\u00a0: ${address}`;
  record.textContent = record.textContent.replace(/\n\}$/, `,\n  url = {${address}},\n  urldate = {${iso}}\n}`);

  const copied = {
    lien: ["Lien copié.", () => address],
    reference: ["Référence copiée.", () => reference.textContent],
    biblatex: ["Référence copiée en BibLaTeX.", () => record.textContent],
  };

  box.addEventListener("click", async (event) => {
    const action = event.target.dataset?.action;
    if (action === "imprimer") print();
    if (!(action in copied)) return;
    const [said, text] = copied[action];
    status.textContent = "";
    status.textContent = (await Guide.copy(text())) ? said : `Ce navigateur refuse la copie. Voici le texte\u00a0: ${text()}`;
  });
  for (const button of box.querySelectorAll("button")) button.hidden = false;
})();
