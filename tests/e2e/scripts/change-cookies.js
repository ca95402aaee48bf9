// This runs in a page of the extension: it changes a cookie of Facebook, some at a time.
(async () => {
  const set = (/** @type {number} */ i) => chrome.cookies.set({ url: 'https://www.facebook.com/', domain: '.facebook.com', secure: true,
    name: NAME, value: String(1000 + i), expirationDate: Date.now() / 1000 + 86400 });
  for (let i = 0; i < COUNT; i += 20) {
    await Promise.all(Array.from({ length: Math.min(20, COUNT - i) }, (_, j) => set(i + j)));
  }
})()
