# Lo que se envía a un invitado por correo o mensaje de texto. Ningún nombre salvo el de la clínica, y nada del motivo: un
# mensaje puede leerlo otra persona en una pantalla bloqueada, en un buzón compartido, en un número antiguo.

messages-subject-link = Su visita en línea: { $clinic }
messages-subject-reading = Se pide su opinión: { $clinic }
messages-subject-late = Se espera su opinión: { $clinic }
messages-subject-recalled = Ya no hace falta: { $clinic }
messages-subject-code = Su código: { $clinic }

## Un correo

messages-invited = { $clinic } le invita a una visita en línea.
messages-when = Empieza el { DATETIME($when, dateStyle: "full", timeStyle: "short") } ({ $zone }, { $iso }) y dura { $minutes ->
    [one] cerca de 1 minuto
   *[other] unos { $minutes } minutos
}.
messages-asked = { $clinic } le pide una segunda opinión.
messages-asked-until = Puede empezar a ver las imágenes hasta el { DATETIME($until, dateStyle: "full", timeStyle: "short") } ({ $zone }, { $iso }); después dispone de { $minutes ->
    [one] 1 minuto
   *[other] { $minutes } minutos
}.
messages-late = Ha pasado el plazo en el que { $clinic } le pidió una segunda opinión. Todavía puede darla, con el enlace que recibió.
messages-recalled = { $clinic } ya no necesita la segunda opinión que le pidió. Las imágenes están cerradas y el enlace que recibió ya no abre nada.
messages-link = Abra este enlace en un teléfono o un ordenador. No necesita cuenta y no se instala nada:
messages-code-read = También necesitará un código de seis cifras. { $clinic } se lo lee, normalmente por teléfono.
messages-code-text = También necesitará un código de seis cifras. La página lo envía a su teléfono cuando usted lo pida.
messages-code-mail = También necesitará un código de seis cifras. La página lo envía a su correo cuando usted lo pida.
messages-works = { $devices ->
    [one] El enlace funciona desde { DATETIME($from, dateStyle: "medium", timeStyle: "short") } hasta { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }), en un dispositivo.
   *[other] El enlace funciona desde { DATETIME($from, dateStyle: "medium", timeStyle: "short") } hasta { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }), en { $devices } dispositivos como máximo.
}
messages-works-now = { $devices ->
    [one] El enlace funciona hasta { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }), en un dispositivo.
   *[other] El enlace funciona hasta { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }), en { $devices } dispositivos como máximo.
}
messages-alone = Es solo para usted: por favor, no lo reenvíe.
messages-trouble = Si algo no funciona, llame a { $clinic }:
messages-trouble-no-phone = Si algo no funciona, llame a { $clinic }.
messages-unexpected = Si no esperaba este mensaje, no tiene que hacer nada.
messages-code = Su código:
messages-code-until = Sirve una vez, hasta las { DATETIME($until, timeStyle: "short") } ({ $zone }). Escríbalo en la página que ha abierto; no se lo dé a nadie.

## Un mensaje de texto

messages-text-link = { $clinic }: visita en línea el { DATETIME($when, dateStyle: "medium", timeStyle: "short") } ({ $zone }). Abra:
messages-text-reading = { $clinic } pide su opinión hasta el { DATETIME($until, dateStyle: "medium", timeStyle: "short") } ({ $zone }). Abra:
messages-text-late = { $clinic }: la opinión que se le pidió lleva retraso. Todavía puede darla, con el enlace que tiene.
messages-text-recalled = { $clinic }: la opinión que se le pidió ya no hace falta. El enlace que tiene ya no abre nada.
messages-text-code-read = Necesita un código: { $clinic } se lo lee.
messages-text-code-mail = Necesita un código: la página lo envía a su correo.
messages-text-trouble = Preguntas:
messages-text-code = { $clinic }: su código es
messages-text-code-until = Sirve una vez, hasta las { DATETIME($until, timeStyle: "short") } ({ $zone }). No se lo dé a nadie.
