# Lo que lee un invitado antes de la sala.

join-title = Su visita
join-heading = Le han invitado a una visita en línea
join-intro = Su clínica hablará con usted y quizá le muestre imágenes. Son pocos pasos y no necesita cuenta.
join-specialist = ¿Le han pedido una opinión sobre imágenes? También es por aquí.
join-open = Continuar
join-opening = Abriendo…
join-safe = No pasa nada hasta que pulse el botón.
join-too-early-heading = Llega temprano
join-too-early = La visita empieza a las { $time }. Puede esperar aquí; puede bloquear la pantalla.
join-too-early-long = La visita es el { $day }, a las { $time }. Puede cerrar esta página: vuelva a abrir su enlace entonces, sigue sirviendo.
join-code-heading = Introduzca su código
join-reading = Alguien de esta clínica pide su opinión sobre imágenes. Con su código lee lo que se pregunta; eso no le compromete a nada.
join-code-intro = { $clinic } le lee seis cifras, normalmente por teléfono.
join-code-label = Seis cifras
join-code-hint = El código sirve una vez, durante diez minutos.
join-code-submit = Ir a la sala de espera
join-code-reading = Leer la petición
join-code-checking = Comprobando…
join-code-empty = Escriba primero las seis cifras.
join-trouble = ¿Problemas? Llame a la clínica:
join-trouble-no-phone = ¿Problemas? Llame a su clínica.
join-no-secret-heading = Este enlace no está completo
join-no-secret = Abra otra vez el enlace completo de su mensaje o pida uno nuevo a la clínica.
join-away-heading = Ahora no podemos mostrar su página
join-away-kept = Su visita no termina por esto. Deje esta página abierta; vuelve por sí sola.

## Sala de espera

wait-heading = Está en la sala de espera.
wait-heading-host = { $host } le dejará entrar.
wait-say = Cuando { $host } pregunte, diga
wait-place = { $place ->
    [one] Usted es la primera persona en la fila.
   *[other] Su número en la fila es el { $place }.
}
wait-starts = La visita empieza a las { $time }.
wait-started = La visita estaba prevista para las { $time }.
wait-lock-screen = Puede bloquear su pantalla. Guardamos su lugar.
wait-pictures-safe = Sus imágenes no se muestran a nadie más hasta que usted lo diga.
wait-specialist-safe = Verá las imágenes en cuanto se puedan mostrar.
wait-test = ¿Puede leer el número en esta imagen de prueba?
wait-test-try = Probar
wait-test-label = Imagen de prueba: un cuadrado oscuro con un número tenue
wait-test-input = El número que ve
wait-test-good = Bien: su pantalla muestra bien las imágenes.
wait-test-bad = No es ese. Suba el brillo de la pantalla y pruebe de nuevo.

## Cerrada

locked-heading = Esta visita ha terminado. Gracias.
locked-heading-reading = Esta petición de opinión está cerrada.
locked-heading-cancelled = Esta visita se canceló.
locked-heading-no-show = Esta visita no tuvo lugar.
locked-never = No se mostró ninguna imagen. Este enlace ya no abre nada; para otra visita recibirá otro.
locked-next-time = Para otra fecha, llame a { $clinic }:
locked-next-time-no-phone = Para otra fecha, llame a su clínica.
locked-cancelled-at = El { $time }.
locked-heading-host = Esta consulta está cerrada.
locked-at = Terminó el { $time }.
locked-pictures-host = Las imágenes mostradas en esta consulta ya no se pueden abrir desde ella: sus claves y todas las copias están destruidas. Los originales siguen en el archivo.
locked-chat-host = La conversación y el registro de quién vio qué se conservan.
locked-pictures = Las imágenes mostradas en esta visita ya no se pueden abrir desde ella. Los originales siguen en el archivo de la clínica.
locked-pictures-reading = Sus imágenes ya no se pueden abrir con este enlace.
locked-kept-reading = Lo firmado se conserva en la clínica. Quien lo firmó lo lee en el navegador en que firmó.
locked-chat = La conversación escrita se guarda con su historia en la clínica hasta que esta la borre.
locked-chat-until = La conversación escrita se guarda con su historia en la clínica hasta el { $date }.
locked-chat-erased = La conversación escrita ya se borró.
locked-kept = Los originales, la nota del médico y el registro de quién vio qué se guardan hasta que la clínica los borre.
locked-kept-until = El registro de quién vio qué se guarda hasta el { $date }; los originales y la nota del médico, hasta que la clínica los borre.
locked-next = ¿Tiene preguntas o se le olvidó algo? Llame a { $clinic }:
locked-next-no-phone = ¿Tiene preguntas o se le olvidó algo? Llame a su clínica.
locked-receipt = Número de recibo
receipt-own = Su recibo
receipt-save = Guardar el recibo
receipt-saving = El recibo se está escribiendo…
receipt-saved = Guardado. Conserve este archivo.
receipt-proves = Este archivo prueba qué se destruyó al terminar la visita y qué anotó la clínica de lo que usted hizo, aceptó y vio. Si eso se cambia después, el archivo lo muestra.
receipt-check = Cualquiera puede comprobarlo sin la clínica, con el programa lightbox-verify.
locked-close = Puede cerrar esta página.
locked-reason-ended = La terminó el médico.
locked-reason-expired = Se acabó su tiempo.
locked-reason-cancelled = Se canceló.
locked-reason-no-show = No tuvo lugar.
locked-reason-abandoned = Todos se habían ido.
locked-reason-paused-too-long = Las imágenes llevaban demasiado tiempo retiradas.
locked-reason-failed = Hubo que detenerla.
locked-reason-revoked = La detuvo la clínica.
removed-heading = Ha salido de esta visita
moved-heading = Esta visita continúa en otra ventana
moved-here = Continuar aquí
left-heading = Ha salido de esta visita
left-words = Para volver, abra su enlace otra vez; el médico le dejará entrar.
stopped-here = Aquí ya no se muestra nada.
