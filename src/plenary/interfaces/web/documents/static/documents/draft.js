// Writing in place. A paragraph opens where it stands, is kept while one writes, and is sent until it is answered: a save
// that got no answer goes again under the same key, so it is written once. Nothing depends on it: every act has its form.
// One act goes at a time. Keys that are pressed meanwhile wait in the field, in the order in which they were typed.
(() => {
  "use strict";
  const page = document.querySelector("[data-draft]");
  if (!page || !window.fetch) return;
  const text = page.querySelector(".draft"), forms = page.querySelector("template[data-draft-form]");
  const receipt = page.querySelector("[data-draft-receipt]"), waiting = page.querySelector("[data-draft-waiting]");
  const dialog = page.querySelector("[data-draft-pasted]");
  const { draftHref: href, draft: key } = page.dataset;
  const IDLE = 1200, AGAIN = 2500, READING = 25_000;
  const drafts = new Map(); // anchor → what is typed and not kept yet
  let number = Number(page.dataset.number), open = null, held = null, asking = false, askAgain = false, acting = null, composed = null;

  const random = (bytes) => [...crypto.getRandomValues(new Uint8Array(bytes))].map((one) => one.toString(16).padStart(2, "0")).join("");
  const here = random(8), newKey = () => here + random(16); // a save's key begins with the page that sent it
  const lineOf = (anchor) => text.querySelector(`[data-anchor="${CSS.escape(anchor)}"]`);
  const wordsOf = (line) => line.querySelector("[data-words]").textContent;
  const say = (words) => { receipt.textContent = words; };
  const state = (line, words, isWaiting = false) => {
    const note = line && line.querySelector(".draft-state");
    if (note) { note.textContent = words; note.classList.toggle("is-waiting", isWaiting); }
  };

  // Sending: one after the other for each paragraph, the same until it is answered

  // The number up to which this page knows every save; one that skips some is asked for
  const heard = (upTo) => {
    if (upTo === number + 1) number = upTo; else if (upTo > number) ask();
  };

  const send = async (fields, signal) => {
    const form = new FormData();
    form.set("csrfmiddlewaretoken", page.querySelector("[name=csrfmiddlewaretoken]") ? page.querySelector("[name=csrfmiddlewaretoken]").value : token());
    Object.entries(fields).forEach(([name, value]) => form.set(name, value));
    const answer = await fetch(href, { method: "POST", body: form, headers: { Accept: "application/json" }, credentials: "same-origin", redirect: "manual", signal });
    if (answer.type === "opaqueredirect" || answer.status === 403 || answer.status === 404) return { ended: true };
    if (answer.status >= 500) throw new Error("no answer");
    return answer.json();
  };
  const token = () => forms.content.querySelector("[name=csrfmiddlewaretoken]").value;

  const until = async (fields, line) => {
    for (;;) {
      try {
        return await send(fields);
      } catch {
        state(line, page.dataset.notKept, true);
        await new Promise((done) => setTimeout(done, AGAIN));
      }
    }
  };

  // Where two touched the same words both stand beside each other, and only the button there keeps one of them: no key
  // that is pressed from habit, no pause, and no act that would keep the words on its way.
  const settler = (line) => line && line.querySelector(".draft-beside button[value=write]");

  const stopped = (line) => {
    if (!settler(line)) return false;
    state(line, line.querySelector(".draft-beside b").textContent, true);
    return true;
  };

  const keep = async (anchor, settles = false) => {
    const draft = drafts.get(anchor);
    if (!draft) return true;
    if (draft.sending) return draft.sending;
    if (!settles && stopped(lineOf(anchor))) return false;
    draft.sending = (async () => {
      while (draft.words !== draft.kept) {
        const line = lineOf(anchor), words = draft.words;
        state(line, page.dataset.keeping);
        const told = await until({ do: "write", anchor, words, revision: draft.revision, save_key: newKey() }, line);
        if (told.ended || told.refused) { state(line, told.refused || page.dataset.closed, true); draft.sending = null; return false; }
        heard(told.number);
        const now = told.lines[anchor];
        if (told.outcome === "beside") {
          beside(line, told);
          if (now) draft.revision = now.revision;
          draft.sending = null;
          return false;
        }
        const before = draft.revision;
        draft.revision = now.revision;
        draft.kept = words;
        draft.later = null;
        if (now.words !== words) merge(anchor, draft, words, now.words, before);
        say(told.receipt);
        state(line, told.receipt);
        const settled = line && line.querySelector(".draft-beside");
        if (settled) settled.remove();
        if (!open || open.dataset.anchor !== anchor) { drafts.delete(anchor); replace(anchor, now.html); }
      }
      draft.sending = null;
      return true;
    })();
    return draft.sending;
  };

  // What others wrote comes into the field. Where somebody types since, that piece goes to its place in the merged words;
  // where the place cannot be told, the words go once more as written on the old ones, and the house lays them together.
  const merge = (anchor, draft, sent, merged, before) => {
    const typed = draft.words;
    let from = 0, rest = 0;
    while (from < Math.min(sent.length, typed.length) && sent[from] === typed[from]) from += 1;
    while (rest < Math.min(sent.length, typed.length) - from && sent[sent.length - 1 - rest] === typed[typed.length - 1 - rest]) rest += 1;
    const shift = merged.startsWith(sent.slice(0, sent.length - rest)) ? 0 : merged.endsWith(sent.slice(from)) ? merged.length - sent.length : null;
    if (typed !== sent && shift === null) { draft.revision = before; draft.kept = null; return; }
    draft.words = typed === sent ? merged : merged.slice(0, from + shift) + typed.slice(from, typed.length - rest) + merged.slice(sent.length - rest + shift);
    draft.kept = merged;
    const field = open && open.dataset.anchor === anchor && open.querySelector("textarea");
    if (!field) return;
    const mine = acting && acting.field === field ? acting : null, since = mine ? typedSince(mine) : "";
    const moved = (at) => (merged.startsWith(sent.slice(0, Math.min(at, sent.length))) ? at : Math.max(0, at + merged.length - sent.length));
    const place = moved(mine ? mine.from : field.selectionStart);
    if (mine) Object.assign(mine, { base: draft.words, from: place, to: Math.max(place, moved(mine.to)) });
    field.value = draft.words;
    field.setSelectionRange(place, place);
    if (since) field.setRangeText(since, place, mine.to, "end");
    grow(field);
  };

  const beside = (line, told) => {
    const old = line.querySelector(".draft-beside");
    if (old) old.remove();
    const form = line.querySelector("form");
    if (form) form.insertAdjacentHTML("afterbegin", told.beside); else line.insertAdjacentHTML("beforeend", told.beside);
    say(told.receipt);
    state(line, told.receipt, true);
  };

  // The page

  const replace = (anchor, html) => {
    const old = lineOf(anchor);
    if (old && open === old) return;
    const box = document.createElement("template");
    box.innerHTML = html.trim();
    const made = box.content.firstElementChild;
    const held = old && old.contains(document.activeElement);
    if (old) old.replaceWith(made); else text.append(made);
    if (held) made.querySelector(".para-no").focus({ preventScroll: true });
  };

  const arrange = (order) => {
    const wanted = new Set(order);
    [...text.children].forEach((line) => { if (!wanted.has(line.dataset.anchor) && !drafts.has(line.dataset.anchor)) line.remove(); });
    const lines = new Map([...text.children].map((line) => [line.dataset.anchor, line]));
    let at = text.firstElementChild;
    order.forEach((anchor) => {
      const line = lines.get(anchor);
      if (!line) return;
      if (line === at) { at = at.nextElementSibling; return; }
      text.insertBefore(line, at);
    });
  };

  const take = (told) => {
    Object.entries(told.lines).forEach(([anchor, one]) => {
      if (drafts.has(anchor) || (open && open.dataset.anchor === anchor)) {
        const line = lineOf(anchor);
        if (line && !line.querySelector(".draft-beside")) state(line, page.dataset.others);
        if (drafts.has(anchor) && one.revision > drafts.get(anchor).revision) drafts.get(anchor).later = one.html;
        return;
      }
      replace(anchor, one.html);
    });
    if (told.order) arrange(told.order);
  };

  const grow = (field) => { if (!CSS.supports("field-sizing", "content")) { field.style.blockSize = "auto"; field.style.blockSize = `${field.scrollHeight + 2}px`; } };

  const close = (line, draft) => {
    const form = line.querySelector(".draft-form");
    if (!form || !line.isConnected) return;
    if (draft.later) return replace(line.dataset.anchor, draft.later);
    line.classList.remove("draft-open");
    form.remove();
    const words = line.querySelector(".draft-words");
    words.querySelector("[data-words]").textContent = draft.words;
    line.dataset.revision = draft.revision;
    words.hidden = false;
  };

  const shut = () => {
    if (!open) return;
    const line = open, anchor = line.dataset.anchor, draft = drafts.get(anchor);
    open = null;
    if (line.dataset.whole) { return; }
    if (draft && draft.words !== draft.kept) { keep(anchor); return; }
    drafts.delete(anchor);
    if (line.querySelector(".draft-beside")) return;
    if (draft) close(line, draft);
    if (held && !held.many) { take(held); held = null; waiting.hidden = true; }
  };

  const begin = (line, place) => {
    if (!line || line.dataset.role === "row") return;
    if (open === line) return;
    if (acting) { acting.wishes.push(() => begin(lineOf(line.dataset.anchor), place)); return; }
    shut();
    const anchor = line.dataset.anchor;
    const known = drafts.get(anchor);
    const draft = known || { words: wordsOf(line), kept: wordsOf(line), revision: Number(line.dataset.revision) };
    drafts.set(anchor, draft);
    const shown = line.querySelector(".draft-words");
    let form = line.querySelector("form.draft-form");
    if (!form) {
      form = forms.content.firstElementChild.cloneNode(true);
      shown.after(form);
      form.querySelector("[name=anchor]").value = anchor;
      form.querySelector("[name=role]").value = line.dataset.role;
      form.querySelector("[name=label]").value = line.querySelector(".para-no").textContent.replace("¶", "");
      const parts = ["cell", "head_cell", "row", "table"].includes(line.dataset.role);
      form.querySelectorAll('[value="row"], [value="column"], [value="column_off"]').forEach((one) => { one.hidden = !parts; });
      form.querySelectorAll('[value="join"], [value="in"], [value="out"], [data-for="shape"], [data-for="table"]').forEach((one) => { one.hidden = parts; });
      form.querySelector("textarea").setAttribute("aria-label", `${line.querySelector(".draft-kind").textContent}, ${line.dataset.named}`);
    }
    const field = form.querySelector("textarea"), both = line.querySelector(".draft-beside");
    if (both && !form.contains(both)) form.prepend(both);
    field.value = draft.words;
    shown.hidden = true;
    line.classList.add("draft-open");
    open = line;
    grow(field);
    field.focus({ preventScroll: false });
    const at = place === undefined ? field.value.length : Math.max(0, Math.min(place, field.value.length));
    field.setSelectionRange(at, at);
  };

  // What is typed while an act is under way stands in the field, each key that changes the structure as a mark that no key
  // types; it is played in order where the act leads. Nothing that was typed is lost between two fields.
  const MARKS = { "\u2029": "enter", "\u206a": "in", "\u206b": "out", "\u206c": "up", "\u206d": "down", "\u206e": "back" };
  const MARK = new RegExp(`[${Object.keys(MARKS).join("")}]`);
  const markOf = (what) => Object.keys(MARKS).find((one) => MARKS[one] === what);
  const unmarked = (words) => words.replaceAll(markOf("enter"), "\n").replace(new RegExp(MARK, "g"), "");

  const typedSince = ({ field, base, from, to }) => {
    const late = field.value, before = base.slice(0, from), behind = base.slice(to);
    if (late.length >= before.length + behind.length && late.startsWith(before) && late.endsWith(behind)) return late.slice(from, late.length - behind.length);
    let first = 0, rest = 0;
    while (first < base.length && base[first] === late[first]) first += 1;
    while (rest < base.length - first && base[base.length - 1 - rest] === late[late.length - 1 - rest]) rest += 1;
    return late.slice(first, late.length - rest);
  };

  const typeInto = (line, words) => {
    const field = words && line && line.querySelector("textarea");
    if (!field) return;
    field.setRangeText(words, field.selectionStart, field.selectionEnd, "end");
    field.dispatchEvent(new Event("input", { bubbles: true }));
  };

  const enter = (field) => (field.selectionStart === field.value.length ? "insert" : "split");

  const play = (typed, wishes) => {
    const at = typed.search(MARK);
    typeInto(open, at < 0 ? typed : typed.slice(0, at));
    const field = open && open.querySelector("textarea");
    if (at < 0 || !field) { wishes.forEach((one) => one()); return; }
    const what = MARKS[typed[at]], later = typed.slice(at + 1);
    if (what === "enter") act(enter(field), {}, later, wishes);
    else if (what !== "back") act(what, {}, later, wishes);
    else if (field.selectionStart === 0) act(field.value ? "join" : "remove", {}, later, wishes);
    else {
      const end = field.selectionStart, last = [...field.value.slice(0, end)].pop();
      field.setRangeText("", end - last.length, end, "end");
      field.dispatchEvent(new Event("input", { bubbles: true }));
      play(later, wishes);
    }
  };

  const act = async (does, fields = {}, later = "", wishes = []) => {
    const line = open, anchor = line.dataset.anchor, draft = drafts.get(anchor), field = line.querySelector("textarea");
    if (acting) {
      acting.wishes.push(() => { begin(lineOf(anchor)); if (open && !acting) act(does, fields); });
      return;
    }
    if (stopped(line)) return;
    const { value: base, selectionStart: from, selectionEnd: to } = field;
    const mine = { does, line, field, base, from, to: does === "split" ? to : from, wishes };
    acting = mine;
    clearTimeout(draft.timer);
    if (later) { field.setRangeText(later, from, mine.to, "end"); grow(field); }
    const stop = (words) => {
      acting = null;
      if (words) state(line, words, true);
      if (MARK.test(field.value)) field.value = unmarked(field.value);
      draft.words = field.value;
      if (draft.words !== draft.kept && !line.querySelector(".draft-beside")) draft.timer = setTimeout(() => keep(anchor), IDLE);
      wishes.forEach((one) => one());
    };
    if (does !== "split" && !(await keep(anchor))) return stop("");
    if (does === "split" && draft.sending && !(await draft.sending)) return stop("");
    const parts = () => (does === "split" ? { first: mine.base.slice(0, mine.from).trimEnd(), second: mine.base.slice(mine.to).trimStart() } : {});
    const press = () => until({ do: does, anchor, revision: draft.revision, save_key: newKey(), ...fields, ...parts() }, line);
    let told = await press();
    if (told.code === "documents.paragraph_moved_on") { // what others wrote comes in first
      Object.assign(draft, { words: mine.base, kept: null });
      if (!(await keep(anchor))) return stop("");
      told = await press();
    }
    if (composed) await composed.ends;
    if (told.ended || told.refused) return stop(told.refused || page.dataset.closed);
    heard(told.number);
    say(told.receipt);
    const before = does === "join" ? previous(line) : null, beforeLength = before ? wordsOf(before).length + 1 : 0;
    if (told.many) {
      acting = null;
      draft.words = unmarked(field.value);
      if (await keep(anchor)) drafts.delete(anchor);
      return anew(told.anchor);
    }
    const since = typedSince(mine), beside = does === "remove" ? besideLine(line, -1) : null;
    draft.words = draft.kept;
    open = null;
    drafts.delete(anchor);
    if (line.isConnected && told.lines[anchor]) replace(anchor, told.lines[anchor].html); else close(line, draft);
    if (held && !held.many) {
      take({ lines: { ...held.lines, ...told.lines }, order: told.order || held.order });
      held = null;
      waiting.hidden = true;
    } else take(told);
    acting = null;
    const order = told.order || [], after = (one, by) => lineOf(order[order.indexOf(one) + by]);
    if (does === "split") begin(after(anchor, 1) || lineOf(anchor), 0);
    else if (does === "insert" || does === "lay") begin(lineOf(told.anchor) || lineOf(anchor), 0);
    else if (does === "table") begin(after(told.anchor, 2) || lineOf(anchor), 0);
    else if (before) begin(lineOf(before.dataset.anchor), beforeLength);
    else if (does === "remove") begin(beside);
    else begin(lineOf(anchor), mine.from);
    play(since, wishes);
  };

  // So much changed that the page is opened anew, at the place of the change
  const anew = (anchor) => { if (anchor) history.replaceState(null, "", `#${anchor}`); location.reload(); };

  const previous = (line) => { let one = line.previousElementSibling; while (one && one.dataset.role === "footnote") one = one.previousElementSibling; return one; };

  // Keys and presses

  text.addEventListener("input", ({ target }) => {
    if (!target.matches("textarea") || !open || open.dataset.whole) return;
    const anchor = open.dataset.anchor, draft = drafts.get(anchor);
    grow(target);
    if (acting) return; // it is played once the act is done
    draft.words = target.value;
    clearTimeout(draft.timer);
    if (!open.querySelector(".draft-beside")) draft.timer = setTimeout(() => keep(anchor), IDLE);
  });

  // Pasting: the markup is read by the house alone and never becomes part of the page. What it found is shown before any
  // of it is kept; what cannot be read, or has no structure, comes as plain words, as a browser would paste them.
  const asPlain = (line, plain) => { begin(line); typeInto(line, plain); };

  const look = async (markup, more) => {
    const stopped = new AbortController(), timer = setTimeout(() => stopped.abort(), READING);
    try {
      return await send({ do: "look", markup: new File([markup], "pasted.html", { type: "text/html" }), ...more }, stopped.signal);
    } catch {
      return {};
    } finally { clearTimeout(timer); }
  };

  const show = (told, line, plain) => {
    const body = dialog.querySelector("[data-pasted-body]"), acts = dialog.querySelector("[data-pasted-acts]"), closes = dialog.querySelector("[data-pasted-told]");
    body.innerHTML = told.shown; // the house's own page of what it read, every sign of it escaped there
    acts.hidden = plain === null;
    closes.hidden = plain !== null;
    dialog.returnValue = "leave";
    dialog.onclose = () => {
      const kept = body.querySelector("[name=kept]"), chosen = dialog.returnValue;
      body.replaceChildren();
      state(line, "");
      if (chosen === "words") return asPlain(line, plain);
      begin(line);
      if (chosen === "lay") act("lay", { kept: kept.value });
    };
    dialog.showModal();
    body.scrollTop = 0;
  };

  if (dialog) dialog.addEventListener("click", ({ target }) => { if (target.dataset.pasted) dialog.close(target.dataset.pasted); });

  text.addEventListener("paste", async (event) => {
    const field = event.target, line = open;
    if (!line || line.dataset.whole || acting || !dialog || !field.matches("textarea")) return;
    const markup = event.clipboardData.getData("text/html"), plain = event.clipboardData.getData("text/plain");
    const isParted = plain.replace(/\r\n?/g, "\n").trim().split(/\n[^\S\n]*\n/).length > 1;
    if (!markup && !isParted) return; // a browser puts plain words where they belong; with empty lines they are paragraphs
    const isOne = !/[\r\n]/.test(plain.trim());
    if (!isOne) { event.preventDefault(); state(line, page.dataset.reading); }
    const told = await look(markup || plain, { anchor: line.dataset.anchor, ...(isOne ? { words_only: "1" } : {}) });
    if (isOne) {
      if (told.left_out && !dialog.open) show(told, line, null);
      return;
    }
    if (told.shown && !dialog.open && line.isConnected) return show(told, line, plain);
    asPlain(line, plain);
    state(open, [told.refused, page.dataset.wordsOnly].filter(Boolean).join(" "), true);
  });

  text.addEventListener("compositionstart", () => { let end; composed = { ends: new Promise((done) => { end = done; }) }; composed.end = end; });
  text.addEventListener("compositionend", () => { if (composed) composed.end(); composed = null; });

  text.addEventListener("click", (event) => {
    const button = event.target.closest("button[name=do]");
    const line = event.target.closest(".draft-line");
    if (!line || line.dataset.whole || line.dataset.role === "row") return; // a row has a page of buttons and no words
    if (button) {
      event.preventDefault();
      if (!button.form) return begin(line); // both wordings stand at a paragraph that was shut meanwhile
      if (button.value === "write") return keep(line.dataset.anchor, button === settler(line));
      const form = button.form, place = form.querySelector("textarea").selectionStart;
      const typed = Object.fromEntries(["role", "label", "note", "caption", "rows", "columns"].map((name) => [name, form.elements[name] ? form.elements[name].value : ""]));
      return act(button.value, { ...typed, place });
    }
    if (event.target.closest("form, a:not(.para-no)") || getSelection().toString()) return;
    if (event.target.closest(".para-no, .draft-words")) { event.preventDefault(); begin(line); }
  });

  text.addEventListener("submit", (event) => { if (open && !open.dataset.whole) { event.preventDefault(); keep(open.dataset.anchor); } });

  text.addEventListener("keydown", (event) => {
    const field = event.target;
    if (!open || open.dataset.whole || event.isComposing) return;
    if (event.key === "Escape" && !field.matches("textarea") && open.contains(field)) { // the second time
      event.preventDefault();
      if (acting) return;
      const anchor = open.dataset.anchor;
      shut();
      lineOf(anchor).querySelector(".para-no").focus();
      return;
    }
    if (!field.matches("textarea")) return;
    const { selectionStart: from, selectionEnd: to, value } = field;
    const arrow = { ArrowUp: "up", ArrowDown: "down", ArrowRight: document.dir === "rtl" ? "out" : "in", ArrowLeft: document.dir === "rtl" ? "in" : "out" }[event.key];
    const does = (what, fields = {}) => {
      event.preventDefault();
      if (!acting) return act(what, fields);
      field.setRangeText(markOf({ insert: "enter", split: "enter", join: "back", remove: "back" }[what] || what), from, to, "end");
      grow(field);
    };
    if (acting && event.key === "Backspace") { // at the place where the act leads there is nothing yet to take back
      if (from === to && from === acting.from && ["insert", "split", "join", "remove"].includes(acting.does)) does("join");
      return;
    }
    if (event.altKey && arrow) return does(arrow);
    if (event.key === "Tab" && !event.ctrlKey && !event.altKey) return does(event.shiftKey ? "out" : "in");
    if (event.key === "Escape") { event.preventDefault(); event.stopPropagation(); open.querySelector("summary").focus(); return; }
    if (event.key === "Enter" && !event.shiftKey && !event.ctrlKey) return does(enter(field));
    if (event.key === "Backspace" && from === 0 && to === 0) return value ? does("join") : does("remove");
    if (event.key === "ArrowUp" && !event.shiftKey && from === to && !value.slice(0, from).includes("\n") && from === 0) { event.preventDefault(); return begin(besideLine(open, -1)); }
    if (event.key === "ArrowDown" && !event.shiftKey && from === to && from === value.length) { event.preventDefault(); return begin(besideLine(open, 1), 0); }
  });

  const besideLine = (line, step) => {
    let one = line;
    do { one = step < 0 ? one.previousElementSibling : one.nextElementSibling; } while (one && one.dataset.role === "row");
    return one || line;
  };

  document.addEventListener("keydown", (event) => {
    if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
    event.preventDefault();
    if (settler(open)) settler(open).focus();
    drafts.forEach((_draft, anchor) => keep(anchor));
  });

  text.addEventListener("focusout", () => setTimeout(() => {
    if (open && !open.dataset.whole && !open.contains(document.activeElement) && document.hasFocus()) { const draft = drafts.get(open.dataset.anchor); if (draft && draft.words !== draft.kept) keep(open.dataset.anchor); }
  }, 0));

  addEventListener("beforeunload", (event) => {
    if (acting || [...drafts.values()].some((one) => one.words !== one.kept)) { event.preventDefault(); event.returnValue = page.dataset.leave; }
  });

  // On paper stands what is typed
  addEventListener("beforeprint", () => {
    const draft = open && drafts.get(open.dataset.anchor);
    if (draft) open.querySelector("[data-words]").textContent = acting ? unmarked(acting.field.value) : draft.words;
  });

  // What others do

  const ask = async () => {
    if (asking) { askAgain = true; return; }
    asking = true;
    try {
      const answer = await fetch(`${href}?since=${number}&page=${here}`, { headers: { Accept: "application/json" }, credentials: "same-origin", cache: "no-store" });
      if (answer.status === 404) { say(page.dataset.closed); return; }
      if (!answer.ok) return;
      const told = await answer.json();
      number = Math.max(number, told.number);
      if (told.said.length) say(told.said[told.said.length - 1]);
      if (told.many) { held = { ...(held || { lines: {} }), many: true }; waiting.hidden = false; return; }
      if (open && (told.order || held)) { // nothing moves under a finger
        held = { ...held, lines: { ...(held ? held.lines : {}), ...told.lines }, order: told.order || held.order };
        waiting.hidden = false;
        take({ lines: Object.fromEntries(Object.entries(told.lines).filter(([anchor]) => lineOf(anchor))) });
      } else take(told);
    } catch { // no line: asked again at the next event
    } finally {
      asking = false;
      if (askAgain) { askAgain = false; ask(); }
    }
  };

  document.addEventListener("live:event", ({ detail }) => {
    if (detail.topic === `draft:${key}` && !(detail.version && detail.version <= number)) setTimeout(ask, 150);
  });
  document.addEventListener("live:online", ask);
  page.addEventListener("click", (event) => {
    if (!event.target.closest("[data-draft-take]") || !held) return;
    const told = held;
    held = null;
    waiting.hidden = true;
    if (told.many) return anew(open && open.dataset.anchor);
    take(told);
  });

  // A paragraph that the server opened in its form is written in place as well
  const whole = text.querySelector(".draft-open form");
  if (whole) whole.closest(".draft-line").dataset.whole = "1";
})();
