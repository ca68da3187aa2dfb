import { existsSync } from 'node:fs';
import { type Browser, type BrowserContextOptions, chromium, type Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { reportHtml } from '../../../src/workbench/reporters/html.ts';
import { result, run, wholeRun } from './fixtures.ts';

const executablePath = '/usr/bin/chromium';
const address = 'http://report.test/';
let browser: Browser;

beforeAll(async () => {
  if (!existsSync(executablePath)) throw new Error('install chromium (apt-get install chromium)');
  browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
});

afterAll(async () => {
  await browser?.close();
});

/** A page, and what went wrong or out on it. */
interface Opened {
  readonly page: Page;
  readonly errors: readonly string[];
  readonly requests: readonly string[];
}

const whole = reportHtml(wholeRun);

async function open(html: string = whole, options: BrowserContextOptions = {}, hash = ''): Promise<Opened> {
  const page = await browser.newPage(options);
  const errors: string[] = [];
  const requests: string[] = [];
  page.on('console', (message) => {
    if (message.type() !== 'log') errors.push(message.text());
  });
  page.on('pageerror', (error) => errors.push(error.message));
  page.on('dialog', (dialog) => {
    errors.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.route('**/*', (route) => {
    const url = route.request().url();
    if (url === address) return route.fulfill({ contentType: 'text/html', body: html });
    requests.push(url);
    return route.abort();
  });
  await page.goto(address + hash);
  return { page, errors, requests };
}

const titles = (page: Page): Promise<readonly string[]> =>
  page.locator('.scenario:visible').evaluateAll((all) => all.map((one) => one.id));

describe('the page in a browser', () => {
  it('asks for nothing, runs nothing but its own, complains of nothing', async () => {
    const { page, errors, requests } = await open();
    await page.locator('#open').click();
    await page.locator('details').evaluateAll((all) => {
      for (const one of all) one.setAttribute('open', '');
    });
    expect(await page.evaluate('[document.title, document.scripts.length, document.images.length]')).toEqual([
      '3 failed: upscript',
      1,
      0,
    ]);
    const handlers = `[...document.querySelectorAll('*')].flatMap((one) => one.getAttributeNames()).filter((name) => /^(on|style$)/.test(name))`;
    expect(await page.evaluate(handlers)).toEqual([]);
    expect([errors, requests]).toEqual([[], []]);
    await page.close();
  });

  it('lets no request leave and no other script run, even if one were brought in', async () => {
    const { page, requests } = await open();
    const tried = await page.evaluate(`(async () => {
      const script = document.createElement('script');
      script.textContent = "document.title = 'owned'";
      document.body.append(script);
      const image = new Image();
      image.src = 'https://example.com/pixel';
      return fetch('https://example.com/').then(() => 'left', () => 'stayed');
    })()`);
    expect([tried, await page.title(), requests]).toEqual(['stayed', '3 failed: upscript', []]);
    await page.close();
  });

  it('filters by status, platform and text', async () => {
    const { page } = await open();
    const shown = async (): Promise<unknown> => [await titles(page), await page.locator('#shown').textContent()];
    expect(await shown()).toEqual([['s1', 's2', 's3', 's4', 's5', 's6', 's7'], '7 of 7 shown']);
    await page.getByLabel('failed 3').check();
    expect(await shown()).toEqual([['s3', 's5', 's7'], '3 of 7 shown']);
    await page.getByRole('searchbox').fill('tells VALUE');
    expect(await shown()).toEqual([['s5'], '1 of 7 shown']);
    await page.getByRole('searchbox').fill('');
    await page.getByLabel('all 7').check();
    await page.getByLabel('platform').selectOption('ga4');
    expect(await shown()).toEqual([['s1', 's3', 's4', 's5', 's7'], '5 of 7 shown']);
    expect(await page.locator('section.file:visible h3').allTextContents()).toEqual([
      'contracts/ga4/events.scenario.yaml',
      'contracts/scenarios/purchase.scenario.yaml',
      'contracts/meta/purchase.scenario.yaml',
      'contracts/meta/hostile.scenario.yaml',
    ]);
    await page.close();
  });

  it('shows what was expected and what came when a failure is opened', async () => {
    const { page } = await open();
    const row = page.locator('#s3 .differences tr', { hasText: '002' });
    expect(await row.isVisible()).toBe(false);
    await page.locator('#s3 > summary').click();
    expect(await row.isVisible()).toBe(true);
    expect(await row.locator('td').allTextContents()).toEqual(['"purchase.TEST-001"', '"purchase.TEST-002"']);
    expect(await row.locator('mark').allTextContents()).toEqual(['001', '002']);
    await page.close();
  });

  it('is gone through with keys', async () => {
    const { page } = await open();
    const focused = (): Promise<unknown> => page.evaluate('document.activeElement.closest(".scenario")?.id');
    await page.keyboard.press('/');
    await page.keyboard.type('refund');
    expect(await titles(page)).toEqual(['s6']);
    await page.keyboard.press('Escape');
    expect(await titles(page)).toEqual(['s1', 's2', 's3', 's4', 's5', 's6', 's7']);
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('j');
    await page.keyboard.press('k');
    await page.keyboard.press('Enter');
    expect([
      await focused(),
      await page.locator('.scenario[open]').evaluateAll((all) => all.map(({ id }) => id)),
    ]).toEqual(['s2', ['s2']]);
    await page.close();
  });

  it('opens the scenario its address names', async () => {
    const { page } = await open(whole, {}, '#s5');
    expect(await page.locator('.scenario[open]').evaluateAll((all) => all.map(({ id }) => id))).toEqual(['s5']);
    await page.close();
  });

  it('opens and closes without a script, and offers no filter', async () => {
    const { page } = await open(whole, { javaScriptEnabled: false });
    expect(await page.locator('form').isVisible()).toBe(false);
    await page.locator('#s3 > summary').click();
    expect(await page.locator('#s3 .differences').first().isVisible()).toBe(true);
    await page.close();
  });

  it.each([
    ['wide and light', { viewport: { width: 1200, height: 900 }, colorScheme: 'light' }],
    ['narrow and dark', { viewport: { width: 360, height: 800 }, colorScheme: 'dark' }],
  ] as const)('fits, %s', async (_, options) => {
    const { page } = await open(whole, options);
    await page.locator('#open').click();
    const sizes = await page.evaluate(
      '[document.documentElement.scrollWidth, getComputedStyle(document.body).backgroundColor]',
    );
    expect(sizes).toEqual([
      options.viewport.width,
      options.colorScheme === 'light' ? 'rgb(255, 255, 255)' : 'rgb(15, 19, 24)',
    ]);
    await page.close();
  });

  it('takes a thousand scenarios', async () => {
    const { recordings, failures } = wholeRun.results[2] ?? result({});
    const many = Array.from({ length: 1000 }, (_, index) =>
      result({
        name: `scenario ${index}`,
        file: `f${index % 40}.yaml`,
        recordings,
        ...(index % 10 === 0 ? { status: 'failed', failures } : {}),
      }),
    );
    const { page, errors } = await open(reportHtml(run(many)));
    await page.getByLabel('failed 100').check();
    await page.getByRole('searchbox').fill('scenario 99');
    expect([
      await page.locator('#shown').textContent(),
      await page.locator('.scenario:visible summary').first().textContent(),
      errors,
    ]).toEqual(['1 of 1000 shown', expect.stringMatching(/^✗ scenario 990 /), []]);
    await page.close();
  });
});
