/** The page's style: light and dark as the reader's system has it, one column on a narrow screen. */
export const style: string = `
:root {
  color-scheme: light dark;
  --bg: #fff; --raised: #f6f8fa; --text: #1b1f24; --muted: #57606a; --line: #d5dbe1; --accent: #0550ae;
  --bad: #b42318; --bad-bg: #fff0ee; --bad-mark: #ffc9c2;
  --good: #146c2e; --good-bg: #ecf9ef; --good-mark: #b4e8c2;
  --warn: #7d5300; --warn-bg: #fff7e0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --bg: #0f1318; --raised: #171c23; --text: #e4e9f0; --muted: #9da7b4; --line: #303944; --accent: #79b8ff;
    --bad: #ff9a90; --bad-bg: #331715; --bad-mark: #7c2c25;
    --good: #73d390; --good-bg: #11291a; --good-mark: #1f5c33;
    --warn: #e5b84b; --warn-bg: #2c2310;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
header, main { max-width: 1180px; margin: 0 auto; padding: 0 24px; }
h1 { font-size: 22px; margin: 28px 0 4px; }
h2 { font-size: 17px; margin: 32px 0 8px; }
h3 { font: 600 13px/1.4 ui-monospace, monospace; color: var(--muted); margin: 22px 0 6px; overflow-wrap: anywhere; }
h4 { font-size: 15px; margin: 0; overflow-wrap: anywhere; }
h5 { font-size: 13px; margin: 14px 0 4px; overflow-wrap: anywhere; }
p { margin: 4px 0; }
a { color: var(--accent); }
code, pre { font: 13px/1.5 ui-monospace, monospace; overflow-wrap: anywhere; }
pre { margin: 0; white-space: pre-wrap; }
pre.body { background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 8px 12px; max-height: 480px; overflow: auto; }
.muted { color: var(--muted); }
.bad { color: var(--bad); } .good { color: var(--good); } .warn { color: var(--warn); }
.figures { display: flex; flex-wrap: wrap; gap: 12px; margin: 16px 0 4px; padding: 0; }
.figures div { border: 1px solid var(--line); border-radius: 8px; padding: 8px 16px; background: var(--raised); }
.figures dt { color: var(--muted); font-size: 12px; }
.figures dd { margin: 0; font-weight: 600; }
form { position: sticky; top: 0; z-index: 1; background: var(--bg); border-bottom: 1px solid var(--line); display: flex; flex-wrap: wrap; gap: 8px 14px; align-items: center; padding: 10px 0; margin-top: 16px; }
form[hidden] { display: none; }
fieldset { border: 0; margin: 0; padding: 0; display: flex; gap: 4px; }
fieldset label { position: relative; }
fieldset input { position: absolute; inset: 0; opacity: 0; margin: 0; cursor: pointer; }
fieldset span { display: block; padding: 4px 12px; border: 1px solid var(--line); border-radius: 16px; }
fieldset input:checked + span { background: var(--accent); border-color: var(--accent); color: var(--bg); }
input[type=search], select, button { font: inherit; color: inherit; background: var(--raised); border: 1px solid var(--line); border-radius: 6px; padding: 4px 10px; }
input[type=search] { flex: 1 1 130px; min-width: 0; }
button { cursor: pointer; }
:focus-visible, fieldset input:focus-visible + span { outline: 2px solid var(--accent); outline-offset: 2px; }
summary { cursor: pointer; overflow-wrap: anywhere; }
.scenario { border: 1px solid var(--line); border-radius: 8px; margin: 6px 0; content-visibility: auto; contain-intrinsic-size: auto 42px; scroll-margin-top: 110px; }
.scenario.failed { border-left: 4px solid var(--bad); }
.scenario > summary { padding: 8px 14px; }
.scenario > .inside { padding: 4px 16px 14px; border-top: 1px solid var(--line); }
.scenario .why { display: block; color: var(--bad); font-size: 13px; padding-left: 22px; }
.chip { display: inline-block; font-size: 12px; line-height: 18px; padding: 0 8px; border: 1px solid var(--line); border-radius: 9px; color: var(--muted); white-space: nowrap; }
.chip.bad { color: var(--bad); border-color: currentColor; }
.chip.warn { color: var(--warn); border-color: currentColor; }
.failure { border-left: 3px solid var(--bad); background: var(--bad-bg); border-radius: 0 6px 6px 0; padding: 8px 14px; margin: 10px 0; }
.violation { border-left: 3px solid var(--warn); background: var(--warn-bg); border-radius: 0 6px 6px 0; padding: 6px 14px; margin: 8px 0; }
.violation.error { border-color: var(--bad); background: var(--bad-bg); }
dl.facts { display: grid; grid-template-columns: max-content minmax(0, 1fr); gap: 0 14px; margin: 4px 0; font-size: 14px; }
dl.facts dt { color: var(--muted); }
dl.facts dd { margin: 0; overflow-wrap: anywhere; }
table.differences { border-collapse: collapse; width: 100%; table-layout: fixed; margin: 6px 0; background: var(--bg); border: 1px solid var(--line); }
.differences th { text-align: left; font-size: 12px; font-weight: 500; color: var(--muted); padding: 3px 10px; border-bottom: 1px solid var(--line); }
.differences td { vertical-align: top; padding: 3px 10px; }
.differences td + td { border-left: 1px solid var(--line); }
.differences .path td { border-top: 1px solid var(--line); padding-top: 6px; }
.differences .path code { font-weight: 600; }
.differences .expected { background: var(--good-bg); } .differences .actual { background: var(--bad-bg); }
.differences .nothing { background: none; color: var(--muted); }
mark { color: inherit; border-radius: 2px; }
.expected mark { background: var(--good-mark); } .actual mark { background: var(--bad-mark); }
.send, .tag, .rest { margin: 6px 0 6px 4px; }
.send > .inside, .tag > .inside { margin: 4px 0 8px 18px; }
ul { margin: 4px 0; padding-left: 20px; }
li { overflow-wrap: anywhere; }
@media (max-width: 640px) {
  header, main { padding: 0 12px; }
  form { position: static; }
  .scenario { scroll-margin-top: 12px; }
  .scenario > .inside { padding: 4px 10px 10px; }
  .send > .inside, .tag > .inside { margin-left: 8px; }
  .differences thead { display: none; }
  .differences tr, .differences td { display: block; }
  .differences td + td { border-left: 0; }
  .differences td[data-label]::before { content: attr(data-label); display: block; font-size: 12px; color: var(--muted); }
  dl.facts { grid-template-columns: minmax(0, 1fr); }
}
`;
