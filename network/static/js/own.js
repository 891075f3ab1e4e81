/* Away from somebody's own page at once, and nothing to come back to: also where the house has not
   heard of it yet, until somebody comes in again by this tab. */
const LEFT = "left";
const leaving = document.querySelector("[data-leave]");
function away() {
  document.body.hidden = true;
  location.replace(leaving.dataset.leave);
}
if (leaving?.dataset.shown !== undefined && sessionStorage.getItem(LEFT)) away();
addEventListener("submit", (event) => {
  if (event.target !== leaving) return sessionStorage.removeItem(LEFT);
  event.preventDefault();
  sessionStorage.setItem(LEFT, "1");
  fetch(leaving.action, { method: "POST", keepalive: true, redirect: "manual" }).catch(() => {});
  away();
});
addEventListener("pageshow", (event) => event.persisted && location.reload());
