"use strict";
/* What Streamlit leaves to the page around it: the way back, the top of a new page, and where the keyboard goes on. */

/* One entry of the browser's history for each page: what a page writes into its own address is no step back. */
const push = history.pushState.bind(history);
let place = location.pathname;

history.pushState = (state, title, address) => {
  const target = new URL(address ?? location.href, location.href);
  if (target.pathname === location.pathname) history.replaceState(state, title, address);
  else push(state, title, address);
  begin();
};
addEventListener("popstate", begin);

function begin() {
  if (location.pathname === place) return;
  place = location.pathname;
  document.querySelector('[data-testid="stMain"]')?.scrollTo(0, 0);
}

/* A page names the input in which typing goes on. Of several the first one holds, once; and again where the page is
   drawn anew below it before anybody has done anything. */
const wishes = document.getElementsByClassName("focus-next");
let fulfilled = "";
let isUntouched = true;

for (const act of ["keydown", "pointerdown"]) addEventListener(act, () => { isUntouched = false; }, true);

new MutationObserver(() => {
  const wish = wishes[0];
  if (!wish) return;
  const isLost = isUntouched && document.activeElement === document.body;
  if (wish.dataset.focus === fulfilled && !isLost) return;
  const field = document.querySelector(`.${wish.dataset.within} :is(input, textarea)`);
  if (!field) return;
  field.focus();
  fulfilled = wish.dataset.focus;
  isUntouched = true;
}).observe(document.documentElement, { childList: true, subtree: true });

/* Numbered choices: typing the number chooses, as on a till. */
let typed = "";
let since = 0;

addEventListener("keydown", event => {
  const group = event.target.closest?.('[class*="st-key-numbered-"]');
  if (!group || event.target.type !== "radio" || !/^\d$/.test(event.key)) return;
  const choices = [...group.querySelectorAll("input[type=radio]")];
  typed = event.timeStamp - since < 2000 && choices[Number(typed + event.key) - 1] ? typed + event.key : event.key;
  since = event.timeStamp;
  const choice = choices[Number(typed) - 1];
  if (!choice) return;
  choice.click();
  choice.focus();
});

/* The button for pages that find no room in the row says English words, which our style hides: it needs a name. */
new MutationObserver(() => {
  const rest = document.querySelector('[data-testid="stTopNavSection"]:not([aria-label])');
  const name = rest && getComputedStyle(document.documentElement).getPropertyValue("--more-pages");
  if (name) rest.ariaLabel = JSON.parse(name);
}).observe(document.documentElement, { childList: true, subtree: true });
