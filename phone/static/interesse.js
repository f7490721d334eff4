"use strict";
/* Keeps what was typed as a file on this device; nothing goes to the server. */

const form = document.getElementById("interest");

function typed() {
  const said = { kind: form.dataset.kind, version: Number(form.dataset.version) };
  for (const input of form.querySelectorAll("[name]")) {
    if (input.type !== "radio") said[input.name] = input.value.trim();
    else if (input.checked || !(input.name in said)) said[input.name] = input.checked ? input.value : "";
  }
  return said;
}

function fileName(municipality) {
  const place = municipality.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "-").replace(/^-|-$/g, "");
  return ["interesse", place].filter(Boolean).join("-") + ".json";
}

function save() {
  const said = typed();
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([JSON.stringify(said, null, 2) + "\n"], { type: "application/json" }));
  link.download = fileName(said.municipality);
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 1000);
}

for (const [id, act] of [["save", save], ["print", () => window.print()]]) {
  const button = document.getElementById(id);
  button.hidden = false;
  button.addEventListener("click", act);
}
