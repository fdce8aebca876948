/** The activity stream of the mock: ids, a ring to resume from, signs of life, and connections that can be cut. */
export function createHub(state) {
  const clients = new Set();
  let epoch = 1;
  let number = 0;
  let ring = [];
  const beat = setInterval(() => clients.forEach((client) => client.write(': beat 1000\n\n')), 1000);

  const write = (client, { id, data }) => client.write(`id: ${id}\nevent: ${data.type}\ndata: ${JSON.stringify(data)}\n\n`);
  const gap = (missed, reason) => ({ id: '', data: { type: 'gap', at: new Date().toISOString(), node: 'gw-1', missed, reason } });

  return {
    clients,
    connect(request, response, url) {
      if (state.streamStatus) return response.writeHead(state.streamStatus, { 'retry-after': '1' }).end();
      response.writeHead(200, { 'content-type': 'text/event-stream', 'cache-control': 'no-store', 'x-accel-buffering': 'no' });
      response.write(`retry: ${state.retryMs ?? 100}\n\n: beat 1000\n\n`);
      const last = request.headers['last-event-id'] ?? url.searchParams.get('last_event_id');
      if (last) {
        const at = ring.findIndex((entry) => entry.id === last);
        if (at < 0) write(response, gap(-1, last.startsWith(`gw-1-${epoch}-`) ? 'resume' : 'restart'));
        // One event more than the page asked for, as a careless server would send: it must be shown once all the same.
        ring.slice(Math.max(0, at)).forEach((entry) => write(response, entry));
      }
      const transaction = url.searchParams.get('transaction_id');
      const client = { write: (text) => response.write(text), wants: (data) => !transaction || data.transaction_id === transaction, end: () => response.destroy() };
      clients.add(client);
      request.on('close', () => clients.delete(client));
    },
    emit(data) {
      number += 1;
      const entry = { id: `gw-1-${epoch}-${number}`, data: { at: new Date().toISOString(), node: 'gw-1', ...data } };
      ring = [...ring.slice(-199), entry];
      clients.forEach((client) => client.wants(entry.data) && write(client, entry));
    },
    gap: (missed, reason) => clients.forEach((client) => write(client, gap(missed, reason))),
    cut: () => clients.forEach((client) => client.end()),
    restart() {
      epoch += 1;
      ring = [];
      this.cut();
    },
    close() {
      clearInterval(beat);
      this.cut();
    },
  };
}
