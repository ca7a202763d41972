// Shows the definition of a glossary link: a tooltip on hover and on keyboard focus; on a touch screen the first tap opens
// it with a link to the fiche, the second one follows the link. Escape closes it, and so does a tap elsewhere.
// Nothing here is needed to read: without JavaScript the link opens the fiche.
(() => {
  "use strict";

  const SELECTOR = "a[data-definition]";
  const make = (tag, name, text = "") => Object.assign(document.createElement(tag), { className: name, textContent: text });
  const bubble = make("div", "guide-bulle");
  const closer = make("button", "guide-bulle-fermer");
  const term = make("p", "guide-bulle-terme");
  const definition = make("p", "guide-bulle-texte");
  const more = make("a", "guide-bulle-fiche", "Lire la fiche");
  bubble.id = "guide-bulle";
  term.id = "guide-bulle-terme";
  closer.type = "button";
  closer.setAttribute("aria-label", "Fermer");
  let current = null; // the link whose definition is shown
  let tapped = false; // it was opened by a tap: it holds controls, and stays until the reader closes it
  let touching = false; // the reader last used a screen, neither a mouse nor a key
  let closing = 0;

  const open = (link, tap) => {
    clearTimeout(closing);
    if (current === link && (tapped || !tap)) return;
    close();
    [current, tapped] = [link, tap];
    bubble.setAttribute("role", tap ? "dialog" : "tooltip");
    if (tap) {
      term.textContent = link.textContent;
      more.href = link.href;
      bubble.setAttribute("aria-labelledby", term.id);
      definition.setAttribute("aria-live", "polite"); // focus stays on the link: the text must be said
      bubble.replaceChildren(closer, term, definition, more);
    } else {
      bubble.removeAttribute("aria-labelledby");
      definition.removeAttribute("aria-live");
      bubble.replaceChildren(definition);
      link.setAttribute("aria-describedby", bubble.id);
    }
    definition.textContent = "";
    bubble.hidden = false;
    (link.closest("main") ?? document.body).append(bubble);
    definition.textContent = link.dataset.definition;
    place(link);
  };

  const close = () => {
    if (!current) return;
    clearTimeout(closing);
    current.removeAttribute("aria-describedby");
    [current, tapped] = [null, false];
    bubble.hidden = true;
  };

  // Below the link (which may be on two lines), or above when there is no room; always inside the window.
  const place = (link) => {
    bubble.style.left = 0; // its width depends on where it stands
    const lines = link.getClientRects();
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const below = last.bottom + bubble.offsetHeight + 12 < innerHeight || first.top < bubble.offsetHeight + 12;
    const right = document.documentElement.clientWidth - bubble.offsetWidth - 8;
    const left = Math.max(8, Math.min(below ? last.left : first.left, right));
    const top = below ? last.bottom + 6 : first.top - bubble.offsetHeight - 6;
    const origin = (bubble.offsetParent ?? document.body).getBoundingClientRect();
    bubble.style.left = `${left - origin.left}px`;
    bubble.style.top = `${top - origin.top}px`;
  };

  const dismiss = () => {
    if (bubble.contains(document.activeElement)) current?.focus({ preventScroll: true });
    close();
  };

  const linkOf = (event) => (event.target instanceof Element ? event.target.closest(SELECTOR) : null);

  document.addEventListener("pointerdown", (event) => (touching = event.pointerType !== "mouse"), true);
  document.addEventListener("pointerover", (event) => {
    if (tapped || event.pointerType === "touch") return;
    const link = linkOf(event);
    if (link) open(link, false);
    else if (bubble.contains(event.target)) clearTimeout(closing);
    else if (current && current !== document.activeElement) {
      clearTimeout(closing);
      closing = setTimeout(close, 250);
    }
  });
  document.addEventListener("focusin", (event) => {
    if (touching || bubble.contains(event.target)) return;
    const link = linkOf(event);
    if (link) open(link, false);
    else close();
  });
  document.addEventListener("click", (event) => {
    const link = linkOf(event);
    if (!link || !touching || (tapped && link === current)) return;
    event.preventDefault();
    open(link, true);
  });
  // Not `pointerdown`, which also begins a scroll, nor `click`, which some phones do not send for plain text.
  document.addEventListener("pointerup", (event) => {
    if (tapped && !bubble.contains(event.target) && linkOf(event) !== current) close();
  });
  document.addEventListener("keydown", (event) => {
    touching = false;
    if (event.key === "Escape") dismiss();
  });
  closer.addEventListener("click", dismiss);
  addEventListener("resize", () => current && place(current));
  addEventListener("pagehide", close); // a page that is come back to shows itself as it was left
})();
