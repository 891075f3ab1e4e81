// What others change shows up by itself: a part of the page with data-live fetches itself anew.
"use strict";

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
