### Lo que lee un paciente antes de que se muestren imágenes. Frases sencillas, de usted, sin nada oculto.
### Las palabras exactas se guardan con la respuesta: se pueden cambiar, los consentimientos antiguos conservan las suyas.

consent-title = ¿Podemos mostrar sus imágenes?
consent-asks = { $host }, de { $clinic }, pregunta si sus imágenes pueden mostrarse en esta conversación.
# $purpose is the kind of consult: patient_consult, second_opinion or board.
consent-purpose =
    { $purpose ->
        [second_opinion] Se muestran por un único motivo: obtener una segunda opinión y hablarla con usted ahora.
        [board] Se muestran por un único motivo: que varios profesionales decidan junto con usted ahora.
       *[other] Se muestran por un único motivo: hablar con usted sobre ellas ahora.
    }
consent-what = Qué imágenes
consent-who = Quién las ve con usted
consent-host = { $host }, quien le atiende en { $clinic }, y las personas que usted marque:
consent-host-alone = Solo { $host }, quien le atiende en { $clinic }.
consent-viewer-specialist = { $name }, especialista en { $clinic }
consent-viewer-specialist-not-verified = { $name }, especialista a quien ha invitado la persona que le atiende. La clínica no ha comprobado quién es.
consent-viewer-observer = { $name }, en { $clinic }, que solo mira
consent-viewer-observer-not-verified = { $name }, con invitación de la persona que le atiende, que solo mira. La clínica no ha comprobado quién es.
consent-when = Hasta cuándo
consent-until = hasta las { $time }
consent-until-strict = hasta las { $time } y no más
consent-until-most = hasta las { $time }; { $host } puede añadir tiempo si usted lo necesita, pero nunca más allá de las { $most }
consent-until-added = hasta las { $most }, con todo el tiempo que puede añadirse
consent-after = Cuando acaba este tiempo, todas las pantallas se apagan y las imágenes ya no pueden abrirse desde aquí.
# $time is hours and minutes; $style is am, pm, or day for a clock of 24 hours.
consent-clock =
    { $style ->
        [am] { $time } a. m.
        [pm] { $time } p. m.
       *[day] { $time }
    }
consent-screens = Sus originales se quedan en el archivo de { $clinic }; no se envía nada a ningún otro lugar. No podemos impedir que alguien haga una foto de una pantalla.
consent-free = La decisión es suya. Si dice que ahora no, la conversación sigue sin imágenes. Si acepta, puede mostrar menos o parar en cualquier momento.
consent-narrow-title = Elija qué se muestra
consent-narrow-how = Desmarque lo que ya no deba mostrarse. Desaparece de todas las pantallas al instante.
consent-narrow-who = Quién puede verlas
consent-narrow-patient = El paciente sigue viendo lo que queda marcado.
consent-narrow = Mostrar solo esto
consent-narrow-leave = Dejarlo como está
consent-agree = Acepto, muéstrenlas
consent-not-now = Ahora no

# $modality is DICOM's two-letter word for how the pictures were made.
consent-modality =
    { $modality ->
        [CT] Tomografía (TC)
        [MR] Resonancia magnética
        [US] Imágenes de ecografía
        [CR] Radiografía
        [DX] Radiografía
        [XA] Película de rayos X de los vasos sanguíneos
        [MG] Mamografía
        [NM] Imágenes de medicina nuclear
        [PT] Tomografía PET
        [RF] Película de rayos X
       *[other] Imágenes
    }
# $date is year-month-day.
consent-date = , del { DATETIME($date, dateStyle: "long") }
consent-picture = { $kind }, { $count ->
        [one] una imagen
       *[other] { $count } imágenes
    }{ $date }
consent-picture-described = { $kind } «{ $description }», { $count ->
        [one] una imagen
       *[other] { $count } imágenes
    }{ $date }
