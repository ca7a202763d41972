// The menu of narrow screens and the colours, by real buttons. Without JavaScript the menu opens by its label.
(() => {
  "use strict";

  const box = document.getElementById("__drawer");
  const panel = document.getElementById("guide-navigation");

  // A button that looks as the label did and ticks the box in its place.
  const instead = (label) => {
    const button = document.createElement("button");
    button.type = "button";
    button.className = label.className;
    button.append(...label.childNodes);
    button.addEventListener("click", () => box.click());
    label.replaceWith(button);
    return button;
  };

  if (box && panel) {
    const opener = instead(document.querySelector("[data-guide='menu']"));
    const closer = instead(panel.querySelector("[data-guide='fermer']"));
    opener.setAttribute("aria-controls", panel.id);
    const tell = () => opener.setAttribute("aria-expanded", String(box.checked));
    const close = () => box.checked && box.click();
    box.checked = false; // browsers bring it back as it was when the page is read again
    tell();
    box.addEventListener("change", () => {
      tell();
      if (box.checked) closer.focus();
      else if (panel.contains(document.activeElement)) opener.focus();
    });
    panel.addEventListener("focusout", (event) => {
      if (event.relatedTarget && !panel.contains(event.relatedTarget)) close();
    });
    document.addEventListener("keydown", (event) => {
      if (event.key === "Escape") close();
    });
  }

  const colours = document.querySelector("[data-guide='couleurs']");
  if (colours) {
    const boxes = [...document.querySelectorAll("[name='__palette']")];
    const now = () => boxes.findIndex((input) => input.dataset.mdColorScheme === document.body.dataset.mdColorScheme);
    const show = () => {
      colours.title = boxes[now()]?.getAttribute("aria-label") ?? "";
    };
    new MutationObserver(show).observe(document.body, { attributeFilter: ["data-md-color-scheme"] });
    colours.addEventListener("click", () => boxes[(now() + 1) % boxes.length].click());
    colours.hidden = false;
    show();
  }
})();
