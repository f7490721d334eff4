// Saves every tap at once. What the server has not acknowledged waits in localStorage and is shown as not yet sent.
(function () {
  "use strict";
  var body = document.body, code = body.dataset.code, page = body.dataset.page;
  var key = "selbstcheck:" + code, api = "/api/t/" + code;

  function stored() {
    try { return JSON.parse(localStorage.getItem(key)) || {}; } catch (error) { return {}; }
  }
  function forget() {
    try { localStorage.removeItem(key); } catch (error) { /* a browser without storage */ }
  }
  function later(seconds, action) {
    return setTimeout(action, seconds * 1000 * (0.75 + Math.random() / 2));
  }
  function request(method, path, content, headers) {
    var stop = window.AbortController ? new AbortController() : null;
    var timer = stop && setTimeout(function () { stop.abort(); }, 10000);
    var options = { method: method, headers: headers || {}, cache: "no-store", credentials: "same-origin" };
    if (stop) options.signal = stop.signal;
    if (content) {
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(content);
      options.keepalive = true;
    }
    return fetch(path, options).finally(function () { clearTimeout(timer); });
  }

  document.querySelectorAll("form.once").forEach(function (form) {
    var sent = false;
    form.addEventListener("submit", function (event) {
      if (sent) event.preventDefault();
      sent = true;
    });
    addEventListener("pageshow", function () { sent = false; });
  });

  if (page === "questions") answer();
  else if (page === "wait" || page === "closed") wait();
  if (page === "join" || page === "thanks") forget();

  // Waiting for the workshop to open, or to open again
  function wait() {
    var etag = "", pause = 3, timer = 0, longest = page === "wait" ? 6 : 20, undelivered = document.getElementById("undelivered");
    var lost = Object.keys(stored().answers || {}).length;
    if (page === "closed" && lost) {
      undelivered.textContent = undelivered.dataset.text.replace("{n}", lost);
      undelivered.hidden = false;
    }
    function look() {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") return;
      request("GET", api + "/state", null, etag ? { "If-None-Match": etag } : {}).then(function (reply) {
        etag = reply.headers.get("ETag") || etag;
        if (reply.status === 200) return reply.json().then(function (state) {
          if (state.show !== page) location.replace("/t/" + code + (page === "wait" ? location.search : ""));
        });
      }).catch(function () { /* offline: the next look will tell */ }).then(function () {
        pause = Math.min(pause * 1.2, longest);
        clearTimeout(timer);
        timer = later(pause, look);
      });
    }
    timer = later(pause, look);
    document.addEventListener("visibilitychange", look);
    addEventListener("online", look);
    addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });
  }

  function answer() {
    var words = JSON.parse(body.dataset.words), status = document.getElementById("status");
    var waiting = {}, busy = false, failures = 0, timer = 0, current, afterwards = null;
    var sections = Array.from(document.querySelectorAll(".step"));
    var old = stored();

    function keep() {
      try {
        if (Object.keys(waiting).length) localStorage.setItem(key, JSON.stringify({ sheet: body.dataset.sheet, answers: waiting }));
        else localStorage.removeItem(key);
      } catch (error) { /* a browser without storage still sends at once */ }
    }
    function radios(id) { return Array.from(document.getElementsByName("a." + id)); }
    function show(id, value) {
      radios(id).forEach(function (radio) { radio.checked = radio.value !== "" && radio.value === value; });
    }
    function mark(id, text) {
      var radio = radios(id)[0];
      if (radio) radio.closest(".statement").querySelector(".mark").textContent = text;
    }
    function say(text, isWaiting) {
      status.textContent = text;
      status.classList.toggle("waiting", Boolean(isWaiting));
    }
    function sayWaiting() {
      var n = Object.keys(waiting).length;
      if (n) say((n === 1 ? words.waitingOne : words.waitingMany).replace("{n}", n), true);
    }
    function openStatements() {
      return Array.from(document.querySelectorAll(".statement")).filter(function (statement) {
        return !statement.querySelector(".answers :checked");
      });
    }

    function send() {
      clearTimeout(timer);
      if (busy) return;
      var changes = Object.assign({}, waiting), ids = Object.keys(changes);
      if (!ids.length) { if (afterwards) afterwards(); return; }
      busy = true;
      request("PUT", api + "/answers", { answers: changes }).then(function (reply) {
        return reply.json().catch(function () { return {}; }).then(function (told) {
          busy = false;
          if (reply.ok) settle(changes, told.saved);
          else if (reply.status === 401 || reply.status === 404) leave("/t/" + code + "?hinweis=neu");
          else if (reply.status === 409) leave("/t/" + code);
          else if (reply.status === 422 || reply.status === 400 || reply.status === 413) drop(ids, told.error);
          else retry();
        });
      }).catch(function () { busy = false; retry(); });
    }
    function settle(changes, saved) {
      failures = 0;
      Object.keys(changes).forEach(function (id) {
        if (waiting[id] === changes[id]) {
          delete waiting[id];
          mark(id, changes[id] === null ? words.cleared : words.saved + " ✓");
        }
      });
      keep();
      document.querySelectorAll(".statement").forEach(function (statement) {
        var id = statement.dataset.id;
        if (!(id in waiting)) show(id, saved[id]);
      });
      close();
      if (Object.keys(waiting).length) send();
      else { say(words.saved + " ✓"); if (afterwards) afterwards(); }
    }
    function retry() {
      failures += 1;
      Object.keys(waiting).forEach(function (id) { mark(id, words.notSent); });
      sayWaiting();
      clearTimeout(timer);
      timer = later(Math.min(Math.pow(2, failures - 1), 30), send);
    }
    function drop(ids, error) {
      ids.forEach(function (id) { delete waiting[id]; mark(id, words.refused); });
      keep();
      say(error || words.refused, true);
    }
    function leave(address) { removeEventListener("beforeunload", warn); location.replace(address); }
    function warn(event) {
      keep();
      if (Object.keys(waiting).length && failures) event.preventDefault();
    }

    // One step at a time, without asking the server for the next
    function close() {
      var n = openStatements().length;
      document.getElementById("open").textContent =
        n === 0 ? words.openNone : (n === 1 ? words.openOne : words.openMany).replace("{n}", n);
      document.getElementById("look").hidden = n === 0;
      document.getElementById("back").hidden = n > 0;
      document.getElementById("submit").textContent = n ? words.handIn : words.done;
    }
    function go(step, isNew, target) {
      var section = sections.find(function (one) { return one.dataset.step === String(step); }) || sections[0];
      sections.forEach(function (one) { one.hidden = one !== section; });
      current = section.dataset.step;
      afterwards = null;
      close();
      document.querySelectorAll(".languages a").forEach(function (link) {
        link.search = "?schritt=" + current + "&lang=" + link.lang;
      });
      if (isNew) history.pushState({ step: current }, "", "?schritt=" + current);
      (target || section.querySelector("h1")).focus({ preventScroll: Boolean(!target) });
      if (target) target.closest(".statement").scrollIntoView();
      else scrollTo(0, 0);
    }

    document.addEventListener("change", function (event) {
      var radio = event.target, statement = radio.closest(".statement");
      if (!statement) return;
      var id = statement.dataset.id, value = radio.value || null;
      if (value === null) {
        radio.checked = false;
        statement.querySelector(".answers input").focus();
      }
      waiting[id] = value;
      mark(id, failures || navigator.onLine === false ? words.notSent : "…");
      if (navigator.onLine === false) sayWaiting();
      keep();
      send();
    });
    document.addEventListener("submit", function (event) {
      var form = event.target, next = event.submitter;
      if (form.id === "finish") {
        if (!Object.keys(waiting).length && !busy) return;
        event.preventDefault();
        afterwards = function () { form.submit(); };
        sayWaiting();
        send();
      } else if (next && next.name === "ziel") {
        event.preventDefault();
        go(next.value, true);
      }
    });
    document.addEventListener("click", function (event) {
      var link = event.target.closest("#look, #back");
      if (!link) return;
      event.preventDefault();
      if (link.id === "back") return go(sections[sections.length - 2].dataset.step, true);
      var first = openStatements()[0];
      if (first) go(first.closest(".step").dataset.step, true, first.querySelector(".answers input"));
    });
    addEventListener("popstate", function (event) { if (event.state) go(event.state.step, false); });
    addEventListener("beforeunload", warn);
    addEventListener("online", send);
    addEventListener("offline", sayWaiting);
    addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); else send(); });
    document.addEventListener("visibilitychange", function () { if (document.visibilityState === "visible") send(); });

    if (old.sheet === body.dataset.sheet) waiting = old.answers || {};
    Object.keys(waiting).forEach(function (id) { show(id, waiting[id]); mark(id, words.notSent); });
    keep();
    var shown = sections.find(function (one) { return !one.hidden; });
    current = shown ? shown.dataset.step : "1";
    history.replaceState({ step: current }, "", "?schritt=" + current);
    close();
  }
})();
