// This runs in a site's page: it goes back and forth between the form and the messages, and waits for the right state
// each time. It gives where it went wrong.
(async () => {
  /** @type {string[]} */
  const wrong = [];
  const there = () => document.documentElement.children.length - 2;
  for (let i = 0; i < COUNT; i++) {
    const form = i % 2 === 0;
    history.pushState({}, '', form ? `/help/contact/6359191084165019?n=${i}` : `/messages/t/${i}`);
    const start = performance.now();
    while (there() !== Number(form) && performance.now() - start < 8000) await new Promise(done => setTimeout(done, 15));
    if (there() !== Number(form)) wrong.push(location.pathname);
  }
  return wrong;
})()
