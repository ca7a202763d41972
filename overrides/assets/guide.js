// Shows the definition of a glossary link on hover and on keyboard focus; Escape closes it.
// Nothing here is needed to read: without JavaScript the link opens the fiche.
(() => {
  "use strict";

  const SELECTOR = "a[data-definition]";
  const bubble = document.createElement("div");
  bubble.id = "guide-bulle";
  bubble.className = "guide-bulle";
  bubble.setAttribute("role", "tooltip");
  bubble.hidden = true;
  let current = null;
  let closing = 0;

  const open = (link) => {
    clearTimeout(closing);
    if (current === link) return;
    close();
    current = link;
    bubble.textContent = link.dataset.definition;
    bubble.hidden = false;
    (link.closest("main") ?? document.body).append(bubble);
    link.setAttribute("aria-describedby", bubble.id);
    place(link);
  };

  const close = () => {
    if (!current) return;
    current.removeAttribute("aria-describedby");
    current = null;
    bubble.hidden = true;
  };

  // Below the link (which may be on two lines), or above when there is no room; always inside the window.
  const place = (link) => {
    bubble.style.left = 0; // its width depends on where it stands
    const lines = link.getClientRects();
    const [first, last] = [lines[0], lines[lines.length - 1]];
    const below = last.bottom + bubble.offsetHeight + 12 < innerHeight;
    const right = document.documentElement.clientWidth - bubble.offsetWidth - 8;
    const left = Math.max(8, Math.min(below ? last.left : first.left, right));
    const top = below ? last.bottom + 6 : first.top - bubble.offsetHeight - 6;
    const origin = (bubble.offsetParent ?? document.body).getBoundingClientRect();
    bubble.style.left = `${left - origin.left}px`;
    bubble.style.top = `${top - origin.top}px`;
  };

  const later = () => {
    clearTimeout(closing);
    closing = setTimeout(close, 250);
  };

  const linkOf = (event) => (event.target instanceof Element ? event.target.closest(SELECTOR) : null);

  document.addEventListener("mouseover", (event) => {
    const link = linkOf(event);
    if (link) open(link);
    else if (bubble.contains(event.target)) clearTimeout(closing);
    else if (current && current !== document.activeElement) later();
  });
  document.addEventListener("focusin", (event) => {
    const link = linkOf(event);
    if (link) open(link);
    else close();
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") close();
  });
})();
