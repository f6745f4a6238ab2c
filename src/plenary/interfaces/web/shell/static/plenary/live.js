// Hears that something changed and asks for its own view of it. One stream a browser: a tab leads, the others listen to it.
// Every page works without it. Texts come from data attributes; docs/building/live.md lists them.
(() => {
  "use strict";
  const { body, documentElement: root } = document;
  const { liveUrl: url, liveTokenHref: tokenHref } = body.dataset;
  const all = (what) => document.querySelectorAll(what);
  const say = (what, detail) => document.dispatchEvent(new CustomEvent("live:" + what, { detail }));
  const clock = (ms) => new Date(ms).toLocaleTimeString(root.lang || [], { hourCycle: "h23" });
  const QUIET = 10000, ASK = 5000;
  let token = body.dataset.liveToken || "", last = "", source = null, channel = null, leads = false;
  let tries = 0, shift = 0, beatAt = Date.now(), askedAt = 0, isQuiet = false, wasOffline = false;
  const begun = new WeakSet(), recent = [];

  // Parts of the page

  document.addEventListener("input", (event) => event.target.form && begun.add(event.target.form));
  document.addEventListener("reset", (event) => begun.delete(event.target));

  const inUse = (part) => {
    const at = document.activeElement;
    return part.querySelector("[data-live-keep], .htmx-request") || [...part.querySelectorAll("form")].some((form) => begun.has(form))
      || (part.contains(at) && at.matches("textarea, select, [contenteditable], input:not([type=submit], [type=button])"));
  };

  const waiting = (part) => part.querySelector("[data-live-waiting]")
    || (part.nextElementSibling && part.nextElementSibling.matches("[data-live-waiting]") ? part.nextElementSibling : null);

  const refresh = async (part, forced) => {
    part.liveTimer = 0;
    if (!part.isConnected || !part.dataset.liveHref) return;
    const wait = () => { const note = waiting(part); if (note) note.hidden = false; };
    if (!forced && inUse(part)) return wait();
    const slow = setTimeout(() => part.classList.add("is-updating"), 400);
    try {
      const answer = await fetch(part.dataset.liveHref, { headers: { "X-Live": "1" }, credentials: "same-origin", cache: "no-cache" });
      if (answer.redirected || [401, 403, 404].includes(answer.status)) return location.reload();
      if (!answer.ok) return schedule(part, 1000 * (Number(answer.headers.get("Retry-After")) || 2));
      const text = await answer.text();
      if (!forced && inUse(part)) return wait();
      const at = part.contains(document.activeElement) ? document.activeElement.id : "";
      const note = waiting(part);
      if (note) note.hidden = true;
      part.innerHTML = text;
      part.dataset.liveVersion = answer.headers.get("X-Live-Version") || part.dataset.liveVersion || "";
      if (window.htmx) window.htmx.process(part);
      if (at && document.getElementById(at)) document.getElementById(at).focus();
      say("swapped", { element: part });
    } catch { // no line: asked again when it is back
    } finally {
      clearTimeout(slow);
      part.classList.remove("is-updating");
    }
  };

  const schedule = (part, least = 0) => {
    if (part.liveTimer) return;
    const spread = "liveNow" in part.dataset ? 0 : Math.random() * 1000;
    part.liveTimer = setTimeout(() => refresh(part), least + spread + 1);
  };

  const refreshAll = (only = "") => all("[data-live-topic]" + only).forEach((part) => schedule(part));

  document.addEventListener("click", (event) => {
    const button = event.target.closest("[data-live-take]");
    if (!button) return;
    const note = button.closest("[data-live-waiting]");
    const part = button.closest("[data-live-topic]") || (note && note.previousElementSibling);
    if (part) refresh(part, true);
  });

  // What the stream says

  const hear = {
    changed({ topic, version }) {
      say("event", { topic, version });
      all(`[data-live-topic~="${CSS.escape(topic)}"]`).forEach((part) => {
        const has = Number(part.dataset.liveVersion);
        if (!(version && has && version <= has)) schedule(part);
      });
    },
    beat({ at }) {
      shift = Date.parse(at) - Date.now();
      beatAt = Date.now();
      tries = 0;
      say("beat", { at });
      if (isQuiet) { isQuiet = false; refreshAll(); }
      draw();
    },
    token(said) { token = said.token; },
    reload() { refreshAll(); },
    turn() { location.replace(location.href); },
    async again() { if (leads) { source.close(); await renew(); open(); } },
    ask({ past }) { if (leads) recent.filter(([at]) => at > Date.now() - past).forEach(([, data]) => channel.postMessage(["changed", data])); },
    wake() { if (leads) open(); },
  };

  const pass = (kind, data) => {
    if (kind === "changed") { recent.push([Date.now(), data]); recent.splice(0, recent.length - 64); }
    if (channel) channel.postMessage([kind, data]);
    hear[kind](data);
  };

  const renew = async () => {
    if (!token || !tokenHref) return;
    try {
      const answer = await fetch(tokenHref, { credentials: "same-origin", cache: "no-store" });
      if (!answer.ok || answer.redirected) return;
      const said = await answer.json();
      if (!said.token) return location.replace(location.href);
      pass("token", said);
    } catch { // no line: the next try asks again
    }
  };

  const open = () => {
    if (source) source.close();
    const ask = new URLSearchParams(token ? { token } : {});
    ask.set(...(last ? ["last", last] : ["past", Math.min(120, Math.ceil(performance.now() / 1000) + 5)]));
    source = new EventSource(`${url}?${ask}`);
    ["changed", "beat", "token", "reload", "turn", "again"].forEach((kind) => source.addEventListener(kind, (event) => {
      last = event.lastEventId || last;
      pass(kind, JSON.parse(event.data));
    }));
    source.onerror = () => {
      source.close();
      tries += 1;
      setTimeout(async () => { if (tries > 1) await renew(); open(); }, (0.3 + Math.random()) * 1000 * Math.min(tries, 5));
    };
  };

  // The clock: beats, a lost line, timers

  const left = (seconds) => {
    const whole = Math.abs(seconds);
    return `${seconds < 0 ? "+" : ""}${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
  };

  const draw = () => {
    const since = clock(beatAt + shift);
    all("[data-live-clock]").forEach((face) => {
      const text = isQuiet ? (face.dataset.asOf || "{time}").replace("{time}", since) : "";
      const note = face.parentElement.querySelector("[data-live-stale]");
      face.classList.toggle("is-stale", isQuiet);
      if (note) note.textContent = text; else face.title = text;
    });
    const isOffline = isQuiet || !navigator.onLine;
    if (isOffline === wasOffline) return;
    wasOffline = isOffline;
    say(isOffline ? "offline" : "online");
    all("[data-offline-bar]").forEach((bar) => {
      const text = (isOffline ? bar.dataset.since : bar.dataset.back) || "";
      (bar.querySelector("[data-offline-text]") || bar).textContent = text.replace("{time}", since);
      bar.hidden = false;
      if (!isOffline) setTimeout(() => { bar.hidden = !wasOffline; }, 4000);
    });
  };

  const tick = () => {
    all("[data-countdown-to]").forEach((timer) => {
      const seconds = Math.ceil((Date.parse(timer.dataset.countdownTo) - Date.now() - shift) / 1000);
      const word = seconds <= 0 ? timer.dataset.countdownOver : seconds <= 60 ? timer.dataset.countdownOneMinute : "";
      const note = timer.querySelector("[data-countdown-word]");
      (timer.querySelector("[data-countdown-left]") || timer).textContent = left(seconds);
      if (note && note.textContent !== (word || "")) note.textContent = word || "";
      timer.classList.toggle("is-soon", seconds > 0 && seconds <= 60);
      timer.classList.toggle("is-over", seconds <= 0);
    });
    if (!url) return;
    const now = Date.now();
    if (!isQuiet && now - beatAt > QUIET) { isQuiet = true; if (leads && source.readyState === 1) open(); }
    if (isQuiet && navigator.onLine && now - askedAt > ASK) { askedAt = now; refreshAll("[data-live-now]"); }
    draw();
  };

  const wake = () => {
    if (document.hidden || Date.now() - beatAt < 7000) return;
    isQuiet = true;
    draw();
    refreshAll();
    if (leads) open(); else if (channel) channel.postMessage(["wake", {}]);
  };

  setInterval(tick, 250);
  if (!url || !window.EventSource) return;
  document.addEventListener("visibilitychange", wake);
  addEventListener("pageshow", (event) => event.persisted && location.reload());
  addEventListener("offline", draw);
  addEventListener("online", wake);

  const lead = () => { leads = true; open(); };
  if (!navigator.locks || !window.BroadcastChannel) return lead();
  const who = token ? atob(token.split(".")[0].replace(/-/g, "+").replace(/_/g, "/")).split("]")[0] : "public";
  channel = new BroadcastChannel("plenary " + who);
  channel.onmessage = ({ data: [kind, data] }) => hear[kind](data);
  channel.postMessage(["ask", { past: performance.now() + 5000 }]);
  navigator.locks.request("plenary " + who, () => { lead(); return new Promise(() => {}); });
})();
