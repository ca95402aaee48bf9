// Runs in a page of the extension: asks for the names of all calls up to now.
new Promise(done => {
  const channel = new BroadcastChannel('bench');
  channel.onmessage = ({ data }) => data.calls && done(data.calls.map((/** @type {[string]} */ [name]) => name));
  channel.postMessage('ask');
})
