// Drives a Cairn server with the official TypeScript client. The first argument says how, as JSON: {command, args, cwd} for
// stdio or {url, token} for HTTP. One command a line comes in as JSON; one answer a line goes out.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StdioClientTransport } from "@modelcontextprotocol/sdk/client/stdio.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { createInterface } from "node:readline";

const how = JSON.parse(process.argv[2]);
const transport = how.url
  ? new StreamableHTTPClientTransport(new URL(how.url), {
      requestInit: { headers: { Authorization: `Bearer ${how.token}` } },
    })
  : new StdioClientTransport({ command: how.command, args: how.args, cwd: how.cwd, stderr: "inherit" });
const client = new Client({ name: "test", version: "1" });
await client.connect(transport);
const running = new Map();

const answer = (value) => process.stdout.write(JSON.stringify(value) + "\n");
const isRunning = (pid) => {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
};

const actions = {
  server: async () => ({ instructions: client.getInstructions(), version: client.getServerVersion() }),
  list: async () => client.listTools(),
  call: async ({ tool, arguments: given }) => client.callTool({ name: tool, arguments: given }),
  progress: async ({ tool, arguments: given }) => {
    let notes = 0;
    const result = await client.callTool({ name: tool, arguments: given }, undefined, { onprogress: () => notes++ });
    return { ...result, notes };
  },
  begin: async ({ tool, arguments: given }) => {
    const stop = new AbortController();
    const call = client.callTool({ name: tool, arguments: given }, undefined, { signal: stop.signal });
    running.set(tool, { stop, end: call.then(() => "answered", (error) => String(error)) });
    return {};
  },
  abort: async ({ tool }) => {
    running.get(tool).stop.abort("enough");
    return { end: await running.get(tool).end };
  },
  close: async () => {
    const pid = transport.pid;
    const start = Date.now();
    if (how.url) {
      await transport.terminateSession();
      await client.close();
      return {};
    }
    transport._process.stdin.end();
    while (isRunning(pid) && Date.now() - start < 10000) {
      await new Promise((later) => setTimeout(later, 10));
    }
    return { millis: Date.now() - start, ended: !isRunning(pid) };
  },
};

for await (const line of createInterface({ input: process.stdin })) {
  const command = JSON.parse(line);
  try {
    answer({ result: await actions[command.action](command) });
  } catch (error) {
    answer({ error: String(error) });
  }
  if (command.action === "close") {
    process.exit(0);
  }
}
