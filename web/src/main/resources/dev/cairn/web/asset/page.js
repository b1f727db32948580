"use strict";
// What the pages do beyond links and forms: keys, live parts, and the token behind the '#' of an address.

(() => {
  const steps = () => [...document.querySelectorAll("a.hit, [data-step] a, a[data-step]")];

  const isTyping = (element) => element.closest("input, textarea, select, [contenteditable]") !== null;

  // j and k go along the results; Enter follows the link that has the focus, as the browser does.
  const step = (by) => {
    const all = steps();
    if (all.length === 0) return;
    const at = all.indexOf(document.activeElement);
    const next = at < 0 ? (by > 0 ? 0 : all.length - 1) : Math.min(all.length - 1, Math.max(0, at + by));
    document.querySelectorAll(".at[data-at]").forEach((old) => {
      old.classList.remove("at");
      delete old.dataset.at;
    });
    const chosen = all[next];
    chosen.focus();
    chosen.classList.add("at");
    chosen.dataset.at = "";
    chosen.scrollIntoView({ block: "nearest" });
  };

  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const field = document.getElementById("q");
    if (isTyping(event.target)) {
      if (event.key === "Escape") event.target.blur();
      return;
    }
    if (event.key === "/" && field) {
      event.preventDefault();
      field.focus();
      field.select();
    } else if (event.key === "j") {
      step(1);
    } else if (event.key === "k") {
      step(-1);
    }
  });

  // Parts are HTML of this server, in which all text is escaped.
  const replace = (part, text) => {
    const parsed = new DOMParser().parseFromString(text, "text/html");
    part.replaceChildren(...parsed.body.childNodes);
  };

  // A part with data-part is asked for once, when the page is there.
  document.querySelectorAll("[data-part]").forEach(async (part) => {
    try {
      const answer = await fetch(part.dataset.part);
      if (answer.ok) replace(part, await answer.text());
    } catch {
      // The link in its place stays.
    }
  });

  // A part with data-live is asked for again every few seconds, and replaced when it has changed.
  const live = (part) => {
    let last = null;
    const ask = async () => {
      if (!document.hidden) {
        try {
          const answer = await fetch(part.dataset.live, { cache: "no-store" });
          const text = await answer.text();
          if (answer.ok && last !== text) {
            last = text;
            replace(part, text);
          }
          part.classList.toggle("lost", !answer.ok);
        } catch {
          part.classList.add("lost");
        }
      }
      setTimeout(ask, Number(part.dataset.every || 2) * 1000);
    };
    setTimeout(ask, Number(part.dataset.every || 2) * 1000);
  };
  document.querySelectorAll("[data-live]").forEach(live);

  // 'cairn serve --open' leads here with the token behind the '#', which is not sent by itself.
  const login = document.getElementById("login");
  const takeToken = () => {
    if (login && location.hash.length > 20) {
      document.getElementById("token").value = location.hash.substring(1);
      history.replaceState(null, "", location.pathname + location.search);
      login.submit();
    }
  };
  takeToken();
  window.addEventListener("hashchange", takeToken);

  // A line that the address names may be in a part that is scrolled out of sight.
  const target = location.hash.startsWith("#L") && document.getElementById(location.hash.substring(1));
  if (target) target.scrollIntoView({ block: "center", behavior: "instant" });
})();
