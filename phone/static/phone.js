// Saves every tap at once. What the server has not acknowledged waits in localStorage, which all tabs of the browser
// share, and is shown as not yet sent. A number a tap and a number an attempt let the newest win, here and on the server.
(function () {
  "use strict";
  var body = document.body, data = body.dataset, code = data.code, page = data.page, tablet = Boolean(data.tablet);
  var key = "selbstcheck:" + code, api = "/api/t/" + code, start = "/t/" + code;
  var IDLE = 120000, LEFT_ALONE = 180000, CALM = 400;
  var memory = null; // where the browser keeps nothing, or no more
  var deliver = function (then) { // what waits, before the device is passed on
    var now = box(), changes = {};
    Object.keys(now.waiting).forEach(function (id) { changes[id] = now.waiting[id][0]; });
    if (!Object.keys(changes).length) return then();
    request("PUT", api + "/answers", { answers: changes, sequence: now.newest + 1 }).then(then, function () {
      later(5, function () { deliver(then); });
    });
  };

  // The box: {sheet, newest: the last number, seen: when somebody was last here, waiting: {id: [answer, number]}}
  function box() {
    var found = memory;
    if (!found) try { found = JSON.parse(localStorage.getItem(key)); } catch (error) { /* a browser without storage */ }
    return found && found.sheet === data.sheet && found.waiting ? found : { sheet: data.sheet, newest: 0, waiting: {} };
  }
  function keep(changed) {
    if (!memory) try { return localStorage.setItem(key, JSON.stringify(changed)); } catch (error) { /* as above */ }
    memory = changed;
  }
  function forget() {
    memory = null;
    try { localStorage.removeItem(key); } catch (error) { /* as above */ }
  }
  function later(seconds, action) {
    return setTimeout(action, seconds * 1000 * (0.75 + Math.random() / 2));
  }
  function all(selector, inside) { return Array.from((inside || document).querySelectorAll(selector)); }
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

  all("form.once").forEach(function (form) {
    var sent = false;
    form.addEventListener("submit", function (event) {
      if (sent) event.preventDefault();
      sent = true;
    });
    addEventListener("pageshow", function () { sent = false; });
  });
  // What "back" brings again may be another person's page by now.
  addEventListener("pagehide", function () { all("main").forEach(function (main) { main.hidden = true; }); });
  addEventListener("pageshow", function (event) { if (event.persisted) location.reload(); });

  if (page === "questions") answer();
  else if (page === "wait") watch(3, 6, function () { location.replace(start + location.search); });
  else if (page === "closed") {
    tellLost();
    watch(3, 5, function () { location.replace(start); });
  } else if (page === "slide") tellLost();
  else if (page === "thanks") watch(4, 8, function (state) {
    if (!tablet || state === "closed" || state === "slide" || state === "wait") location.replace(start + location.search);
  });
  if (page === "still") setTimeout(function () { location.replace("?antwort=keine"); }, LEFT_ALONE - IDLE);
  if (page === "join" || page === "thanks") forget();
  if (tablet && data.sheet) lookAfter();

  // Has the room moved on? Asked seldom, answered without a body as long as nothing has changed
  function watch(pause, longest, moved) {
    var etag = "", timer = 0;
    function look() {
      clearTimeout(timer);
      if (document.visibilityState === "hidden") return;
      request("GET", api + "/state", null, etag ? { "If-None-Match": etag } : {}).then(function (reply) {
        etag = reply.headers.get("ETag") || etag;
        if (reply.status === 200) return reply.json().then(function (state) {
          if (state.show !== page) moved(state.show);
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
  }
  function tellLost() {
    var undelivered = document.getElementById("undelivered"), lost = 0;
    try { lost = Object.keys(JSON.parse(localStorage.getItem(key)).waiting).length; } catch (error) { /* none */ }
    undelivered.textContent = undelivered.dataset.text.replace("{n}", lost);
    undelivered.hidden = !lost;
  }

  // A device that is passed round: whoever finds it left alone must not see the answers of the person before
  function lookAfter() {
    var touched = Math.max(box().seen || Date.now(), Date.now() - IDLE), still = document.getElementById("still"), place = 0, gone = false;
    var shown = all("header, main, footer").filter(function (part) { return !still.contains(part); });

    function cover() {
      if (!still.hidden) return;
      place = scrollY;
      shown.forEach(function (part) { part.hidden = true; });
      still.hidden = false;
      still.querySelector("h1").focus();
    }
    function uncover(event) {
      event.preventDefault();
      if (gone) return;
      shown.forEach(function (part) { part.hidden = false; });
      still.hidden = true;
      touched = Date.now();
      scrollTo(0, place);
    }
    function handOn() {
      cover();
      if (!gone) deliver(leaveIt);
      gone = true;
    }
    function leaveIt() {
      request("POST", start + "/weitergeben").then(function () {
        forget();
        location.replace(start + "?tablet=1");
      }).catch(function () { later(5, leaveIt); });
    }
    function check() {
      var alone = Date.now() - touched;
      if (alone >= LEFT_ALONE) handOn();
      else if (alone >= IDLE) cover();
    }
    function note() {
      if (still.hidden) check(); // a device that woke up covers the page before it takes a tap
      if (still.hidden) touched = Date.now();
    }

    ["pointerdown", "keydown", "input", "scroll"].forEach(function (kind) {
      addEventListener(kind, note, { passive: true, capture: true });
    });
    addEventListener("pagehide", function () {
      var now = box();
      if (gone) return;
      now.seen = touched;
      keep(now);
    });
    all("form.pass").forEach(function (form) {
      form.addEventListener("submit", function (event) { event.preventDefault(); handOn(); });
    });
    document.getElementById("stay").addEventListener("click", uncover);
    document.addEventListener("visibilitychange", check);
    setInterval(check, 1000);
    check();
  }

  function answer() {
    var words = JSON.parse(data.words), status = document.getElementById("status");
    var busy = false, failures = 0, timer = 0, current, calming = 0, afterwards = null, skipped = {}, reviewing = false;
    var sections = all(".step"), order = all(".statement");

    function waits() { return Object.keys(box().waiting).length; }
    function change(edit) {
      var now = box();
      edit(now);
      keep(now);
      return now;
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
      var n = waits();
      if (n) say((n === 1 ? words.waitingOne : words.waitingMany).replace("{n}", n), true);
    }
    function number(statement) { return order.indexOf(statement) + 1; }
    function isOpen(statement) { return !statement.querySelector(".answers :checked"); }
    function openStatements() { return all(".statement").filter(isOpen); }
    function section() { return sections.find(function (one) { return one.dataset.step === current; }); }
    function ahead() { // what is neither answered nor skipped on this screen
      return all(".statement", section()).filter(function (one) { return isOpen(one) && !skipped[one.dataset.id]; });
    }

    function send() {
      clearTimeout(timer);
      if (busy) return;
      if (!waits()) { if (afterwards) afterwards(); return; }
      busy = true;
      var now = change(function (it) { it.newest += 1; }), attempt = now.newest, changes = {}, sent = {};
      Object.keys(now.waiting).forEach(function (id) {
        sent[id] = now.waiting[id][1];
        changes[id] = now.waiting[id][0];
      });
      request("PUT", api + "/answers", { answers: changes, sequence: attempt }).then(function (reply) {
        return reply.json().catch(function () { return {}; }).then(function (told) {
          busy = false;
          if (reply.ok) settle(sent, told);
          else if (reply.status === 401 || reply.status === 404) leave("?hinweis=neu");
          else if (reply.status === 409) leave("?");
          else if (reply.status === 422 || reply.status === 400 || reply.status === 413) drop(sent, told.error);
          else retry();
        });
      }).catch(function () { busy = false; retry(); });
    }
    function take(now, sent, text) { // away with what was sent, but for what was tapped since, in whatever tab
      Object.keys(sent).forEach(function (id) {
        if (!now.waiting[id] || now.waiting[id][1] > sent[id]) return;
        mark(id, text || (now.waiting[id][0] === null ? words.cleared : words.saved + " ✓"));
        delete now.waiting[id];
      });
    }
    function settle(sent, told) {
      failures = 0;
      var now = change(function (it) {
        it.newest = Math.max(it.newest, told.sequence || 0);
        if (!told.late) take(it, sent);
      });
      all(".statement").forEach(function (statement) {
        var id = statement.dataset.id;
        if (!(id in now.waiting)) show(id, told.saved[id]);
      });
      refresh();
      if (waits()) send();
      else { say(words.saved + " ✓"); if (afterwards) afterwards(); }
    }
    function retry() {
      failures += 1;
      Object.keys(box().waiting).forEach(function (id) { mark(id, words.notSent); });
      sayWaiting();
      clearTimeout(timer);
      timer = later(Math.min(Math.pow(2, failures - 1), 30), send);
    }
    function drop(sent, error) {
      change(function (it) { take(it, sent, words.refused); });
      say(error || words.refused, true);
    }
    function leave(query) {
      removeEventListener("beforeunload", warn);
      location.replace(start + query + (tablet ? "&tablet=1" : ""));
    }
    function warn(event) { if (failures && waits()) event.preventDefault(); }

    // One step at a time, without asking the server for the next
    function refresh() {
      var n = openStatements().length, here = section(), submit = document.getElementById("submit");
      document.getElementById("open").textContent =
        n === 0 ? words.openNone : (n === 1 ? words.openOne : words.openMany).replace("{n}", n);
      document.getElementById("look").hidden = n === 0;
      document.getElementById("back").hidden = n > 0;
      submit.textContent = n ? words.handIn : words.done;
      submit.classList.toggle("primary", n === 0);
      var next = here.querySelector(".next"), left = ahead().length;
      if (next) {
        next.classList.toggle("primary", !left);
        here.querySelector(".skip").hidden = !left;
      }
    }
    function listOpen() {
      var list = document.getElementById("list");
      list.textContent = "";
      openStatements().forEach(function (statement) {
        var link = document.createElement("a"), text = statement.querySelector("legend span"), item = document.createElement("li");
        link.href = "#a" + statement.dataset.id;
        link.textContent = number(statement) + ". " + text.textContent;
        link.lang = text.lang;
        link.dataset.look = statement.dataset.id;
        item.appendChild(link);
        list.appendChild(item);
      });
    }
    function calm() { // a second tap that was meant for the screen before does nothing
      clearTimeout(calming);
      rest(true);
      calming = setTimeout(function () { rest(false); }, CALM);
    }
    function rest(isCalm) {
      body.classList.toggle("calm", isCalm);
      all(".bar button, .default").forEach(function (button) { button.disabled = isCalm; });
    }
    function address(step) { return "?schritt=" + step + (tablet ? "&tablet=1" : ""); }
    function go(step, isNew, target) {
      var to = sections.find(function (one) { return one.dataset.step === String(step); }) || sections[0];
      sections.forEach(function (one) { one.hidden = one !== to; });
      current = to.dataset.step;
      afterwards = null;
      calm();
      if (!waits()) say("");
      if (current === "ende") {
        skipped = {};
        reviewing = true;
        listOpen();
      }
      refresh();
      all(".languages a").forEach(function (link) { link.search = address(current) + "&lang=" + link.lang; });
      if (isNew) history.pushState({ step: current }, "", address(current));
      if (target) return lead(target);
      to.querySelector("h1").focus({ preventScroll: true });
      scrollTo(0, 0);
    }
    function lead(statement) {
      calm();
      statement.querySelector(".answers input").focus({ preventScroll: true });
      statement.scrollIntoView();
      say(words.stillOpen.replace("{n}", number(statement)));
    }
    function leadTo(statement) { go(statement.closest(".step").dataset.step, true, statement); }
    function following() { // afterwards only where something is open
      var later = sections.slice(sections.indexOf(section()) + 1);
      if (reviewing) later = later.filter(function (one) {
        return one.dataset.step === "ende" || all(".statement", one).some(isOpen);
      });
      return later[0].dataset.step;
    }
    function onward() {
      var left = ahead();
      if (left.length) lead(left[0]);
      else go(following(), true);
    }
    function skip() {
      var left = ahead(), edge = left.length && left[0].getBoundingClientRect();
      if (edge && (edge.top > innerHeight - 150 || edge.bottom < 100)) return lead(left[0]); // not seen yet
      if (edge) skipped[left[0].dataset.id] = true;
      refresh();
      if (left.length > 1) lead(left[1]);
      else go(following(), true);
    }

    document.addEventListener("change", function (event) {
      var radio = event.target, statement = radio.closest(".statement");
      if (!statement || radio.type !== "radio") return;
      var id = statement.dataset.id, value = radio.value || null;
      if (value === null) {
        radio.checked = false;
        statement.querySelector(".answers input").focus();
      }
      change(function (it) {
        it.newest += 1;
        it.waiting[id] = [value, it.newest];
      });
      mark(id, failures || navigator.onLine === false ? words.notSent : "…");
      if (navigator.onLine === false) sayWaiting();
      refresh();
      send();
    });
    document.addEventListener("submit", function (event) {
      var form = event.target, pressed = event.submitter;
      if (form.id === "finish") {
        if (!waits() && !busy) return;
        event.preventDefault();
        afterwards = function () { form.submit(); };
        sayWaiting();
        send();
      } else if (pressed && pressed.name) {
        event.preventDefault();
        if (pressed.name === "weiter") onward();
        else if (pressed.className === "skip") skip();
        else go(pressed.value, true);
      }
    });
    document.addEventListener("click", function (event) {
      var link = event.target.closest("#look, #back, [data-look]");
      if (!link) return;
      event.preventDefault();
      if (link.id === "back") return go(sections[sections.length - 2].dataset.step, true);
      var open = openStatements();
      var wanted = open.find(function (one) { return one.dataset.id === link.dataset.look; }) || open[0];
      if (wanted) leadTo(wanted);
    });
    addEventListener("popstate", function (event) { if (event.state) go(event.state.step, false); });
    addEventListener("storage", function (event) { // another tab was tapped, or delivered
      if (event.key !== key) return;
      var before = {}, now = box().waiting;
      try { before = JSON.parse(event.oldValue).waiting || {}; } catch (error) { /* nothing waited */ }
      Object.keys(before).forEach(function (id) { if (!(id in now)) mark(id, ""); });
      Object.keys(now).forEach(function (id) { show(id, now[id][0]); });
      refresh();
    });
    addEventListener("beforeunload", warn);
    addEventListener("online", send);
    addEventListener("offline", sayWaiting);
    addEventListener("pageshow", send);
    document.addEventListener("visibilitychange", function () { if (document.visibilityState === "visible") send(); });
    watch(5, 10, function (state) {
      if (state !== "thanks") leave(state === "join" ? "?hinweis=neu" : "?");
    });
    deliver = function (then) { afterwards = then; send(); };

    var known = change(function (it) { it.newest = Math.max(it.newest, Number(data.sequence)); }).waiting;
    Object.keys(known).forEach(function (id) { show(id, known[id][0]); mark(id, words.notSent); });
    var shown = sections.find(function (one) { return !one.hidden; });
    current = shown ? shown.dataset.step : "1";
    history.replaceState({ step: current }, "", address(current) + location.hash);
    reviewing = current === "ende";
    if (reviewing) listOpen();
    calm();
    refresh();
  }
})();
