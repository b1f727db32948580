// Drives the pages in a browser, as a reader does, and prints a line for each check: "ok NAME" or "FAILED NAME: why".
// Arguments: the address, the served folder, its token, the folder with node_modules, the browser, and the checks to run.
import { createRequire } from "node:module";
import { appendFileSync, readFileSync } from "node:fs";

const [base, root, token, modules, executable, screenshots] = process.argv.slice(2);
const require = createRequire(modules + "/node_modules/");
const { chromium } = require("playwright-core");
const axeSource = readFileSync(modules + "/node_modules/axe-core/axe.min.js", "utf8");

const browser = await chromium.launch({
  executablePath: executable,
  args: ["--no-sandbox", "--disable-background-networking", "--disable-dev-shm-usage"],
});

const open = async (options = {}) => {
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const page = await context.newPage();
  page.setDefaultTimeout(30000);
  page.problems = [];
  page.on("dialog", (dialog) => {
    page.problems.push("a dialog: " + dialog.message());
    dialog.dismiss();
  });
  page.on("console", (message) => {
    if (message.type() === "error") page.problems.push(message.text());
  });
  page.on("pageerror", (error) => page.problems.push(String(error)));
  page.on("request", (request) => {
    if (!request.url().startsWith(base)) page.problems.push("a request to " + request.url());
  });
  return page;
};

const check = async (name, options, work) => {
  const page = await open(options);
  try {
    await work(page);
    if (page.problems.length > 0) throw new Error(page.problems.join("; "));
    console.log("ok " + name);
  } catch (error) {
    console.log("FAILED " + name + ": " + String(error).replaceAll("\n", " ").slice(0, 900));
  }
  await page.context().close();
};

const expect = (condition, what) => {
  if (!condition) throw new Error("not so: " + what);
};

const file = (path, more = "") => base + "file?path=" + encodeURIComponent(path) + more;

const pages = screenshots
  ? {}
  : {
      start: base,
      search: base + "search?q=openDoor",
      nothing: base + "search?q=nosuchthing",
      file: file("src/Door.java"),
      history: base + "file/history?path=src/Door.java",
      symbol: base + "symbol?name=Door.openDoor",
      project: base + "project",
      map: base + "map",
      overloads: base + "symbol?name=openDoor",
      code: file("src/House.java"),
      imports: base + "file/imports?path=src/House.java",
      workers: base + "workers",
      schema: base + "schema",
      backups: base + "backups",
      login: base + "login",
    };

if (!screenshots) {
  await check("search, file, definition, references and back", {}, async (page) => {
    await page.goto(base);
    await page.keyboard.press("/");
    await page.keyboard.type("openDoor");
    await page.keyboard.press("Enter");
    await page.waitForSelector("article.file");
    await page.locator("body").press("j");
    await page.keyboard.press("j");
    await page.keyboard.press("k");
    await page.keyboard.press("Enter");
    await page.waitForSelector(".code");
    expect(page.url().includes("/file?") && page.url().includes("#L"), "the file at its line: " + page.url());
    await page.goto(file("src/Door.java"));
    await page.waitForSelector("text=Imported by");
    await page.click(".code a.d >> text=openDoor");
    await page.waitForSelector("text=Used by");
    expect((await page.textContent("main")).includes("Opens the door slowly."), "the documentation is shown");
    await page.click("section[aria-label='Used by'] a.path >> nth=0");
    await page.waitForSelector(".code");
    expect(page.url().includes("House.java"), "the place of the use: " + page.url());
    await page.goBack();
    await page.waitForSelector("text=Used by");
  });

  await check("a file of 50,000 lines", {}, async (page) => {
    const begin = Date.now();
    await page.goto(file("src/large.py"));
    expect((await page.locator(".code .l").count()) === 500, "a page has 500 lines");
    await page.click("nav.pages >> nth=0 >> text=Last");
    await page.waitForSelector("#L50000");
    await page.goto(file("src/large.py", "&page=50#L24999"));
    await page.waitForSelector("#L24999:target");
    await page.mouse.wheel(0, 3000);
    expect(Date.now() - begin < 20000, "it takes less than 20 s, not " + (Date.now() - begin));
  });

  await check("workers are live", {}, async (page) => {
    await page.goto(base + "workers");
    const cell = page.locator("tr[data-worker='file watcher'] td[data-label=Process]");
    const before = await cell.textContent();
    process.kill(Number(before), "SIGKILL");
    await page.waitForFunction(
      (old) => {
        const row = document.querySelector("tr[data-worker='file watcher']");
        const now = row.querySelector("td[data-label=Process]").textContent;
        return /^[0-9]+$/.test(now) && now !== old && row.textContent.includes("running");
      },
      before,
      { timeout: 60000 },
    );
  });

  await check("a file that changes on the disk has a banner", {}, async (page) => {
    await page.goto(file("src/Changing.java"));
    expect((await page.locator(".banner").count()) === 0, "there is no banner at first");
    appendFileSync(root + "/src/Changing.java", "// one more line\n");
    await page.waitForSelector(".banner >> text=changed on the disk");
    await page.click("text=Show it as it is now");
    await page.waitForSelector(".code >> text=one more line");
    await page.waitForSelector(".banner", { state: "detached" });
  });

  await check("names and contents are text", {}, async (page) => {
    const name = "src/<img src=x onerror=alert(1)>.txt";
    for (const address of [
      file(name),
      base + "search?q=" + encodeURIComponent("<script>alert(2)</script>"),
      base + "search?q=onerror",
      base + "map?path=src",
      base + "symbol?name=" + encodeURIComponent("<b>bold</b>"),
      base + "file?path=" + encodeURIComponent("<script>alert(3)</script>"),
      base + "file?path=..%2F..%2Fetc%2Fpasswd",
    ]) {
      await page.goto(address);
      expect((await page.locator("img, main script, main b >> text=bold").count()) === 0, "no markup at " + address);
    }
    page.problems = page.problems.filter((problem) => !/40[04]/.test(problem));
    await page.goto(file(name));
    const text = await page.textContent(".code");
    expect(text.includes("<script>alert('hello')</script>"), "the markup is shown");
    expect(text.includes("\u241B[31m"), "control characters are shown as pictures");
    expect(text.includes("\u27E8U+202E\u27E9"), "marks of direction are shown");
    await page.goto(file("src/long.txt"));
    const long = await page.content();
    expect(long.length < 60000, "a line of 1 MB is cut, not " + long.length);
    expect(long.includes("characters more"), "it is said that the line is cut");
  });

  await check("the token lets in, and the index is brought up to date", {}, async (page) => {
    await page.goto(base + "project");
    await page.click("text=Log in to bring the index up to date");
    await page.goto(base + "login?next=/project#" + token);
    await page.waitForURL(base + "project");
    expect(!(await page.content()).includes(token), "the token is in no page");
    await page.click("button >> text=Bring the index up to date");
    await page.waitForSelector(".done");
    await page.goto(base + "schema");
    await page.fill("textarea", "CREATE TABLE only(id INTEGER PRIMARY KEY, name TEXT NOT NULL);");
    await page.click("text=Show the plan");
    await page.waitForSelector("text=What the change would do");
    expect((await page.textContent("main")).includes("only"), "the plan names the table");
    await page.goto(base + "backups");
    await page.click("button >> text=Check");
    await page.waitForSelector("text=The backup is sound.");
  });

  await check("on a narrow screen the hits come first", { viewport: { width: 390, height: 760 } }, async (page) => {
    await page.goto(base + "search?q=openDoor");
    const hit = await page.locator("a.hit").first().boundingBox();
    expect(hit.y < 500, "the first hit is on the first screen, not at " + hit.y);
    await page.click("text=Narrow the search");
    await page.waitForURL(/#facets$/);
    const facets = await page.locator("#facets").boundingBox();
    expect(facets.y < 760, "the facets are shown, not at " + facets.y);
    await page.setViewportSize({ width: 1280, height: 760 });
    const wide = await page.locator("#facets").boundingBox();
    expect(wide.x < 100, "the facets are on the left of a wide screen, not at " + wide.x);
  });

  await check("pages work without scripts", { javaScriptEnabled: false }, async (page) => {
    await page.goto(base);
    await page.fill("#q", "openDoor");
    await page.click("button >> text=Search");
    await page.click("a.hit >> nth=0");
    await page.waitForSelector(".code");
    await page.goto(file("src/Door.java"));
    await page.click("text=Imports and importers");
    await page.waitForSelector("text=Imported by");
    await page.goto(base + "workers");
    expect((await page.locator("tr[data-worker]").count()) >= 4, "the workers are listed");
  });

  for (const [name, address] of Object.entries(pages)) {
    await check("fits and is accessible: " + name, {}, async (page) => {
      for (const width of [390, 1280]) {
        await page.setViewportSize({ width, height: 800 });
        await page.emulateMedia({ colorScheme: width === 390 ? "dark" : "light" });
        await page.goto(address);
        const needed = await page.evaluate(() => document.documentElement.scrollWidth);
        expect(needed <= width, "it fits into " + width + " pixels, not " + needed);
        await page.evaluate(axeSource);
        const found = await page.evaluate(() => globalThis.axe.run());
        const serious = found.violations.filter((some) => ["serious", "critical"].includes(some.impact));
        expect(
          serious.length === 0,
          "no serious finding at " + width + ": " + serious.map((some) => some.id + " " + some.nodes[0].html.slice(0, 200) + " " + (some.nodes[0].any[0]?.message ?? "")).join("; "),
        );
      }
    });
  }
} else {
  const code = "index/src/main/java/dev/cairn/index/search/CodeSearch.java";
  const shots = {
    start: ["", 1280, "light"],
    search: ["search?q=ensureSchemaSynced", 1280, "light"],
    file: ["file?path=" + code, 1280, "light"],
    "file-dark": ["file?path=" + code, 1280, "dark"],
    history: ["file/history?path=README.md", 1280, "light"],
    symbol: ["symbol?name=CodeDatabase.ensureSchemaSynced", 1280, "light"],
    project: ["project", 1280, "light"],
    map: ["map", 1280, "light"],
    workers: ["workers", 1280, "light"],
    schema: ["schema", 1280, "light"],
    backups: ["backups", 1280, "light"],
    "search-narrow": ["search?q=open+database", 390, "light"],
    "file-narrow": ["file?path=" + code, 390, "dark"],
  };
  for (const [name, [address, width, colorScheme]] of Object.entries(shots)) {
    await check("screenshot " + name, { viewport: { width, height: 760 }, colorScheme }, async (page) => {
      await page.goto(base + address);
      await page.waitForLoadState("networkidle");
      // The pictures are of no particular machine.
      await page.evaluate((folder) => {
        const texts = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (texts.nextNode()) {
          const node = texts.currentNode;
          node.data = node.data.replaceAll(folder, "/home/you/cairn").replaceAll(" · root · ", " · you · ");
        }
      }, root);
      await page.screenshot({ path: screenshots + "/" + name + ".png" });
    });
  }
}

await browser.close();
