// This goes before a worker's script: it tells when the change of a cookie was handled by everybody who listens.
chrome.cookies.onChanged.addListener(() => void setTimeout(() => new BroadcastChannel("handled").postMessage("done")));
