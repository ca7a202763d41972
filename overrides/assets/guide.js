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
    document.body.append(bubble);
    link.setAttribute("aria-describedby", bubble.id);
    place(link);
  };

  const close = () => {
    if (!current) return;
    current.removeAttribute("aria-describedby");
    current = null;
    bubble.hidden = true;
  };

  // Below the link, or above when there is no room; always inside the window.
  const place = (link) => {
    const box = link.getClientRects()[0];
    const width = bubble.offsetWidth;
    const below = box.bottom + bubble.offsetHeight + 12 < innerHeight;
    const left = Math.max(8, Math.min(box.left, document.documentElement.clientWidth - width - 8));
    bubble.style.left = `${left + scrollX}px`;
    bubble.style.top = `${scrollY + (below ? box.bottom + 6 : box.top - bubble.offsetHeight - 6)}px`;
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
