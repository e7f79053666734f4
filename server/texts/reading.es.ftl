# Una segunda opinión como la lee quien fue consultado: la petición, la sala de lectura, la respuesta, lo firmado.

reading-page-title = Le piden una opinión
reading-heading = { $name } pide su opinión
reading-you = usted
reading-about = Paciente
reading-age = { $unit ->
    [M] { $count ->
        [one] 1 mes
       *[other] { $count } meses
    }
    [W] { $count ->
        [one] 1 semana
       *[other] { $count } semanas
    }
    [D] { $count ->
        [one] 1 día
       *[other] { $count } días
    }
   *[Y] { $count ->
        [one] 1 año
       *[other] { $count } años
    }
}
reading-sex = { $sex ->
    [F] mujer
   *[M] hombre
}
reading-subject = { $sex }, { $age }
reading-subject-unknown = No constan edad ni sexo
reading-pictures = Imágenes
reading-stack = { $kind }, serie { $series } ({ $count ->
    [one] una imagen
   *[other] { $count } imágenes
})
reading-stack-no-series = { $kind } ({ $count ->
    [one] una imagen
   *[other] { $count } imágenes
})
reading-held = { $count } de { $all } aún deben revisarse por si hay nombres; antes no se le muestran.
reading-urgency = Urgencia
reading-urgency-routine = ordinaria
reading-urgency-soon = pronto
reading-urgency-urgent = urgente
reading-due = Responder antes de
reading-today = hoy, { $time }
reading-due-left = { $moment } (quedan { $span })
reading-due-over = { $moment }: fuera de plazo. Aún puede responder.
reading-days = { $count ->
    [one] un día
   *[other] { $count } días
}
reading-hours = { $count ->
    [one] una hora
   *[other] { $count } horas
}
reading-minutes = { $count ->
    [one] un minuto
   *[other] { $count } minutos
}
reading-time = Tiempo para mirar
reading-time-granted = { $minutes ->
    [one] 1 minuto, que corre desde que empiece
   *[other] { $minutes } minutos, que corren desde que empiece
}
reading-basis = Base
reading-basis-documented = el acuerdo del paciente está documentado
reading-basis-verbal-witness = el paciente aceptó de palabra ante un testigo
reading-basis-guardian = aceptó un tutor o representante
reading-basis-emergency = es una emergencia
reading-blind = Lectura a ciegas: lo que se informó antes no se le da hasta que haya firmado su propia opinión.

## Sí o no

reading-rule-alone = Mira a solas: nadie observa y nadie tiene que dejarle entrar. Puede salir y volver, pero el tiempo sigue corriendo.
reading-rule-recorded = Queda registrado qué imágenes se le mostraron y cuándo.
reading-rule-locked = { $minutes ->
    [one] Tras 1 minuto las imágenes se bloquean. Puede escribir y firmar antes y después.
   *[other] Tras { $minutes } minutos las imágenes se bloquean. Puede escribir y firmar antes y después.
}
reading-accept = Aceptar
reading-decline = Rechazar…
reading-accepted = Aceptó: { $time }.
reading-begin = Empezar a mirar ({ $minutes } min)
reading-go-on = Seguir mirando
reading-left = quedan { $time }
reading-missed = Las imágenes ya no se pueden abrir desde aquí. Si aún quiere mirar, pida que le vuelvan a preguntar.
reading-locked-open = Su tiempo para mirar ha terminado y las imágenes están bloqueadas. Lo que escribió sigue aquí: termínelo y fírmelo abajo.
reading-done = Firmada. { $name } tiene su opinión. Mientras le quede tiempo puede seguir mirando, y enmendar lo dicho.
reading-done-locked = Firmada. { $name } tiene su opinión. Las imágenes están bloqueadas; lo que firmó queda, y puede enmendarlo.
reading-is-declined = Rechazó la petición, { $time }. { $name } lo sabe, y por qué. Las imágenes están bloqueadas.
reading-is-withdrawn = { $name } ya no necesita su opinión, { $time }. Las imágenes están bloqueadas. Gracias.
reading-decline-title = Rechazar dar una opinión
reading-decline-what = { $name } lo sabrá enseguida, y por qué. No se puede deshacer; las imágenes se bloquean para usted.
reading-decline-why = ¿Por qué?
reading-decline-not-my-field = No es mi especialidad
reading-decline-no-time = No tengo tiempo antes del plazo
reading-decline-too-close = Conozco demasiado al paciente o a quien pregunta
reading-decline-pictures-unusable = Las imágenes no sirven
reading-decline-other = Otro motivo
reading-decline-words = Con sus palabras (opcional)
reading-decline-words-needed = Con sus palabras
reading-need-reason = Diga primero por qué.
reading-need-words = Escriba primero unas palabras.
reading-decline-now = Rechazar ahora
reading-decline-not = No rechazar

## La sala de lectura

reading-opening = Abriendo las imágenes…
reading-place = Opinión
reading-talk = Mensajes
reading-leave-what = Sale de las imágenes y vuelve a la petición. Su tiempo sigue corriendo; hasta que acabe puede volver.
reading-open-answer = Escribir la opinión
reading-close-answer = Volver a la imagen
reading-cite = Citar esta imagen
reading-cite-kept = Citar
reading-cite-cited = Citada en su opinión.
reading-cite-again = Ya estaba citada; ahora lleva esta ventana.
reading-cite-full = Hay 24 imágenes citadas. Quite antes una.
reading-cite-signed = Su opinión está firmada. Elija «Enmendar» para citar otra imagen.
reading-cite-how = Ninguna todavía. «Citar esta imagen», sobre la imagen, añade lo que ve.
reading-cite-none = Ninguna.
reading-caption = Qué muestra { $image } (opcional)
reading-uncite = No citar { $image }
reading-uncited = { $image } ya no se cita.
reading-marks = { $count ->
    [one] con su dibujo
   *[other] con sus { $count } dibujos
}

## La respuesta

reading-answer = Su opinión
reading-talk-what = { $name } encuentra lo que escriba aquí en el registro de esta solicitud y no lo lee al momento. Para una respuesta, llame.
reading-position = Su postura
reading-position-hint = Ante lo que se pregunta y, una vez leído, ante el primer informe.
reading-position-agree = Estoy de acuerdo
reading-position-differ = Difiero
reading-position-need-more = Necesito más para opinar
reading-position-cannot-say = No puedo opinar
reading-confidence = Seguridad
reading-confidence-low = baja
reading-confidence-moderate = media
reading-confidence-high = alta
reading-urgency-act = ¿Cuándo hay que actuar?
reading-step = Siguiente paso
reading-choose = Elija…
reading-step-none = ninguno
reading-step-follow-up = seguimiento
reading-step-more-imaging = más imágenes
reading-step-tissue = muestra de tejido
reading-step-treat = tratamiento
reading-step-refer = derivación
reading-step-discuss = discusión en comité
reading-step-other = otra cosa
reading-step-words = Más exactamente (opcional)
reading-step-words-needed = ¿Qué paso?
reading-text = La opinión con sus palabras
reading-text-hint = Qué ve, qué significa, qué haría.
reading-rests-on = Se apoya en
reading-rests-on-none = No se apoya en ninguna imagen en particular.
reading-display = La mira en
reading-display-hint = Se recuerda en este navegador y se firma con su opinión.
reading-display-none = no dicho
reading-display-phone = un teléfono
reading-display-tablet = una tableta
reading-display-laptop = un portátil
reading-display-desktop = una pantalla de escritorio
reading-display-medical = una pantalla médica
reading-calibrated = Está calibrada según el estándar de grises
reading-calibrated-short = calibrada
reading-review = Revisar y firmar
reading-kept-here = Se guarda en esta ventana hasta que firme, también al recargar.
reading-missing = { $count ->
    [one] Falta una cosa arriba.
   *[other] Faltan { $count } cosas arriba.
}
reading-need-position = Elija su postura.
reading-need-confidence = Diga con qué seguridad.
reading-need-urgency = Diga cuándo hay que actuar.
reading-need-next-step = Elija el siguiente paso.
reading-need-next-step-words = Diga qué paso.
reading-need-text = Escriba su opinión.
reading-amending = Escribe una versión nueva. La que firmó queda a su lado.
reading-save = Lo que encontró, como DICOM
reading-save-what = Sus dibujos, medidas, vistas guardadas y respuesta firmada, como estados de presentación, imágenes clave y un informe. No llevan el nombre del paciente ni ninguna imagen.
reading-save-open = Llevarse…
reading-save-now = Llevarse
reading-save-done = El archivo está en sus descargas.
reading-amend = Enmendar…
reading-amend-not = Dejarla como está
reading-reason = ¿Por qué la enmienda?

## La firma

reading-sign-title = Firmar su opinión
reading-sign-amendment = Firmar la versión nueva
reading-what-leaves = Lo que firma
reading-where = Va a { $name } y al registro de { $clinic }. Una vez firmada no se cambia nunca; puede enmendarla después y ambas versiones quedan.
reading-not-primary = Dada sobre imágenes de consulta; no es un informe primario. Se firma con la clave de la clínica tras su código.
reading-code = Código de la clínica
reading-code-own = Código de su autenticador
reading-code-own-how = Las seis cifras actuales de su autenticador muestran que es usted.
reading-code-read = Un código nuevo muestra que es usted; el que usó para entrar ya no sirve. Aquí los códigos se leen, normalmente por teléfono.
reading-code-ask = Pedir un código a { $name }
reading-code-asked = { $name } sabe que usted necesita un código.
reading-code-mail = Un código nuevo muestra que es usted. Se envía a su correo.
reading-code-text = Un código nuevo muestra que es usted. Se envía a su teléfono.
reading-code-send = Enviarme un código
reading-sign-now = Firmar
reading-sign-not = Cambiar algo
reading-overtaken = Entretanto se firmó otra versión. Cierre esto y mírela primero.
reading-not-open = La petición ya no está abierta. Cierre esto y mírela.

## Una versión firmada, para su autor y para quien la pidió

version = Versión { $version }
version-amends = Versión { $version }, enmienda la versión { $before }
version-yours = Su opinión
version-only = Opinión
version-newest = la más reciente
version-amended-since = enmendada después
version-signed-by = Firmada por { $name }, { $time }
version-reason = Por qué se enmendó: { $reason }
version-changed = Cambia respecto a la versión { $before }
version-changed-from = { $what }: { $before } → { $after }
version-position = Postura
version-says-agree = De acuerdo
version-says-differ = Difiere
version-says-need-more = Necesita más para opinar
version-says-cannot-say = No puede opinar
version-known-yes = conocido al firmar
version-known-live = no se dio, pero su autor había estado en una consulta en directo sobre ello
version-known-no = no conocido al firmar, o no había
version-frame = fotograma { $frame }
version-digest = Huella en el registro
version-file = Guardar lo firmado (un archivo que cualquiera puede comprobar)

## Lo firmado

reading-first-report = Primer informe
reading-reveal = Mostrarme el primer informe
reading-reveal-after = Ha firmado. Ahora se le puede mostrar lo que se informó antes; queda registrado que se hizo, y cuándo.
reading-reveal-before = Puede leer lo que se informó antes. Que lo hizo, y cuándo, queda registrado y consta en lo que firme.
reading-first-report-none = No se informó nada antes, o no se dio con esta petición.
reading-other = Lo que respondió { $name }
reading-kept = Vistas que guardó
