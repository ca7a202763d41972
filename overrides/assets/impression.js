// Before a page is printed: its title and its address for the foot of each sheet, the addresses of the pages that it lists,
// the light colours, and what is folded opened. After, everything is put back.
(() => {
  "use strict";

  // A list of links, as « Voir aussi » or « Sources »: each item begins with one. Links inside sentences are left alone.
  const LISTS = document.querySelector("[data-guide='actions']") ? "article li" : "[data-guide='retroliens'] li";
  const quoted = (text) => `"${text.replace(/["\\\p{Cc}]/gu, (sign) => `\\${sign.codePointAt(0).toString(16)} `)}"`;
  const foot = document.createElement("style");
  const undo = [];

  const listed = () =>
    [...document.querySelectorAll(LISTS)]
      .map((item) => item.querySelector("a[href]:not([data-guide])"))
      .filter((link) => link && link.closest("li").textContent.trim().startsWith(link.textContent.trim()));

  addEventListener("beforeprint", () => {
    const title = document.querySelector("article h1")?.textContent.trim() ?? document.title;
    const address = location.href.replace(/#.*/, ""); // with the choices of the catalogue
    foot.textContent = `@page { @bottom-left { content: ${quoted(title)} "\\a " ${quoted(address)}; } }`;
    document.head.append(foot);
    undo.push(() => foot.remove());
    for (const link of listed()) {
      link.dataset.adresse = link.href;
      undo.push(() => delete link.dataset.adresse);
    }
    for (const details of document.querySelectorAll("article details:not([open])")) {
      details.open = true;
      undo.push(() => (details.open = false));
    }
    const scheme = document.body.dataset.mdColorScheme;
    document.body.dataset.mdColorScheme = "default";
    undo.push(() => (document.body.dataset.mdColorScheme = scheme));
  });
  addEventListener("afterprint", () => {
    while (undo.length) undo.pop()();
  });
})();
