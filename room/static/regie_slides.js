// Finds a slide while its words are being typed. Without this script the list is just the list.
(function () {
  "use strict";
  var wanted = document.getElementById("wanted"), none = document.getElementById("none");
  var slides = [].slice.call(document.querySelectorAll(".slides li"));
  function folded(text) { return text.toLowerCase().replace(/\s+/g, " ").trim(); }
  function find() {
    var words = folded(wanted.value).split(" "), found = 0;
    slides.forEach(function (one) {
      var text = folded(one.textContent + " " + (one.dataset.words || ""));
      one.hidden = !words.every(function (word) { return text.indexOf(word) >= 0; });
      if (!one.hidden) found += 1;
    });
    none.textContent = found ? "" : none.dataset.words;
  }
  wanted.addEventListener("input", find);
  document.getElementById("search").hidden = false;
  find();
})();
