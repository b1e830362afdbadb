// A mailbox: a mail server that takes every letter, for tests to read.

import { once } from "node:events";
import { createServer } from "node:net";

/** What stands in a letter, whatever its lines were cut to. */
function text(lines) {
  const [head, ...body] = lines.join("\n").split("\n\n");
  if (/^Content-Transfer-Encoding: base64$/im.test(head)) {
    return { head, body: Buffer.from(body.join(""), "base64").toString("utf8") };
  }
  const bytes = body.join("\n\n").replace(/=\n/g, "").replace(/=([0-9A-F]{2})/g, (_, hex) => String.fromCharCode(parseInt(hex, 16)));
  return { head, body: Buffer.from(bytes, "latin1").toString("utf8") };
}

export class Mailbox {
  /** Listens on a port of the system's choice. */
  static async open() {
    const box = new Mailbox();
    box.letters = [];
    box.waiting = new Set();
    box.server = createServer((socket) => box.take(socket));
    box.server.listen(0, "127.0.0.1");
    await once(box.server, "listening");
    box.port = box.server.address().port;
    box.server.unref();
    return box;
  }

  take(socket) {
    let [to, letter, rest] = ["", null, ""];
    const say = (line) => socket.write(`${line}\r\n`);
    socket.unref();
    socket.on("error", () => socket.destroy());
    socket.on("data", (data) => {
      const lines = (rest + data.toString("latin1")).split("\r\n");
      rest = lines.pop();
      for (const line of lines) {
        if (letter && line !== ".") letter.push(line.replace(/^\./, ""));
        else if (letter) {
          this.letters.push({ to, ...text(letter) });
          letter = null;
          say("250 taken");
          this.waiting.forEach((look) => look());
        } else if (/^RCPT/i.test(line)) {
          to = line.match(/<(.*)>/)[1];
          say("250 fine");
        } else if (/^DATA/i.test(line)) {
          letter = [];
          say("354 go on");
        } else say(/^QUIT/i.test(line) ? "221 bye" : "250 fine");
      }
    });
    say("220 localhost");
  }

  /** The first letter to an address that says this, once it is there. */
  async letter(to, says) {
    const find = () => this.letters.find((one) => one.to === to && says.test(one.body));
    return find() ?? new Promise((resolve) => {
      const look = () => {
        const found = find();
        if (!found) return;
        this.waiting.delete(look);
        resolve(found);
      };
      this.waiting.add(look);
    });
  }
}
