"""What every setting is for, in words: `docs/settings.md` is written from it; a line that begins with a space goes on."""

from typing import Final

WORDS: Final = """
server.host: address to listen on; `0.0.0.0` for all
server.port: port to listen on; 0 takes a free one
server.public_url: `https://host[:port]` under which people reach it: decides links, QR codes and allowed origins;
 empty: the address listened on
server.tls.certificate: certificate chain, PEM; with `server.tls.key`
server.tls.key: its private key, PEM
server.trusted_proxies: addresses, separated by commas in the environment, whose `X-Forwarded-For` and
 `X-Forwarded-Proto` are believed
server.internal: `http://address:port` where this machine's processes are reached by those of other machines; a
 private network only, for what goes there is not encrypted; empty: this machine only; see
 [operations.md](operations.md#several-processes)
data.folder: studies and database rest here, sealed
data.quota_gb: how much one person may bring in
data.free_floor_percent: uploads stop when the disk has less than this free
blobs.url: where sealed studies rest: `s3://bucket/prefix`; empty: `blobs` in the data folder; see
 [operations.md](operations.md#studies-in-an-object-store)
blobs.endpoint: `https://host[:port]` of an S3-like store; empty: `AWS_ENDPOINT_URL_S3` or `AWS_ENDPOINT_URL`, else
 AWS itself
blobs.region: its region; empty: `AWS_REGION` or `AWS_DEFAULT_REGION`
blobs.access_key_id: who we are there, with `blobs.secret_access_key`; empty: `AWS_ACCESS_KEY_ID` and
 `AWS_SECRET_ACCESS_KEY`, a web identity, or the machine's role
blobs.secret_access_key: its secret; `lightbox settings` does not show it
blobs.session_token: the token that short-lived credentials need; `lightbox settings` does not show it
blobs.authority: PEM file with the authority of its certificate, when that is the clinic's own
blobs.allow_http: the endpoint may be spoken to over plain http; only if it is on this machine or in a private network
keys.deployment: the key that all others are wrapped with, mode 0600, outside the data folder; made by `lightbox
 init`; without it nothing kept can be opened
audit.witness: the file that remembers how long the record was, outside the data folder, best on another volume;
 empty: beside the deployment key, `.witness` instead of `.key` (a demo has none then); `off`: none
database.url: `postgresql://name@host:5432/database`, with TLS options as below; empty: SQLite in the data folder; see
 [operations.md](operations.md#postgresql)
database.password: its password, when the address leaves it out (`PGPASSWORD` and `PGPASSFILE` are heard too);
 `lightbox settings` shows neither
database.connections: how many connections a process may have open at PostgreSQL
shared.url: the Redis that several processes have in common: `redis://host:6379/0`, `rediss://…` with TLS,
 `redis+sentinel://host,host,host/primary`, `redis+cluster://host,host`; `name:password@` before the hosts is the user
 of whoever has none below; empty: this process is the only one. See [operations.md](operations.md), Redis
shared.authority: PEM file with the authority of its certificate, when that is the clinic's own
shared.owners.login: Redis user for who owns which session, which processes are here; empty: the one in `shared.url`
shared.owners.password: its password; `lightbox settings` does not show it
shared.tickets.login: Redis user for one-time tickets; empty: the one in `shared.url`
shared.tickets.password: its password; `lightbox settings` does not show it
shared.control.login: Redis user for messages between processes; empty: the one in `shared.url`
shared.control.password: its password; `lightbox settings` does not show it
shared.sentinels.login: Redis user for asking Sentinels; empty: none
shared.sentinels.password: its password; `lightbox settings` does not show it
clinic.name: who invites, as guests read it
clinic.phone: whom guests ring when something does not work
clinic.time_zone: the zone of times in messages, like `Europe/Madrid`
mail.server: mail server that takes the clinic's mail; empty: nothing is sent by mail; see [mail.md](mail.md)
mail.port: its port
mail.security: `starttls`, `tls` (from the first byte, port 465 mostly), or `none` for a server on this machine:
 everything then travels in the clear
mail.authority: PEM file with the authority of its certificate, when that is the clinic's own
mail.login: name to sign in there with; with `mail.password`, never without TLS
mail.password: its password; `lightbox settings` does not show it
mail.sender: address the mails come from; needed with `mail.server`
text_gateway.url: where text messages are handed over; empty: none are sent; see [text-gateway.md](text-gateway.md)
text_gateway.secret: shared secret that requests are signed with, 16 characters or more; `lightbox settings` does not
 show it
text_gateway.authority: PEM file with the authority of its certificate, when that is the clinic's own
text_gateway.private_networks: networks, separated by commas in the environment, in which a gateway may stand although
 they are not public; only there may it be called over plain http
policy.file: a policy file: session types, their rights, limits nobody can override ([policy.md](policy.md)); empty:
 the packaged types
clinic.record_years: how many years records of visits are kept, as patients read it in the privacy notice and as it is
 done (`[keep]` in [policy.md](policy.md) can say it instead); `0`: until somebody removes them
policy.minutes_max: longest viewing time of a consult
policy.extensions_max: how often it may be extended
policy.extension_minutes_max: by how many minutes each time
policy.lobby_open_before_min: doors open this long before a planned start
policy.lobby_after_start_min: and close this long after it, if nobody was admitted
policy.host_away_s: the provider's line may be gone this long before pictures pause
policy.presenter_away_s: whoever steers may be gone this long before the provider steers again
policy.paused_max_min: a pause longer than this ends viewing
policy.empty_s: an empty room ends after this
policy.closing_s: chat stays open this long after the pictures went dark
policy.patient_mark: patients' and observers' pictures carry a visible mark
policy.ask_birth_date: a patient is asked for the birth date after the code, and sees no picture while it differs from
 the study's; a guard against a message that reached somebody else, never a factor
policy.specialist_identity: specialists who come by link read whose pictures they are: identity strip, descriptions,
 overlays
policy.reader_findings: whoever gives a second opinion, also by link, takes their own findings along as DICOM objects
 without a name; decided when a request is made
workers.count: limited processes that parse and decode files
workers.memory_mb: address space of each
cache.decoded_mb: memory for decoded pictures, over all sessions
cache.sealed_mb: memory for sealed pictures, over all sessions
cache.objects_mb: memory per process for the stored images of running consults, sealed, when studies rest in a bucket:
 what is there can be shown while the bucket is away; `0`: none
backup.folder: folder that backups are put into as [operations.md](operations.md#backup-and-restore) describes, if
 `lightbox check` shall look whether all is there and new; nothing makes them
metrics.port: a port of its own for `/metrics` ([metrics.md](metrics.md)); with several processes each has the next
 one; `0`: none
metrics.host: address of that port
metrics.networks: networks, separated by commas in the environment, that may read `/metrics`: on its own port, or on
 the public one when it has none; empty: this machine on its own port, nobody on the public one
log.level: `debug`, `info`, `warning`, `error`
log.format: `json`, `pretty`, or `auto`: pretty on a terminal
"""
