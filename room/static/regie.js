// Keeps the Regie up with the stage, sends one move at a time, and says whether it arrived. Without this script the
// same buttons post their form.
(function () {
  "use strict";
  var code = document.body.dataset.code, here = "/regie/" + code, room = "/leinwand/" + code;
  var PATIENCE = 4000, POLL = 1000, COUNT = 2000, SILENCE = 35000, CUT = 3000;
  var answer = document.getElementById("answer"), words = answer.dataset;
  var stream = null, reopening = 0, busy = false, heard = Date.now(), known = Date.now(), looking = false, again = false;
  var counted = 0, asking = false, cut = false, end = 0, told = "", afterwards = [], waiting = null;

  function part(id) { return document.getElementById(id); }
  function clock(time) {
    var date = new Date(time);
    return ("0" + date.getHours()).slice(-2) + ":" + ("0" + date.getMinutes()).slice(-2);
  }
  function say(text, isBad) {
    if (answer.textContent !== text) answer.textContent = text;
    answer.classList.toggle("bad", Boolean(isBad));
  }
  function request(path, content) { // fails where no whole answer came in time
    var stop = window.AbortController ? new AbortController() : null;
    var timer = stop && setTimeout(function () { stop.abort(); }, PATIENCE);
    var options = { cache: "no-store", credentials: "same-origin", headers: { Accept: "application/json" } };
    if (stop) options.signal = stop.signal;
    if (content) {
      options.method = "POST";
      options.headers["Content-Type"] = "application/json";
      options.body = JSON.stringify(content);
    }
    return fetch(path, options).then(function (reply) {
      return reply.text().then(function (text) { return { ok: reply.ok, status: reply.status, text: text }; });
    }).finally(function () { clearTimeout(timer); });
  }
  function json(reply) {
    try { return JSON.parse(reply.text); } catch (error) { return {}; }
  }
  function isThere() { // the server has answered
    known = Date.now();
    if (cut) {
      cut = false;
      say("");
    }
  }

  // The picture: what the server shows of the moment, put in the place of the old one; focus, scroll and details stay
  function replace(text) {
    var fresh = new DOMParser().parseFromString(text, "text/html");
    var focused = document.activeElement && document.activeElement.id;
    var open = [].map.call(document.querySelectorAll("details[open] summary"), function (one) { return one.id; });
    var before = part("picture").querySelector("h2").textContent;
    ["picture", "desk"].forEach(function (id) {
      var now = fresh.getElementById(id);
      if (now) part(id).replaceWith(document.importNode(now, true));
    });
    if (part("picture").querySelector("h2").textContent !== before) scrollTo(0, 0);
    else open.forEach(function (id) {
      if (part(id)) part(id).parentNode.open = true;
    });
    if (focused && part(focused) && document.activeElement !== part(focused)) part(focused).focus({ preventScroll: true });
    showStep();
    readClock();
  }
  function showStep() { // the steps of a statement are more than a phone is wide
    var strip = document.querySelector(".steps"), now = strip && strip.querySelector("[aria-current]");
    if (now) strip.scrollLeft = now.offsetLeft - (strip.clientWidth - now.offsetWidth) / 2;
  }
  function look(then) {
    if (then) afterwards.push(then);
    again = looking;
    if (looking) return;
    looking = true;
    request(here + "/bild").then(function (reply) {
      if (reply.status === 403) return location.reload();
      if (!reply.ok) return;
      isThere();
      replace(reply.text);
    }).catch(function () { /* the next stand, or the next look, will tell */ }).then(function () {
      looking = false;
      if (again) return look();
      afterwards.splice(0).forEach(function (one) { one(); });
    });
  }
  function heardOf(stand) {
    isThere();
    told = stand;
    if (!busy) keepUp();
  }
  function keepUp() { if (told && told !== part("picture").dataset.stand) look(); }

  // Following the stage
  function follow() {
    clearTimeout(reopening);
    if (stream) stream.close();
    stream = null;
    if (document.visibilityState === "hidden" || !window.EventSource) return;
    stream = new EventSource(room + "/ereignisse");
    heard = Date.now();
    stream.addEventListener("open", function () { heard = Date.now(); });
    stream.addEventListener("stand", function (event) {
      heard = Date.now();
      heardOf(event.data);
    });
    stream.addEventListener("ping", function () {
      heard = Date.now();
      isThere();
    });
    stream.addEventListener("ende", function () { location.reload(); });
    stream.addEventListener("error", function () {
      if (!stream || stream.readyState !== 2) return;
      clearTimeout(reopening);
      reopening = setTimeout(follow, 1000);
    });
  }
  function isOpen() { return Boolean(stream) && stream.readyState === 1; }
  function ask() {
    if (asking) return;
    asking = true;
    counted = Date.now();
    request(room + "/stand").then(function (reply) {
      asking = false;
      if (reply.status === 403) return location.reload();
      if (!reply.ok) return;
      var now = json(reply), tally = part("tally");
      if (tally) tally.textContent = tally.dataset.words.replace("{present}", now.dabei).replace("{finished}", now.fertig);
      heardOf(now.stand);
    }, function () { asking = false; });
  }
  setInterval(function () {
    if (document.visibilityState === "hidden") return;
    if (Date.now() - heard > SILENCE) follow();
    if (!isOpen() || part("picture").dataset.counts && Date.now() - counted >= COUNT) ask();
    if (!isOpen() && Date.now() - known > CUT && !busy) {
      cut = true;
      say(words.cut.replace("{time}", clock(known)), true);
    }
    tick();
  }, POLL);
  document.addEventListener("visibilitychange", function () {
    follow();
    if (document.visibilityState === "visible") look();
  });
  addEventListener("pageshow", function (event) { if (event.persisted) look(); });

  // The clock
  function readClock() {
    var left = part("left");
    end = left ? Date.now() + 1000 * Number(left.dataset.left) : 0;
  }
  function tick() {
    var left = part("left"), seconds = Math.max(0, Math.round((end - Date.now()) / 1000));
    if (!left) return;
    left.textContent = seconds ? Math.floor(seconds / 60) + ":" + ("0" + seconds % 60).slice(-2) : words.over;
  }

  // One move at a time; to a place that is tapped meanwhile it goes afterwards. "Weiter" twice would skip a step.
  function tap(button) {
    if (button.disabled) return;
    var wish = JSON.parse(button.value);
    if (!busy) send(wish);
    else if (wish.zug === "zu") waiting = wish;
  }
  function send(wish) {
    waiting = null;
    wish.nummer = Number(part("move").elements.nummer.value);
    busy = true;
    say(words.sending);
    request(here + "/zug", wish).then(function (reply) {
      if (reply.status === 403) return location.reload();
      var text = reply.ok ? words.arrived.replace("{time}", clock(Date.now())) : json(reply).error || words.lost;
      look(function () {
        busy = false;
        say(text, !reply.ok);
        if (reply.ok && waiting) send(waiting);
        else keepUp();
      });
    }, function () {
      busy = false;
      say(words.lost, true);
      look();
    });
  }
  document.addEventListener("click", function (event) {
    var button = event.target.closest && event.target.closest("button[form=move]");
    if (!button) return;
    event.preventDefault();
    tap(button);
  });

  // Keys, also those of a presenter remote
  document.addEventListener("keydown", function (event) {
    if (event.repeat || event.ctrlKey || event.altKey || event.metaKey) return;
    var at = event.target, key = event.key, id = "";
    if (at.closest && at.closest("input, select, textarea")) return;
    var isOnControl = at.closest && at.closest("button, a, summary");
    if (key === "ArrowRight" || key === "PageDown") id = "next";
    else if ((key === " " || key === "Enter") && !isOnControl) id = "next";
    else if (key === "ArrowLeft" || key === "PageUp") id = "back";
    else if (key === "." || key === "b" || event.code === "Period" || event.code === "KeyB") id = "black";
    var button = id && part(id);
    if (!id) return;
    event.preventDefault();
    if (button && button.getAttribute("form") === "move") tap(button);
  });

  showStep();
  readClock();
  follow();
})();
