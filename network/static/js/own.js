/* Away from somebody's own page at once, and nothing to come back to. */
addEventListener("submit", (event) => {
  const away = event.target.dataset.leave;
  if (!away) return;
  event.preventDefault();
  fetch(event.target.action, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  document.body.hidden = true;
  location.replace(away);
});
addEventListener("pageshow", (event) => event.persisted && location.reload());
