// A booklet chosen by a reader → the document that is read below the list and printed, and the file of `livrets/` that
// says the same. Fiches come as scripts, one each: a page opened from a folder can fetch nothing.
window.Guide = window.Guide ?? {};
Guide.composition = (() => {
  "use strict";

  const { element: el } = Guide;
  const known = new Map(Guide.catalogue.fiches.map((fiche, rank) => [fiche.slug, { ...fiche, rank }]));
  const types = new Map(Guide.catalogue.facettes.find(({ nom }) => nom === "type").valeurs);
  const typeOf = (slug) => types.get(known.get(slug).facettes.type[0]);
  const UNTITLED = "Mon livret";
  const site = document.querySelector(".guide-nom").textContent;

  // ---- What each fiche brings ------------------------------------------------------------------------------------

  const parts = new Map();
  const add = (part) => parts.set(part.slug, part);
  const asked = new Map();
  const load = (slug) => {
    if (!asked.has(slug)) asked.set(slug, Guide.once(() => Guide.script(`assets/livret/${slug}.js`)));
    return asked.get(slug)();
  };
  const loaded = (fiches) => Promise.all(fiches.map(load));

  // ---- The document ----------------------------------------------------------------------------------------------

  const day = (date) => date.toLocaleDateString("fr-FR", { day: "numeric", month: "long", year: "numeric" }).replace(/^1 /, "1er ");
  const cssText = (text) => `"${text.replace(/["\\\p{Cc}]/gu, (sign) => `\\${sign.codePointAt(0).toString(16)} `)}"`;
  const inert = (html) => {
    const template = document.createElement("template");
    template.innerHTML = html;
    return template.content;
  };

  // What the reader typed, as French is printed.
  const typeset = (text) => text.replaceAll("'", "’").replace(/« ?/g, "«\u00a0").replace(/ ?(»)| ([:;!?])/g, "\u00a0$1$2");

  // The terms that the fiches name and that are not fiches of the booklet, in the order of the alphabet (that of the catalogue).
  const termsOf = (fiches) => {
    const terms = new Map(fiches.flatMap((slug) => Object.entries(parts.get(slug).termes)));
    for (const slug of fiches) terms.delete(slug);
    return new Map([...terms].filter(([slug]) => known.has(slug)).sort(([a], [b]) => known.get(a).rank - known.get(b).rank));
  };

  // The references that the fiches cite, each once, in the order of the bibliography.
  const referencesOf = (fiches) => {
    const references = new Map(fiches.flatMap((slug) => Object.entries(parts.get(slug).references)));
    return new Map([...references].sort(([, [a]], [, [b]]) => a - b));
  };

  // Links lead inside the document when it holds what they name, else to the site.
  const settle = (root, fiches, terms, references) => {
    for (const link of root.querySelectorAll("a[href]")) {
      const { slug, cle } = link.dataset;
      const href = link.getAttribute("href");
      if (terms.has(slug)) link.dataset.definition = terms.get(slug);
      if (fiches.includes(slug)) {
        link.href = `#livret-fiche-${slug}`;
        link.dataset.rang = fiches.indexOf(slug) + 1;
      } else if (terms.has(slug)) link.href = `#livret-terme-${slug}`;
      else if (references.has(cle)) link.href = `#livret-reference-${cle}`;
      else if (!/^(#|[a-z][a-z+.-]*:|\/\/)/i.test(href)) {
        link.href = /(^|\/)(#|$)/.test(href) ? Guide.page(href) : new URL(href, Guide.root).href;
        link.dataset.interne = "";
      }
    }
    for (const image of root.querySelectorAll("img[src]")) image.src = new URL(image.getAttribute("src"), Guide.root).href;
  };

  const section = (name, id, title, ...content) =>
    el("section", { class: `guide-compose-${name}`, "aria-labelledby": id }, el("h2", { id }, title), ...content);

  const ficheOf = (slug, rank) => {
    const content = inert(parts.get(slug).html);
    const heading = content.querySelector("h2");
    heading.prepend(`${rank + 1}. `);
    heading.before(el("p", { class: "guide-compose-type" }, typeOf(slug)));
    const [type] = known.get(slug).facettes.type;
    return el("section", { class: "guide-compose-fiche", "data-type": type, "aria-labelledby": heading.id }, content);
  };

  const glossaryOf = (terms) => {
    const entries = [...terms].map(([slug, definition]) => [
      el("dt", { id: `livret-terme-${slug}` }, el("a", { href: Guide.page(known.get(slug).url), "data-interne": true }, known.get(slug).titre)),
      el("dd", {}, definition),
    ]);
    return section("glossaire", "livret-glossaire", "Glossaire", el("dl", {}, ...entries.flat()));
  };

  const referenceListOf = (references) => {
    const items = [...references].map(([cle, [, notice]]) => el("li", { id: `livret-reference-${cle}` }, inert(notice)));
    const list = el("div", { class: "guide-sans-lien guide-notices" }, el("ul", {}, ...items));
    return section("references", "livret-references", "Références", list);
  };

  const addressLine = (address) => {
    const link = el("a", { href: address, "data-interne": true }, address.replace(/titre=[^&]*&/, ""));
    return el("p", { class: "guide-compose-adresse" }, "Ce livret se retrouve à l’adresse\u00a0: ", link);
  };

  // The address is read without the title, which its link has: short, and without signs that are hard to copy from paper.
  const coverOf = (title, fiches, address, date) =>
    el(
      "header",
      { class: "guide-compose-couverture" },
      el("p", { class: "guide-compose-site" }, site),
      el("h1", { id: "livret-titre" }, title),
      el("p", {}, `${Guide.livret.count(fiches.length)} du guide, réunies le ${day(date)}.`),
      ...(location.protocol === "file:" ? [] : [addressLine(address)]), // that of a device leads nobody anywhere
    );

  const contentsOf = (fiches, ends) => {
    const link = (id, text) => el("a", { href: `#${id}` }, text);
    const items = fiches.map((slug) => el("li", {}, link(`livret-fiche-${slug}`, known.get(slug).titre), el("span", {}, ` ${typeOf(slug)}`)));
    const others = ends.map((end) => el("li", {}, link(end.getAttribute("aria-labelledby"), end.querySelector("h2").textContent)));
    return el(
      "nav",
      { class: "guide-compose-sommaire", "aria-labelledby": "livret-sommaire" },
      el("h2", { id: "livret-sommaire" }, "Sommaire"),
      el("ol", {}, ...items),
      ...(others.length ? [el("ul", {}, ...others)] : []),
    );
  };

  // The foot of the pages of each part says where one is: a part is a named page of its own. The cover, which is the first
  // page, has none.
  const feet = (title, parts) => {
    const rules = parts.map((part, i) => {
      part.style.page = `livret-${i}`;
      return `@page livret-${i} { @bottom-left { content: ${cssText(`${title}\n${part.querySelector("h2").textContent}`)} } }`;
    });
    return el("style", {}, "@page :first { @bottom-left { content: none } @bottom-right { content: none } }", ...rules);
  };

  // The whole document. The scripts of its fiches are loaded.
  const build = ({ titre, fiches }, address, date) => {
    const title = typeset(titre) || UNTITLED;
    const terms = termsOf(fiches);
    const references = referencesOf(fiches);
    const own = fiches.map(ficheOf);
    const ends = [...(terms.size ? [glossaryOf(terms)] : []), ...(references.size ? [referenceListOf(references)] : [])];
    const inside = [contentsOf(fiches, ends), ...own, ...ends];
    const whole = document.createDocumentFragment();
    whole.append(feet(title, inside), coverOf(title, fiches, address, date), ...inside);
    for (const fiche of own) settle(fiche, fiches, terms, references);
    return whole;
  };

  // ---- The file of livrets/ --------------------------------------------------------------------------------------

  const RESERVED = /^(index|composer|.*-a5-impose|.*-cartes|)$/; // names of pages and files that the guide makes
  const fileName = (titre) => {
    const name = Guide.french.fold(titre).replace(/[^a-z0-9]+/g, "-").slice(0, 60).replace(/^-|-$/g, "");
    return `${RESERVED.test(name) ? "mon-livret" : name}.yml`;
  };

  // JSON’s strings are YAML’s, `clean` having left out what YAML does not read. A slug that YAML takes for something else is quoted.
  const plain = (slug) => (/^(\d.*|y|n|yes|no|on|off|true|false|null)$/.test(slug) ? JSON.stringify(slug) : slug);
  const clean = (text) =>
    text
      .replace(/[\p{Cc}\p{Cs}\p{Cn}\u2028\u2029\ufeff]/gu, " ")
      .replace(/ +/g, " ")
      .trim();

  const yaml = ({ titre, fiches }, date) => {
    const iso = [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((n) => `${n}`.padStart(2, "0")).join("-");
    return [
      `# Livret composé sur le site. À enregistrer dans livrets/${fileName(titre)}, puis à relire.`,
      `titre: ${JSON.stringify(titre || UNTITLED)}`,
      `resume: ${Guide.livret.count(fiches.length).replace("\u00a0", " ")} du guide, choisies par une lectrice ou un lecteur.`,
      `date: ${iso}`,
      "parties:",
      "  - titre: Fiches",
      "    fiches:",
      ...fiches.map((slug) => `      - ${plain(slug)}`),
      "options:",
      "  format: A4",
      "  glossaire: true",
      "  bibliographie: true",
      "",
    ].join("\n");
  };

  return { UNTITLED, add, loaded, build, yaml, fileName, clean, known, typeOf };
})();
