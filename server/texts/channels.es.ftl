# Cómo llegan el enlace y el código a un invitado: lo que elige y lee un profesional, y lo que puede fallar.

error-same-channel = Un código no puede ir por donde va su enlace: elija otra vía para uno de los dos.
error-no-channel = Esta vía no está configurada aquí. Lea el código en voz alta o entregue el enlace usted mismo.
error-bad-address = { $kind ->
    [mail] Esto no es una dirección de correo. Escríbala como nombre@example.org.
   *[other] Esto no es un número de teléfono. Escríbalo con el prefijo del país, como +34 600 123 456.
}
error-link-uses = { $most ->
    [one] Este tipo de consulta permite usar un enlace en un solo dispositivo.
   *[other] Este tipo de consulta permite usar un enlace en { $most } dispositivos como máximo.
}
error-link-window = El enlace tiene que funcionar cuando empieza la visita, y como muy tarde termina con ella.

## Elegir, para un invitado

ways-of = Cómo llegan el enlace y el código a { $name }
ways-link = El enlace
ways-link-hand = Lo entrego yo (lo copio o muestro el código QR)
ways-link-mail = Por correo
ways-link-text = Por mensaje de texto
ways-code = El código
ways-code-read = Lo leo yo
ways-code-text = Por mensaje de texto, a petición
ways-code-mail = Por correo (solo comprueba la dirección)
ways-to-mail = Dirección de correo
ways-to-mail-hint = Una dirección, como nombre@example.org.
ways-to-text = Teléfono
ways-to-text-hint = Con el prefijo del país, como +34 600 123 456.
ways-language = Idioma de los mensajes
ways-uses = Funciona en
ways-devices = { $count ->
    [one] un dispositivo
   *[other] { $count } dispositivos como máximo
}
ways-from = Funciona desde
ways-from-now = ahora
ways-from-doors = { $minutes ->
    [one] 1 minuto antes del comienzo
   *[other] { $minutes } minutos antes del comienzo
}
ways-until = Funciona hasta
ways-until-over = que termine la visita
ways-until-after = { $minutes ->
    [one] 1 minuto después del comienzo
   *[other] { $minutes } minutos después del comienzo
}
ways-text-risk = Los mensajes de texto no son privados: un número puede ser antiguo, estar desviado o haber sido usurpado. Leer el código es al menos igual de bueno y siempre posible.
ways-code-mail-weak = Un código por correo solo muestra que la dirección es correcta. No cuenta como segunda prueba: reconozca usted a la persona.
ways-line-link-hand = Usted entrega el enlace
ways-line-link-mail = Enlace por correo
ways-line-link-text = Enlace por mensaje de texto
ways-line-code-read = usted lee el código
ways-line-code-text = código por mensaje de texto
ways-line-code-mail = código por correo (no cuenta)
ways-window-open = { $count ->
    [one] funciona hasta que termine la visita, en un dispositivo
   *[other] funciona hasta que termine la visita, en { $count } dispositivos como máximo
}
ways-window-from = { $count ->
    [one] funciona desde { $from } hasta que termine la visita, en un dispositivo
   *[other] funciona desde { $from } hasta que termine la visita, en { $count } dispositivos como máximo
}
ways-window-to = { $count ->
    [one] funciona hasta { $until }, en un dispositivo
   *[other] funciona hasta { $until }, en { $count } dispositivos como máximo
}
ways-window-from-to = { $count ->
    [one] funciona de { $from } a { $until }, en un dispositivo
   *[other] funciona de { $from } a { $until }, en { $count } dispositivos como máximo
}
ways-used = { $count ->
    [0] Aún sin usar.
    [one] Usado en 1 dispositivo.
   *[other] Usado en { $count } dispositivos.
}
need-address-mail = Aquí hace falta una dirección de correo, como nombre@example.org.
need-address-text = Aquí hace falta un teléfono con el prefijo del país, como +34 600 123 456.

## Lo que se les enviará

preview-heading = Lo que se les enviará
preview-why = Palabra por palabra. Ningún nombre salvo el de la clínica, nada del motivo: un mensaje puede leerlo otra persona.
preview-link-mail = Correo a { $name }: el enlace
preview-link-text = Mensaje de texto a { $name }: el enlace
preview-code-mail = Correo a { $name } cuando lo pida: el código
preview-code-text = Mensaje de texto a { $name } cuando lo pida: el código

## Qué fue de ello

sent-link-to = { $way ->
    [mail] Enlace por correo a { $to }:
   *[other] Enlace por mensaje de texto a { $to }:
}
sent-code-to = { $way ->
    [mail] Código por correo a { $to }:
   *[other] Código por mensaje de texto a { $to }:
}
sent-link-not = Este enlace no se envió: salieron tres mensajes en diez minutos. Cópielo.
sent-waiting = en camino
sent-trying = aún no se pudo entregar; se intenta de nuevo.
sent-sent = entregado a las { $time }
sent-failed = no se pudo entregar.
sent-because-unreachable = No se pudo llegar al servidor.
sent-because-no-answer = El servidor no respondió.
sent-because-busy = El servidor estaba ocupado.
sent-because-no-tls = No se pudo proteger la línea con el servidor.
sent-because-sign-in = El servidor no aceptó nuestro nombre y contraseña.
sent-because-refused = La dirección fue rechazada.
sent-because-redirected = La pasarela se ha mudado; hay que corregir su dirección.
sent-because-forbidden-address = No está permitido llamar a la dirección de la pasarela.
sent-because-bad-address = No se puede escribir a esa dirección.
sent-because-expired = Se acabó su tiempo.
sent-instead-link = Copie el enlace y envíelo usted.
sent-instead-code = Léalo en voz alta.
send-code = Enviar un código a { $to }
send-code-hint = { $name } también puede pedirlo en su página.
sent-code-now = Hay un código en camino para { $name }.

## El registro

entry-code-sent = { $who } pidió enviar un código a { $name }
entry-message-sent = Se entregó un mensaje para { $name } ({ $channel ->
    [mail] correo
   *[other] mensaje de texto
})
entry-message-failed = No se pudo entregar un mensaje para { $name } ({ $channel ->
    [mail] correo
   *[other] mensaje de texto
})
