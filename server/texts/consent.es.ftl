### Lo que lee un paciente antes de que se muestren imágenes. Frases sencillas, de usted, sin nada oculto.
### Las palabras exactas se guardan con la respuesta: se pueden cambiar, los consentimientos antiguos conservan las suyas.

consent-title = ¿Podemos mostrar sus imágenes?
consent-asks = { $host }, de { $clinic }, pregunta si sus imágenes pueden mostrarse en esta conversación.
consent-pictures =
    { $count ->
        [one] Se trata de un grupo de imágenes suyas. Está indicado abajo.
       *[other] Se trata de { $count } grupos de imágenes suyas. Están indicados abajo, y puede desmarcar los que no quiera que se muestren.
    }
consent-viewers =
    { $count ->
        [one] Además de usted, las verá una persona:
       *[other] Además de usted, las verán estas { $count } personas:
    }
consent-viewer-provider = { $name }, quien le atiende en { $clinic }.
consent-viewer-specialist = { $name }, especialista en { $clinic }.
consent-viewer-specialist-not-verified = { $name }, especialista a quien ha invitado la persona que le atiende. La clínica no ha comprobado quién es.
consent-viewer-observer = { $name }, en { $clinic }, que solo mira.
consent-viewer-observer-not-verified = { $name }, con invitación de la persona que le atiende, que solo mira. La clínica no ha comprobado quién es.
consent-purpose = Se muestran por un único motivo: hablar con usted sobre ellas ahora.
consent-until = Se podrán ver durante { $minutes } minutos desde el momento en que usted entró. { $host } puede añadir tiempo, pero nunca más de { $most } minutos en total. Después, todas las pantallas se apagan y las imágenes ya no pueden abrirse desde aquí.
consent-originals = Sus imágenes originales se quedan en el archivo de { $clinic }. No se envía nada a ningún otro lugar y nada cambia en el archivo.
consent-screens = No podemos impedir que alguien haga una foto de una pantalla.
consent-free = La decisión es suya. Si dice que ahora no, la conversación sigue sin imágenes. Si acepta, puede parar en cualquier momento con un toque.
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
consent-date = , del { $date }
consent-picture = { $kind }, { $count ->
        [one] una imagen
       *[other] { $count } imágenes
    }{ $date }
consent-picture-described = { $kind } «{ $description }», { $count ->
        [one] una imagen
       *[other] { $count } imágenes
    }{ $date }
