# What `lightbox check` says of each thing it looks at: what was found, why it matters, what to do.
check-settings = The settings cannot be used: { $complaint }.
check-no-answer = Nothing came back in time. Look whether what it needs is up, and whether a firewall stands between.
check-broken = The check itself broke ({ $error }). Please report it.
check-only-here = The server is for this machine only (server.host), which needs no certificate.
check-no-public-url = The server listens on { $host } and server.public_url is empty: links and QR codes will not lead here. Set it to the https:// address people use.
check-plain-http = { $url } is plain http: browsers give it no camera, no keys, and no picture is sent. Use https.
check-nobody-speaks-tls = { $url } is https, but nobody speaks TLS: set server.tls, or name the proxy that does in server.trusted_proxies.
check-address = People find the server at { $url }.
check-clinic-unnamed = Guests read “{ $name }”, which is nobody's name. Set clinic.name to yours, and clinic.phone and clinic.time_zone too.
check-no-clinic-phone = Guests of { $name } read no number to ring when something does not work. Set clinic.phone.
check-clinic = Guests read { $name }, and ring { $phone }.
check-no-network = { $network } in server.trusted_proxies is neither an address nor a network.
check-everybody-believed = { $network } in server.trusted_proxies is everybody: anyone could say who they are. Name the proxy's own address.
check-proxies = { $count ->
    [one] One proxy is believed.
   *[other] { $count } proxies are believed.
 }
check-no-proxies = No proxy is believed.
check-no-tls-here = This server speaks no TLS itself.
check-certificate-unreadable = { $path } is not a certificate that can be read. Put the chain there as PEM, the server's own first.
check-key-differs = { $path } is not the key of the certificate. Put the one there that it was made with.
check-key-unreadable = { $path } cannot be read. Put the certificate's key there, for this account.
check-key-open = Others on this machine can read { $path }. Run chmod 600.
check-certificate-not-yet = The certificate is not good before { $date }. Is the clock right?
check-certificate-over = The certificate was good until { $date }. Renew it: browsers refuse it.
check-certificate-other-name = The certificate is not for { $name }. Get one with that name.
check-certificate-soon-over = { $days ->
    [one] The certificate is good for one more day. Renew it now.
   *[other] The certificate is good for { $days } more days. Renew it now.
}
check-certificate = The certificate is good for { $days } more days.
check-deployment-key-missing = There is no deployment key at { $path }. Put yours back, or run `lightbox init` for a new installation.
check-deployment-key-weak = { $path } can be read by others, or is no key. It must be yours alone (chmod 600).
check-key-folder-open = Everybody may write in { $path }, where the deployment key lies. Run chmod o-w.
check-key = The deployment key is at { $path }, for this account alone. Keep a copy at another place than the backup.
check-database-new = There is no database yet ({ $path }): `lightbox migrate` or the first start makes it.
check-database-away = The database cannot be reached. Look at database.url, whether it is up, and whether its certificate is trusted.
check-not-durable = { $setting } is off: a power cut could take back what was promised to be recorded. Set it to on.
check-schema-outdated = The database has another version's schema. Run `lightbox migrate`, or start the version that belongs to it.
check-database-slow = The database takes { $ms } ms to answer: pictures wait for it. Bring it nearer.
check-clocks-differ = The database's clock is { $ms } ms from ours. Start a time daemon on both machines.
check-database = { $version } answers in { $ms } ms and has the schema of this version.
check-record-new = There is no record yet.
check-deployment-key-wrong = This deployment key is not the one the record was sealed under. Use the key that belongs to it.
check-log-rolled-back = The record has { $found } entries, its witness knows of { $witnessed }: an older copy was put back. See docs/operations.md, The witness.
check-log-forked = The record is not the one its witness knows: its first { $witnessed } entries are others. See docs/operations.md, The witness.
check-witness-not-ours = The witness file is not a checkpoint of this installation. Put the right file where audit.witness says.
check-witness-missing = The record has { $found } entries and no witness. Put the witness file back where audit.witness says. See docs/operations.md, The witness.
check-witness-unavailable = The witness file cannot be read. Mount its volume, or change audit.witness.
check-no-witness = The record has { $size } entries and no witness: nothing notices an older copy. Set audit.witness to a file on another volume.
check-record = The record has { $size } entries, and its witness knows them.
check-storage-new = There is no store yet ({ $path }): the first start makes it.
check-storage-away = An object could not be written, read and removed again. Look at blobs.url and its keys, or at the folder's owner and disk.
check-storage-full = There is no room for an object. Make some, or enlarge the disk.
check-disk-full = { $free } % of the disk is free: uploads stop below { $floor } %. Make room.
check-data-folder-open = Others on this machine can look into { $path }. Run chmod 700.
check-storage = An object was written, read and removed in { $ms } ms; { $free } % of the data folder's disk is free.
check-one-process = One process needs no Redis.
check-shared-away = Redis cannot be reached. Look at shared.url, whether it is up, and shared.authority where it speaks TLS.
check-shared-refused = Redis refuses the user of shared.{ $user }. Look at its login, password and rules in docs/operations.md, Redis.
check-shared-old = Redis { $version } is too old; 7 is the least.
check-shared-kept = Redis writes to a disk what is only for seconds. Set save "" and appendonly no.
check-shared-clock = Redis' clock is { $ms } ms from ours. Start a time daemon on both machines.
check-shared-slow = Redis takes { $ms } ms to answer. Bring it nearer.
check-shared = Redis answers every user in { $ms } ms.
check-no-mail = Nothing is sent by mail.
check-authority-unreadable = { $path } is no authority's certificate that can be read.
check-mail-sign-in = { $server } does not take mail.login and mail.password.
check-mail-no-tls = { $server } cannot be spoken to by TLS as mail.security says, or its certificate is not trusted. Look at mail.security and mail.authority.
check-mail-busy = { $server } says that it is busy. Try again later.
check-mail-refused = { $server } refuses this machine.
check-mail-no-answer = { $server } says nothing. Is it a mail server, and is mail.security the right one for its port?
check-mail-unreachable = { $server } cannot be reached. Look at mail.server and mail.port, and at firewalls.
check-mail-in-clear = { $server } lets us in, but everything travels in the clear. That is for a server on this machine only.
check-mail = { $server } lets us in. Nothing was sent.
check-no-gateway = Nothing is sent by text message.
check-gateway-forbidden-address = The gateway's name leads to an address that is not public. Name its network in text_gateway.private_networks.
check-gateway-no-answer = The gateway says nothing. Is it up?
check-gateway-no-tls = The gateway cannot be spoken to by TLS, or its certificate is not trusted. Look at text_gateway.authority.
check-gateway-unreachable = The gateway cannot be reached. Look at text_gateway.url, and at firewalls.
check-gateway = The gateway answers. Nothing was sent.
check-clock-not-measured = No time daemon keeps the clock (or a container hides it). Start chrony, ntpd or systemd-timesyncd.
check-clock-uncertain = The clock may be { $ms } ms wrong. Look at your time daemon: above 20 s no authenticator's code is looked at.
check-clock = The clock is kept, to { $ms } ms.
check-few-files = The process may open { $count } files; each connection is one. Allow { $least } or more (LimitNOFILE=).
check-little-memory = The machine has { $mb } MB; caches and workers may take { $needed } MB. Lower cache.* and workers.*, or add memory.
check-swap = There are { $mb } MB of swap: memory with keys may be written there. Switch it off, encrypt it, or set MemorySwapMax=0. See docs/operations.md, The machine.
check-limits = { $files } files may be open; memory is enough; there is no swap.
check-workers-down = The processes that read files could not be started. May this account run the same Python, and is there memory?
check-sandbox-gaps = Workers that read files are not confined as they could be; missing: { $layers }. Allow them (user namespaces, seccomp, Landlock) in the container or unit. See docs/deploy/README.md.
check-workers = Workers start, and are confined in every way there is.
check-decoder-wrong = { $codec } pictures are not decoded right. Install the locked versions again (`make setup`).
check-codecs = { $count } ways of writing pictures were decoded to the right values.
check-backup-unknown = A backup is { $parts }, taken in this order; never the deployment key, never the witness. Say where yours are with backup.folder.
check-backup-incomplete = { $path } has no { $missing }. See docs/operations.md, Backup and restore.
check-backup-with-key = { $path } has the deployment key beside the backup: whoever has both has everything. Keep it at another place.
check-backup-unreadable = { $path } is not a copy of the database.
check-backup-old = { $hours ->
    [one] The newest backup is one hour old.
   *[other] The newest backup is { $hours } hours old.
}
check-backup = { $hours ->
    [one] The newest backup is one hour old and has all parts.
   *[other] The newest backup is { $hours } hours old and has all parts.
}
