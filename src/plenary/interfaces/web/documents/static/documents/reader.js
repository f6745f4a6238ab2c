// Reading by keyboard, the next bracket, and what is copied of a paragraph. Every link works without it, and nothing here
// goes over all paragraphs before a key is pressed.
(() => {
  "use strict";
  const reader = document.querySelector("[data-reader]");
  if (!reader) return;
  const tools = reader.querySelector("[data-cite-tools]"), toggle = document.querySelector("[data-keys]");
  const kept = (() => { try { return localStorage; } catch { return null; } })();
  let keys = !kept || kept.getItem("reader-keys") !== "off", shown = null, bracket = -1;

  const draw = () => { if (toggle) { toggle.textContent = keys ? toggle.dataset.on : toggle.dataset.off; toggle.setAttribute("aria-pressed", keys); } };
  draw();
  if (toggle) toggle.addEventListener("click", () => { keys = !keys; if (kept) kept.setItem("reader-keys", keys ? "on" : "off"); draw(); });

  const cite = (para) => {
    if (shown) shown.remove();
    history.replaceState(null, "", `#${para.id}`);
    shown = tools.content.firstElementChild.cloneNode(true);
    shown.dataset.for = para.id;
    para.append(shown);
  };

  reader.addEventListener("click", async (event) => {
    const number = event.target.closest(".para-no");
    if (number && !event.ctrlKey && !event.metaKey && !event.shiftKey) { event.preventDefault(); return cite(number.closest(".para")); }
    const button = event.target.closest("[data-copy]");
    if (!button) return;
    const para = button.closest(".para"), named = para.querySelector(".para-no").dataset.named;
    const words = reader.dataset.cited.replace("%(document)s", reader.dataset.document).replace("%(paragraph)s", named);
    const address = `${reader.dataset.address}#${para.id}`;
    await navigator.clipboard.writeText(button.dataset.copy === "link" ? address : `${words}, ${address}`);
    button.textContent = button.dataset.done;
  });

  const now = () => {
    const at = document.activeElement && document.activeElement.closest(".para");
    if (at && reader.contains(at)) return at;
    const box = reader.getBoundingClientRect();
    const seen = document.elementFromPoint(box.left + box.width / 2, Math.min(innerHeight - 1, Math.max(1, innerHeight / 3)));
    return seen && seen.closest(".para");
  };

  const step = (by) => {
    const all = [...reader.querySelectorAll(".para")], here = now();
    const place = here ? all.indexOf(here) + (here.contains(document.activeElement) ? by : 0) : 0;
    const next = all[Math.max(0, Math.min(all.length - 1, place))];
    if (next) { next.scrollIntoView({ block: "center" }); next.querySelector(".para-no").focus({ preventScroll: true }); }
  };

  const nextBracket = (by = 1) => {
    const all = [...reader.querySelectorAll(".bracket[id], .held-words[id]")];
    if (!all.length) return;
    bracket = (bracket + by + all.length) % all.length;
    const one = all[bracket];
    one.scrollIntoView({ block: "center" });
    const para = one.closest(".para");
    if (para) para.querySelector(".para-no").focus({ preventScroll: true });
  };

  document.addEventListener("click", (event) => { if (event.target.closest("[data-next-bracket]")) nextBracket(); });
  document.addEventListener("keydown", (event) => {
    if (!keys || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, textarea, select, [contenteditable]")) return;
    if (event.key === "j") step(1);
    else if (event.key === "k") step(-1);
    else if (event.key === "b") nextBracket(1);
    else if (event.key === "B") nextBracket(-1);
    else return;
    event.preventDefault();
  });
})();
