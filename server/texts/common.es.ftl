# Palabras que comparten todas las páginas. Sencillas y cortas: qué pasó, por qué, qué hacer ahora.

app-name = Lightbox
demo-mark = demo
close = Cerrar
cancel = Cancelar
back = Volver
done = Listo
try-again = Intentar de nuevo
copy = Copiar
copied = Copiado
loading = Un momento…
language-choice = Idioma

minutes = { $count ->
    [one] { $count } minuto
   *[other] { $count } minutos
}
seconds = { $count ->
    [one] { $count } segundo
   *[other] { $count } segundos
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
error-wrong-credentials = El nombre, la contraseña o el código no es correcto. Revise los tres; un código sirve una sola vez.
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
error-expired = El tiempo para esto ya pasó.
error-cap = No se puede añadir más tiempo a esta consulta.
error-latest-end = Se alcanzó el final más tardío de esta consulta; no se puede añadir más tiempo.
error-not-admitted = Todavía no le han dejado entrar.
error-not-presenter = Ahora dirige otra persona. Tome primero el control.
error-no-such-participant = Esta persona ya no está en la consulta.
error-wrong-word = Esa no es la palabra que ve esta persona. Pregunte otra vez y elija la que oiga.
error-no-grant = Todavía nadie ha aceptado mostrar estas imágenes a otros.
error-consent-changed = El texto cambió. Por favor, léalo de nuevo.
error-moved = Abrió esta consulta en otra ventana. Continúa allí.
error-removed = Le han sacado de esta consulta.
error-denied = El médico no pudo reconocerle. Llame a la clínica y pida un código nuevo.
error-too-slow = Su conexión no pudo seguir el ritmo. Le conectamos de nuevo.
error-draining = El servidor se reinicia. Volverá automáticamente en un momento.
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
error-one-patient = Una consulta trata de un solo paciente. Invite solo a uno.
error-basis-needed = Sin el paciente en la consulta, indique con qué fundamento se pueden mostrar las imágenes.
error-two-patients = No es seguro que estas series sean del mismo paciente (difieren { $fields }). Póngalas en dos consultas.
error-minutes-out-of-range = Aquí una consulta dura de { $least } a { $most } minutos.
error-start-in-past = El comienzo está en el pasado. Elija uno posterior o empiece ahora.
error-start-too-far = El comienzo está a más de { $days } días. Elija uno anterior.
error-cross-origin = Esto no vino de nuestra propia página. Recargue la página e inténtelo de nuevo.
error-origin = Esto no vino de nuestra propia página. Recargue la página e inténtelo de nuevo.
error-wrong-host = El servidor no conoce la dirección por la que llegó. Abra la dirección que le dieron.
error-not-json = El servidor no pudo usar lo enviado. Recargue la página e inténtelo de nuevo.
error-encoded-body = El servidor no pudo usar lo enviado. Recargue la página e inténtelo de nuevo.
error-websocket-only = La conexión en vivo necesita websockets. Algo entre usted y el servidor los bloquea.
error-pages-not-built = Las páginas aún no están construidas. Avise a quien administra este servidor.
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
