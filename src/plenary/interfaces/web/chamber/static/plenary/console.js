// Keys of the console. Each presses a button that is there; none acts while somebody types. Without it the buttons do.
(() => {
  "use strict";
  const kept = (() => { try { return localStorage; } catch { return null; } })();
  const dialog = document.querySelector("[data-keys]"), toggle = document.querySelector("[data-keys-off]");
  const HOLD = 1000;
  let isOff = kept && kept.getItem("keys") === "off", asked = null, held = 0, holding = null;

  const typing = (at) => at.matches("input:not([type=submit], [type=button]), textarea, select, [contenteditable]");
  const button = (key) => document.querySelector(`[data-key="${CSS.escape(key)}"]:not(:disabled)`);

  const buttonHeld = (at) => at.closest("[data-hold] button:not(:disabled)");

  const forget = () => {
    if (asked) { asked.removeAttribute("aria-pressed"); asked = null; }
    clearTimeout(held);
    if (holding) holding.classList.remove("is-held");
    holding = null;
  };

  const press = (one) => { forget(); one.form.requestSubmit(one); };

  const line = document.querySelector("[data-too-short]");
  const tellTooShort = () => { if (line) line.textContent = line.dataset.tooShort; };

  const hold = (one) => {
    if (holding) return;
    if (line) line.textContent = "";
    holding = one;
    one.classList.add("is-held");
    held = setTimeout(() => { holding.form.dataset.held = "1"; press(holding); }, HOLD);
  };

  const sent = (one) => [one.textContent, one.form.action, ...[...one.form.elements].filter((field) => field.name !== "csrfmiddlewaretoken").map((field) => field.value)].join("\n");

  // A button made anew under the finger stays held where it is the same act; else the hold is over, and told
  const carryOn = (element) => {
    if (!holding || holding.isConnected) return;
    const anew = element.querySelector("[data-hold] button:not(:disabled)");
    if (!anew || sent(anew) !== sent(holding)) { letGo(); return; }
    holding = anew;
    anew.classList.add("is-held");
  };

  const letGo = () => {
    if (!holding) return;
    forget();
    tellTooShort();
  };

  document.addEventListener("keydown", (event) => {
    const focused = buttonHeld(event.target);
    if (focused && (event.key === "Enter" || event.key === " ")) {
      event.preventDefault();
      if (!event.repeat) hold(focused);
      return;
    }
    if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || typing(event.target)) return;
    const key = event.key.toLowerCase();
    if (key === "?" && dialog) { dialog.open ? dialog.close() : dialog.showModal(); return; }
    if (key === "escape") { forget(); const main = document.querySelector("[data-primary]"); if (main) main.focus(); return; }
    if (key === "enter" && asked) { event.preventDefault(); press(asked); return; }
    if (isOff || (dialog && dialog.open) || key.length !== 1) return;
    const one = button(key);
    if (!one) return;
    event.preventDefault();
    if (one.matches("a")) { one.click(); return; }
    if (one.closest("details")) one.closest("details").open = true;
    if (one.form.matches("[data-hold]")) { one.focus(); hold(one); return; }
    if ("asks" in one.dataset) { forget(); asked = one; one.setAttribute("aria-pressed", "true"); one.focus(); return; }
    press(one);
  });
  document.addEventListener("keyup", letGo);

  document.addEventListener("click", (event) => { if (dialog && event.target.closest("[data-keys-show]")) dialog.showModal(); });

  // Held by hand: one second, so that a brush of the sleeve adopts nothing
  document.addEventListener("pointerdown", (event) => {
    const one = buttonHeld(event.target);
    if (one && event.button === 0) hold(one);
  });
  ["pointerup", "pointercancel"].forEach((kind) => document.addEventListener(kind, letGo));
  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (form.matches("[data-hold]") && !form.dataset.held) { event.preventDefault(); tellTooShort(); }
    delete form.dataset.held;
  });

  const words = () => { if (toggle) toggle.textContent = isOff ? toggle.dataset.on : toggle.dataset.off; };
  if (toggle) toggle.addEventListener("click", () => { isOff = !isOff; if (kept) kept.setItem("keys", isOff ? "off" : "on"); words(); });
  words();

  // What was unfolded stays unfolded when the part is made anew
  const open = new Set([...document.querySelectorAll("details[data-keeps][open]")].map((one) => one.dataset.keeps));
  document.addEventListener("toggle", (event) => {
    const name = event.target.dataset && event.target.dataset.keeps;
    if (name) event.target.open ? open.add(name) : open.delete(name);
  }, true);
  document.addEventListener("live:swapped", ({ detail: { element } }) => {
    element.querySelectorAll("details[data-keeps]").forEach((one) => { one.open = open.has(one.dataset.keeps); });
    if (asked && !asked.isConnected) forget();
    carryOn(element);
  });
})();
