// Light or dark as this device was told; print and copy buttons; addresses as notes on paper. Nothing depends on it.
(() => {
  "use strict";
  const root = document.documentElement;
  const kept = (() => { try { return localStorage; } catch { return null; } })();
  const chosen = kept && kept.getItem("scheme");
  if (chosen === "light" || chosen === "dark") root.dataset.scheme = chosen;
  root.classList.add("has-script");

  const isDark = () => root.dataset.scheme
    ? root.dataset.scheme === "dark"
    : matchMedia("(prefers-color-scheme: dark)").matches;

  const name = (button) => { button.textContent = isDark() ? button.dataset.light : button.dataset.dark; };

  document.addEventListener("DOMContentLoaded", () => {
    document.querySelectorAll('[data-act="scheme"]').forEach(name);
  });

  // A menu wider than a phone shows where the reader is.
  document.addEventListener("DOMContentLoaded", () => {
    const here = document.querySelector(".menu [aria-current]");
    const row = here && here.closest("ul");
    if (!row || row.scrollWidth <= row.clientWidth) return;
    const [one, whole] = [here.getBoundingClientRect(), row.getBoundingClientRect()];
    row.scrollBy({ left: (one.left + one.right - whole.left - whole.right) / 2, behavior: "instant" });
  });

  addEventListener("beforeprint", () => {
    const notes = document.querySelector(".address-notes");
    if (!notes || notes.childElementCount) return;
    const links = "main :is(.text, .lead, .prose, .claims, .claimed) a[href^='/']:not(.para-no)";
    const numbers = new Map();
    document.querySelectorAll(links).forEach((link) => {
      if (!numbers.has(link.href)) {
        numbers.set(link.href, numbers.size + 1);
        const note = document.createElement("li");
        note.textContent = `${numbers.size}  ${link.href}`;
        notes.append(note);
      }
      link.dataset.note = numbers.get(link.href);
    });
  });

  document.addEventListener("click", async (event) => {
    const button = event.target.closest("[data-act]");
    if (!button) return;
    if (button.dataset.act === "print") print();
    if (button.dataset.act === "scheme") {
      root.dataset.scheme = isDark() ? "light" : "dark";
      if (kept) kept.setItem("scheme", root.dataset.scheme);
      name(button);
    }
    if (button.dataset.act === "copy") {
      await navigator.clipboard.writeText(button.dataset.text);
      (button.querySelector("span") || button).textContent = button.dataset.done;
    }
  });
})();
