/**
 * The page's script: filters, and keys to go from one scenario to the next. Without it the page shows everything, and
 * opens and closes by itself.
 */
export const script: string = `
(() => {
  'use strict';
  const form = document.querySelector('form');
  const search = form.elements.namedItem('text');
  const shown = document.getElementById('shown');
  const scenarios = [...document.querySelectorAll('.scenario')];
  const files = [...document.querySelectorAll('section.file')];
  const visible = () => scenarios.filter((scenario) => !scenario.hidden);

  const filter = () => {
    const wanted = new FormData(form);
    const status = wanted.get('status');
    const platform = wanted.get('platform');
    const words = wanted.get('text').toLowerCase().split(/\\s+/).filter(Boolean);
    for (const scenario of scenarios) {
      const { status: own, platforms, text } = scenario.dataset;
      scenario.hidden =
        (status !== '' && own !== status) ||
        (platform !== '' && !platforms.split(' ').includes(platform)) ||
        !words.every((word) => text.includes(word));
    }
    for (const file of files) file.hidden = file.querySelector('.scenario:not([hidden])') === null;
    shown.textContent = visible().length + ' of ' + scenarios.length + ' shown';
  };

  const openTarget = () => {
    const target = document.getElementById(location.hash.slice(1));
    if (target === null || !target.matches('.scenario')) return;
    target.open = true;
    target.scrollIntoView();
  };

  const move = (step) => {
    const rows = visible();
    const at = rows.findIndex((row) => row.contains(document.activeElement));
    const next = rows[at < 0 ? (step > 0 ? 0 : rows.length - 1) : at + step];
    if (next) next.querySelector('summary').focus();
  };

  form.addEventListener('submit', (event) => event.preventDefault());
  form.addEventListener('input', filter);
  for (const [id, open] of [['open', true], ['close', false]]) {
    document.getElementById(id).addEventListener('click', () => {
      for (const scenario of visible()) scenario.open = open;
    });
  }
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === 'Escape' && event.target === search) {
      search.value = '';
      filter();
      search.blur();
    }
    if (event.target.matches('input[type=search], select')) return;
    if (event.key === '/') {
      event.preventDefault();
      search.focus();
    } else if (event.key === 'j') move(1);
    else if (event.key === 'k') move(-1);
  });
  addEventListener('hashchange', openTarget);
  // A browser that goes back keeps what was entered.
  form.hidden = false;
  filter();
  openTarget();
})();
`;
