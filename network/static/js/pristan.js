// What pages gain from JavaScript; every one of them works without this file.
"use strict";

// A refused form is read from its summary on; once, or later answers would take the focus away.
const attend = () => {
  const summary = document.querySelector("[data-focus]");
  summary?.focus();
  summary?.removeAttribute("data-focus");
};

const offerCopying = () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
};

const prepare = () => {
  offerCopying();
  attend();
};

// A second click sends nothing twice. The button is marked, not disabled: it belongs to the data.
const sending = (form, on) => {
  form.toggleAttribute("data-sending", on);
  for (const button of form.querySelectorAll("button")) button.ariaDisabled = on ? "true" : null;
};

document.addEventListener("submit", (event) => {
  const form = event.target;
  if (form.method !== "post") return;
  if (form.hasAttribute("data-sending")) event.preventDefault();
  else setTimeout(() => sending(form, true));
});
document.addEventListener("htmx:finally:request", (event) => {
  const form = event.target.closest?.("form");
  if (form) sending(form, false);
});
addEventListener("pageshow", () => {
  for (const form of document.querySelectorAll("[data-sending]")) sending(form, false);
});

// Light or dark at once.
document.addEventListener("submit", (event) => {
  const form = event.target;
  if (!form.hasAttribute("data-theme-switch") || !event.submitter) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  const chosen = event.submitter.value;
  document.documentElement.dataset.theme = chosen;
  for (const button of form.elements) button.ariaCurrent = button === event.submitter ? "true" : null;
  fetch(form.action, {
    method: "POST",
    headers: { "HX-Request": "true" },
    body: new URLSearchParams({ theme: chosen, next: form.elements.next.value }),
  });
}, true);

document.addEventListener("click", async (event) => {
  const button = event.target.closest?.("[data-copy]");
  if (button) {
    await navigator.clipboard.writeText(document.getElementById(button.dataset.copy).value);
    button.querySelector("span").textContent = button.dataset.done;
  }
  for (const menu of document.querySelectorAll("details.menu[open]")) {
    if (!menu.contains(event.target)) menu.open = false;
  }
});

document.addEventListener("keydown", (event) => {
  const menu = event.key === "Escape" && event.target.closest?.("details.menu[open]");
  if (!menu) return;
  menu.open = false;
  menu.querySelector("summary").focus();
});

// A link into a folded part opens it.
document.addEventListener("click", (event) => {
  const target = event.target.closest?.("a[href^='#']")?.hash;
  const place = target && document.querySelector(target);
  if (!place) return;
  for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) {
    part.open = true;
  }
  place.focus();
});

// No answer, or a proxy's: say so, and leave the page.
const sayUnreachable = () => {
  const alerts = document.getElementById("alerts");
  const said = Object.assign(document.createElement("p"), {
    className: "note stop",
    textContent: alerts.dataset.unreachable,
  });
  alerts.replaceChildren(said);
  alerts.scrollIntoView({ block: "center" });
};

document.addEventListener("htmx:error", sayUnreachable);
document.addEventListener("htmx:before:response", (event) => {
  if (event.detail.ctx.response.headers.has("X-Request-Id")) return;
  event.preventDefault();
  sayUnreachable();
});
document.addEventListener("htmx:after:swap", prepare);
prepare();

// What others change shows up: a part with data-live fetches itself anew.
{
  const EVERY = 20000;
  let source;
  let poll;
  let soon;
  const due = new Set();

  const parts = () => document.querySelectorAll("[data-live]");

  // Several changes are one reading; browsers do not all read at once.
  const readAnew = (what) => {
    for (const part of parts()) if (!what || what.startsWith(part.dataset.live)) due.add(part);
    if (!due.size) return;
    soon ||= setTimeout(() => {
      soon = 0;
      for (const part of due) part.dispatchEvent(new CustomEvent("changed-elsewhere"));
      due.clear();
    }, 100 + Math.random() * 300);
  };

  const listen = () => {
    if (source || document.hidden || !parts().length) return;
    source = new EventSource("/live");
    source.onopen = () => {
      if (poll) readAnew();
      poll = clearInterval(poll);
    };
    source.onmessage = ({ data }) => readAnew(data);
    source.onerror = () => {
      if (source.readyState === EventSource.CLOSED) source = undefined;
      poll ??= setInterval(() => {
        listen();
        readAnew();
      }, EVERY);
    };
  };

  const stop = () => {
    source?.close();
    source = undefined;
    poll = clearInterval(poll);
  };

  // A page nobody sees keeps no connection.
  document.addEventListener("visibilitychange", () => {
    if (document.hidden) return stop();
    listen();
    readAnew();
  });
  addEventListener("pagehide", stop);
  addEventListener("pageshow", (event) => {
    if (event.persisted) readAnew();
    listen();
  });
  listen();
}

// Keys: a field names its own in data-key, and so do the links of the sheet that "?" opens: they
// lead even while it is shut, also where the field is not shown.
{
  const sheet = document.getElementById("keys");
  let before = "";

  const step = (by) => {
    const rows = [...document.querySelectorAll("main tr .link, main .todo .link")];
    rows[Math.max(0, rows.indexOf(document.activeElement) + by)]?.focus();
  };

  if (sheet) document.addEventListener("keydown", (event) => {
    const { key, target } = event;
    if (event.ctrlKey || event.altKey || event.metaKey || target.closest("input, select, textarea, dialog")) return;
    const [found, instead = found] = document.querySelectorAll(`[data-key="${CSS.escape(before + key)}"]`);
    before = key === "g" ? "g " : "";
    if (found) {
      event.preventDefault();
      found.focus();
      if (found !== document.activeElement) instead.click();
    } else if (key === "?") sheet.showModal();
    else if (key === "j") step(1);
    else if (key === "k") step(-1);
  });
}
