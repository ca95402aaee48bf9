// This runs in a page of the extension: it asks for the names of all calls up to now, until the worker is there, and for the
// number of those that wait for an answer.
new Promise(done => {
  const channel = new BroadcastChannel('bench');
  const asking = setInterval(() => channel.postMessage('ask'), 20);
  channel.onmessage = ({ data }) => {
    if (!data.calls) return;
    clearInterval(asking);
    channel.close();
    /** @type {[string, number, number][]} */
    const calls = data.calls;
    done([calls.map(([name]) => name), calls.filter(([name, , end]) => !end && name !== 'message').length]);
  };
})
