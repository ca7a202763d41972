// What the scripts of the guide share: where the site is, how to make an element, what the reader chose last.
window.Guide = window.Guide ?? {};
(() => {
  "use strict";

  // The box of the header, on every page, knows where the root of the site is.
  Guide.root = new URL(`${document.querySelector('[data-guide="recherche"]').dataset.racine.replace(/\/?$/, "/")}`, location.href);
  Guide.local = location.protocol === "file:";

  // An address of the site (« sigles/#ccas ») as the browser opens it; a folder has no index on a disk.
  Guide.page = (address) => {
    const [path, anchor] = address.split("#");
    const file = Guide.local ? `${path}index.html` : path;
    return new URL(anchor ? `${file}#${anchor}` : file, Guide.root).href;
  };

  // Load a script of the site.
  Guide.script = (path) =>
    new Promise((resolve, reject) => {
      const script = document.createElement("script");
      script.src = new URL(path, Guide.root);
      script.onload = resolve;
      script.onerror = () => reject(new Error(path));
      document.head.append(script);
    });

  // Something that is asked once, and again only if it failed: the network may come back.
  Guide.once = (ask) => {
    let asked = null;
    return () =>
      (asked ??= ask().catch((error) => {
        asked = null;
        throw error;
      }));
  };

  // An element: attributes (false: absent, true: empty), `onclick` and the like as listeners, children as text or elements.
  Guide.element = (tag, attributes = {}, ...children) => {
    const made = document.createElement(tag);
    for (const [name, value] of Object.entries(attributes)) {
      if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
      else if (value !== false) made.setAttribute(name, value === true ? "" : value);
    }
    made.append(...children);
    return made;
  };

  // Put a text in the clipboard; false when the browser refuses. Browsers keep the clipboard to secure pages: elsewhere the
  // text is copied from a field, as a reader would.
  Guide.copy = async (text) => {
    try {
      await navigator.clipboard.writeText(text);
      return true;
    } catch {
      const from = document.activeElement;
      const field = Guide.element("textarea", { "aria-hidden": "true", style: "position: fixed; top: 0; opacity: 0" });
      field.value = text;
      document.body.append(field);
      field.select();
      const done = document.execCommand("copy");
      field.remove();
      from?.focus({ preventScroll: true });
      return done;
    }
  };

  // Give the reader a file.
  Guide.save = (name, type, text) => {
    const address = URL.createObjectURL(new Blob([text], { type: `${type};charset=utf-8` }));
    Guide.element("a", { href: address, download: name }).click();
    setTimeout(() => URL.revokeObjectURL(address), 1000);
  };

  Guide.quoted = (text) => `«\u00a0${text}\u00a0»`;

  // The last values of facets that the reader ticked in this guide: [{facette, valeur, libelle}], forgotten with the tab.
  const KEY = `guide.facettes ${Guide.root.pathname}`;
  const MOST = 5;
  Guide.recent = {
    read: () => {
      try {
        return JSON.parse(sessionStorage.getItem(KEY)) ?? [];
      } catch {
        return []; // refused by the browser
      }
    },
    add: (facette, valeur, libelle) => {
      const others = Guide.recent.read().filter((one) => one.facette !== facette || one.valeur !== valeur);
      try {
        sessionStorage.setItem(KEY, JSON.stringify([{ facette, valeur, libelle }, ...others].slice(0, MOST)));
      } catch {
        // refused by the browser: nothing is remembered
      }
    },
  };
})();
