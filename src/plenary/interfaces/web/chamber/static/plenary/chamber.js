// The room in motion: rings, bars, what is said to the ear, and a ballot that is sent until it is answered.
// Every page works without it. Times are the server's, learned from the beats of the live stream.
(() => {
  "use strict";
  const all = (what, where = document) => where.querySelectorAll(what);
  let shift = 0, saidAt = 0, heard = "", expected = "";

  // The page says what time the house had when it was made; the first beat says it better
  const made = document.querySelector("[data-clock][datetime], [data-as-of]");
  if (made) shift = Date.parse(made.getAttribute("datetime") || made.dataset.asOf) - Date.now();
  document.addEventListener("live:beat", ({ detail }) => { shift = Date.parse(detail.at) - Date.now(); });

  const left = (to) => (Date.parse(to) - Date.now() - shift) / 1000;

  const running = (seconds) => `${seconds < 0 ? "+" : ""}${Math.floor(Math.abs(seconds) / 60)}:${String(Math.abs(seconds) % 60).padStart(2, "0")}`;

  const draw = () => {
    all("[data-runs-to]").forEach((timer) => {
      const gone = Math.ceil(left(timer.dataset.runsTo)), rest = "stops" in timer.dataset ? Math.max(0, gone) : gone, note = timer.querySelector("[data-word]");
      const word = (rest <= 0 ? timer.dataset.over : rest <= 60 ? timer.dataset.soon : "") || "";
      (timer.querySelector("[data-left]") || timer).textContent = running(rest);
      if (note && note.textContent !== word) note.textContent = word;
      timer.classList.toggle("is-soon", rest > 0 && rest <= 60);
      timer.classList.toggle("is-over", rest <= 0);
    });
    all("[data-ring-to]").forEach((ring) => {
      const whole = Number(ring.dataset.ringWhole), rest = Math.min(whole, Math.max(0, Math.ceil(left(ring.dataset.ringTo))));
      const arc = ring.querySelector(".d-ring"), figure = ring.querySelector(".d-ring-figure");
      if (arc) arc.setAttribute("stroke-dasharray", `${rest} ${whole}`);
      if (figure) figure.textContent = rest;
    });
    all("[data-bar-to]").forEach((bar) => {
      const rest = left(bar.dataset.barTo);
      bar.value = Math.max(0, bar.max - rest);
      bar.classList.toggle("warn", rest <= 60 && rest > 0);
      bar.classList.toggle("over", rest <= 0);
    });
    all("[data-opens-in]").forEach((why) => {
      const rest = Math.ceil(left(why.dataset.opensIn));
      if (rest > 0) { why.textContent = why.dataset.opensWords.replace("{seconds}", rest); return; }
      const look = document.querySelector("[data-when-over]");
      if (look && !why.dataset.asked) { why.dataset.asked = "1"; look.click(); setTimeout(() => delete why.dataset.asked, 1500); }
    });
    all("[data-gone-at]").forEach((one) => { if (left(one.dataset.goneAt) <= 0) one.remove(); });
    all("[data-clock]").forEach((face) => {
      if (face.classList.contains("is-stale") || !face.dataset.zone) return;
      face.textContent = new Date(Date.now() + shift).toLocaleTimeString("en-GB", { timeZone: face.dataset.zone, timeStyle: face.dataset.clock === "minutes" ? "short" : "medium" });
    });
  };

  // For the ear: one message in five seconds; speaker and item wait their turn, what cannot wait is said at once

  const speak = () => {
    const text = [...all("[data-heard]")].map((one) => one.textContent.trim()).join(". ");
    const at = document.querySelector("[data-expected]"), now = at ? at.dataset.expected : "";
    const urgent = ["vote_open", "put_to_consensus", "objection_stands", "you_have_the_floor"].includes(now);
    const say = (how, words) => { const place = document.querySelector(`[data-said="${how}"]`); if (place) place.textContent = words; };
    if (now !== expected && urgent) {
      const words = document.querySelector("[data-heard-now]");
      if (words) say("assertive", words.textContent.trim());
      if (now === "vote_open" && navigator.vibrate && navigator.userActivation?.hasBeenActive) navigator.vibrate(200);
      saidAt = Date.now();
    } else if (text !== heard && Date.now() - saidAt > 5000) { say("polite", text); saidAt = Date.now(); heard = text; }
    expected = now;
  };

  // A part that only asks its neighbours to look again: a ballot changes the count, never the seat

  document.addEventListener("live:swapped", speak);
  document.addEventListener("live:offline", () => all("[data-lost-line]").forEach((dot) => { dot.hidden = false; }));
  document.addEventListener("live:online", () => all("[data-lost-line]").forEach((dot) => { dot.hidden = true; }));
  document.addEventListener("live:swapped", ({ detail: { element } }) => {
    if (element.matches("[data-live-ask]")) {
      const part = element.parentElement.closest("[data-live-topic]");
      if (part) part.innerHTML = element.innerHTML;
    }
    const scene = element.querySelector("[data-scene]");
    if (scene) document.body.classList.toggle("reverse", ["adopted", "blank"].includes(scene.dataset.scene));
  });

  // The ballot: the same one until it is answered

  const send = async (form, data) => {
    const said = form.querySelector("[data-ballot-said]");
    try {
      const answer = await fetch(form.action, { method: "POST", body: data, credentials: "same-origin" });
      if (answer.status >= 500) throw new Error(answer.status);
      if (answer.redirected) return location.replace(answer.url);
      // Refused: the browser sends the same ballot once more and shows the answer as a page
      form.submit();
    } catch {
      said.textContent = form.dataset.trying;
      setTimeout(() => send(form, data), 2000);
    }
    return undefined;
  };

  // When the page was first seen; this script may have come long after that
  const begunAt = performance.now();
  const seenAt = () => performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? begunAt;

  document.addEventListener("submit", (event) => {
    const form = event.target;
    if (!form.matches("[data-ballot]")) return;
    event.preventDefault();
    if (form.dataset.sent) return;
    // The second half of a double tap on the page before is not a confirmation; who meant it is told
    if (performance.now() - seenAt() < 400) { form.querySelector("[data-ballot-said]").textContent = form.dataset.again; return; }
    form.dataset.sent = "1";
    form.querySelector("button").disabled = true;
    send(form, new FormData(form));
  });

  setInterval(draw, 250);
  draw();
  speak();
})();
