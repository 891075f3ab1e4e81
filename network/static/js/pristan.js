// What pages gain from JavaScript; every one of them works without this file.
"use strict";

// A refused form comes back with its summary on top: read that first.
// Once only: a later answer elsewhere on the page must not take the focus away.
const attend = () => {
  const summary = document.querySelector("[data-focus]");
  summary?.focus();
  summary?.removeAttribute("data-focus");
};

// The button of a secret shows up only where it can do something.
const offerCopying = () => {
  if (!navigator.clipboard) return;
  for (const button of document.querySelectorAll("[data-copy]")) button.hidden = false;
};

const prepare = () => {
  offerCopying();
  attend();
};

// A second click must not send a form twice. The button stays in the form's data, so it is
// marked, not disabled, until the page answers or is shown again from the browser's memory.
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

// Light or dark at once, without loading the page again.
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
  // A menu closes when somebody looks elsewhere.
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

// A link to a field inside a folded part opens that part.
document.addEventListener("click", (event) => {
  const target = event.target.closest?.("a[href^='#']")?.hash;
  const place = target && document.querySelector(target);
  if (!place) return;
  for (let part = place.closest("details"); part; part = part.parentElement.closest("details")) {
    part.open = true;
  }
  place.focus();
});

// No answer, or one that is not ours (a proxy's): say so, and leave the page as it is.
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

// What others change shows up by itself: a part of the page with data-live fetches itself anew.
{
  const EVERY = 20000;
  let source;
  let poll;
  let soon;

  const parts = () => document.querySelectorAll("[data-live]");

  // Several changes at once are one reading; not all browsers read at the same moment.
  const readAnew = (group) => {
    const concerned = [...parts()].filter(({ dataset }) => !group || !dataset.live || dataset.live === group);
    if (!concerned.length) return;
    clearTimeout(soon);
    soon = setTimeout(() => {
      for (const part of concerned) part.dispatchEvent(new CustomEvent("changed-elsewhere"));
    }, 100 + Math.random() * 300);
  };

  const listen = () => {
    if (source || document.hidden || !parts().length) return;
    source = new EventSource("/live");
    source.onopen = () => {
      if (poll) readAnew();
      poll = clearInterval(poll);
    };
    source.onmessage = ({ data }) => readAnew(JSON.parse(data).id);
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

  // A browser has few connections: a page nobody sees keeps none.
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
