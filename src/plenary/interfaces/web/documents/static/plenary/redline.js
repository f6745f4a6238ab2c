// From change to change by n and p, and a word to the house once the end of a text was in view. Without it links do both.
(() => {
  "use strict";
  const kept = (() => { try { return localStorage; } catch { return null; } })();
  const bar = document.querySelector("[data-steps]");
  if (bar) {
    const first = Number(bar.dataset.first), last = Number(bar.dataset.last);
    const told = bar.querySelector("[data-at]"), toggle = bar.querySelector("[data-keys-off]");
    const typing = (at) => at.matches("input, textarea, select, [contenteditable], [contenteditable] *");
    let isOff = kept && kept.getItem("keys") === "off";

    // Where the reader is: the change that has the focus or the address; else, before the first.
    const here = () => {
      const at = document.activeElement.closest && document.activeElement.closest(".change");
      const id = at ? at.id : location.hash.slice(1);
      return /^c\d+$/.test(id) ? Number(id.slice(1)) : 0;
    };
    const go = (step) => {
      const at = here();
      const number = at ? at + step : step > 0 ? first : last;
      if (number > last && bar.dataset.later) return location.assign(bar.dataset.later + "#c" + number);
      if (number < first && bar.dataset.earlier) return location.assign(bar.dataset.earlier + "#c" + number);
      const to = document.getElementById("c" + Math.min(Math.max(number, first), last));
      if (!to) return;
      const fold = to.closest("details");
      if (fold) fold.open = true;
      history.replaceState(null, "", "#" + to.id);
      to.focus({ preventScroll: true });
      to.scrollIntoView({ block: "center" });
    };
    const tell = () => { const at = here(); if (at) told.textContent = bar.dataset.words.replace("{number}", at); };

    bar.addEventListener("click", (event) => {
      const button = event.target.closest("[data-step]");
      if (!button) return;
      event.preventDefault();
      go(Number(button.dataset.step));
    });
    document.addEventListener("keydown", (event) => {
      if (isOff || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented || typing(event.target)) return;
      if (event.key === "n") go(1);
      if (event.key === "p") go(-1);
    });
    document.addEventListener("focusin", tell);
    const words = () => { if (toggle) toggle.textContent = isOff ? toggle.dataset.on : toggle.dataset.off; };
    if (toggle) toggle.addEventListener("click", () => { isOff = !isOff; if (kept) kept.setItem("keys", isOff ? "off" : "on"); words(); });
    words();
    addEventListener("hashchange", tell);
    const to = here() && document.getElementById("c" + here());
    if (to) { to.focus(); tell(); }
  }

  const form = document.querySelector("form[data-read]"), text = document.querySelector(".text");
  if (form && text && text.lastElementChild && "IntersectionObserver" in window) {
    const seen = new IntersectionObserver((entries) => {
      if (!entries.some((one) => one.isIntersecting)) return;
      seen.disconnect();
      // A glance is no reading: the end of the text stays in view for a moment.
      setTimeout(() => {
        if (document.visibilityState === "visible") fetch(form.action, { method: "POST", body: new FormData(form), credentials: "same-origin", redirect: "manual" }).catch(() => {});
      }, 3000);
    });
    seen.observe(text.lastElementChild);
  }
})();
