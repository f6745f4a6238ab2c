/* Signing in with a passkey, and adding one. The page works without it: the desk hands out codes. */
(() => {
  if (!window.PublicKeyCredential) return;
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const listed = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));

  async function ask(kind, { publicKey: wanted }) {
    wanted.challenge = bytes(wanted.challenge);
    if (kind === "prove") {
      wanted.allowCredentials = listed(wanted.allowCredentials);
      return navigator.credentials.get({ publicKey: wanted });
    }
    wanted.user.id = bytes(wanted.user.id);
    wanted.excludeCredentials = listed(wanted.excludeCredentials);
    return navigator.credentials.create({ publicKey: wanted });
  }

  function told(key) {
    const response = {};
    for (const part of ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"])
      if (key.response[part]) response[part] = text(key.response[part]);
    return { id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} };
  }

  for (const place of document.querySelectorAll("[data-passkey]")) {
    const button = place.querySelector("button");
    const words = place.querySelector("[role=status]");
    button.hidden = false;
    button.addEventListener("click", async () => {
      button.disabled = true;
      words.textContent = "";
      try {
        const headers = { Accept: "application/json", "X-CSRFToken": token() };
        let said = await (await fetch(place.dataset.href, { method: "POST", headers })).json();
        // Adding a key to others asks twice: for one that there is, and then for the new one.
        while (said.publicKey) {
          const key = await ask(said.kind || place.dataset.passkey, said);
          const answer = await fetch(place.dataset.href, {
            method: "POST",
            headers: { ...headers, "Content-Type": "application/json" },
            body: JSON.stringify(told(key)),
          });
          said = await answer.json();
        }
        if (said.go) window.location.assign(said.go);
        else words.textContent = said.sentence;
      } catch {
        words.textContent = place.dataset.refused;
      } finally {
        button.disabled = false;
      }
    });
  }
})();
