// Keeps up with the stage: an event says that something changed, the picture is fetched and put in place of the old one.
// What was last seen stays when the server is away.
(function () {
  "use strict";
  var root = document.documentElement, data = document.body.dataset, place = "/leinwand/" + data.code;
  var NEVER_HEARD = 35000, LOST_AFTER = 3000, COUNT_EVERY = 1000, KEPT_TRYING = 5000;
  var stand = data.stand, number = Number(data.number), counts = data.counts === "1";
  var stream = null, heard = Date.now(), lostSince = 0, fetching = false, again = false, moving = false, isOver = false;
  var isRunning = false, timerEnd = data.timer === "" ? 0 : Date.now() + Number(data.timer) * 1000;
  var picture = document.getElementById("picture"), strip = document.getElementById("strip");
  var lost = document.getElementById("lost"), timer = document.getElementById("timer"), full = document.getElementById("full");

  function format() { return innerWidth * 2 <= innerHeight * 3 ? "wall43" : "wall"; }
  var drawnFor = "wall"; // what the server draws before it knows the window

  function ask(path, options) {
    var stop = new AbortController(), timeout = setTimeout(function () { stop.abort(); }, 8000);
    options = options || {};
    options.signal = stop.signal;
    options.cache = "no-store";
    options.headers = options.headers || {};
    options.headers.Accept = "application/json";
    return fetch(path, options).finally(function () { clearTimeout(timeout); });
  }

  // The picture
  function refresh() {
    if (isOver) return;
    if (fetching) { again = true; return; }
    fetching = true;
    var wanted = format();
    ask(place + "/bild?format=" + wanted).then(function (reply) {
      if (reply.status === 403) return over();
      if (!reply.ok) throw new Error("no picture");
      return reply.json().then(function (told) {
        found();
        draw(told, wanted);
      });
    }).catch(missing).then(function () {
      fetching = false;
      if (again) { again = false; refresh(); }
    });
  }
  function draw(told, wanted) {
    var isSame = told.adresse === data.address && !told.zaehlt;
    var isNews = told.stand !== stand || wanted !== drawnFor;
    stand = told.stand;
    number = told.nummer;
    counts = told.zaehlt;
    timerEnd = told.uhr === null ? 0 : Date.now() + told.uhr * 1000;
    root.toggleAttribute("data-black", told.schwarz);
    if (strip.dataset.html !== told.streifen) {
      strip.innerHTML = told.streifen;
      strip.dataset.html = told.streifen;
    }
    if (isNews && picture.dataset.html !== told.html) {
      var next = document.createElement("div");
      next.innerHTML = told.html;
      root.toggleAttribute("data-still", wanted !== drawnFor);
      root.toggleAttribute("data-step", isSame);
      picture.replaceChildren.apply(picture, Array.from(next.childNodes));
      picture.dataset.html = told.html;
    }
    data.address = told.adresse;
    drawnFor = wanted;
    tick();
  }

  // The stream; whatever closes it, it is opened again, and meanwhile the page asks
  function listen() {
    if (stream || isOver || document.hidden) return;
    stream = new EventSource(place + "/ereignisse");
    stream.addEventListener("stand", function (event) {
      alive();
      if (event.data !== stand) refresh();
      else found();
    });
    stream.addEventListener("ping", alive);
    stream.addEventListener("ende", over);
    stream.onopen = alive;
    stream.onerror = function () {
      missing();
      if (!stream || stream.readyState !== 2) return;
      hangUp();
      setTimeout(listen, 700 + Math.random() * 600);
    };
  }
  function hangUp() {
    if (stream) stream.close();
    stream = null;
  }
  function alive() {
    heard = Date.now();
    if (lostSince) refresh();
  }
  function over() {
    isOver = true;
    hangUp();
    clearInterval(watching);
    say(data.over);
  }
  function say(text) { // in the strip at the lower edge; empty is none
    lost.textContent = text;
    root.classList.toggle("offline", Boolean(text));
  }
  function missing() { if (!lostSince) lostSince = Date.now(); }
  function found() {
    lostSince = 0;
    if (lost.textContent) say("");
  }
  function clock() {
    return new Date().toLocaleTimeString(root.lang, { hour: "2-digit", minute: "2-digit" });
  }
  var lastSeen = clock();
  function look() {
    ask(place + "/stand").then(function (reply) {
      if (reply.status === 403) return over();
      if (!reply.ok) throw new Error("no answer");
      return reply.json().then(function (told) {
        found();
        if (told.stand !== stand || (counts && told.dabei + "/" + told.fertig !== data.tally)) {
          data.tally = told.dabei + "/" + told.fertig;
          if (told.stand === stand) stand = "";
          refresh();
        }
      });
    }).catch(missing);
  }
  function watch() {
    if (document.hidden) return;
    if (Date.now() - heard > NEVER_HEARD) {
      hangUp();
      heard = Date.now();
    }
    listen();
    if (counts || !stream || stream.readyState !== 1) look();
    if (!lostSince) lastSeen = clock();
    else if (Date.now() - lostSince > LOST_AFTER && !lost.textContent) say(data.lost.replace("{time}", lastSeen));
    tick();
  }
  function tick() {
    var left = Math.max(Math.ceil((timerEnd - Date.now()) / 1000), 0);
    timer.hidden = !timerEnd;
    timer.textContent = Math.floor(left / 60) + ":" + ("0" + left % 60).slice(-2);
    if (isRunning && !left) { // the picture may have said until when
      stand = "";
      refresh();
    }
    isRunning = left > 0;
  }

  // Keys of a presenter or a keyboard
  function move(wish) {
    if (moving) return;
    moving = true;
    wish.nummer = number;
    deliver(wish, Date.now() + KEPT_TRYING);
  }
  // What did not arrive is sent again: had it arrived, its number is over by then, and nothing is done twice.
  function deliver(wish, until) {
    ask("/regie/" + data.code + "/zug", {
      method: "POST", headers: { "Content-Type": "application/json" }, body: JSON.stringify(wish)
    }).then(function (reply) {
      if (reply.status >= 500) throw new Error("not moved");
      moving = false;
      if (reply.status === 403) over();
      else refresh();
    }).catch(function () {
      missing();
      if (Date.now() > until) moving = false;
      else setTimeout(function () { deliver(wish, until); }, 400);
    });
  }
  function fullScreen() {
    if (document.fullscreenElement) document.exitFullscreen();
    else if (root.requestFullscreen) root.requestFullscreen().catch(function () { /* not allowed here */ });
  }
  var KEYS = {
    PageDown: "weiter", ArrowRight: "weiter", ArrowDown: "weiter", " ": "weiter", Enter: "weiter",
    PageUp: "zurueck", ArrowLeft: "zurueck", ArrowUp: "zurueck", Backspace: "zurueck"
  };
  addEventListener("keydown", function (event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    var key = event.key;
    if (key === "f" || key === "F" || key === "F5") {
      event.preventDefault();
      if (!event.repeat) fullScreen();
      return;
    }
    if (event.target === full && (key === " " || key === "Enter")) return;
    if (!("steers" in data)) return;
    var isBlack = key === "." || key === "b" || key === "B" || key === "," || key === "w" || event.code === "Period";
    if (!isBlack && !KEYS[key]) return;
    event.preventDefault();
    if (event.repeat) return;
    move(isBlack ? { zug: "schwarz", an: !root.hasAttribute("data-black") } : { zug: KEYS[key] });
  });
  full.addEventListener("click", function () { fullScreen(); full.blur(); });

  // Awake, where the browser lets a page be; drawn anew for another shape of the window
  function stayAwake() {
    if (navigator.wakeLock && !document.hidden) navigator.wakeLock.request("screen").catch(function () { /* refused */ });
  }
  document.addEventListener("visibilitychange", function () {
    stayAwake();
    if (document.hidden) hangUp();
    else { heard = Date.now(); listen(); refresh(); }
  });
  addEventListener("online", refresh);
  var resting = 0;
  addEventListener("resize", function () {
    clearTimeout(resting);
    resting = setTimeout(function () { if (format() !== drawnFor) refresh(); }, 150);
  });
  var moved = 0;
  addEventListener("mousemove", function () { // the pointer and the button rest
    root.removeAttribute("data-rests");
    clearTimeout(moved);
    moved = setTimeout(function () { root.setAttribute("data-rests", ""); }, 2500);
  });

  picture.dataset.html = picture.innerHTML;
  strip.dataset.html = strip.innerHTML;
  var watching = setInterval(watch, COUNT_EVERY);
  stayAwake();
  listen();
  if (format() !== drawnFor) refresh();
  tick();
})();
