// What a word processor puts on the clipboard beside the plain words goes along, unread here: the house reads it apart and
// shows what it found. Without this the plain words are read, or a file.
(() => {
  "use strict";
  const form = document.querySelector("[data-paste]");
  if (!form) return;
  const plain = form.querySelector("[data-paste-plain]"), html = form.querySelector("[data-paste-html]"), said = form.querySelector("[data-paste-said]");
  const long = form.querySelector("[data-paste-long]"), MOST = Number(form.dataset.paste);
  const forget = () => { html.value = ""; said.hidden = true; long.hidden = true; };
  plain.addEventListener("paste", (event) => {
    const markup = event.clipboardData && event.clipboardData.getData("text/html");
    const whole = plain.selectionStart === 0 && plain.selectionEnd === plain.value.length;
    if (!markup || !whole) return;
    event.preventDefault();
    plain.value = event.clipboardData.getData("text/plain");
    forget();
    const fits = new Blob([plain.value, markup]).size < MOST;
    html.value = fits ? markup : "";
    said.hidden = !fits;
    long.hidden = fits;
  });
  plain.addEventListener("input", forget);
})();
