// Goes along with the Leinwand: asks what stands there, and puts what is new in place of what was.
(function () {
  "use strict";
  var data = document.body.dataset, state = "/api/t/" + data.code + "/state?seite=" + data.page;
  var start = "/t/" + data.code + location.search;
  var LIVELY = 900000; // milliseconds after a change in which the next one is expected
  var HALF = new Error("only half of it is new");
  var etag = "", timer = 0, changed = Date.now(), again = false;
  var now = document.getElementById("now"), told = document.getElementById("told");

  function ask(path, headers) {
    var stop = window.AbortController ? new AbortController() : null;
    var late = stop && setTimeout(function () { stop.abort(); }, 10000);
    var options = { headers: headers || {}, cache: "no-store", credentials: "same-origin" };
    if (stop) options.signal = stop.signal;
    return fetch(path, options).finally(function () { clearTimeout(late); });
  }
  function look() {
    clearTimeout(timer);
    if (document.visibilityState === "hidden") return;
    ask(state, etag ? { "If-None-Match": etag } : {}).then(function (reply) {
      if (reply.status !== 200) return null;
      return reply.json().then(follow).then(function () { etag = reply.headers.get("ETag") || ""; });
    }).catch(function (error) { // offline, or the page came from another process, to which it is not new yet
      return error === HALF;
    }).then(function (half) {
      again = half === true && !again;
      clearTimeout(timer);
      var wait = again ? 600 : Date.now() - changed < LIVELY ? 2000 : 8000;
      timer = setTimeout(look, wait * (0.75 + Math.random() / 2));
    });
  }
  function follow(wanted) {
    if (wanted.show !== data.page) return location.replace(start);
    if (wanted.stand === now.dataset.stand) return null;
    return ask(location.pathname + location.search).then(function (reply) {
      return reply.text();
    }).then(function (text) {
      var page = new DOMParser().parseFromString(text, "text/html"), fresh = page.getElementById("now");
      if (fresh) show(document.importNode(fresh, true));
      write(page.getElementById("say"), document.getElementById("say"));
      if (now.dataset.stand !== wanted.stand) throw HALF;
    });
  }
  function write(fresh, line) { // whoever is writing goes on
    if (!fresh || !line || fresh.dataset.about === line.dataset.about || line.querySelector("[data-draft]")) return;
    line.replaceWith(document.importNode(fresh, true));
  }
  function show(fresh) {
    var hadFocus = now.contains(document.activeElement), isOther = fresh.dataset.slide !== now.dataset.slide;
    now.replaceWith(fresh);
    now = fresh;
    changed = Date.now();
    if (hadFocus) now.querySelector("h1").focus({ preventScroll: true });
    if (isOther) scrollTo(0, 0);
    told.textContent = (now.querySelector(".finding") || now.querySelector("h1")).textContent;
  }

  document.addEventListener("input", function (event) {
    var leaving = event.target.closest(".leaving");
    if (leaving) leaving.dataset.draft = "1";
  });
  timer = setTimeout(look, 2000 * Math.random());
  document.addEventListener("visibilitychange", look);
  addEventListener("online", look);
  addEventListener("pageshow", function (event) { if (event.persisted) look(); });
})();
