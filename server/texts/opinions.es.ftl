# Second opinions as whoever asks for them has them: the queue, the form, the request with its answer.

opinions = Segundas opiniones
opinions-ask = Pedir una segunda opinión
opinions-none = No hay ninguna opinión abierta: usted no espera ninguna y nadie espera la suya.
opinions-none-how = Desde un estudio, o durante una consulta en curso, puede preguntar a un colega o a un especialista de fuera. Mira a solas, en el tiempo que usted le dé, y firma una respuesta.
opinions-done = Respondidas y cerradas ({ $count })
opinions-all = Mostrar las { $count }
opinions-newest = Se muestran las { $count } más recientes.
opinions-you-asked = Usted preguntó a { $name }
opinions-asks-you = { $name } le pregunta a usted
opinions-row = { $side ->
    [asked] Opinión que usted pidió a { $name }
   *[owed] Opinión que { $name } le pide
}
opinions-state-asked = { $side ->
    [asked] aún sin aceptar
   *[owed] aceptar o rechazar
}
opinions-state-accepted = { $side ->
    [asked] aceptada
   *[owed] usted aceptó
}
opinions-state-declined = { $side ->
    [asked] rechazada
   *[owed] usted rechazó
}
opinions-state-withdrawn = { $side ->
    [asked] retirada
   *[owed] ya no hace falta
}
opinions-state-answered = { $side ->
    [asked] respondida
   *[owed] usted respondió
}
opinions-unread = aún sin leer
opinions-due-in = vence en { $time }
opinions-late = con { $time } de retraso
opinions-was-due = para { $when }
opinions-asked-at = pedida { $when }
opinions-blind = a ciegas
opinions-urgency-routine = sin prisa
opinions-urgency-soon = pronto
opinions-urgency-urgent = urgente
opinions-age-years = { $count ->
    [one] 1 año
   *[other] { $count } años
}
opinions-age-months = { $count ->
    [one] un mes
   *[other] { $count } meses
}
opinions-held = { $count ->
    [one] una serie retenida
   *[other] { $count } series retenidas
}
opinions-declined-because = { $reason ->
    [not_my_field] Rechazada: no es su campo.
    [no_time] Rechazada: no tiene tiempo.
    [too_close] Rechazada: demasiado cerca del paciente, o de usted, para juzgar.
    [pictures_unusable] Rechazada: las imágenes no sirven.
   *[other] Rechazada, por otro motivo.
}
opinions-open = Abrir
opinions-look = Mirar y responder

## What is new

opinions-news = Novedades sobre opiniones
opinions-news-asked = Le han pedido una opinión ({ $at }).
opinions-news-accepted = Han aceptado darle una opinión ({ $at }).
opinions-news-declined = Han rechazado darle una opinión ({ $at }).
opinions-news-withdrawn = Han retirado una petición de su opinión ({ $at }).
opinions-news-answered = Se ha firmado una opinión que usted pidió ({ $at }).
opinions-news-amended = Se ha enmendado una opinión que usted pidió ({ $at }).
opinions-news-overdue = Una opinión va con retraso ({ $at }).
opinions-news-moved = Una opinión que le pidieron tiene otro plazo ({ $at }).
opinions-news-prior = Quien opina para usted pide ver imágenes anteriores ({ $at }).
opinions-news-brought = Le han invitado a una consulta en directo sobre una opinión ({ $at }).
opinions-news-read = Entendido
opinions-news-read-all = Entendido todo

## Asking

asking-out-of = Desde la consulta en curso: todas sus imágenes van con la pregunta.
asking-study-series = Las imágenes de esta consulta
asking-not-in-policy = Las normas de la clínica no prevén segundas opiniones. Pregunte a quien las gestiona.
asking-what = ¿Qué pregunta?
asking-question = Pregunta
asking-question-hint = Se lee palabra por palabra y consta en lo que se firma. No escriba el nombre del paciente: solo se dan edad y sexo.
asking-urgency = Urgencia
asking-due = Respuesta necesaria
asking-due-hours = { $hours ->
    [1] en una hora
    [4] en 4 horas
    [24] en un día
    [72] en 3 días
   *[168] en una semana
}
asking-due-own = a una hora que usted elija
asking-due-at = Hasta
asking-due-until = Hasta { $when } ({ $zone }). Una respuesta tardía también vale; se avisa a ambas partes.
asking-minutes = ¿Cuánto tiempo puede mirar?
asking-minutes-hint = Cuenta desde que empieza. Puede empezar hasta dos horas después del plazo.
asking-whom = ¿A quién pregunta?
asking-whom-colleague = A un colega de aquí
asking-whom-outside = A alguien de fuera, con enlace y código
asking-colleague = Colega
asking-no-colleague = Aquí no hay otro clínico: pregunte a alguien de fuera.
asking-name = Especialista, como usted le llama
asking-name-hint = Consta junto a su respuesta. Nadie ha comprobado quién es: dé enlace y código a la persona correcta.
asking-report = Lo que se informó antes
asking-report-words = Primer informe
asking-report-hint = Déjelo vacío si no hay ninguno. Quite los nombres: se da palabra por palabra.
asking-blind = Lectura a ciegas: nada de ello, ni de lo que otros respondieron, antes de que firme su propia respuesta
asking-not-blind = Se le da cuando lo pide, y el registro dice cuándo.
asking-others = Dar también lo que otros le respondieron sobre las mismas series
asking-letter = Lo que leerá
asking-letter-asks = { $name } le pide una segunda opinión.
asking-letter-no-question = (su pregunta)
asking-letter-patient = Un paciente: edad y sexo, sin nombre
asking-letter-no-series = (las series que marque)
asking-letter-held = (retenida hasta que alguien busque nombres en ella)
asking-letter-blind = Recibirá el primer informe después de firmar su propia respuesta.
asking-letter-first = Hay un primer informe. Puede pedirlo; el registro dice cuándo se le dio.
asking-letter-until = Se necesita una respuesta hasta { $when }. Tiene { $minutes ->
    [one] un minuto
   *[other] { $minutes } minutos
} para mirar, desde que empiece.
asking-letter-not-primary = Imágenes para consulta, no para un informe primario.
asking-held = { $count ->
    [one] Una serie puede tener nombres en sus imágenes. Puede preguntar, pero no se muestra antes de que alguien la revise.
   *[other] { $count } series pueden tener nombres en sus imágenes. Puede preguntar, pero no se muestran antes de que alguien las revise.
}
asking-send = Preguntar
asking-made = La solicitud está hecha. { $name } lo sabrá cuando le dé el enlace.
asking-sent = Se ha preguntado a { $name }.
asking-need-question = Escriba su pregunta.
asking-need-shorter = Es demasiado largo.
asking-need-due = Diga hasta cuándo.
asking-need-later-due = Como mínimo, cinco minutos desde ahora.
asking-need-nearer-due = Como máximo, 31 días desde ahora.
asking-need-colleague = Elija a un colega.

## A request and its answer

opinion = Segunda opinión
opinion-of = Opinión de { $name }
opinion-question = Pregunta
opinion-patient = Paciente
opinion-first-report = Primer informe
opinion-blind-fact = A ciegas
opinion-blind-yes = sí: el primer informe y las opiniones de otros, solo tras la primera firma
opinion-blind-no = no: se dan cuando se piden
opinion-others-fact = Respuestas de otros
opinion-others-yes = se dan con el primer informe
opinion-others-no = no se dan
opinion-minutes-fact = Para mirar
opinion-to-consult = A la consulta en que se pidió
opinion-steps = Qué ha pasado
opinion-step-asked = Pedida
opinion-step-accepted = Aceptada
opinion-step-begun = Empezó a mirar
opinion-step-ends = Imágenes hasta
opinion-step-overdue = Con retraso; se avisó a ambas partes
opinion-step-revealed = Primer informe entregado
opinion-step-answered = Primera firma
opinion-step-declined = Rechazada
opinion-step-withdrawn = Retirada
opinion-step-read = Usted leyó la versión más reciente
opinion-step-open = Se puede empezar hasta
opinion-back = Volver a preguntar
opinion-back-what = Desde aquí una respuesta no cambia nunca. Una solicitud nueva lleva consigo la pregunta y las imágenes: diga en ella qué más quiere saber. { $name } también puede enmendar lo firmado: llámele.
opinion-back-ask = Volver a preguntar…
opinion-else = Otra persona
opinion-else-what = La misma pregunta sobre las mismas imágenes: elija a quién.
opinion-else-ask = Preguntar a otra persona…
opinion-hand-over = { $name } aún no lo sabe: dele el enlace de abajo.
opinion-waiting-asked = Aún no ha dicho si responderá.
opinion-waiting-accepted = Ha aceptado. La respuesta aparece aquí en cuanto se firme.
opinion-withdrawn-words = Usted la retiró. Sus imágenes están cerradas.
opinion-way-in = Enlace y código
opinion-code-hint = Necesita un código para entrar y otro para firmar. Muestre un código cuando llame, y léaselo.
opinion-answer = Respuesta
opinion-not-primary = Dada sobre imágenes de consulta; no es un informe primario.
opinion-take = Llevarse
opinion-take-what = El PDF tiene la pregunta, la respuesta y las imágenes por número. Los archivos DICOM nombran al paciente y son para el archivo.
opinion-pdf = PDF
opinion-record = Quién vio qué: el registro
opinion-due = Plazo
opinion-due-what = Se puede mover mientras nadie haya respondido: como muy tarde hasta { $when }, hasta cuando se puede empezar a mirar. Se le avisa.
opinion-due-ask = Moverlo…
opinion-due-at = Respuesta necesaria hasta
opinion-due-act = Moverlo
opinion-due-moved = Se le ha avisado: para { $when }.
opinion-due-wrong = Entre dentro de cinco minutos y { $when }.
opinion-due-first = al principio { $when }
opinion-withdraw = Retirar
opinion-withdraw-ask = Retirar la petición…
opinion-withdraw-keep = Dejarla
opinion-withdraw-act = Retirarla ahora
opinion-withdraw-what = Ya no podrá mirar ni responder, y las imágenes entregadas se cierran. No se puede deshacer: tendría que pedirla de nuevo.
opinion-withdrawn-now = La petición está retirada.
opinion-reading-of = Esta es la sesión de una segunda opinión que usted pidió.
opinion-to-request = A la petición

# Imágenes anteriores, y a quién se invita a hablar de una opinión
priors-title = Imágenes anteriores
priors-wish = { $name } pide imágenes anteriores:
priors-deny = Decir que no
priors-deny-words = Unas palabras para quien las pidió (puede quedar vacío)
priors-deny-send = Decir que no
priors-intro = Otros estudios de este paciente que usted puede mostrar.
priors-none = No hay otro estudio de este paciente que usted pueda mostrar.
priors-study = Estudio
priors-covered = Lo que registré para estas imágenes cubre también las anteriores
priors-seen-at-once = Las ven enseguida todos los que nombra el registro.
priors-seen-later = Solo las ve usted hasta que se registre otra base para ellas.
priors-seen-agreed = Solo las ve usted hasta que el paciente acepte; si está aquí, se le pregunta ahora.
priors-add = { $count ->
    [0] Añadir series
    [one] Añadir 1 serie
   *[other] Añadir { $count } series
}
priors-added = Se añadieron imágenes anteriores.
readers-title = Quien opina para usted
readers-bring = Invitar a { $name }
readers-blind = { $name } lee a ciegas y aún no ha respondido. En la sala puede oír el primer informe. Queda registrado que usted le invitó, y su respuesta dirá que estuvo aquí.
readers-blind-act = Invitar de todos modos
