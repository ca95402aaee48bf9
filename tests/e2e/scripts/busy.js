// This runs in a site's page: it makes 200,000 nodes, of which 100 change a hundred times a second.
(() => {
  const main = /** @type {Element} */ (document.querySelector('[role=main]'));
  const row = '<section><p><b>a</b><i>b</i></p><ul><li>c</li><li>d</li><li>e</li></ul><span></span></section>';
  for (let i = 0; i < 40; i++) main.insertAdjacentHTML('beforeend', `<div class=part style='content-visibility: auto'>${row.repeat(500)}</div>`);
  const all = [...main.querySelectorAll('li, span')];
  window.changes = 0;
  let next = 0;
  setInterval(() => {
    for (let i = 0; i < 100; i++) {
      const element = /** @type {Element} */ (all[(next += 7) % all.length]);
      if (i % 3 === 0) element.textContent = String(next); else if (i % 3 === 1) element.className = `c${next % 9}`;
      else element.append(document.createElement('em'));
      window.changes += 1;
    }
  }, 10);
  return document.querySelectorAll('*').length;
})()
