// A line beside an answer goes by itself, not with the page: what is said of it stands below what was typed.
(function () {
  "use strict";
  var api = "/api/t/" + document.body.dataset.code + "/comments", words = document.currentScript.dataset;

  function box(inside) { return inside && inside.closest("details.say"); }
  function field(one) { return one.querySelector("textarea"); }
  function button(one) { return one.querySelector("button"); }
  function told(one) { // there before anything is said, so that it is read out
    var found = one.querySelector(".told") || document.createElement("p");
    found.className = "told";
    found.setAttribute("role", "status");
    if (!found.parentNode) one.insertBefore(found, button(one));
    return found;
  }
  function relabel(one, text, insists) {
    var send = button(one);
    send.dataset.send = send.dataset.send || send.textContent;
    send.textContent = text || send.dataset.send;
    one.dataset.insist = insists ? "1" : "";
  }
  function drafts(form, within) {
    return Array.from(within.querySelectorAll("details.say[data-draft]")).filter(function (one) {
      return one.left !== form;
    });
  }
  function send(one) { // true once it may be left: it is stored, or there is no network and that was said
    var stop = window.AbortController ? new AbortController() : null, text = field(one).value;
    var late = stop && setTimeout(function () { stop.abort(); }, 10000);
    var asked = { about: one.dataset.about, text: text, insist: one.dataset.insist === "1" };
    var options = { method: "PUT", cache: "no-store", credentials: "same-origin", body: JSON.stringify(asked) };
    options.headers = { "Content-Type": "application/json" };
    if (stop) options.signal = stop.signal;
    return fetch(api, options).then(function (reply) {
      return reply.json().then(function (answer) {
        told(one).textContent = answer.said || answer.error;
        relabel(one, answer.insist, Boolean(answer.insist));
        if (one.open) button(one).scrollIntoView({ block: "nearest" });
        if (reply.ok && field(one).value === text) delete one.dataset.draft;
        return reply.ok;
      });
    }).catch(function () {
      told(one).textContent = words.unsent;
      return null;
    }).then(function (is) {
      clearTimeout(late);
      return is;
    });
  }

  // Of a long questionnaire only the step in view has its lines; who goes on without asking the server finds the way.
  if (words.write) Array.from(document.querySelectorAll(".statement")).forEach(function (statement) {
    if (statement.querySelector(".say")) return;
    var link = document.createElement("a");
    link.className = "help";
    link.href = "?schritt=" + statement.closest(".step").dataset.step + "#k" + statement.dataset.id;
    link.textContent = words.write;
    statement.appendChild(link);
  });
  document.addEventListener("click", function (event) { // what the server has to send, it is asked for
    var link = event.target.closest("a.help");
    if (!link || link.search !== location.search) return;
    event.preventDefault();
    location.assign(link.search + "&neu=1" + link.hash);
  });
  document.addEventListener("toggle", function (event) {
    var one = box(event.target);
    if (one && one.open) told(one);
  }, true);
  document.addEventListener("input", function (event) {
    var one = box(event.target);
    if (!one) return;
    one.dataset.draft = "1";
    one.left = null;
    told(one).textContent = "";
    relabel(one, "", false);
  });
  document.addEventListener("click", function (event) {
    var pressed = event.target.closest("button"), one = box(pressed);
    if (!one) return;
    event.preventDefault();
    send(one);
  });
  document.addEventListener("submit", function (event) { // going on sends what was typed, as without a script
    var form = event.target, pressed = event.submitter, step = form.closest(".step");
    var open = step ? drafts(form, form.id === "finish" ? document : form) : [];
    if (!open.length) return;
    event.preventDefault();
    event.stopImmediatePropagation();
    send(open[0]).then(function (is) {
      if (!is) open[0].left = is === null || form.id === "finish" ? form : null; // said once, it holds nobody back
      if (is === false) {
        document.getElementById("status").textContent = told(open[0]).textContent;
        return field(open[0]).focus();
      }
      if (pressed) pressed.click();
    });
  }, true);
})();
