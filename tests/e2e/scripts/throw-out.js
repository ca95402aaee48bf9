// This runs in a site's page: it throws out whatever stands beside head and body.
(() => {
  window.thrown = 0;
  const timer = setInterval(() => {
    for (const child of [...document.documentElement.children]) {
      if (child !== document.head && child !== document.body) { child.remove(); window.thrown += 1; }
    }
  }, 50);
  setTimeout(() => clearInterval(timer), 30000);
  return 1;
})()
