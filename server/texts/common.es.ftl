# Palabras que comparten todas las páginas. Sencillas y cortas: qué pasó, por qué, qué hacer ahora.

app-name = Lightbox
demo-mark = demo
close = Cerrar
cancel = Cancelar
back = Volver
done = Listo
try-again = Intentar de nuevo
copy = Copiar
loading = Un momento…
language-choice = Idioma

minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}

role-provider = médico responsable
role-specialist = especialista
role-patient = paciente
role-observer = observador
not-verified = invitado, identidad no comprobada

## Errores

error-unknown = Algo salió mal ({ $code }). Inténtelo de nuevo; si vuelve a pasar, diga esta palabra a la clínica.
error-unreachable = No alcanzamos el servidor de la clínica. Revise su conexión; seguimos intentándolo.
error-internal = El servidor cometió un error. Quedó anotado. Inténtelo de nuevo.
error-not-found = Esto no existe o no le corresponde abrirlo.
error-forbidden = No tiene permiso para hacer esto aquí.
error-signed-out = Su sesión se cerró. Entre de nuevo para continuar.
error-wrong-credentials = El nombre, la contraseña o el código no es correcto. Revise los tres; un código sirve una sola vez. Tras diez intentos fallidos seguidos solo sirve un código de recuperación; tras cien, avise a su administrador.
error-factor-needed = No hubo nadie en este puesto durante cinco minutos. Introduzca un código de su autenticador para volver a ver imágenes.
error-factor-wrong = Ese no es el código actual, o ya se usó. Espere al siguiente e inténtelo de nuevo.
error-slow-down = Demasiados intentos. Espere un momento y vuelva a intentarlo.
error-rate = Fue demasiado rápido. Espere un momento y vuelva a intentarlo.
error-bad-value = El servidor no pudo usar lo enviado. Recargue la página e inténtelo de nuevo.
error-not-sayable = Esto no puede expresarse en el formato pedido; guárdelo sin esa parte o como imagen.
error-bad-event = Esta página y el servidor no hablan la misma versión. Recargue la página.
error-proto = Esta página es más antigua o más nueva que el servidor. Recargue la página.
error-conflict = Alguien cambió esto en el mismo momento. Mírelo otra vez y repita.
error-names-unchecked = Los invitados no ven todavía ninguna imagen: antes alguien tiene que mirar si hay nombres en ellas.
error-too-early = Las puertas aún no están abiertas. Espere aquí; entrará automáticamente.
error-locked = Esta consulta terminó y está cerrada. Sus imágenes ya no se pueden abrir.
error-receipt-later = El recibo todavía se está escribiendo. Pruebe de nuevo en un momento.
error-hidden = El primer informe queda oculto hasta que haya firmado su propia opinión.
error-factor-stale = Demuestre de nuevo quién es con un código antes de firmar: el último tiene más de cinco minutos.
error-expired = El tiempo para esto ya pasó.
error-cap = No se puede añadir más tiempo a esta consulta.
error-latest-end = Se alcanzó el final más tardío de esta consulta; no se puede añadir más tiempo.
error-not-admitted = Todavía no le han dejado entrar.
error-not-presenter = Ahora dirige otra persona. Tome primero el control.
error-no-such-participant = Esta persona ya no está en la consulta.
error-wrong-word = Esa no es la palabra que ve esta persona. Pregunte otra vez y elija la que oiga.
error-no-grant = Todavía nadie ha aceptado mostrar estas imágenes a otros.
error-note-empty = La nota todavía está vacía. Escriba lo que se encontró y luego fírmela.
error-nothing-to-save = No hay nada que guardar: no se midió, dibujó ni marcó nada con una estrella, o sus imágenes se eliminaron.
error-consent-changed = El texto cambió. Por favor, léalo de nuevo.
error-moved = Abrió esta consulta en otra ventana. Continúa allí.
error-removed = Le han sacado de esta consulta.
error-denied = El médico no pudo reconocerle. Llame a la clínica y pida un código nuevo.
error-too-slow = Su conexión no pudo seguir el ritmo. Le conectamos de nuevo.
error-draining = El servidor se reinicia. Volverá automáticamente en un momento.
error-elsewhere = Esta consulta pasa a otro servidor. Volverá automáticamente en un momento.
error-hop-refused = Esta dirección es solo para los servidores de esta instalación entre sí.
error-auth = No se pudo comprobar su lugar en esta consulta. Abra su enlace otra vez.
error-no-such-link = Este enlace no funciona. Compruebe que lo abrió completo o pida uno nuevo a la clínica.
error-wrong-code = { $left ->
    [0] Ese código no es correcto. Este enlace queda detenido; pida un código nuevo a la clínica.
    [one] Ese código no es correcto. Le queda un intento.
   *[other] Ese código no es correcto. Le quedan { $left } intentos.
}
error-code-expired = Este código es demasiado antiguo. Pida uno nuevo a la clínica; sirve durante diez minutos.
error-no-code-yet = Todavía no se ha creado un código para usted. Llame a la clínica: se lo leerán.
error-code-used = Este código ya se usó. Pida uno nuevo a la clínica.
error-knocking = Otro dispositivo tiene su lugar. El profesional decide cuál entra.
error-invite-suspended = Demasiados códigos incorrectos. Por su seguridad este enlace está detenido. Llame a la clínica y pida un código nuevo.
error-invite-revoked = Este enlace ya no abre nada. Llame a la clínica.
error-ended = Esta consulta ha terminado.
error-storage-unavailable = El servidor no puede guardar ahora, por eso no se muestra nada. Lo intenta de nuevo por sí mismo.
error-storage-full = El disco del servidor está lleno. No se guardó nada; avise a quien lo administra.
error-record-unavailable = No se puede escribir el registro, por eso no se muestra ninguna imagen. El servidor sigue intentándolo.
error-insecure = Esta página necesita una conexión segura (https).

## Errores de acceso, enlaces y consultas

error-not-entered = Abra su enlace otra vez e introduzca el código; este navegador aún no le conoce.
error-invite-renewed = Este enlace fue sustituido por otro más nuevo. Use el último enlace o llame a la clínica.
error-invite-expired = Este enlace es demasiado antiguo. Pida uno nuevo a la clínica.
error-invite-used-up = Este enlace se usó en demasiados dispositivos. Pida uno nuevo a la clínica.
error-invite-early = Este enlace todavía no funciona. Ábralo de nuevo cuando se acerque la visita.
error-too-many-sends = Han salido tres mensajes en diez minutos. Espere un poco, o pida que le lean el código.
error-bad-code = Un código tiene { $digits } cifras. Escríbalas todas.
error-login-name-taken = Alguien ya entra con este nombre. Elija otro.
error-password-short = La contraseña es demasiado corta: use al menos { $least } caracteres.
error-password-long = La contraseña es demasiado larga: use como máximo { $most } caracteres.
error-bad-name = { $why ->
    [empty] Escriba un nombre con letras.
    [long] Este nombre es demasiado largo: como máximo 80 caracteres.
    [taken] Alguien en esta consulta ya tiene ese nombre. Haga que los dos sean distintos.
    [mixed_letters] Este nombre mezcla letras de dos alfabetos en una palabra. Escríbalo de nuevo.
   *[other] Este nombre no se puede usar. Escríbalo de nuevo.
}
error-minutes-out-of-range = { $most ->
    [one] Aquí una consulta dura un minuto.
   *[other] Aquí una consulta dura de { $least } a { $most } minutos.
}
error-not-in-policy = { $field ->
    [kind] Esta clínica no ofrece este tipo de consulta.
    [basis] La norma de la clínica no admite este fundamento para este tipo de consulta.
    [look_around] La norma de la clínica no permite que este papel mire por su cuenta en este tipo de consulta.
   *[other] La norma de la clínica no admite en este tipo de consulta a todas las personas que quiere invitar.
}
error-needed-by-policy = { $role ->
    [patient] Este tipo de consulta necesita al paciente. Invítelo.
    [specialist] Este tipo de consulta necesita un especialista. Invite a uno.
   *[other] Este tipo de consulta necesita a alguien que observe. Invítelo.
}
error-fixed-by-policy = { $field ->
    [minutes] { $minutes ->
        [one] La norma de la clínica fija este tipo de consulta en un minuto.
       *[other] La norma de la clínica fija este tipo de consulta en { $minutes } minutos.
    }
    [basis] La norma de la clínica fija el fundamento de este tipo de consulta.
   *[other] La norma de la clínica fija quién viene a este tipo de consulta.
}
error-cross-origin = Esto no vino de nuestra propia página. Recargue la página e inténtelo de nuevo.
error-origin = Esto no vino de nuestra propia página. Recargue la página e inténtelo de nuevo.
error-wrong-host = El servidor no conoce la dirección por la que llegó. Abra la dirección que le dieron.
error-not-json = El servidor no pudo usar lo enviado. Recargue la página e inténtelo de nuevo.
error-encoded-body = El servidor no pudo usar lo enviado. Recargue la página e inténtelo de nuevo.
error-websocket-only = La conexión en vivo necesita websockets. Algo entre usted y el servidor los bloquea.
error-pages-not-built = Las páginas aún no están construidas. Avise a quien administra este servidor.
error-crowded = Ahora mismo hay mucha actividad y no cabe ningún invitado más. Le guardamos su sitio; lo intentamos de nuevo solos en un momento.
error-arriving = En este momento entra mucha gente. Le hacemos pasar en cuanto haya sitio; no tiene que hacer nada.
error-busy = El servidor está ocupado. Espere un momento y vuelva a intentarlo.
error-log-unavailable = No se puede escribir el registro, por eso no se hace nada. Inténtelo de nuevo en un momento.
error-withdrawn = El paciente no comparte las imágenes. Pregunte otra vez junto al nombre o registre otro fundamento.

## Errores de una sala

error-starting = El servidor acaba de arrancar. Inténtelo de nuevo en un momento.
error-stopping = El servidor se está deteniendo. Inténtelo de nuevo en un momento.
error-key-destroyed = Estas imágenes están cerradas; su clave ya no existe.
error-too-many = No se pueden guardar más de { $most }. Quite uno que ya no necesite.
error-not-announced = Esta imagen no era para esta pantalla.
error-fenced = Esta consulta continúa en otro proceso del servidor. Se conectará a él en un momento.
error-bad-json = El servidor no pudo leer lo enviado. Recargue la página e inténtelo de nuevo.
error-bad-public-key = Este navegador no pudo demostrar su clave. Recargue la página e inténtelo de nuevo.

## Errors of staff who prove who they are

error-link-used = Este enlace ya se usó. Si no fue usted, avise enseguida a su administrador.
error-link-expired = Este enlace es demasiado antiguo. Pida uno nuevo a su administrador.
error-code-mismatch = Ese no es el código de esta imagen. Escanéela otra vez, compruebe que el teléfono ajusta la hora solo y escriba el código más reciente.
error-enrolled = Esta persona ya tiene su acceso. Restablézcalo, con un segundo administrador, para crear un enlace nuevo.
error-wrong-password = Esa no es su contraseña actual.
error-clock-off = El reloj de este servidor está mal, así que no se pueden comprobar códigos. Avise a quien lo administra; allí se corrige.
error-shared-unavailable = Los servidores no alcanzan lo que tienen en común. Inténtelo de nuevo en unos segundos.
