# La sala: la imagen, quién está, la conversación, el tiempo.

room-page-title = Su visita
room-page-title-staff = Consulta
room-title = Consulta
picture-region = Imagen
picture-none = No se muestra ninguna imagen
picture-updating = La imagen se está actualizando
position = Posición en la serie
series = Series
rail-not-yet = aún no mostrada
series-count = { $count ->
    [one] { $count } imagen
   *[other] { $count } imágenes
}
tools = Herramientas
presets = Ventanas
people = Personas
side = Personas y conversación
leave = Salir…
leave-what = Sale de la consulta. Para volver, abra su enlace otra vez; el médico le dejará entrar.
leave-now = Salir ahora
you = usted
steering = dirige
point-hint = Mantenga un dedo sobre la imagen para señalar algo.
signals = Avisar

## Sobre la imagen

caption = Se { $series } · Im { $image } ({ $at }/{ $count })
caption-no-series = Im { $image } ({ $at }/{ $count })
mirrored = EN ESPEJO
your-picture = Su { $kind }
modality-ct = tomografía (TC)
modality-mr = resonancia
modality-cr = radiografía
modality-dx = radiografía
modality-us = ecografía
modality-mg = mamografía
modality-nm = gammagrafía
modality-pt = PET
modality-xa = angiografía
orientation-unknown = orientación desconocida
window = W { $width } L { $center } { $unit }
window-auto = AUTO
window-lut = LUT
length-cm = { $length } cm
length-mm = { $length } mm
length-at-detector = en el detector
length-uncalibrated = sin calibrar
quality-preview = vista previa
quality-reduced = con pérdida 1/{ $reduction }
quality-lossy = con pérdida
quality-lossless = sin pérdida, 8 bits
quality-masked = con zonas tapadas
quality-source-lossy = original con pérdida
getting-sharper = se está enfocando…
zoomed-back = Ampliado · volver

## Por qué no hay imagen

dark-closing = Se acabó de mostrar imágenes
dark-closing-more-staff = Las claves y las imágenes de esta consulta están destruidas. Aún puede escribir un momento.
dark-closing-more-host = Las claves y las imágenes de esta consulta están destruidas. Tiene dos minutos para una última palabra y para su nota.
dark-closing-more-patient = Sus imágenes ya no se muestran a nadie aquí. Aún puede despedirse.
dark-paused = En pausa
dark-paused-more = La conversación continúa.
dark-paused-host = Las imágenes están en pausa
dark-paused-host-more-staff = Nadie ve ninguna imagen. La conversación y el reloj continúan.
dark-paused-host-more-patient = El médico ha retirado las imágenes un momento. La conversación continúa.
dark-paused-host-away = El médico perdió la conexión
dark-paused-host-away-more = Las imágenes vuelven cuando vuelva el médico. Mientras tanto puede escribir.
dark-paused-withdrawn = Se dejó de compartir
dark-paused-withdrawn-more-staff = El paciente ya no comparte las imágenes. { $host } puede preguntar otra vez.
dark-paused-withdrawn-more-host = El paciente ya no comparte las imágenes. Puede preguntar otra vez, junto al nombre.
dark-paused-withdrawn-more-patient = Nadie ve ahora sus imágenes. La conversación continúa.
dark-shared-again = Las imágenes se pueden mostrar otra vez
dark-shared-again-more-staff = { $host } las muestra en un momento.
dark-shared-again-more-host = Pulse «Mostrar de nuevo» cuando esté listo.
dark-shared-again-more-patient = Su médico las mostrará en un momento.
dark-paused-recovering = El servidor está volviendo
dark-paused-recovering-more = Las imágenes vuelven solas en un momento.
dark-withdrawn = Se dejó de compartir
dark-withdrawn-more-staff = El paciente ya no comparte las imágenes.
dark-withdrawn-more-patient = Nadie ve ahora sus imágenes. La conversación continúa.
dark-recovering = Las imágenes se retiran por un momento
dark-recovering-more = El servidor debe comprobar antes que puede mostrarlas. Vuelven solas; la conversación sigue.
dark-lease = Esperando su conexión
dark-lease-more = Por seguridad se quitó la imagen de esta pantalla. Vuelve con su conexión.
dark-deadline = Se acabó el tiempo
dark-deadline-more = Las imágenes ya no se muestran.
dark-ended = Se acabó de mostrar imágenes
dark-expired = Se acabó el tiempo
dark-told = No hay imagen en este momento
dark-blank = { $host } está preparando la próxima imagen
dark-blank-more-patient = Aparecerá aquí en cuanto esté lista. La conversación continúa.
dark-coming = La imagen está llegando…
dark-choose = Elija una serie
dark-choose-more = Aparece en la pantalla de todos los que pueden verla.
dark-log-down = Ahora no se puede mostrar nada
dark-log-down-more = No se puede escribir el registro, y sin él no se muestra ninguna imagen. El servidor sigue intentándolo; la conversación continúa.
dark-away = Ahora no se puede traer esta imagen
dark-away-more-staff = El almacén de imágenes no responde. Las imágenes ya cargadas se pueden mostrar; esta vuelve por sí sola.
dark-away-more = Vuelve por sí sola. No tiene que hacer nada.
store-away = Almacén de imágenes sin conexión
store-away-more = Lo ya cargado se puede mostrar; lo demás vuelve por sí solo.
dark-failed = Esta imagen no se puede mostrar
dark-failed-more-staff = Su archivo está dañado o es de un tipo que no podemos mostrar. El resto de la serie se puede recorrer.
dark-failed-why = { $why } El resto de la serie se puede recorrer.
dark-failed-more-patient = El médico sigue con otra.
dark-not-yet = Todavía no hay imagen
dark-not-yet-more-staff = Verá las imágenes cuando lo acepte el paciente o quien puede decidir por él.
dark-not-yet-more-patient = El médico aún no ha mostrado ninguna imagen.
dark-refused = Sus imágenes no se muestran
dark-refused-more-patient = Usted dijo que ahora no; la conversación sigue. Su médico puede preguntarle de nuevo.

## La conexión

line-connecting = Conectando…
line-crowded = Ahora mismo hay mucha actividad; le guardamos su sitio y le hacemos pasar solos
line-arriving = En este momento entra mucha gente; le hacemos pasar solos
later-heading = Un momento, por favor
later-crowded = Ahora mismo hay mucha actividad. Le hacemos pasar solos en cuanto haya sitio.
later-arriving = En este momento entra mucha gente. Le hacemos pasar solos en unos segundos.
later-kept = Le guardamos su sitio y no hace falta otro código. Solo deje esta página abierta.
line-busy-quality = ocupado: imágenes menos nítidas
line-busy-quality-more = Los invitados ven imágenes menos nítidas durante un rato, porque el servidor está ocupado.
line-busy-rate = ocupado: menos imágenes
line-busy-rate-more = Los invitados ven menos imágenes y menos nítidas durante un rato, porque el servidor está ocupado.
line-busy-full = lleno: los nuevos esperan
line-busy-full-more = El servidor está lleno: los invitados que aún no han entrado entran un poco más tarde.
line-busy-more = Sus propias imágenes y la conversación siguen como siempre. Termina por sí solo.
line-up = conectado
line-reconnecting = Se perdió su conexión; le conectamos de nuevo
line-over = Sin conexión
awaited = { $name } se está reconectando, quedan { $seconds } s
line-waiting = Esperando su conexión…
line-thin = línea lenta: imágenes reducidas
line-less = menos datos: imágenes reducidas
line-about = Esta conexión
line-about-state = Esta conexión: { $state }
line-up-more = En esta pantalla las imágenes llegan con toda su calidad.
line-thin-more = Mientras se mueven, las imágenes llegan más pequeñas y toscas a esta pantalla; en reposo se ven más nítidas, pero con pérdida.
line-use-less = Usar menos datos en esta pantalla

## El tiempo

time-left = restan
time-goodbye = para despedirse
time-not-started = el reloj empieza cuando entra el primer invitado
time-until = hasta las { $time }
time-over = Las imágenes están cerradas
time-soon = { $minutes ->
    [0] El tiempo casi se acaba; { $host } puede añadir más
    [one] Queda 1 minuto; { $host } puede añadir más
   *[other] Quedan { $minutes } minutos; { $host } puede añadir más
}
extend = Añadir tiempo
extend-more = Añadir más tiempo
extend-by = +{ $minutes } min
extend-why = Por qué, para el registro
extend-why-none = Elija…
extend-why-questions = Quedan preguntas
extend-why-findings = Queda más por ver
extend-why-late-start = Empezó tarde
extend-why-technical = Falló una línea
extend-why-other = Otra cosa
extend-refused = { $minutes ->
    [0] No se añadió: la norma de esta clínica no permite más tiempo en esta consulta.
    [one] No se añadió: la norma de esta clínica permite ahora 1 minuto más como máximo.
   *[other] No se añadió: la norma de esta clínica permite ahora { $minutes } minutos más como máximo.
}
extensions-left = { $count ->
    [0] No queda ninguna ampliación.
    [one] Queda una ampliación.
   *[other] Quedan { $count } ampliaciones.
}

## Dirigir

tool-scroll = Recorrer
tool-window = Ventana
tool-zoom = Zoom
tool-pan = Mover
fit = Ajustar
rotate = Girar
flip = Espejo
invert = Invertir
cine-play = Reproducir
cine-stop = Parar
cine-starting = Preparando la secuencia…
preset-key = Tecla { $number }
preset-plain = Ventana { $number }
preset-brain = Cerebro
preset-bone = Hueso
preset-lung = Pulmón
preset-liver = Hígado
preset-abdomen = Abdomen
preset-mediastinum = Mediastino
preset-soft-tissue = Partes blandas
preset-subdural = Subdural
preset-stroke = Ictus
preset-angio = Vasos
preset-full = Rango completo
preset-default = Por defecto
preset-auto = Automática
steering-other = Dirige { $name }
take-control = Recuperar
ask-control = Pedir dirigir
control-asked = Pedido…
control-wanted = { $name } quisiera dirigir
hand-back = Devolver
hand-over-to = Ceder el control a
hand-over-nobody = Nadie más aquí puede dirigir.
hand-over-choose = Varias personas podrían dirigir: elija una con «Ceder el control».
hand-over = Ceder el control

## Los botones del médico

pause = Pausar para todos
resume = Mostrar de nuevo
end = Terminar…
end-close = Cerrar…
end-what-live = Las imágenes se cierran para todos a la vez. No se puede deshacer; podrá escribir dos minutos más.
end-what-lobby = La consulta se cancela para todos. No se puede deshacer.
end-what-closing = También se cierra la conversación y la consulta queda cerrada.
end-no-note = No ha escrito ninguna nota. Una vez cerrada la consulta ya no se puede empezar.
end-now = Terminar ahora
end-cancel-now = Cancelar la consulta
end-close-now = Cerrar ahora
end-keep = Continuar

## Quién espera

waits = { $name } espera
waits-here = en la sala de espera
word-question = ¿Qué número y palabra le lee { $name }? El número es el mismo en todos los idiomas.
recognized-question = ¿Cómo reconoció a esta persona?
recognized-known = Conozco la voz o la cara
recognized-name-and-birth-date = Coinciden nombre y fecha de nacimiento
recognized-other = De otra manera
admit = Dejar entrar
deny = No es esta persona
admit-how = Pregunte la palabra, elíjala y marque cómo reconoció a la persona.
factor-link = enlace abierto
factor-code = código introducido
factor-invite = enlace abierto
factor-spoken-code = código introducido

## Personas

presence-expected = aún no está
presence-left = se fue
presence-offline = sin conexión
consent-state-none = aún no se le preguntó
consent-state-asked = lee el consentimiento
consent-state-given = comparte las imágenes
consent-state-refused = dijo que ahora no
consent-state-withdrawn = dejó de compartir
consent-ask-again = Preguntar otra vez
basis-other = Otro fundamento…
person-menu = Más sobre { $name }
remove = Sacar a { $name }
remove-what = { $name } sale de la consulta al instante y no puede volver sin usted.
basis-title = Mostrar imágenes con otro fundamento
basis-intro = Sin que el paciente lo acepte en su pantalla, otros solo pueden ver imágenes por uno de estos motivos. Sus palabras quedan en el registro.
basis-verbal-witness = El paciente aceptó de palabra; un testigo lo oyó
basis-guardian = Aceptó un tutor o representante
basis-documented = El acuerdo está documentado en otro lugar
basis-emergency = Urgencia
basis-record = Registrar y mostrar

## Consentimiento

consent-none-left = No hay nada elegido. Elija al menos una o diga ahora no.
consent-again = Se le pregunta otra vez porque se une { $names }.
stop-sharing = Dejar de compartir mis imágenes
sharing-stopped = Dejó de compartir. Nadie ve ahora sus imágenes.
sharing-not-yet = Sus imágenes no se comparten.

## Conversación

chat = Conversación
chat-lines = Lo que se ha escrito
chat-empty = Aún no hay nada escrito. Todos en la sala leen lo que escriba.
chat-empty-reading = Aún no hay nada escrito. Aquí lee lo que escriben los demás.
chat-send = Enviar
chat-sending = enviando…
chat-delivered = entregado
chat-unkept = aún no guardado
chat-unkept-mine = lo ven los demás, aún no guardado
chat-lost = no guardado: el servidor se detuvo antes
chat-read = leído por { $names }
chat-you = Usted
chat-again = Enviar otra vez
chat-discard = Descartar

signal-slower = Más despacio
signal-again = Otra vez
signal-unclear = No entiendo
signal-louder = Más alto
signal-call = Llámeme
signal-sent = Usted tocó «{ $words }»
signal-from-slower = { $name } pide: más despacio, por favor
signal-from-again = { $name } pide: otra vez, por favor
signal-from-unclear = { $name } no entiende
signal-from-louder = { $name } pide: más alto, por favor
signal-from-call = { $name } quiere hablar

## Líneas del sistema

line-doors-open = Las puertas están abiertas
line-admitted = { $mine ->
    [me] Ya está dentro
   *[other] { $name } está aquí
}
line-signal-noticed = { $mine ->
    [me] Usted lo ha visto
   *[other] { $name } lo ha visto
}
line-left = { $name } se fue
line-removed = { $name } fue sacado de la consulta
line-host-lost = El médico perdió la conexión
line-host-back = El médico ha vuelto
line-presenting = { $mine ->
    [me] Ahora dirige usted
   *[other] Ahora dirige { $name }
}
line-presenting-plain = Ahora { $name } muestra las imágenes
line-paused = { $reason ->
    [host] Las imágenes están en pausa
    [host_away] Las imágenes están en pausa hasta que vuelva el médico
    [withdrawn] Se dejó de compartir; no se muestran imágenes
    [recovering] El servidor se reinició; las imágenes vuelven solas
   *[other] Las imágenes están en pausa
}
line-resumed = Las imágenes se muestran otra vez
line-extended = { $minutes ->
    [one] Se añadió un minuto
   *[other] Se añadieron { $minutes } minutos
}
line-warning = { $minutes ->
    [one] Queda 1 minuto
   *[other] Quedan { $minutes } minutos
}
line-consent-given = { $mine ->
    [me] Usted aceptó compartir sus imágenes
   *[other] { $name } aceptó compartir las imágenes
}
line-consent-refused = { $mine ->
    [me] Usted dijo ahora no
   *[other] { $name } dijo ahora no
}
line-consent-narrowed = Ahora se comparte menos
line-consent-withdrawn = Se dejó de compartir
line-basis-recorded = { $basis ->
    [verbal_witness] Se muestran imágenes: aceptado de palabra ante un testigo
    [guardian] Se muestran imágenes: aceptó un tutor
    [documented] Se muestran imágenes: el acuerdo está documentado
    [emergency] Se muestran imágenes: urgencia
   *[other] Se muestran imágenes con un fundamento registrado
}
line-viewing-ended = Se acabó de mostrar; las imágenes están cerradas
line-locked = La consulta está cerrada

## Ayuda e ir a una imagen

help = Teclas y ratón
help-keys = Teclas
help-focus = Las teclas actúan mientras la imagen tiene el foco: haga clic en ella o llegue con el tabulador.
help-step = una imagen
help-ten = diez imágenes
help-ends = primera, última
help-presets = ventanas de esta serie
help-own-window = la ventana propia de la imagen
help-zoom = más cerca, más lejos
help-fit = ver la imagen entera
help-turns = girar, espejo, invertir
help-cine = reproducir, parar
help-cine-speed = más lento, más rápido
help-goto = ir a serie/imagen
help-pause = pausar para todos, mostrar de nuevo
help-control = pedir dirigir, ceder, devolver o recuperar
help-measure = medir una longitud
help-chat = escribir
help-letters = Las letras sueltas actúan como atajos
goto = Ir a una imagen
goto-label = Serie/imagen
goto-hint = Como lo cita un informe: 4/57 es la imagen 57 de la serie 4; 57 se queda en esta serie.
goto-nowhere = No hay tal imagen en esta consulta.
goto-go = Ir

# Names in pictures
held-back = { $count ->
    [one] Los invitados no ven una serie: busque antes si hay nombres.
   *[other] Los invitados no ven { $count } series: busque antes si hay nombres.
}
held-check = Buscar nombres
black-for-some = { $count ->
    [one] Línea discontinua: 1 zona tapada para invitados
   *[other] Línea discontinua: { $count } zonas tapadas para invitados
}
held-mark = los invitados no lo ven
dark-not-for-you = No se le muestra
dark-not-for-you-more = Quien presenta mira una imagen que no se le muestra a usted. Las imágenes vuelven solas.

## Blank: the patient sees nothing while a picture is prepared

blank-for = Ocultar a { $name }
blank-guests = los invitados
blank-is-on = { $name } no ve nada
blank-end = Mostrar de nuevo

## Places beside the picture

places = Dónde leer y escribir
place-talk = Todos
place-clinicians = Solo médicos
place-kept = Vistas guardadas
unread = { $count ->
    [one] una línea nueva
   *[other] { $count } líneas nuevas
}
chat-empty-clinicians = Solo los médicos leen lo que se escribe aquí. Los pacientes ni siquiera ven que existe.
chat-placeholder-short = Escriba…
chat-placeholder-talk = Escriba a todos…
chat-placeholder-clinicians = Escriba solo a los médicos…
chat-goes-talk = A todos en la sala: { $names }
chat-goes-clinicians = Solo a los médicos: { $names }
chat-goes-talk-later = Aún no hay nadie más. Quien venga lo leerá.
chat-goes-clinicians-later = Aún no hay ningún otro médico. Quienes vengan lo leerán.
help-places = al escribir: a todos, solo a los médicos

## Pictures in the talk

cited = Se { $series } · Im { $image }
cited-no-series = Im { $image }
picture-attach = Enviar con esta imagen
picture-detach = Sin la imagen
picture-look = Mire esta imagen, por favor.
picture-open = Ir a esta imagen
goes-nowhere = Ahora no se puede abrir ninguna imagen.
goes-not-shown = Esa imagen no se le muestra a usted.
goes-not-allowed = Usted sigue a { $name }. Verá esa imagen cuando { $name } vaya a ella.

## Kept views

keep-view = Guardar esta vista
kept-empty = Guarde una vista para volver a ella con un toque, marcarla como imagen clave o llevarla a la conversación. Los pacientes no ven esta lista.
kept-open = Ir a { $name }
kept-star = Imagen clave
kept-rename = Renombrar
kept-name = Nombre de la vista
kept-share = Al chat
kept-forget = Olvidar { $name }
kept-gone = { $name } se ha olvidado.
undo = Deshacer

## Who sees what, who may look around

sees = ve { $where } · { $quality } · { $when }
sees-long = { $name } { $words }
sees-sharp = nítida
sees-preview = previa
sees-now = ahora
sees-ago = hace { $seconds } s
sees-offline = sin conexión
sees-away = tiene la pantalla bloqueada o mira otra página
sees-slow = su conexión no recibe imágenes ahora
sees-blank = no ve nada: oculta
sees-nothing = no ve ninguna imagen
looks-along = sigue
looks-alone = mira por su cuenta
lookers = Pueden mirar por su cuenta:
lookers-specialist = { $on ->
    [on] Especialistas: sí
   *[off] Especialistas: no
}
lookers-patient = { $on ->
    [on] Paciente: sí
   *[off] Paciente: no
}
ask-notice = Toque cuando lo haya visto; todos leerán que lo ha visto
ask-done = Visto
signal-waits = dicho, aún no visto

## Quién ve qué, para el paciente: un toque en los nombres

who-sees = Quién puede verme, y qué
who-sees-open = { $names }: quién puede verme, y qué
who-sees-host = tiene sus imágenes y las muestra.
who-sees-pictures = ve las imágenes que usted aceptó, y nada más suyo.
who-sees-nothing = no ve ninguna imagen suya.
who-sees-nothing-yet = no ve ninguna imagen suya hasta que usted acepte.
who-sees-nothing-any-more = ya no ve sus imágenes aquí.
who-sees-you = Nadie le ve ni le oye por esta página: no usa cámara ni micrófono. Leen lo que usted escribe y toca, y ven dónde señala.
who-sees-until = Sus imágenes pueden verse hasta las { $time }. Después ya no se pueden abrir desde aquí.
who-sees-stop = «Dejar de compartir mis imágenes» lo termina al instante, para todos. Nadie le preguntará por qué.
who-sees-hands = Sobre la imagen: dos dedos la agrandan solo para usted; un dedo quieto señala para todos.

# Imágenes anteriores
wish-priors = Imágenes anteriores
wish-ask = Pedir imágenes anteriores
wish-intro = { $host } lo lee y ve qué imágenes anteriores de este paciente hay. El paciente no lo lee.
wish-words = Qué imágenes, y por qué
wish-words-missing = Diga qué imágenes desea ver.
wish-modality = Tipo de imágenes
wish-modality-any = Cualquiera
wish-send = Pedir
wish-of = { $name } pide imágenes anteriores
wish-look = Ver qué hay
wish-open = Ha pedido imágenes anteriores a { $host }.
wish-given = { $host } ha añadido imágenes anteriores.
wish-denied = { $host } no muestra imágenes anteriores.
wish-noted = Entendido

# El comité
board = Pregunta al comité
board-ask = Preguntar al comité…
board-asks = { $name } pregunta al comité.
board-intro = Votan los médicos que están aquí. Lo que elige cada uno no se ve hasta que todos hayan votado o usted cuente. Ni los pacientes ni quienes escuchan ven nada de esto.
board-question = Pregunta
board-question-missing = Escriba qué debe decidir el comité.
board-positions = Entre qué eligen
board-positions-own = Posturas propias
board-positions-lines = Una en cada línea
board-positions-first = La primera es lo que usted propone. Quien elija otra dice por qué.
board-positions-wrong = De dos a seis distintas, cada una en su línea y de 80 caracteres como máximo.
board-who = Quién vota
board-few = Tienen que votar al menos dos personas.
board-quorum = Votos necesarios
board-quorum-of = { $quorum } de { $seats }
board-send = Preguntar al comité
board-agree = De acuerdo
board-differ = En desacuerdo
board-more = Hace falta más
board-proposed = (propuesta)
board-yours = Su voto
board-reason = Por qué (queda con el resultado)
board-reason-optional = Por qué (puede quedar vacío)
board-reason-missing = Diga por qué: queda con el resultado.
board-vote = Votar
board-voted = Usted votó:
board-change = Cambiar
board-no-seat = Usted no vota en esta pregunta.
board-progress = Votos: { $voted } de { $seats }; necesarios: { $quorum }.
board-missing = Aún no: { $names }
board-close = Contar los votos
board-wait = Esperarles
board-close-now = Contar sin ellos
board-decided = Decidido: { $position } (votos: { $votes } de { $counted })
board-no-majority = Sin mayoría: ninguna postura tiene más de la mitad de los votos ({ $counted })
board-no-quorum = Sin quórum: votos { $counted }, necesarios { $quorum }
board-dissent = Voto discrepante
board-silent = no votó
board-absent = se fue antes; no se cuenta
board-noted = Entendido
