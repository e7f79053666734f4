# Pages the server writes itself: before a script runs, and when something is refused. One heading, one explanation.

doorway-title = Lightbox
doorway-no-script = This page needs JavaScript. Switch it on for this address, then load the page again.
doorway-back = Go to the first page

doorway-insecure-heading = This page needs a secure connection
doorway-insecure = You came over plain http. Nothing is shown that way: open the address that begins with https. If it does not answer, tell whoever runs this server; its README says how to set it up.
doorway-not-found-heading = There is no such page
doorway-not-found = The address may be incomplete, or it is not yours to open. Open the whole link from your message again.
doorway-wrong-host-heading = This is not our address
doorway-wrong-host = The server was reached by a name it does not know. Open the address you were given.
doorway-locked-heading = This consult has ended
doorway-locked = Its pictures can no longer be opened from here. Your originals stay in the clinic's archive.
doorway-busy-heading = Please try again in a moment
doorway-busy = The server cannot answer this right now. Nothing is lost.
doorway-refused-heading = This cannot be opened
doorway-refused = The server refused this address.
doorway-internal-heading = The server made a mistake
doorway-internal = It has been noted. Try again; if it keeps happening, tell whoever runs this server.
doorway-pages-not-built-heading = The pages are not built yet
doorway-pages-not-built = Whoever runs this server builds them with one command; its README says which.
