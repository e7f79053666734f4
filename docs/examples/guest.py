"""A guest of a consult, from docs/wire.md alone: `python guest.py LINK [--say TEXT]`; SSL_CERT_FILE names an authority."""

import argparse
import asyncio
import base64
import json
import time
import uuid
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

Json = dict[str, Any]
KINDS = ("stack", "person", "until")


def lp(text: str) -> bytes:
    return len(text.encode()).to_bytes(4, "big") + text.encode()


class Http:
    """JSON requests with an Origin and our own cookies."""

    def __init__(self, address: str, session: aiohttp.ClientSession) -> None:
        self.address, self.session, self.cookies = address.rstrip("/"), session, {}

    @property
    def headers(self) -> dict[str, str]:
        return {"Origin": self.address, "Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())}

    async def ask(self, method: str, path: str, body: Json | None = None) -> Json:
        async with self.session.request(method, self.address + path, json=body, headers=self.headers) as answer:
            self.cookies |= {name: morsel.value for name, morsel in answer.cookies.items()}
            if answer.status >= 400:
                raise SystemExit(f"{method} {path}: {answer.status} {await answer.text()}")
            return await answer.json()


class Room:
    """The socket of one participant: hears, acknowledges, opens frames."""

    def __init__(self, http: Http, ticket: Json) -> None:
        self.http, self.ticket = http, ticket["ticket"]
        self.room, self.participant = ticket["room"], ticket["participant"]
        self.private, self.keys = ec.generate_private_key(ec.SECP256R1()), {}
        self.answers: dict[int, asyncio.Future] = {}
        self.n, self.m, self.view = 0, 0, set()

    async def connect(self) -> None:
        url = f"{self.http.address}/socket.io/?room={self.room}&EIO=4&transport=websocket"
        self.socket = await self.http.session.ws_connect(url, headers=self.http.headers)
        await self.socket.receive_str()  # 0{…}
        public = self.private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)
        caps = {"ecdh": base64.urlsafe_b64encode(public).decode().rstrip("=")}
        await self.socket.send_str("40/room," + json.dumps({"proto": 1, "ticket": self.ticket, "caps": caps}))

    async def say(self, event: str, body: Json) -> Json:
        number = len(self.answers)
        self.answers[number] = asyncio.get_running_loop().create_future()
        await self.socket.send_str(f"42/room,{number}{json.dumps([event, body])}")
        return await self.answers[number]

    async def messages(self) -> AsyncIterator[tuple[str, Json, bytes | None]]:
        async for message in self.socket:
            text = message.data
            if text == "2":
                await self.socket.send_str("3")
            elif text.startswith("44/room,"):
                raise SystemExit(text)
            elif text.startswith("43/room,"):
                number, _, answer = text[8:].partition("[")
                self.answers[int(number)].set_result(json.loads("[" + answer)[0])
            elif text.startswith("42/room,"):
                event, body = json.loads(text[8:])
                picture = await self.fetched(body) if event == "frame" else None
                yield await self.heard(event, body, picture)
            elif text.startswith("451-/room,"):
                body = json.loads(text[10:])[1]
                yield await self.heard("frame", body, self.opened(body, await self.socket.receive_bytes()))

    async def heard(self, event: str, body: Json, picture: bytes | None) -> tuple[str, Json, bytes | None]:
        if event == "key":
            self.keys = {body["epoch"]: self.unwrapped(base64.urlsafe_b64decode(body["wrapped"] + "=="), body["epoch"])}
        elif event == "dark":
            self.keys = {}
        elif event == "view":
            self.view = {(port["stack"], port["pos"]) for port in body["view"]["viewports"]}
        self.n, self.m = max(self.n, body.get("n", 0)), max(self.m, body.get("m", 0))
        in_view = picture and (body["stack"], body["pos"]) in self.view
        shown = [[body["fid"], int(time.time() * 1000)]] if in_view else []  # what was really on the screen
        if "n" in body or "m" in body:
            await self.socket.send_str("42/room," + json.dumps(["ack", {"n": self.n, "m": self.m, "shown": shown}]))
        return event, body, picture

    async def fetched(self, meta: Json) -> bytes | None:
        async with self.http.session.get(self.http.address + meta["href"], headers=self.http.headers) as answer:
            return self.opened(meta, await answer.read()) if answer.status == 200 else None

    def unwrapped(self, wrapped: bytes, epoch: int) -> bytes:
        info = b"lb1 wrap" + lp(self.room) + lp(self.participant) + epoch.to_bytes(4, "big")
        theirs = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), wrapped[:65])
        wrapping = HKDF(hashes.SHA256(), 32, None, info).derive(self.private.exchange(ec.ECDH(), theirs))
        return AESGCM(wrapping).decrypt(wrapped[65:77], wrapped[77:], info)

    def opened(self, meta: Json, sealed: bytes) -> bytes | None:
        aad = b"".join(map(lp, ("lb1", self.room, str(meta["epoch"]), meta["fid"], meta["mime"])))
        try:
            return AESGCM(self.keys[meta["epoch"]]).decrypt(sealed[:12], sealed[12:], aad)
        except (KeyError, InvalidTag):
            return None


async def consider(room: Room, form: Json, say: str | None) -> None:
    told = [words for part in form["parts"] for words in (part["heading"], *part["paragraphs"])]
    ticked = [(part["kind"], each) for part in form["parts"] for each in part["choices"] if each["ticked"]]
    print(form["title"], *told, *(each["words"] for _, each in ticked), sep="\n", flush=True)
    agree = await asyncio.to_thread(input, f"{form['agree']} (yes/no): ") == "yes"
    stacks, persons, ends = ([each["value"] for kind, each in ticked if kind == of] for of in KINDS)
    scope = {"stacks": list(map(int, stacks)), "persons": persons, "until_ms": int(ends[0])}
    print(await room.say("consent:answer", {"digest": form["digest"], "agree": agree, **scope}))
    if say:
        print(await room.say("chat:send", {"cid": str(uuid.uuid4()), "text": say}), flush=True)


async def main(link: str, code: str, born: Json, folder: Path, say: str | None) -> None:
    address, _, rest = link.partition("/join")
    secret = rest.partition("#")[2]
    async with aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar()) as session, asyncio.TaskGroup() as tasks:
        http = Http(address, session)
        await http.ask("POST", "/api/join/code", {"secret": secret, "code": code})
        await http.ask("POST", "/api/join/birth-date", born)  # who is not asked is not compared
        room = Room(http, await http.ask("POST", "/api/join/ticket"))
        await room.connect()
        async for event, body, picture in room.messages():
            if event == "privacy":
                print(*body["paragraphs"], sep="\n", flush=True)
                tasks.create_task(room.say("privacy:read", {"digest": body["digest"]}))
            elif event == "consent":
                tasks.create_task(consider(room, body, say))  # pings go on while somebody reads
            elif picture:
                (folder / f"{body['stack']}-{body['pos']}-{body['tier']}.{body['mime'][6:]}").write_bytes(picture)
            elif event in {"room:welcome", "room:state", "chat", "dark", "bye"}:
                print(event, json.dumps(body), flush=True)


if __name__ == "__main__":
    parser = argparse.ArgumentParser()
    parser.add_argument("link")
    parser.add_argument("--born", type=json.loads, default={}, help='{"year": "1968", "month": "4", "day": "12"}')
    parser.add_argument("--folder", type=Path, default=Path())
    parser.add_argument("--say")
    asyncio.run(main(code=input("Code: "), **vars(parser.parse_args())))
