"""A guest of a Lightbox consult in one file, written from docs/wire.md alone (Python 3.11, aiohttp, cryptography).

    python guest.py 'https://consult.example.org/join#SECRET' --folder pictures --say 'Good morning'

Asks for the code, shows the number-and-word to say aloud, shows the consent, keeps every picture, prints the chat.
"""

import argparse
import asyncio
import base64
import json
import ssl
import sys
import uuid
from pathlib import Path

import aiohttp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


def lp(text: str) -> bytes:
    return len(text.encode()).to_bytes(4, "big") + text.encode()


def b64(text: str) -> bytes:
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))


class Http:
    """JSON over one connection pool, with our own Origin and cookies."""

    def __init__(self, address: str, session: aiohttp.ClientSession) -> None:
        self.address, self.session, self.cookies = address.rstrip("/"), session, {}

    @property
    def headers(self) -> dict[str, str]:
        return {"Origin": self.address, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    async def ask(self, method: str, path: str, body: dict | None = None) -> dict:
        async with self.session.request(method, self.address + path, json=body, headers=self.headers) as answer:
            self.cookies |= {name: morsel.value for name, morsel in answer.cookies.items()}
            content = await answer.json() if answer.content_type == "application/json" else {}
            if answer.status >= 400:
                raise SystemExit(f"{method} {path}: {answer.status} {content.get('error')}")
            return content


class Room:
    """The socket of one participant: hears, acknowledges, opens frames."""

    def __init__(self, http: Http, ticket: dict) -> None:
        self.http, self.room, self.participant, self.ticket = http, ticket["room"], ticket["participant"], ticket["ticket"]
        self.private, self.keys = ec.generate_private_key(ec.SECP256R1()), {}
        self.answers: dict[int, asyncio.Future] = {}
        self.n = self.m = 0

    async def connect(self) -> None:
        url = f"{self.http.address}/socket.io/?room={self.room}&EIO=4&transport=websocket"
        self.socket = await self.http.session.ws_connect(url, headers=self.http.headers, max_msg_size=1 << 20)
        await self.socket.receive_str()  # 0{…}
        point = serialization.PublicFormat.UncompressedPoint
        public = self.private.public_key().public_bytes(serialization.Encoding.X962, point)
        caps = {"ecdh": base64.urlsafe_b64encode(public).decode().rstrip("="), "w": 800, "h": 800}
        await self.socket.send_str("40/room," + json.dumps({"proto": 1, "ticket": self.ticket, "caps": caps}))

    async def say(self, event: str, body: dict) -> dict:
        number = len(self.answers)
        self.answers[number] = asyncio.get_running_loop().create_future()
        await self.socket.send_str(f"42/room,{number}{json.dumps([event, body])}")
        return await self.answers[number]

    async def messages(self):
        """(event, body, picture) until the connection ends; a picture comes with `frame` only."""
        async for message in self.socket:
            text = message.data
            if text == "2":
                await self.socket.send_str("3")
            elif text.startswith("44/room,"):
                raise SystemExit(f"refused: {text}")
            elif text.startswith("43/room,"):
                number, _, answer = text[8:].partition("[")
                self.answers[int(number)].set_result(json.loads("[" + answer)[0])
            elif text.startswith("42/room,"):
                event, body = json.loads(text[8:])
                picture = None
                if event == "frame":
                    async with self.http.session.get(self.http.address + body["href"], headers=self.http.headers) as got:
                        picture = self.open(body, await got.read()) if got.status == 200 else None
                yield await self.heard(event, body, picture)
            elif text.startswith("451-/room,"):
                body = json.loads(text[10:])[1]
                yield await self.heard("frame", body, self.open(body, await self.socket.receive_bytes()))

    async def heard(self, event: str, body: dict, picture: bytes | None):
        if event == "key":
            self.keys = {body["epoch"]: self.unwrap(b64(body["wrapped"]), body["epoch"])}
        elif event == "dark":
            self.keys = {}
        self.n, self.m = max(self.n, body.get("n", 0)), max(self.m, body.get("m", 0))
        if "n" in body or "m" in body:
            await self.socket.send_str("42/room," + json.dumps(["ack", {"n": self.n, "m": self.m}]))
        return event, body, picture

    def unwrap(self, wrapped: bytes, epoch: int) -> bytes:
        info = b"lb1 wrap" + lp(self.room) + lp(self.participant) + epoch.to_bytes(4, "big")
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), wrapped[:65])
        kw = HKDF(hashes.SHA256(), 32, None, info).derive(self.private.exchange(ec.ECDH(), theirs))
        return AESGCM(kw).decrypt(wrapped[65:77], wrapped[77:], info)

    def open(self, meta: dict, sealed: bytes) -> bytes | None:
        aad = b"".join(map(lp, ("lb1", self.room, str(meta["epoch"]), meta["fid"], meta["mime"])))
        try:
            return AESGCM(self.keys[meta["epoch"]]).decrypt(sealed[:12], sealed[12:], aad)
        except (KeyError, InvalidTag):
            return None


async def main(asked: argparse.Namespace) -> None:
    address, _, secret = asked.link.partition("/join#")
    trust = aiohttp.TCPConnector(ssl=ssl.create_default_context(cafile=asked.ca) if asked.ca else True)
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), connector=trust) as session:
        http = Http(address, session)
        await http.ask("POST", "/api/join/open", {"secret": secret})
        await http.ask("POST", "/api/join/code", {"secret": secret, "code": input("Code: ")})
        room = Room(http, await http.ask("POST", "/api/join/ticket"))
        await room.connect()
        async for event, body, picture in room.messages():
            if event == "room:welcome":
                print("Please say:", body["word"] or "(you are in)", flush=True)
            elif event == "consent":
                print(body["title"], *body["paragraphs"], *(words for _, words in body["choices"]), sep="\n")
                agree = input(f"{body['agree']} (yes/no): ") == "yes"
                answer = {"digest": body["digest"], "agree": agree, "stacks": [choice[0] for choice in body["choices"]]}
                asyncio.ensure_future(room.say("consent:answer", answer))
                if asked.say:
                    asyncio.ensure_future(room.say("chat:send", {"cid": str(uuid.uuid4()), "text": asked.say}))
            elif event == "chat":
                print(*(f"{line['author']}: {line['text'] or line['code']}" for line in body["lines"]), sep="\n", flush=True)
            elif picture:
                name = f"{body['stack']}-{body['pos']}-{body['tier']}.{body['mime'][6:]}"
                (asked.folder / name).write_bytes(picture)
            elif event in {"dark", "bye"}:
                print(event, body.get("reason") or body.get("code"), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description="Join a consult as a guest.")
    parser.add_argument("link")
    parser.add_argument("--folder", type=Path, default=Path(), help="where pictures go")
    parser.add_argument("--say", help="a line of chat after the consent")
    parser.add_argument("--ca", help="authority of a server started with --tls-self")
    sys.exit(asyncio.run(main(parser.parse_args())))
