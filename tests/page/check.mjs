// Opens the pages in Chromium as a reader would. Run by .ci/page, which makes the pages.
//
// usage: node --test check.mjs, with FOLDER and NODE_MODULES set

import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { after, before, test } from "node:test";
import { pathToFileURL } from "node:url";
import path from "node:path";

const folder = path.resolve(process.env.FOLDER);
const require = createRequire(path.resolve(process.env.NODE_MODULES, "index.js"));
const { chromium } = require("playwright-core");
const axe = require.resolve("axe-core/axe.min.js");

const url = (name) => pathToFileURL(path.join(folder, name)).href;
const PAGES = ["article.html", "articles.html", "hostile.html", "empty.html", "network.html", "hostile-network.html"];
const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 390, height: 844 };

let browser;
before(async () => {
  const executablePath = process.env.CHROMIUM || "/usr/bin/chromium";
  browser = await chromium.launch({ executablePath, args: ["--no-sandbox", "--disable-gpu"] });
});
after(() => browser?.close());

/** A page that has been opened, and everything that the console and the network said. */
async function open(name, options = {}) {
  const context = await browser.newContext({ viewport: DESKTOP, bypassCSP: false, ...options });
  const page = await context.newPage();
  const problems = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && problems.push(message.text()));
  page.on("pageerror", (error) => problems.push(String(error)));
  page.on("request", (request) => request.url() !== url(name) && problems.push(`asked for ${request.url()}`));
  await page.goto(url(name));
  return { page, problems, close: () => context.close() };
}

/** A picture for people to look at. On a busy machine Chromium now and then fails to take one of a long page, which says nothing about the page. */
async function picture(page, name, options = {}) {
  for (let tries = 3; ; tries--) {
    try {
      return await page.screenshot({ path: path.join(folder, name), ...options });
    } catch (error) {
      if (tries === 1) throw error;
    }
  }
}

const visible = (page, selector) => page.locator(`${selector}:visible`).count();

for (const name of PAGES) {
  for (const [look, options] of [
    ["light", { colorScheme: "light" }],
    ["dark", { colorScheme: "dark" }],
    ["phone", { colorScheme: "light", viewport: PHONE, isMobile: true, hasTouch: true }],
  ]) {
    test(`${name}, ${look}: quiet, accessible, as wide as the screen`, async () => {
      // axe is put in by the test, so that the page's own policy has to be lifted for it; whether the page is quiet under its policy is asked first.
      const under = await open(name, options);
      await picture(under.page, `${name}.${look}.png`, { fullPage: true });
      assert.deepEqual(under.problems, []);
      const width = await under.page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
      assert.ok(width[0] <= width[1] + 1, `the page is wider than the screen: ${width}`);
      await under.close();

      const { page, close } = await open(name, { ...options, bypassCSP: true });
      for (const details of await page.locator("details").all()) await details.evaluate((element) => (element.open = true));
      await page.addScriptTag({ path: axe });
      const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
      const told = violations.map((violation) => `${violation.id}: ${violation.nodes.map((node) => node.html.slice(0, 200)).slice(0, 3).join(" | ")}`);
      assert.deepEqual(told, []);
      await close();
    });
  }
}

test("a card lights its evidence under the pointer and under focus", async () => {
  const { page, problems, close } = await open("article.html");
  const card = page.locator(".card[data-kind=met_with]").first();
  await card.scrollIntoViewIfNeeded();
  await card.hover();
  const sentence = page.locator(`#${await card.getAttribute("data-sentence")}`);
  assert.match(await sentence.getAttribute("class"), /\blit\b/);
  assert.ok((await page.locator(".evidence.lit").count()) >= 1, "the trigger is lit");
  assert.equal(await page.locator("mark.lit").count(), 2);
  await picture(page, "article.html.hover.png");
  await page.mouse.move(2, 2);
  assert.equal(await page.locator(".lit").count(), 0);
  await card.locator("a").first().focus();
  assert.match(await sentence.getAttribute("class"), /\blit\b/);
  assert.deepEqual(problems, []);
  await close();
});

test("words of evidence light their card", async () => {
  const { page, close } = await open("article.html");
  const word = page.locator(".evidence[data-trigger]").first();
  const [id] = (await word.getAttribute("data-trigger")).split(" ");
  await word.hover();
  assert.match(await page.locator(`#${id}`).getAttribute("class"), /\blit\b/);
  await close();
});

test("filters narrow cards, timeline and drawing alike, and can be taken back", async () => {
  const { page, problems, close } = await open("article.html");
  const all = await visible(page, ".card");
  const edges = await visible(page, ".edge");
  await page.locator("#filters summary").click();
  await page.getByRole("slider").fill("0.8");
  const sure = await visible(page, ".card");
  assert.ok(0 < sure && sure < all, `${sure} of ${all}`);
  assert.match(await page.locator("#status").textContent(), new RegExp(`^${sure} of ${all} relations shown$`));
  assert.ok((await visible(page, ".edge")) < edges);
  await page.getByRole("button", { name: "Show all" }).click();
  await page.waitForFunction(() => document.getElementById("status").textContent === "");
  assert.equal(await visible(page, ".card"), all);

  const kind = page.locator("input[name=kind][value=met_with]");
  await kind.uncheck();
  assert.equal(await visible(page, ".card[data-kind=met_with]"), 0);
  assert.equal(await visible(page, ".timeline li"), await page.evaluate(() => document.querySelectorAll(".timeline li:not([hidden])").length));
  await kind.check();

  await page.locator("input[name=type][value=person]").uncheck();
  assert.equal(await visible(page, ".card[data-types~=person]"), 0);
  assert.deepEqual(problems, []);
  await close();
});

test("an entity of the drawing is chosen by pointer and by keyboard", async () => {
  const { page, problems, close } = await open("article.html");
  const all = await visible(page, ".card");
  const node = page.locator(".node").first();
  await node.locator("circle").click();
  assert.equal(await node.getAttribute("aria-pressed"), "true");
  const few = await visible(page, ".card");
  assert.ok(0 < few && few < all, `${few} of ${all}`);
  await page.keyboard.press("Escape");
  await node.focus();
  await page.keyboard.press("Escape");
  await page.waitForFunction((count) => [...document.querySelectorAll(".card")].filter((card) => !card.hidden).length === count, all);

  const before = await page.evaluate(() => document.activeElement.id);
  for (const key of ["ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp"]) await page.keyboard.press(key);
  await page.keyboard.press("ArrowRight");
  await page.keyboard.press("ArrowLeft");
  assert.equal(await page.locator(".node[tabindex='0']").count(), 1);
  assert.match(await page.evaluate(() => document.activeElement.id), /^n\d+$/, before);
  await page.keyboard.press("Enter");
  assert.ok((await visible(page, ".card")) < all);
  assert.deepEqual(problems, []);
  await close();
});

test("everything can be reached with the tab key, and is seen to be", async () => {
  const { page, close } = await open("article.html");
  await page.keyboard.press("Tab");
  assert.equal(await page.evaluate(() => document.activeElement.className), "skip");
  const reached = new Set();
  for (let i = 0; i < 120; i += 1) {
    await page.keyboard.press("Tab");
    reached.add(await page.evaluate(() => document.activeElement.closest("form, .card, .timeline, svg, nav")?.tagName ?? ""));
  }
  for (const part of ["NAV", "FORM", "LI", "OL", "svg"]) assert.ok(reached.has(part), `${part}: ${[...reached]}`);
  await close();
});

test("the drawing names its nodes for a screen reader", async () => {
  const { page, close } = await open("article.html");
  const names = await page.locator(".node").evaluateAll((nodes) => nodes.map((node) => node.getAttribute("aria-label")));
  assert.ok(names.length > 3 && names.every((name) => /, (person|organization|place|misc), \d+ relations?$/.test(name)), String(names));
  await close();
});

test("without scripts the page is whole", async () => {
  const { page, close } = await open("article.html", { javaScriptEnabled: false });
  await picture(page, "article.html.no-script.png", { fullPage: true });
  assert.equal(await visible(page, "form"), 0);
  assert.ok((await visible(page, ".card")) > 5);
  assert.ok((await visible(page, ".timeline li")) > 0);
  assert.ok((await visible(page, ".node")) > 3);
  const card = page.locator(".card").first();
  await card.getByText("In the text").click();
  assert.equal(new URL(page.url()).hash, `#${await card.getAttribute("data-sentence")}`);
  await close();
});

test("what an article holds is shown, not run", async () => {
  for (const name of ["hostile.html", "hostile-network.html"]) {
    const { page, problems, close } = await open(name);
    assert.equal(await page.evaluate(() => globalThis.hit), undefined);
    assert.equal(await page.locator("img").count(), 0);
    // The network shows only the sentences of its links, the page of the article all of it.
    const shown = await page.locator("main").textContent();
    assert.match(shown, /<svg onload=window\.hit=4>/);
    if (name === "hostile.html") assert.match(shown, /<script>window\.hit=2<\/script>/);
    assert.deepEqual(problems, []);
    await close();
  }
  // The same text, should it ever get through: the policy stops it.
  const { page, close } = await open("hostile.html");
  await page.evaluate(() => document.body.insertAdjacentHTML("beforeend", "<img src=x onerror='window.hit=5'>"));
  await page.evaluate(() => document.body.append(Object.assign(document.createElement("script"), { textContent: "window.hit=6" })));
  await page.waitForTimeout(200);
  assert.equal(await page.evaluate(() => globalThis.hit), undefined);
  await close();
});

test("in print the text and the relations are there, and the controls are not", async () => {
  const { page, close } = await open("article.html");
  await page.emulateMedia({ media: "print" });
  assert.equal(await visible(page, "form"), 0);
  assert.equal(await visible(page, "nav"), 0);
  assert.ok((await visible(page, ".card")) > 5);
  const pdf = await page.pdf({ path: path.join(folder, "article.html.pdf"), format: "A4" });
  assert.ok(pdf.length > 10_000);
  await close();
});

test("the page of a network links to its sentences", async () => {
  const { page, problems, close } = await open("network.html");
  const card = page.locator(".card").first();
  await card.locator("summary").click();
  assert.ok((await card.locator("blockquote").first().innerText()).length > 10);
  assert.match(await card.locator("summary").innerText(), /^\d+ statements? in \d+ documents?/);
  assert.deepEqual(problems, []);
  await close();
});
