/* What a dishonest page could do with a device: the steps of passkeys.js apart from each other, to be bent one by one. */
(() => {
  const bytes = (text) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
  const text = (buffer) =>
    btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
  const token = () => document.querySelector("input[name=csrfmiddlewaretoken]").value;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  window.bent = {
    async options(href) {
      const answer = await fetch(href, { method: "POST", headers: { "X-CSRFToken": token() } });
      return (await answer.json()).publicKey;
    },
    async made(kind, wanted) {
      wanted = { ...wanted, challenge: bytes(wanted.challenge) };
      const listed = (list) => (list || []).map((one) => ({ ...one, id: bytes(one.id) }));
      if (kind === "prove") wanted.allowCredentials = listed(wanted.allowCredentials);
      else {
        wanted.user = { ...wanted.user, id: bytes(wanted.user.id) };
        wanted.excludeCredentials = listed(wanted.excludeCredentials);
      }
      try {
        const asked = { publicKey: wanted };
        const key = await (kind === "prove" ? navigator.credentials.get(asked) : navigator.credentials.create(asked));
        const response = {};
        for (const part of parts) if (key.response[part]) response[part] = text(key.response[part]);
        return { id: key.id, rawId: text(key.rawId), type: key.type, response, clientExtensionResults: {} };
      } catch (wrong) {
        return { refusedByBrowser: wrong.name };
      }
    },
    async sent(href, answer) {
      const headers = { "Content-Type": "application/json", "X-CSRFToken": token() };
      const said = await fetch(href, { method: "POST", headers, body: JSON.stringify(answer) });
      const isJson = (said.headers.get("Content-Type") || "").startsWith("application/json");
      return { status: said.status, ...(isJson ? await said.json() : { page: said.url }) };
    },
  };
})();
