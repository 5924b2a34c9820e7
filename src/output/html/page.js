"use strict";
// The page is whole without this script. It lights up the evidence of a relation, narrows the page down, and lays out the drawing.
(() => {
  const all = (selector, root = document) => [...root.querySelectorAll(selector)];
  const words = (element, name) => (element.dataset[name] || "").split(" ").filter(Boolean);

  const cards = all(".card");
  const byId = new Map(cards.map((card) => [card.id, card]));

  // Evidence: a card lights its sentence, its two mentions, its trigger and cues; words of evidence light their cards.
  const lit = [];
  const light = (element, name) => {
    if (element && !element.classList.contains(name)) {
      element.classList.add(name);
      lit.push([element, name]);
    }
  };
  const dark = () => {
    for (const [element, name] of lit.splice(0)) element.classList.remove(name);
  };
  const edges = all(".edge");
  const lightCard = (card) => {
    light(card, "lit");
    light(document.getElementById(card.dataset.sentence), "lit");
    for (const id of words(card, "mentions")) light(document.getElementById(id), "lit");
    for (const part of all(`.evidence[data-trigger~="${card.id}"]`)) light(part, "lit");
    for (const part of all(`.evidence[data-cue~="${card.id}"]`)) light(part, "lit-cue");
    for (const edge of edges) if (words(edge, "cards").includes(card.id)) light(edge, "lit");
  };
  const under = (target) => {
    if (!(target instanceof Element)) return [];
    const card = target.closest(".card, .timeline li");
    if (card) return [card.dataset.card ? byId.get(card.dataset.card) : card];
    const part = target.closest(".evidence, .edge");
    return part ? [...words(part, "trigger"), ...words(part, "cue"), ...words(part, "cards")].map((id) => byId.get(id)) : [];
  };
  const show = (event) => {
    const found = under(event.target).filter(Boolean);
    dark();
    found.forEach(lightCard);
  };
  document.addEventListener("pointerover", show);
  document.addEventListener("focusin", show);
  document.addEventListener("focusout", dark);

  // Filters.
  const form = document.getElementById("filters");
  const status = document.getElementById("status");
  const nodes = all(".node");
  const checked = (name) => new Set(all(`input[name="${name}"]:checked`, form).map((box) => box.value));
  const apply = () => {
    const [kinds, types, statuses] = ["kind", "type", "status"].map(checked);
    const { actor, confidence } = form.elements;
    const least = Number(confidence.value);
    form.querySelector("output").textContent = least.toFixed(2);
    let shown = 0;
    for (const card of cards) {
      const fits =
        kinds.has(card.dataset.kind) &&
        statuses.has(card.dataset.status) &&
        words(card, "types").every((type) => types.has(type)) &&
        Number(card.dataset.confidence) >= least &&
        (!actor.value || words(card, "actors").includes(actor.value));
      card.hidden = !fits;
      shown += fits;
    }
    for (const entry of all(".timeline li")) entry.hidden = byId.get(entry.dataset.card)?.hidden ?? false;
    const used = new Set();
    for (const edge of edges) {
      const isShown = words(edge, "cards").some((id) => !byId.get(id)?.hidden);
      edge.classList.toggle("off", !isShown);
      if (isShown) used.add(edge.dataset.from).add(edge.dataset.to);
    }
    for (const node of nodes) {
      node.classList.toggle("off", !used.has(node.id));
      node.classList.toggle("chosen", node.id === actor.value);
      node.setAttribute("aria-pressed", String(node.id === actor.value));
    }
    status.textContent = shown === cards.length ? "" : `${shown} of ${cards.length} relations shown`;
  };
  if (form) {
    form.hidden = false;
    form.addEventListener("input", apply);
    form.addEventListener("submit", (event) => event.preventDefault());
    form.addEventListener("reset", () => setTimeout(apply));
  }

  // The drawing.
  const svg = document.querySelector("#network svg");
  if (!svg || !form) return;
  const [, , width, height] = svg.getAttribute("viewBox").split(" ").map(Number);
  const places = nodes.map((node) => ({ id: node.id, node }));
  const links = edges.map((edge) => ({ source: edge.dataset.from, target: edge.dataset.to, edge }));
  svg.classList.toggle("crowded", edges.length > 25);

  // A long name stands on several lines.
  const wrap = (text) => {
    const lines = [""];
    for (const word of text.textContent.split(" ")) {
      const line = lines.at(-1);
      if (line && line.length + word.length > 22) lines.push(word);
      else lines[lines.length - 1] = line ? `${line} ${word}` : word;
    }
    const spans = lines.map((line, index) => {
      const span = document.createElementNS(svg.namespaceURI, "tspan");
      span.setAttribute("x", "0");
      span.setAttribute("dy", index ? "1.05em" : `${-1.05 * (lines.length - 1)}em`);
      span.textContent = index < lines.length - 1 ? `${line} ` : line;
      return span;
    });
    text.replaceChildren(...spans);
  };
  for (const node of nodes) wrap(node.querySelector("text"));

  const draw = () => {
    for (const { node, x, y } of places) node.setAttribute("transform", `translate(${x.toFixed(1)} ${y.toFixed(1)})`);
    for (const { edge, source, target } of links) {
      const [line, text] = edge.children;
      for (const [name, value] of [["x1", source.x], ["y1", source.y], ["x2", target.x], ["y2", target.y]]) line.setAttribute(name, value.toFixed(1));
      text.setAttribute("x", ((source.x + target.x) / 2).toFixed(1));
      text.setAttribute("y", ((source.y + target.y) / 2 - 4).toFixed(1));
    }
  };
  // Whatever size the layout takes, it fills the frame.
  const fit = () => {
    const margin = { x: 110, y: 45 };
    for (const [axis, size] of [["x", width], ["y", height]]) {
      const low = Math.min(...places.map((place) => place[axis]));
      const high = Math.max(...places.map((place) => place[axis]));
      const scale = high > low ? (size - 2 * margin[axis]) / (high - low) : 0;
      for (const place of places) place[axis] = scale ? margin[axis] + (place[axis] - low) * scale : size / 2;
    }
  };
  const simulation = d3
    .forceSimulation(places)
    .force("link", d3.forceLink(links).id((place) => place.id).distance(90))
    .force("charge", d3.forceManyBody().strength(-320).distanceMax(420))
    .force("collide", d3.forceCollide(44))
    .force("x", d3.forceX().strength(0.06))
    .force("y", d3.forceY().strength(0.09))
    .stop();
  simulation.tick(300);
  fit();
  draw();

  svg.setAttribute("role", "group");
  for (const hint of all(".needs-script")) hint.hidden = false;
  const choose = (id) => {
    form.elements.actor.value = form.elements.actor.value === id ? "" : id;
    apply();
  };
  const focusable = () => places.filter((place) => !place.node.classList.contains("off"));
  const enter = (place) => {
    for (const { node } of places) node.setAttribute("tabindex", node === place.node ? "0" : "-1");
    place.node.focus();
  };
  const DIRECTIONS = { ArrowRight: [1, 0], ArrowLeft: [-1, 0], ArrowDown: [0, 1], ArrowUp: [0, -1] };
  const neighbour = (from, [dx, dy]) => {
    let best, least = Infinity;
    for (const place of focusable()) {
      const [x, y] = [place.x - from.x, place.y - from.y];
      const along = x * dx + y * dy;
      const cost = Math.hypot(x, y) + 2 * Math.abs(x * dy - y * dx);
      if (place !== from && along > 0 && cost < least) [best, least] = [place, cost];
    }
    return best;
  };
  places.forEach((place, index) => {
    const { node } = place;
    node.setAttribute("role", "button");
    node.setAttribute("tabindex", index ? "-1" : "0");
    node.setAttribute("aria-pressed", "false");
    node.setAttribute("aria-label", node.dataset.label);
    node.addEventListener("keydown", (event) => {
      if (event.key === "Enter" || event.key === " ") choose(place.id);
      else if (event.key === "Escape") choose(form.elements.actor.value);
      else if (DIRECTIONS[event.key]) {
        const next = neighbour(place, DIRECTIONS[event.key]);
        if (next) enter(next);
      } else return;
      event.preventDefault();
    });
    drag(place, () => choose(place.id));
  });

  // A press that does not move is a choice; one that moves takes the node along.
  function drag(place, click) {
    let start = null;
    place.node.addEventListener("pointerdown", (event) => {
      start = { x: event.clientX, y: event.clientY, moved: false };
      place.node.setPointerCapture(event.pointerId);
    });
    place.node.addEventListener("pointermove", (event) => {
      if (!start) return;
      start.moved ||= Math.hypot(event.clientX - start.x, event.clientY - start.y) > 4;
      if (!start.moved) return;
      const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
      [place.x, place.y] = [at.x, at.y];
      draw();
    });
    place.node.addEventListener("pointerup", () => {
      if (start && !start.moved) click();
      start = null;
    });
    place.node.addEventListener("pointercancel", () => (start = null));
  }
})();
