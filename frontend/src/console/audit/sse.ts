export interface ServerEvent {
  name: string;
  data: string;
}

/** The events of a stream of text, however it is cut; comments and what is not complete are no events. */
export async function* eventsOf(chunks: AsyncIterable<string>): AsyncGenerator<ServerEvent> {
  let held = "";
  for await (const chunk of chunks) {
    held += chunk;
    const blocks = held.split("\n\n");
    held = blocks.pop() ?? "";
    for (const block of blocks) {
      const event = { name: "", data: "" };
      for (const line of block.split("\n")) {
        if (line.startsWith("event: ")) event.name = line.slice(7);
        else if (line.startsWith("data: ")) event.data += line.slice(6);
      }
      if (event.name) yield event;
    }
  }
}

export async function* textOf(body: ReadableStream<Uint8Array>): AsyncGenerator<string> {
  const reader = body.getReader();
  const decoder = new TextDecoder();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return;
      yield decoder.decode(value, { stream: true });
    }
  } finally {
    await reader.cancel().catch(() => undefined);
  }
}
