# Las páginas del personal: entrar, Hoy, Estudios, nueva consulta, su ficha, registros, ayuda.

page-title = { $page } · Lightbox
skip = Ir al contenido
nav = Páginas
nav-today = Hoy
nav-studies = Estudios
nav-records = Registros
nav-help = Ayuda
sign-out = Salir
percent = { $percent } %
show-more = { $count ->
    [one] Mostrar 1 más
   *[other] Mostrar { $count } más
}
print = Imprimir
print-goes-on = Hay más de lo que muestra este papel: termina donde terminaba la lista en la pantalla.
print-no-way-in = El enlace y el código de { $name } no se imprimen.
to-today = Ir a Hoy
to-studies = Ir a Estudios
to-consult = Ir a la consulta
nowhere-heading = Aquí no hay nada
nowhere = Esta dirección no es una página de Lightbox. Quizá está incompleta.
gone-words = Ya no existe o no le corresponde abrirlo. Si le envió aquí un colega, pídale que lo comparta con usted.
not-yours-heading = Esta página es para otras personas
not-yours = Con su función no hay nada que hacer aquí. Si debería haberlo, pregunte a la administración.
to-first-page = A su primera página
about-seconds = { $count ->
    [one] queda 1 segundo aproximadamente
   *[other] quedan unos { $count } segundos
}
about-minutes = { $count ->
    [one] queda 1 minuto aproximadamente
   *[other] quedan unos { $count } minutos
}

## Entrar

sign-in = Entrar
sign-in-again = Su sesión se cerró. Entre de nuevo y siga donde estaba; lo que había rellenado sigue ahí.
sign-in-name = Nombre
sign-in-password = Contraseña
sign-in-code = Código de seis cifras
sign-in-code-hint = De su aplicación de autenticación. Cada código sirve una sola vez.
sign-in-demo = Es una demostración: el nombre, la contraseña y cómo obtener un código están en el terminal donde se inició.
sign-in-go = Entrar
sign-in-checking = Comprobando…
sign-in-empty = Rellene nombre, contraseña y código.
sign-in-wait = { $seconds ->
    [one] Demasiados intentos. Puede volver a intentarlo en 1 segundo.
   *[other] Demasiados intentos. Puede volver a intentarlo en { $seconds } segundos.
}

## Hoy

new-consult = Nueva consulta
now = ahora
details = Detalles
consult = Consulta
consult-of = Consulta: { $title }
show-code = Mostrar código
open-early = Abrir antes
open-room = Abrir sala
return-to-room = Volver a la sala
locked = cerrada
see-record = Registro
all-records = Todos los registros
left = quedan { $time }
left-goodbye = { $time } para despedirse
phase-scheduled = prevista
phase-lobby = puertas abiertas
phase-live = en curso
phase-paused = imágenes en pausa
phase-closing = despedida
phase-locked = cerrada
today-current = En curso y próximas
today-ended = Terminadas
today-free = No hay nada previsto. Empiece una consulta desde un estudio, o prevea una.
begin-heading = Su primera consulta en tres pasos
begin-studies = Traiga imágenes
begin-studies-more = Suelte archivos DICOM, una carpeta o un zip en Estudios. Puede que ya haya un estudio de demostración.
begin-invite = Invite
begin-invite-more = Marque las series, nombre al paciente o a un especialista, pulse Empezar ahora. Cada invitado recibe un enlace; usted lee un código en voz alta.
begin-talk = Hable y muestre
begin-talk-more = Los invitados esperan hasta que usted los deja entrar. Ven las imágenes solo cuando el paciente acepta, y solo hasta que acaba el tiempo.
begin-go = Ir a Estudios
guest-expected = aún no ha llegado
guest-opened = enlace abierto
guest-claimed = código aceptado
guest-waiting = espera “{ $word }”
guest-waiting-offline = espera “{ $word }”, sin conexión
guest-admitted = en la sala
guest-offline = sin conexión
guest-left = ha salido
guest-removed = retirado
guest-suspended = enlace detenido
guest-revoked = enlace anulado
guest-expired = enlace caducado
guest-used-up = enlace agotado
guest-named = { $name } { $words }
guest-with-role = { $name } ({ $role })
ended-ended = terminada por el médico
ended-expired = se acabó su tiempo
ended-cancelled = cancelada
ended-no-show = no vino nadie
ended-abandoned = todos habían salido
ended-paused-too-long = las imágenes estuvieron retiradas demasiado tiempo
ended-failed = detenida por un fallo
ended-revoked = detenida por la clínica

## Estudios: traer imágenes

intake = Traer imágenes
drop-here = Suelte aquí archivos DICOM, carpetas o un zip
drop-now = Suelte para traerlos
drop-what = Todo se comprueba archivo por archivo; lo que no se puede leer se nombra, y lo demás sigue.
choose-files = Elegir archivos
choose-folder = Elegir una carpeta
studies-empty = Aún no hay estudios. Lo que usted trae es suyo: nadie más lo ve hasta que lo comparta o invite a alguien.
upload-collecting = { $total ->
    [one] Recorriendo carpetas: { $done } de 1 archivo hasta ahora
   *[other] Recorriendo carpetas: { $done } de { $total } archivos hasta ahora
}
upload-going = { $total ->
    [one] { $done } de 1 archivo
   *[other] { $done } de { $total } archivos
}
upload-reading = { $count ->
    [one] Abriendo el zip…
   *[other] Abriendo { $count } zips…
}
upload-bytes = { $sent } de { $total }
upload-rate = { $rate }/s
upload-done = { $count ->
    [one] Listo: 1 archivo enviado
   *[other] Listo: { $count } archivos enviados
}
upload-cancelled = { $count ->
    [one] Detenido después de 1 archivo; se queda.
   *[other] Detenido después de { $count } archivos; se quedan.
}
upload-cancel = Dejar de enviar
upload-clear = Cerrar esta lista
upload-resume = Seguir
upload-again = Enviar otra vez
upload-not-sent = { $count ->
    [one] 1 archivo no se pudo enviar.
   *[other] { $count } archivos no se pudieron enviar.
}
upload-leave = Mientras tanto puede ver otras páginas; solo deje abierta esta ventana.
only-problems = Solo problemas ({ $count })
outcomes = Qué pasó con cada archivo
sum-accepted = { $count ->
    [one] 1 aceptado
   *[other] { $count } aceptados
}
sum-duplicate = { $count ->
    [one] 1 ya estaba
   *[other] { $count } ya estaban
}
sum-not-an-image = { $count ->
    [one] 1 no es imagen
   *[other] { $count } no son imágenes
}
sum-unreadable = { $count ->
    [one] 1 ilegible
   *[other] { $count } ilegibles
}
earlier = Último envío
earlier-reading = Aún se abre su último envío
earlier-see = Ver archivos
earlier-hide = Ocultar
earlier-cut-off = Se cortó antes de enviarlo todo. Suelte los mismos archivos otra vez: los que ya están se reconocen.
earlier-cut-off-demo = Aún no está completo. El estudio de la demostración se completa solo en un minuto. Archivos suyos: suéltelos otra vez, los que ya están se reconocen.

## Qué pasó con un archivo

file-unnamed = (sin nombre)
file-waiting = en espera
file-sending = enviando…
file-checking = comprobándose…
file-reading = abriéndose…
file-unpacked = abierto
file-accepted = aceptado
file-duplicate = ya estaba
file-not-sent = No enviado. { $why }
file-not-an-image-kind = { $kind }: aún no se muestra. El archivo no se guarda.
file-not-dicom-kind = No es un archivo DICOM: { $kind }.
file-unreadable = No se puede leer.
file-unreadable-kind = No se puede leer ({ $kind }).
file-iso-not-yet = Aún no se leen imágenes de disco (ISO). Ábrala y suelte la carpeta que contiene.
file-missing-uid = Le faltan los identificadores que dicen a qué estudio pertenece.
file-file-too-large = El archivo es demasiado grande.
file-frame-memory = Necesita más memoria de la que el servidor puede usar.
file-other-patient = Nombra a otro paciente que el resto de su estudio. Compruebe de dónde viene.
file-study-deleted = Su estudio se borró aquí mientras tanto.
file-being-deleted = Su estudio se está borrando.
file-not-owner = Un colega ya trajo este estudio. Pídale que lo comparta con usted.
file-quota-reached = Su parte del almacenamiento está llena.
file-storage-full = El disco del servidor está lleno. Lo demás no se intentó.
file-storage-unavailable = El servidor no pudo escribir. Lo demás no se intentó.
file-log-unavailable = No se pudo escribir el registro, así que no se guardó nada.
file-interrupted = El servidor se reinició antes de leerlo hasta el final. Suéltelo otra vez.
file-conflict = El mismo archivo se envió en el mismo momento.
foreign-zip = zip
foreign-gzip = archivo comprimido
foreign-7z = archivo 7z
foreign-rar = archivo rar
foreign-bzip2 = archivo comprimido
foreign-xz = archivo comprimido
foreign-tar = archivo tar
foreign-jpeg = foto JPEG
foreign-jpeg2000 = imagen JPEG 2000
foreign-png = imagen PNG
foreign-gif = imagen GIF
foreign-bmp = imagen BMP
foreign-tiff = imagen TIFF
foreign-webp = imagen WebP
foreign-pdf = PDF
foreign-program = un programa
foreign-video = vídeo
foreign-system = un archivo del sistema operativo
foreign-document = un documento
foreign-database = una base de datos
foreign-iso = imagen de disco
foreign-nifti = archivo NIfTI
foreign-html = página web
foreign-xml = XML
foreign-svg = dibujo
foreign-text = texto
foreign-directory = índice de un disco
foreign-report = informe
foreign-dose-report = informe de dosis
foreign-key-objects = lista de imágenes clave
foreign-presentation-state = vista guardada
foreign-waveform = curva
foreign-structure-set = contornos de radioterapia
foreign-plan = plan de radioterapia
foreign-registration = registro espacial
foreign-mesh = modelo de superficie
foreign-ecg = ECG
foreign-audio = grabación de sonido
foreign-measurements = tabla de mediciones
foreign-annotations = anotaciones
foreign-treatment-record = registro de radioterapia
foreign-fiducials = puntos de referencia
foreign-tracts = tractos de fibras
foreign-spectroscopy = espectroscopia por RM
foreign-raw = datos brutos del equipo
foreign-value-mapping = escala de valores medidos
foreign-color-palette = paleta de colores
foreign-hanging-protocol = disposición de pantalla
foreign-protocol = protocolo de adquisición
foreign-implant = plantilla de implante
foreign-stereo-pair = emparejamiento de dos fotos
foreign-inventory = inventario de un archivo
foreign-retired = una forma antigua de superposición o tabla
foreign-other = otro objeto DICOM
also-in-study = También en este estudio
also-several = { $kind } × { $count }
also-in-study-hint = Aún no se muestran. Lightbox solo guarda imágenes; estos archivos siguen en su origen.

## Estudios: la lista y un estudio

study = Estudio
study-untitled = Estudio sin descripción
search-studies = Buscar
search-studies-hint = Nombre, número, fecha, qué muestra
studies-found = { $count ->
    [0] Ningún estudio
    [one] 1 estudio
   *[other] { $count } estudios
}
studies-none-found = Ningún estudio coincide. Pruebe con menos letras.
studies-more = Hay { $total } estudios; se muestran los 200 más nuevos. Busque para encontrar los anteriores.
no-name = Sin nombre en el archivo
born = nac. { $date }
patient-id = N.º { $id }
sex = { $sex ->
    [F] M
    [M] H
   *[other] { $sex }
}
look = Ver
pictures = { $count ->
    [one] 1 imagen
   *[other] { $count } imágenes
}
series-place = { $modality } { $number }
more-series = { $count ->
    [one] y 1 serie más
   *[other] y { $count } series más
}
other-series = { $count ->
    [one] 1 serie más (localizadores, capturas, dosis)
   *[other] { $count } series más (localizadores, capturas, dosis)
}
kind-volume = Volumen
kind-images = Imágenes
kind-cine = Secuencia
kind-localizer = Localizador
kind-dose = Hoja de dosis
kind-capture = Captura de pantalla
kind-other = Otros
synthetic = sintético, no es una persona
shared-by = compartido por { $name }
shared-with-count = { $count ->
    [one] compartido con 1 colega
   *[other] compartido con { $count } colegas
}
study-added = Traído el { $when } por { $name }.
quick-look = Vista rápida
look-area = Imagen. La rueda y las flechas recorren la serie.
look-caption = { $at } / { $count }
look-alt = Imagen { $at } de { $count }
look-position = Posición en { $title }
look-before = Imagen anterior
look-after = Imagen siguiente
look-missing = Esta imagen no se puede mostrar.
look-limits = Una vista rápida en calidad reducida, con la ventana que propone el archivo. Ventana, zoom y calidad completa están en la sala.
sharing = Quién puede ver este estudio
sharing-nobody = Solo usted. Los colegas con quienes lo comparta pueden verlo y empezar sus propias consultas; no pueden compartirlo ni borrarlo.
sharing-who = Usted y estos colegas. Pueden verlo y empezar sus propias consultas; no pueden compartirlo ni borrarlo.
shared-to-me = Este estudio es de { $name }, que lo comparte con usted. Puede verlo y empezar consultas; solo { $name } puede compartirlo o borrarlo.
share-with = Compartir con un colega
share-choose = Elegir…
share-no-colleagues = No hay otro colega con quien compartirlo.
share = Compartir
shared-now = { $name } ya puede ver este estudio.
unshare = Dejar de compartir
unshare-with = Dejar de compartir con { $name }
unshared = { $name } ya no ve este estudio.
staff-provider = médico
staff-specialist = especialista
staff-administrator = administración
staff-auditor = auditoría
deleting = Borrar
deleting-more = Se destruye la clave del estudio, y con ella todas las imágenes guardadas aquí. Queda un recibo.
deleting-ask = Borrar este estudio…
deleting-what = { $count ->
    [one] Esto destruye “{ $title }” de { $name }: 1 archivo, { $size }.
   *[other] Esto destruye “{ $title }” de { $name }: { $count } archivos, { $size }.
}
deleting-final = Se destruye su clave: nadie puede recuperarlo desde aquí, tampoco nosotros. Los originales de su archivo y las copias de seguridad de este servidor no se tocan. El registro de consultas pasadas se queda.
deleting-keep = Conservarlo
deleting-now = Destruir para siempre
deleted-heading = El estudio está destruido
deleted-words = Su clave ya no existe; lo que queda de los archivos no lo puede abrir nadie.
receipt-number = Número de recibo
receipt-when = Cuándo
receipt-why = Por qué
receipt-destroyed = Destruido
receipt-objects = { $count ->
    [one] 1 archivo, { $size }
   *[other] { $count } archivos, { $size }
}
receipt-key = Clave (huella)
receipt-keys = Claves (huellas)
receipt-entry = Entrada en el registro
receipt-entry-owed = se está escribiendo
receipt-sealed = Firmado
receipt-sealed-holds = Sí, y el registro dice lo mismo.
receipt-sealed-unsigned = No: lo hizo una versión anterior. El registro dice lo mismo.
receipt-sealed-owed = Se está escribiendo; esto es lo que dice el registro.
receipt-sealed-changed = Lo guardado no es lo que se firmó.
receipt-changed = Alguien cambió el recibo que se guardaba aquí. Se muestra lo que el registro dice de este final.
receipt-changed-alone = Alguien cambió el recibo que se guardaba aquí, y el registro no dice cómo era.
record-lines-damaged = { $count ->
    [one] 1 línea de la conversación se cambió después de escrita. No se muestra; todo lo demás está como estaba.
   *[other] { $count } líneas de la conversación se cambiaron después de escritas. No se muestran; todo lo demás está como estaba.
}
receipt-remains = Qué queda
remains-entries = Las entradas del registro, sin nombres.
remains-receipt = Este recibo.
remains-backups = Las copias de seguridad hechas antes.
remains-originals = Los originales en el archivo de la clínica.
remains-chat = La conversación escrita.
remains-note = La nota del médico, si se escribió.
remains-record = El registro de quién vio qué.
remains-until-deleted = Lo que aquí no tiene fecha queda hasta que la clínica lo borre.

error-not-owner = Solo quien trajo este estudio puede hacer esto.
error-in-use = Una consulta en curso o prevista muestra este estudio, o se ha preguntado a alguien por él. Termínela, cancélela o retire la solicitud antes: está en Hoy.
error-being-deleted = Este estudio ya se está borrando.
error-quota-reached = Su parte del almacenamiento está llena. Borre estudios que ya no necesite y siga.
error-file-too-large = Este archivo es más grande de lo que acepta el servidor.
error-too-large = Esto es más grande de lo que acepta el servidor.
error-import-finished = Este envío ya se cerró. Envíe el archivo otra vez.
error-body-incomplete = El archivo no llegó entero. Envíelo otra vez.
error-body-too-long = El archivo no llegó como se anunció. Envíelo otra vez.
error-length-required = Su navegador no dijo cuánto ocupa el archivo. Envíelo otra vez.
error-workers-down = El servidor no puede examinar archivos ahora mismo. Inténtelo en un momento.
error-not-displayable = Esta imagen no se puede mostrar.
error-not-a-clinician = Solo el personal clínico puede recibir imágenes.
error-reads-blind = Esta persona aún responde a ciegas. En una consulta en directo puede oír el primer informe. Déjela fuera por ahora. Cuando haya aceptado, invítela desde «Añadir a alguien…»: queda registrado.
error-own-account = Esto no se puede hacer con la propia cuenta. Pídalo a otro administrador.
error-reset-not-asked = Nadie pide (ya) este restablecimiento. Pídalo otra vez.
error-second-person = Usted pidió este restablecimiento: otro administrador tiene que confirmarlo.
error-one-patient = Una consulta trata de un solo paciente. Invite solo a uno.
error-basis-needed = Sin el paciente en la consulta, indique con qué fundamento se pueden mostrar las imágenes.
error-two-patients = No es seguro que estas series sean del mismo paciente (difieren { $fields }). Póngalas en dos consultas.
error-start-in-past = El comienzo está en el pasado. Elija uno posterior o empiece ahora.
error-start-too-far = { $days ->
    [one] El comienzo está a más de un día. Elija uno anterior.
   *[other] El comienzo está a más de { $days } días. Elija uno anterior.
}

## Nueva consulta

pick-study = ¿De qué estudio se trata?
pick-other-study = Elegir otro estudio
pick-none = Una consulta empieza con imágenes, y aún no hay ninguna.
which-series = ¿Qué series?
which-series-hint = Solo lo que marque se puede mostrar. Nada viene marcado.
add-study = Añadir un estudio anterior de este paciente…
add-study-label = Otro estudio
add-study-choose = Elegir…
add-study-none = No hay otro estudio.
who-comes = ¿A quién invita?
add-patient = Añadir al paciente
add-specialist = Añadir un especialista
guests-full = { $most ->
    [one] Como mucho un invitado.
   *[other] Como mucho { $most } invitados.
}
guest-label-patient = Paciente, como lo leen los demás
guest-hint-patient = Basta un nombre y una inicial.
guest-label-specialist = Especialista, como lo leen los demás
guest-hint-specialist = Todos lo ven como “invitado, identidad no comprobada”.
guest-remove = Quitar a { $name }
basis-heading = Sin el paciente: ¿con qué fundamento?
basis-why = Aquí nadie puede pulsar “Acepto” por el paciente. Los demás ven imágenes solo por uno de estos motivos, y queda en el registro.
how-long = ¿Cuánto y cuándo?
minutes-label = minutos
minutes-less = Cinco minutos menos
minutes-more = Cinco minutos más
when = Cuándo
when-now = Empezar ahora
when-later = Prever para más tarde
start-label = Comienzo
start-hint = En su zona horaria ({ $zone }). Los invitados lo leen en la suya.
letters = Qué leerán
letter-tab-patient = Paciente
letter-tab-specialist = Especialista
letter-held = (las series marcadas se nombran aquí cuando alguien haya buscado nombres en ellas)
letter-no-series = (aquí se nombran las series que marque)
letter-specialist = Todos en la sala leen junto a este nombre: invitado, identidad no comprobada. Las imágenes llegan cuando quien puede ha aceptado.
no-series-yet = Marque lo que quiere mostrar
series-ticked = { $count ->
    [one] 1 serie
   *[other] { $count } series
}
start-now = Empezar ahora
plan = Prever la consulta
field-name = nombre
field-id = número de paciente
field-issuer = quién dio el número
field-birth-date = fecha de nacimiento
field-sex = sexo
need-series = Marque al menos una serie.
need-guest = Invite al menos a una persona.
need-name = Escriba el nombre que leerán los demás.
need-shorter-name = Como mucho 80 letras.
need-other-name = Dos invitados no pueden llamarse igual; no se podrían distinguir.
need-basis = Elija con qué fundamento los demás pueden ver las imágenes.
need-minutes = { $most ->
    [one] Un minuto.
   *[other] Entre { $least } y { $most } minutos.
}
need-start = Diga cuándo empieza.
need-later-start = Esa hora ya pasó. Elija otra más tarde, o empiece ahora.

## La ficha de una consulta

guests = Invitados
link-of = Enlace para { $name }
link-and-code = Enlace y código
link-failures = { $count ->
    [one] 1 código equivocado hasta ahora; cinco detienen el enlace.
   *[other] { $count } códigos equivocados hasta ahora; cinco detienen el enlace.
}
qr-of = Código QR del enlace para { $name }
copy-link = Copiar enlace
link-copied = El enlace para { $name } está copiado. Envíelo como suele comunicarse con esa persona.
link-not-copied = El navegador no permitió copiar. Marque el enlace y cópielo a mano.
new-link = Enlace nuevo
new-link-and-code = Enlace y código nuevos
link-renewed = { $name } tiene un enlace nuevo. El anterior avisa de que fue sustituido.
revoke-link = Anular el enlace
link-revoked = Ya nadie entra por el enlace de { $name }.
open-as-patient = Abrir la vista del paciente
open-as-guest = Abrir la vista del invitado
trouble-revoked = Este enlace está anulado; { $name } no puede entrar por él.
trouble-expired = Este enlace es demasiado antiguo; { $name } no puede entrar por él.
trouble-used-up = Este enlace se usó todas las veces permitidas; { $name } necesita uno nuevo.
code-for = Código para { $name }
code-left = Caduca dentro de { $time }
code-over = Este código es demasiado antiguo. Haga uno nuevo.
code-used-up = { $name } ha usado este código.
code-stopped = Detenido tras cinco intentos fallidos. Haga uno nuevo.
code-how = Léaselo a { $name }, por ejemplo por teléfono. No lo envíe nunca junto con el enlace.
code-new = Código nuevo
starts = empieza el { $when }
doors-until = puertas abiertas hasta el { $when }
about-consult = Sobre esta consulta
about-series = Series
about-basis = Los demás ven imágenes
about-made = Hecha
basis-of-patient-tap = cuando el paciente acepta en su propia pantalla
basis-of-verbal-witness = porque el paciente aceptó en voz alta ante un testigo
basis-of-guardian = porque aceptó un tutor o representante
basis-of-documented = porque la aceptación está documentada en otro lugar
basis-of-emergency = porque es una urgencia
over-words = Las claves y las imágenes de esta consulta están destruidas. Qué se guarda de ella y hasta cuándo está en su registro.
ending = Terminar
cancelling = Cancelar
cancel-consult = Cancelar la consulta…
cancel-keep = Conservarla
ended-now = Las imágenes ya no se ven.
cancelled-now = La consulta está cancelada.
plan-again = Planearla de nuevo…
plan-again-gone = { $count ->
    [one] Un estudio de aquella consulta ya no está aquí: marque otras imágenes en su lugar.
   *[other] { $count } estudios de aquella consulta ya no están aquí: marque otras imágenes en su lugar.
}
plan-again-why = ¿Otra fecha? Planéela de nuevo con las mismas personas e imágenes: reciben enlaces nuevos. Después cancele esta; los enlaces antiguos lo dicen.
room-left-staff = La consulta sigue; puede volver.
room-away-heading = Ahora no se puede abrir la sala
room-again = Volver a la sala

## Registros

record = Registro
record-of = Registro: { $name }
record-refresh = Actualizar
record-running = Esta consulta no ha terminado; su registro aún crece.
records-empty = Aún no ha terminado ninguna consulta. Después está aquí su registro: quién vio qué, qué se dijo, y el recibo de lo destruido.
records-search = Buscar
records-search-hint = Paciente, personas, lo que se mostró
records-older = Registros anteriores
records-none-found = Ningún registro coincide con estas palabras.
host-is = con { $name }
lock-receipt = Recibo de cierre
times-zone = { $zone ->
    [UTC] Las horas están en UTC, como las guarda el propio registro.
   *[other] Las horas son las de su reloj ({ $zone }). El propio registro guarda UTC: se ve al detenerse sobre una hora.
}
lock-words = Las imágenes mostradas en esta consulta ya no se pueden abrir desde ella. Los originales siguen en el archivo de la clínica.
lock-destroyed = { $frames ->
    [0] { $keys ->
        [0] No se había hecho ninguna clave ni imagen.
        [one] 1 clave; no quedaba ninguna imagen en memoria.
       *[other] { $keys } claves; no quedaba ninguna imagen en memoria.
    }
    [one] { $keys ->
        [one] 1 clave y 1 imagen en memoria ({ $size })
       *[other] { $keys } claves y 1 imagen en memoria ({ $size })
    }
   *[other] { $keys ->
        [one] 1 clave y { $frames } imágenes en memoria ({ $size })
       *[other] { $keys } claves y { $frames } imágenes en memoria ({ $size })
    }
}
seen-heading = Quién vio qué
seen-nothing = No se mostró ninguna imagen a nadie.
seen-who = Quién
seen-series = Serie
seen-series-gone = una serie borrada desde entonces
transcript = Qué se dijo
transcript-empty = No se escribió nada.
entries = Qué pasó
entries-pictures = Con imágenes sueltas ({ $count })
entries-number = N.º
entries-when = Cuándo
entries-what = Qué
entry-system = El sistema
entry-somebody = alguien
entry-entry-erased = Esta entrada se borró; su lugar en el registro queda.
entry-entry-damaged = Esta entrada se cambió después de escrita; no se puede mostrar lo que decía. Todas las demás están como estaban.
entry-record-restored = Se aceptó una copia anterior de los datos; se bloqueó toda consulta que no había terminado
entry-log-used = { $who } miró el registro
entry-receipt-given = { $who } recibió un recibo
entry-session-created = { $minutes ->
    [one] { $who } hizo la consulta, de 1 minuto, con comienzo a las { $time }
   *[other] { $who } hizo la consulta, de { $minutes } minutos, con comienzo a las { $time }
}
entry-session-opened = { $who } abrió las puertas
entry-session-cancelled = { $who } canceló la consulta
entry-session-paused = { $reason ->
    [host] { $who } puso las imágenes en pausa
    [host_away] Las imágenes se pausaron porque el médico se quedó sin conexión
    [withdrawn] Las imágenes se pausaron porque se dejó de compartir
    [recovering] Las imágenes se pausaron porque el servidor se reinició
   *[other] Las imágenes se pausaron
}
entry-session-resumed = Las imágenes se mostraron de nuevo
entry-invite-created = Se hizo un enlace para { $name }
entry-invite-renewed = { $who } hizo un enlace nuevo para { $name }
entry-invite-revoked = { $who } anuló el enlace de { $name }
entry-invite-suspended = El enlace de { $who } se detuvo tras cinco códigos equivocados
entry-code-issued = A { $who } se le mostró un código para leérselo a { $name }
entry-code-accepted = { $who } escribió el código correcto
entry-code-refused = { $left ->
    [one] Se escribió un código equivocado para { $who }; quedaba 1 intento
   *[other] Se escribió un código equivocado para { $who }; quedaban { $left } intentos
}
entry-guest-waiting = { $who } estaba en la sala de espera ({ $factors })
entry-participant-recognized = { $recognized ->
    [known] { $who } reconoció a { $name } por la voz o la cara
    [name_and_birth_date] { $who } reconoció a { $name } por nombre y fecha de nacimiento
   *[other] { $who } reconoció a { $name } de otra manera
}
entry-participant-admitted = { $who } dejó entrar a { $name }
entry-participant-denied = { $who } no reconoció a { $name } y no le dejó entrar
entry-participant-removed = { $who } sacó a { $name }
entry-participant-left = { $who } salió
entry-privacy-shown = Se mostró el aviso de privacidad a { $who }
entry-consent-shown = Se mostró el consentimiento a { $who }
entry-consent-given = { $count ->
    [one] { $who } aceptó compartir 1 serie
   *[other] { $who } aceptó compartir { $count } series
}
entry-consent-refused = { $who } dijo ahora no
entry-consent-withdrawn = { $who } dejó de compartir
entry-consent-narrowed = { $who } comparte ahora menos imágenes
entry-stack-released = { $rectangles ->
    [0] { $who } confirmó que nada en una serie identifica a nadie
    [one] { $who } tapó una zona de una serie
   *[other] { $who } tapó { $rectangles } zonas de una serie
}
entry-stacks-added = { $count ->
    [one] { $who } añadió 1 serie del mismo paciente
   *[other] { $who } añadió { $count } series del mismo paciente
}
entry-prior-asked = { $who } pidió imágenes anteriores
entry-prior-denied = { $who } no mostró las imágenes anteriores que se pidieron
entry-grant-recorded = { $basis ->
    [verbal_witness] { $who } anotó: el paciente aceptó en voz alta ante un testigo
    [guardian] { $who } anotó: aceptó un tutor o representante
    [documented] { $who } anotó: la aceptación está documentada en otro lugar
    [emergency] { $who } anotó: urgencia
   *[other] { $who } anotó un fundamento para mostrar imágenes
}
entry-key-created = Se hizo la clave { $epoch }
entry-key-destroyed = Se destruyó una clave anterior
entry-deadline-set = Empezó la visualización; termina a las { $time }
entry-deadline-extended = { $minutes ->
    [one] { $who } añadió 1 minuto
   *[other] { $who } añadió { $minutes } minutos
}{ $reason ->
    [questions] {" "}(quedaban preguntas)
    [findings] {" "}(quedaba más por ver)
    [late_start] {" "}(empezó tarde)
    [technical] {" "}(falló una línea)
    [other] {" "}(otra razón)
   *[none] {""}
}
entry-control-changed = { $name } manejaba la vista
entry-lock-started = { $reason ->
    [ended] Terminó la visualización: el médico la terminó. Se destruyeron claves e imágenes.
    [expired] Terminó la visualización: se acabó el tiempo. Se destruyeron claves e imágenes.
    [cancelled] Se canceló. Se destruyeron claves e imágenes.
    [no_show] Se cerró porque no vino nadie. Se destruyeron claves e imágenes.
    [abandoned] Terminó la visualización: todos habían salido. Se destruyeron claves e imágenes.
    [paused_too_long] Terminó la visualización: las imágenes estuvieron retiradas demasiado tiempo. Se destruyeron claves e imágenes.
   *[other] Terminó la visualización. Se destruyeron claves e imágenes.
}
entry-lock-confirmed = Se confirmó el cierre
entry-chat-closed = Se cerró la conversación y la consulta
entry-note-saved = { $who } escribió en la nota (versión { $version })
entry-view-kept = { $who } guardó una vista con el número { $number }
entry-view-dropped = { $who } olvidó la vista del número { $number }
entry-note-signed = { $who } firmó la nota (versión { $version })
entry-note-read = { $who } leyó la nota y lo que la acompaña
entry-note-printed = { $who } se llevó la nota en PDF
entry-findings-exported = { $objects ->
    [one] { $who } se llevó los dibujos, medidas e imágenes clave en DICOM (1 objeto)
   *[other] { $who } se llevó los dibujos, medidas e imágenes clave en DICOM ({ $objects } objetos)
}
entry-opinion-asked = { $who } pidió a { $name } una segunda opinión para las { $time } (fundamento: { $basis ->
    [verbal_witness] dicho ante un testigo
    [guardian] un tutor o representante
    [documented] documentado en otro lugar
    [emergency] emergencia
   *[other] otro fundamento
})
entry-opinion-request-read = { $who } leyó lo que se pregunta
entry-opinion-accepted = { $who } aceptó dar su opinión
entry-opinion-declined = { $who } no aceptó: { $reason ->
    [not_my_field] no es su especialidad
    [no_time] falta de tiempo
    [too_close] demasiada cercanía con el paciente o con quien pregunta
    [pictures_unusable] las imágenes no se pueden usar
   *[other] otro motivo
}
entry-opinion-withdrawn = { $who } retiró la petición de opinión
entry-opinion-moved = { $who } cambió a las { $time } el plazo de la opinión
entry-opinion-begun = { $minutes ->
    [one] { $who } empezó a mirar, 1 minuto concedido
   *[other] { $who } empezó a mirar, { $minutes } minutos concedidos
}
entry-opinion-overdue = La opinión no llegó a tiempo; se avisó a ambas partes
entry-opinion-signed = { $who } firmó una opinión: { $position ->
    [agree] está de acuerdo
    [differ] discrepa
    [need_more] necesita más
   *[cannot_say] no puede decirlo
}
entry-opinion-revealed = { $version ->
    [0] { $who } recibió el primer informe antes de responder
   *[other] { $who } recibió el primer informe después de firmar
}
entry-opinion-amended = { $who } enmendó su opinión (versión { $version }); la anterior se conserva
entry-opinion-mind-changed = { $revealed ->
    [true] { $who } cambió de opinión tras recibir el primer informe
   *[other] { $who } cambió de opinión
}
entry-opinion-read = { $who } leyó la opinión (versión { $version })
entry-opinion-brought = { $blind ->
    [true] { $who } llevó a quien opina a una consulta en directo antes de que respondiera a ciegas
   *[other] { $who } llevó a quien opina a una consulta en directo
}
entry-board-asked = { $who } hizo una pregunta al comité (puestos: { $board }, quórum: { $quorum })
entry-board-voted = { $times ->
    [1] { $who } votó la pregunta { $number }
   *[other] { $who } cambió su voto en la pregunta { $number }
}
entry-board-revealed = Todo el comité había votado la pregunta { $number }; los votos se mostraron a los médicos
entry-board-closed = { $outcome ->
    [decided] El comité decidió la pregunta { $number }; votos contados: { $counted }
    [no_majority] El comité no alcanzó mayoría en la pregunta { $number }; votos contados: { $counted }
   *[other] El comité no tuvo quórum en la pregunta { $number }: votos { $counted }, necesarios { $quorum }
}
entry-security-alert = { $code ->
    [second_device] El enlace de { $who } se usó en un segundo dispositivo
    [claimed_again] { $name } entró desde otro dispositivo; el primero se desconectó
    [clock_jump] El reloj del servidor dio un salto
    [foreign_frame] Alguien sin lugar en la consulta pidió una de sus imágenes y no la recibió
    [session_rolled_back] Se puso de nuevo una copia anterior de esta consulta cuando ya había terminado; sigue bloqueada
    [tampered_entry] Se cambiaron entradas de este registro después de escritas
    [tampered_chat] Se cambiaron líneas de la conversación después de escritas
    [tampered_receipt] Se cambió el recibo que se guardaba del final
    [tampered_object] Una imagen guardada fue cambiada o dañada donde reposa: no se mostró
    [tampered_row] Lo guardado de una serie fue cambiado o dañado: no se mostró
    [tampered_thumbnail] Una imagen pequeña guardada fue cambiada o dañada: se hizo de nuevo
    [tampered_value] Algo sellado en la base de datos fue cambiado o dañado ({ $what }): no se abrió
    [shared_forged] Algo en Redis no lo puso allí esta instalación ({ $what }): no se le dio crédito
    [place_stopped] Cuatro códigos para { $who } desde una misma red eran incorrectos: el enlace está detenido allí y solo allí
   *[other] Se anotó algo inusual ({ $code })
}

## Ayuda

how-heading = Cómo es una consulta
how-bring = Traer imágenes
how-bring-more = Estudios acepta archivos DICOM, carpetas y zips. Mírelos allí; compártalos con un colega; bórrelos con recibo.
how-consult = Hacer la consulta
how-consult-more = Desde un estudio: marque las series, revise los nombres, Empezar ahora. O prevéala para más tarde.
how-code = Enviar el enlace, leer el código
how-code-more = Cada invitado tiene un enlace (cópielo, o que escaneen el código QR). Pulse Mostrar código cuando llamen y lea las seis cifras.
how-admit = Dejar entrar
how-admit-more = Quien espera dice un número y una palabra. Elija lo mismo en la sala, marque cómo reconoció a la persona y déjela entrar.
how-consent = Primero acepta el paciente, luego imágenes
how-consent-more = El paciente lee quién verá qué y hasta cuándo. Sin un sí nadie más ve una imagen; un sí se retira con un toque.
how-end = El final
how-end-more = Cuando acaba el tiempo o usted termina, se destruyen las claves y todas las pantallas se apagan. Quedan dos minutos para despedirse por escrito; después la consulta se cierra y su registro está aquí.
help-mouse = Al arrastrar, el botón izquierdo cambia la ventana o usa la herramienta elegida en la fila, el derecho acerca o aleja y el central mueve; la rueda recorre y con Ctrl acerca o aleja. En la sala, ? pone allí otras herramientas. Un dedo recorre, dos dedos acercan y mueven.
limits-heading = Límites, con honestidad
limit-camera = Nadie puede impedir que un invitado fotografíe una pantalla, ni que un programa modificado guarde lo que se le mostró. Las imágenes para pacientes y observadores llevan una marca tenue que dice para quién se hicieron; eso disuade, y nada más.
limit-server = El servidor prepara las imágenes, así que quien lo administra podría verlas; no hay cifrado de extremo a extremo. Quien lea su memoria durante una consulta tiene la clave de esa consulta.
limit-device = Lightbox no es un producto sanitario ni sirve para el diagnóstico primario. Las pantallas de los invitados no están calibradas.
limit-browser = Las claves se destruyen en el servidor y en las páginas abiertas; a lo que guardó un navegador modificado no llegamos.
limit-memory = Las claves y las imágenes se sobrescriben en la memoria del servidor; las claves salen de la del navegador cuando termina la visualización. Lo que una máquina ya había pasado al disco de intercambio, o guardado al hibernar, queda en su disco: mantenga el intercambio desactivado. Se hace tan bien como puede un programa, lo que no es una promesa.
limit-delete = Borrar aquí un estudio o un registro no alcanza su archivo, las copias de seguridad anteriores ni lo que guardó un participante; cada recibo dice qué queda.
